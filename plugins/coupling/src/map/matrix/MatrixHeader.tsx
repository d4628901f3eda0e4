import type { MatrixRow } from '@posiwid/backstage-plugin-coupling-common';
import { memo } from 'react';
import { fitText } from '../textWidth';
import { headingWords, type Group, type MatrixMetrics } from './matrixTracks';

/** Lets a long word break in the middle, so that it fits a narrow heading. */
function breakable(title: string): string {
  return headingWords(title)
    .map(halves => halves.join('\u00AD'))
    .join(' ');
}

/** Headings of the columns and of their groups; stays in view while the rows scroll. */
function MatrixHeaderView(props: {
  rows: readonly MatrixRow[];
  groups: readonly Group[];
  columns: readonly number[];
  offsets: readonly number[];
  metrics: MatrixMetrics;
  height: number;
  selected: number;
  hovered?: number;
}) {
  const { rows, groups, columns, offsets, metrics, height } = props;
  const first = columns[0] ?? 0;
  const last = columns[columns.length - 1] ?? 0;
  const stateOf = (column: number) => {
    if (column === props.selected) {
      return 'on';
    }
    return column === props.hovered ? 'near' : '';
  };
  return (
    <div className="head" role="row" aria-rowindex={1} style={{ height }}>
      <div className="corner" role="columnheader" aria-colindex={1}>
        row needs column
      </div>
      {groups
        .filter(group => group.title && group.last >= first)
        .filter(group => group.first <= last)
        .map(group => (
          <div
            key={group.first}
            className="group"
            role="presentation"
            title={group.title}
            style={{
              left: metrics.rowHeader + offsets[group.first],
              width:
                offsets[group.last] - offsets[group.first] + metrics.cellWidth,
            }}
          >
            <span>{group.title}</span>
          </div>
        ))}
      {columns.map(column => (
        <div
          key={column}
          role="columnheader"
          aria-colindex={column + 2}
          aria-label={rows[column].title}
          title={rows[column].title}
          className={`column ${metrics.rotated ? 'upright' : ''} ${stateOf(
            column,
          )}`}
          style={{
            left: metrics.rowHeader + offsets[column],
            ...(metrics.rotated
              ? { height: metrics.columnHeader }
              : { maxHeight: metrics.columnHeader, overflow: 'hidden' }),
          }}
        >
          <span>
            {metrics.rotated
              ? fitText(rows[column].title, 11.5, metrics.columnHeader - 12)
              : breakable(rows[column].title)}
          </span>
        </div>
      ))}
      <div
        className="total axis"
        role="presentation"
        style={{
          left: metrics.rowHeader + offsets[rows.length],
          alignItems: 'flex-end',
          paddingBottom: 8,
        }}
      >
        needs
      </div>
    </div>
  );
}

/** The same, drawn anew only when something of it changes: scrolling must not redraw what stays. */
export const MatrixHeader = memo(MatrixHeaderView);
