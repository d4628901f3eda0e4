import type { MatrixRow } from '@posiwid/backstage-plugin-coupling-common';

/**
 * Sizes of the matrix in px. Rows and columns are the same list, so one measure serves both directions.
 */
export interface MatrixMetrics {
  cellWidth: number;
  cellHeight: number;
  /** Between two cells of a group, and between two groups. */
  gap: number;
  groupGap: number;
  rowHeader: number;
  columnHeader: number;
  groupHeader: number;
  /** The column of row totals, and the row of column totals. */
  totalWidth: number;
  totalHeight: number;
  fontSize: number;
  /** Long column headings stand on end, so that the cells can be narrow. */
  rotated: boolean;
}

/** Up to so many rows the cells are roomy, and the matrix is drawn whole; beyond, only what is in view is in the page. */
export const ROOMY_ROWS = 10;
export const WHOLE_ROWS = 24;

const ROOMY: MatrixMetrics = {
  cellWidth: 56,
  cellHeight: 42,
  gap: 2,
  groupGap: 12,
  rowHeader: 128,
  columnHeader: 34,
  groupHeader: 22,
  totalWidth: 78,
  totalHeight: 52,
  fontSize: 14,
  rotated: false,
};

const DENSE: MatrixMetrics = {
  cellWidth: 34,
  cellHeight: 28,
  gap: 2,
  groupGap: 10,
  rowHeader: 168,
  columnHeader: 128,
  groupHeader: 22,
  totalWidth: 84,
  totalHeight: 52,
  fontSize: 12.5,
  rotated: true,
};

const PACKED: MatrixMetrics = {
  ...DENSE,
  cellWidth: 30,
  cellHeight: 24,
  gap: 1,
  groupGap: 8,
  fontSize: 12,
};

/** Narrowest and widest roomy cell, px; the widest suits a handful of rows. */
const ROOMY_CELL = { min: 44, usual: 56, widest: 76 };
const FEW_ROWS = 6;
/** Names of one word no longer fit above narrower cells. */
const UPRIGHT_BELOW = 54;

/**
 * Sizes that suit a number of rows. A roomy matrix gives its cells the width at hand, within what reads well.
 *
 * @param availableWidth - px for the whole matrix with headings and totals
 */
export function metricsFor(
  rows: number,
  availableWidth: number,
): MatrixMetrics {
  if (rows <= ROOMY_ROWS) {
    const most = rows <= FEW_ROWS ? ROOMY_CELL.widest : ROOMY_CELL.usual;
    const room = availableWidth - ROOMY.rowHeader - ROOMY.totalWidth;
    const fitting = Math.floor(room / Math.max(1, rows)) - ROOMY.gap - 4;
    const cellWidth = Math.min(most, Math.max(ROOMY_CELL.min, fitting));
    return cellWidth < UPRIGHT_BELOW
      ? { ...ROOMY, cellWidth, columnHeader: 108, rotated: true }
      : { ...ROOMY, cellWidth };
  }
  return rows <= 40 ? DENSE : PACKED;
}

/** Rows in a run that share one parent, and so one heading. */
export interface Group {
  title: string;
  first: number;
  last: number;
}

/**
 * Runs of neighbouring rows with the same parent. The order of the rows says who needs whom and is not ours to change, so a
 * parent whose rows stand apart has several runs. Rows without a parent stand under no heading.
 */
export function groupsOf(rows: readonly MatrixRow[]): Group[] {
  const groups: Group[] = [];
  rows.forEach((row, position) => {
    const current = groups[groups.length - 1];
    if (current && current.title === (row.group ?? '')) {
      current.last = position;
    } else {
      groups.push({ title: row.group ?? '', first: position, last: position });
    }
  });
  return groups;
}

/** Whether a row is the first of its run, and so stands off from the one before. */
export function groupStarts(rows: readonly MatrixRow[]): boolean[] {
  const starts = rows.map(() => false);
  for (const group of groupsOf(rows)) {
    starts[group.first] = group.first > 0;
  }
  return starts;
}

/** Where each track starts, in order, and at the end where the last one ends: `rows + 1` offsets. */
export function trackOffsets(
  starts: readonly boolean[],
  size: number,
  gap: number,
  groupGap: number,
): number[] {
  const offsets: number[] = [];
  let next = 0;
  for (const isStart of starts) {
    next += isStart ? groupGap - gap : 0;
    offsets.push(next);
    next += size + gap;
  }
  return [...offsets, next];
}
