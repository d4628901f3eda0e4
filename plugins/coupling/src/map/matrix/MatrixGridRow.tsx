import type {
  MatrixCell,
  MatrixRow,
} from '@posiwid/backstage-plugin-coupling-common';
import { memo } from 'react';
import { Link } from 'react-router-dom';
import {
  cellName,
  hasUndeclared,
  shadeOf,
  type CellIndex,
} from './matrixCells';
import { fitText } from '../textWidth';
import type { Group, MatrixMetrics } from './matrixTracks';

/** Longest bar of the totals, px. */
const BAR = 34;
const MARK = 4.5;
const MARK_PITCH = 7;
/** Narrower cells have room for one square, which then stands for several. */
const SMALL_CELL = 40;

/** Corner mark of a coupling against the order, one square an interface without owner or contract, a ring for what only traffic shows. */
function Marks(props: { cell: MatrixCell; metrics: MatrixMetrics }) {
  const { cell, metrics } = props;
  const { cellWidth: width, cellHeight: height } = metrics;
  const isSmall = width < SMALL_CELL;
  const wedge = isSmall ? 7 : 9;
  const inset = isSmall ? 2.5 : MARK;
  const room = Math.floor((width - wedge - inset) / MARK_PITCH);
  const squares = Math.min(cell.lacking, isSmall ? 1 : room);
  const undeclared = hasUndeclared(cell);
  if (squares === 0 && !cell.against && !undeclared) {
    return null;
  }
  return (
    <svg width={width} height={height} aria-hidden>
      {Array.from({ length: squares }, (_, i) => (
        <rect
          key={i}
          x={inset + i * MARK_PITCH}
          y={inset}
          width={MARK}
          height={MARK}
        />
      ))}
      {undeclared && (
        <circle cx={width - 6} cy={height - 6} r={isSmall ? 2 : 2.6} />
      )}
      {cell.against && (
        <path className="wedge" d={`M${width - wedge} 0H${width}V${wedge}Z`} />
      )}
    </svg>
  );
}

/** The empty cells of one row that are in view, as a strip a group. */
function EmptyCells(props: {
  groups: readonly Group[];
  columns: readonly number[];
  offsets: readonly number[];
  metrics: MatrixMetrics;
}) {
  const { groups, columns, offsets, metrics } = props;
  const first = columns[0] ?? 0;
  const last = columns[columns.length - 1] ?? -1;
  return (
    <>
      {groups
        .filter(group => group.first <= last && group.last >= first)
        .map(group => {
          const left = offsets[Math.max(first, group.first)];
          const right = offsets[Math.min(last, group.last)] + metrics.cellWidth;
          return (
            <span
              key={group.first}
              className="empty"
              style={{ left: metrics.rowHeader + left, width: right - left }}
            />
          );
        })}
    </>
  );
}

/** One row: its name, its cells that are in view, and how much it needs in all. */
function MatrixGridRowView(props: {
  row: number;
  rows: readonly MatrixRow[];
  cells: CellIndex;
  columns: readonly number[];
  groups: readonly Group[];
  /** Draws empty cells as one strip a group: most cells of a large matrix are empty. */
  sparse: boolean;
  offsets: readonly number[];
  metrics: MatrixMetrics;
  top: number;
  width: number;
  totalLeft: number;
  needsMost: number;
  href?: string;
  /** Column that holds the place of the keyboard, -1 for the name; undefined in other rows. */
  activeColumn?: number;
  selectedColumn?: number;
}) {
  const { row, rows, cells, columns, metrics, activeColumn, href } = props;
  const { title, needs } = rows[row];
  const name = fitText(title, 13, metrics.rowHeader - 18);
  const nameProps = {
    title,
    tabIndex: activeColumn === -1 ? 0 : -1,
    'data-row': row,
    'data-column': -1,
  };
  return (
    <div
      className="row"
      role="row"
      aria-rowindex={row + 2}
      style={{ top: props.top, width: props.width }}
    >
      <div
        className={props.selectedColumn === undefined ? 'name' : 'name on'}
        role="rowheader"
        aria-colindex={1}
      >
        {href ? (
          <Link to={href} aria-label={title} {...nameProps}>
            {name}
          </Link>
        ) : (
          <span {...nameProps}>{name}</span>
        )}
      </div>
      {props.sparse && (
        <EmptyCells
          groups={props.groups}
          columns={columns}
          offsets={props.offsets}
          metrics={metrics}
        />
      )}
      {columns.map(column => {
        const cell = cells.get(row, column);
        const isInside = row === column;
        if (props.sparse && !cell && !isInside && column !== activeColumn) {
          return null;
        }
        const isSelected = props.selectedColumn === column;
        const shade = isInside ? 'self' : `c${shadeOf(cell?.couplings ?? 0)}`;
        return (
          <div
            key={column}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={cell ? isSelected : undefined}
            aria-label={cellName(title, rows[column].title, cell, isInside)}
            tabIndex={activeColumn === column ? 0 : -1}
            data-row={row}
            data-column={column}
            className={`cell ${shade} ${cell ? 'full' : ''} ${
              isSelected ? 'selected' : ''
            }`}
            style={{ left: metrics.rowHeader + props.offsets[column] }}
          >
            {cell?.couplings}
            {cell && !isInside && <Marks cell={cell} metrics={metrics} />}
          </div>
        );
      })}
      <div
        className="total"
        role="presentation"
        title={`${title} needs others ${needs} times`}
        style={{ left: props.totalLeft }}
      >
        <span
          className="bar"
          style={{ width: (BAR * needs) / props.needsMost, height: 9 }}
        />
        {needs}
      </div>
    </div>
  );
}

/** The same, drawn anew only when something of it changes: scrolling must not redraw what stays. */
export const MatrixGridRow = memo(MatrixGridRowView);
