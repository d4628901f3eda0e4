import type { Matrix } from '@posiwid/backstage-plugin-coupling-common';
import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type SyntheticEvent,
} from 'react';
import { useNavigate } from 'react-router-dom';
import { useEntityPath, useCouplingPaths } from '../../url/paths';
import { moveInGrid, type GridPlace } from './gridNavigation';
import { GridFrame, cssOf } from './GridFrame';
import { CellIndex } from './matrixCells';
import { MatrixGridRow } from './MatrixGridRow';
import { MatrixHeader } from './MatrixHeader';
import { MatrixTotals } from './MatrixTotals';
import {
  groupsOf,
  groupStarts,
  metricsFor,
  trackOffsets,
  WHOLE_ROWS,
} from './matrixTracks';
import { useWidth } from '../useWidth';
import { useTracks } from './useTracks';

const USUAL_WIDTH = 756;
/** Room for the outline of a selected cell under the sticky headings. */
const OUTLINE = 4;

/** The place that an element of the grid stands for. */
function placeOf(target: EventTarget): GridPlace | undefined {
  const cell = (target as Element).closest<HTMLElement>('[data-row]');
  return cell
    ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) }
    : undefined;
}

/**
 * The matrix as a grid that mouse and keyboard walk alike: arrow keys, Home, End and Page keys move, Enter opens. Above a
 * few dozen rows only what is in view is in the page, so that 200 teams scroll smoothly.
 */
export function MatrixGrid(props: {
  matrix: Matrix;
  selected?: { from: string; to: string };
  onSelect: (from: string, to: string) => void;
}) {
  const { matrix, selected, onSelect } = props;
  const { rows } = matrix;
  const size = rows.length;
  const whole = size <= WHOLE_ROWS;
  const [frame, available] = useWidth<HTMLDivElement>(USUAL_WIDTH);
  const metrics = useMemo(
    () =>
      metricsFor(
        rows.map(({ title }) => title),
        available,
      ),
    [rows, available],
  );
  const groups = useMemo(() => groupsOf(rows), [rows]);
  const starts = useMemo(() => groupStarts(rows), [rows]);
  const cells = useMemo(() => new CellIndex(matrix), [matrix]);
  const columnOffsets = useMemo(
    () =>
      trackOffsets(starts, metrics.cellWidth, metrics.gap, metrics.groupGap),
    [starts, metrics],
  );
  const rowOffsets = useMemo(
    () =>
      trackOffsets(starts, metrics.cellHeight, metrics.gap, metrics.groupGap),
    [starts, metrics],
  );
  const headerHeight =
    metrics.columnHeader +
    OUTLINE +
    (groups.some(({ title }) => title) ? metrics.groupHeader : 0);

  const selectedRow = rows.findIndex(({ ref }) => ref === selected?.from);
  const selectedColumn = rows.findIndex(({ ref }) => ref === selected?.to);
  const [moved, setMoved] = useState<GridPlace>();
  const active =
    moved && moved.row < size && moved.column < size
      ? moved
      : { row: Math.max(0, selectedRow), column: Math.max(0, selectedColumn) };

  const scroller = useRef<HTMLDivElement>(null);
  const rowTracks = useTracks({
    offsets: rowOffsets,
    header: headerHeight,
    horizontal: false,
    whole,
    active: active.row,
    scroller,
  });
  const columnTracks = useTracks({
    offsets: columnOffsets,
    header: metrics.rowHeader,
    horizontal: true,
    whole,
    active: active.column,
    scroller,
  });

  // A key press asks for the focus; it can be given only when the cell is in the page.
  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (wantsFocus.current) {
      wantsFocus.current = false;
      scroller.current
        ?.querySelector<HTMLElement>(
          `[data-row="${active.row}"][data-column="${active.column}"]`,
        )
        ?.focus({ preventScroll: !whole });
    }
  }, [active.row, active.column, whole]);

  const paths = useCouplingPaths();
  const entityPath = useEntityPath();
  const navigate = useNavigate();
  const hrefOf = useCallback(
    (ref: string) =>
      matrix.level === 'team' || ref === 'none'
        ? paths.risks({ team: [ref] })
        : entityPath(ref),
    [matrix.level, paths, entityPath],
  );

  const open = ({ row, column }: GridPlace) => {
    if (cells.get(row, column)) {
      onSelect(rows[row].ref, rows[column].ref);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (!place || event.altKey || event.metaKey) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const href = hrefOf(rows[place.row].ref);
      if (place.column >= 0) {
        open(place);
      } else if (href) {
        navigate(href);
      }
      return;
    }
    const next = moveInGrid(place, event.key, event.ctrlKey, size);
    if (next) {
      event.preventDefault();
      wantsFocus.current = true;
      setMoved(next);
      rowTracks.scrollTo(next.row);
      columnTracks.scrollTo(next.column);
    }
  };
  const onFocus = (event: SyntheticEvent) => {
    const place = placeOf(event.target);
    if (place && (place.row !== active.row || place.column !== active.column)) {
      setMoved(place);
    }
  };
  const onClick = (event: SyntheticEvent) => {
    const place = placeOf(event.target);
    if (place && place.column >= 0) {
      setMoved(place);
      open(place);
    }
  };
  const [hovered, setHovered] = useState<number>();

  const gridWidth = metrics.rowHeader + columnOffsets[size];
  const gridHeight = headerHeight + rowOffsets[size];
  const needsMost = Math.max(1, ...rows.map(({ needs }) => needs));
  const neededMost = Math.max(1, ...rows.map(({ neededBy }) => neededBy));
  return (
    <div ref={frame}>
      <GridFrame
        ref={scroller}
        role="grid"
        aria-label="Couplings; each row needs the columns"
        aria-rowcount={size + 1}
        aria-colcount={size + 1}
        style={cssOf(metrics, whole)}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onClick={onClick}
        onMouseOver={event => setHovered(placeOf(event.target)?.column)}
        onMouseLeave={() => setHovered(undefined)}
      >
        <div
          className="sheet"
          role="presentation"
          style={{
            width: gridWidth + metrics.totalWidth,
            height: gridHeight + metrics.totalHeight,
          }}
        >
          <MatrixHeader
            rows={rows}
            groups={groups}
            columns={columnTracks.indexes}
            offsets={columnOffsets}
            metrics={metrics}
            height={headerHeight}
            selected={selectedColumn}
            hovered={hovered}
          />
          {rowTracks.indexes.map(row => (
            <MatrixGridRow
              key={row}
              row={row}
              rows={rows}
              cells={cells}
              groups={groups}
              sparse={!whole}
              columns={columnTracks.indexes}
              offsets={columnOffsets}
              metrics={metrics}
              top={headerHeight + rowOffsets[row]}
              width={gridWidth + metrics.totalWidth}
              totalLeft={gridWidth}
              needsMost={needsMost}
              href={hrefOf(rows[row].ref)}
              activeColumn={active.row === row ? active.column : undefined}
              selectedColumn={
                selectedRow === row && selectedColumn >= 0
                  ? selectedColumn
                  : undefined
              }
            />
          ))}
          <MatrixTotals
            rows={rows}
            columns={columnTracks.indexes}
            offsets={columnOffsets}
            metrics={metrics}
            top={gridHeight}
            neededMost={neededMost}
          />
        </div>
      </GridFrame>
    </div>
  );
}
