import type { Point } from './edgePath';
import { BAND_GAP, FOCUS, ROW_HEIGHT } from './measures';
import type { RoutedEdge, Side } from './parts';
import type { Band, Column, FocusBox } from './types';

export function placeBands(
  side: Side,
  columns: Column[],
  places: Map<string, Point>,
  size: { rowHeight: number; heading: number },
): Band[] {
  let top = 0;
  return side.bands.map(id => {
    const cells = side.cells.get(id)!;
    const rows = Math.max(...cells.map(cell => cell.length));
    const height = size.heading + rows * size.rowHeight + BAND_GAP;
    cells.forEach((keys, column) =>
      keys.forEach((key, row) =>
        places.set(key, {
          x: columns[column].x,
          y: top + size.heading + row * size.rowHeight + ROW_HEIGHT / 2,
        }),
      ),
    );
    const band = { id, title: id, y: top, height };
    top += height;
    return band;
  });
}

export function bottomOf(bands: Band[]): number {
  const last = bands[bands.length - 1];
  return last ? last.y + last.height : 0;
}

/** The focus stands level with what it is coupled to directly. */
export function placeFocus(
  box: { x: number; width: number },
  leftEdges: RoutedEdge[],
  rightEdges: RoutedEdge[],
  places: Map<string, Point>,
  contentHeight: number,
): FocusBox {
  const isDirect = ({ from, to }: RoutedEdge) => !from || !to;
  const inEdges = leftEdges.filter(isDirect);
  const outEdges = rightEdges.filter(isDirect);
  const levels = [...inEdges, ...outEdges].map(
    ({ from, to }) => places.get((from ?? to)!)!.y,
  );
  const height = Math.max(
    FOCUS.minHeight,
    FOCUS.port * Math.max(inEdges.length, outEdges.length),
  );
  const centre =
    levels.length === 0
      ? contentHeight / 2
      : levels.reduce((sum, y) => sum + y, 0) / levels.length;
  const highest = Math.max(0, contentHeight - height);
  return {
    ...box,
    y: Math.round(Math.min(highest, Math.max(0, centre - height / 2))),
    height,
    inCount: [...leftEdges, ...rightEdges].filter(({ to }) => !to).length,
    outCount: [...leftEdges, ...rightEdges].filter(({ from }) => !from).length,
  };
}
