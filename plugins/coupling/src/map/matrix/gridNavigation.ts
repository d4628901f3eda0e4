/** A place in the grid; column -1 is the row's heading. */
export interface GridPlace {
  row: number;
  column: number;
}

const PAGE = 10;

/**
 * Where a key leads in a grid of `size` rows and columns with row headings (WAI-ARIA grid pattern), or nothing when the
 * key is not one of navigation.
 */
export function moveInGrid(
  place: GridPlace,
  key: string,
  withControl: boolean,
  size: number,
): GridPlace | undefined {
  const { row, column } = place;
  const to = (nextRow: number, nextColumn: number): GridPlace => ({
    row: Math.min(size - 1, Math.max(0, nextRow)),
    column: Math.min(size - 1, Math.max(-1, nextColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'Home':
      return to(withControl ? 0 : row, -1);
    case 'End':
      return to(withControl ? size - 1 : row, size - 1);
    case 'PageUp':
      return to(row - PAGE, column);
    case 'PageDown':
      return to(row + PAGE, column);
    default:
      return undefined;
  }
}
