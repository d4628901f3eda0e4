import type { MatrixRow } from '@posiwid/backstage-plugin-coupling-common';
import { fitText, textWidth } from '../textWidth';

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
  columnHeader: 44,
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
const ROOMY_CELL = { slender: 30, min: 44, usual: 56, widest: 76 };
const FEW_ROWS = 6;
/** Two digits fit. */
const MIN_CELL = 26;
const HEADING_FONT = 11.5;
const NAME_FONT = 13;
/** Lines of a heading that lies, and px of one that stands, and of the names of rows. */
const HEADING_LINES = 3;
const UPRIGHT = { min: 48, max: 150 };
const ROW_NAME = { min: 96, max: 190, padding: 20 };
const BARS = 12;

/** The words of a heading, long ones in two halves that a hyphen may part. */
export function headingWords(title: string): string[][] {
  return title.split(' ').map(word => {
    const characters = [...word];
    const half = Math.ceil(characters.length / 2);
    return characters.length > 10
      ? [characters.slice(0, half).join(''), characters.slice(half).join('')]
      : [word];
  });
}

/** Whether a heading can be read when it lies above a cell of this width. */
function liesWithin(title: string, cellWidth: number): boolean {
  const widths = headingWords(title)
    .flat()
    .map(piece => textWidth(piece, HEADING_FONT));
  const space = textWidth(' ', HEADING_FONT);
  let lines = 1;
  let line = 0;
  for (const width of widths) {
    if (line > 0 && line + width > cellWidth + 4) {
      lines += 1;
      line = 0;
    }
    line += width + space;
  }
  return lines <= HEADING_LINES && Math.max(...widths) <= cellWidth + 4;
}

function clamp(value: number, { min, max }: { min: number; max: number }) {
  return Math.min(max, Math.max(min, Math.ceil(value)));
}

/**
 * Sizes that suit the rows: headings lie where they can be read so and stand on end elsewhere, and a roomy matrix gives its
 * cells the width at hand.
 *
 * @param availableWidth - px for the whole matrix with headings and totals
 */
export function metricsFor(
  titles: readonly string[],
  availableWidth: number,
): MatrixMetrics {
  const rows = titles.length;
  const widest = (fontSize: number) =>
    Math.max(
      0,
      ...titles.map(title =>
        textWidth(fitText(title, fontSize, 240), fontSize),
      ),
    );
  const sizes = sizesFor(rows);
  const rowHeader = clamp(widest(NAME_FONT) + ROW_NAME.padding, ROW_NAME);
  const upright = {
    rowHeader,
    columnHeader: clamp(widest(HEADING_FONT) + BARS, UPRIGHT),
    rotated: true,
  };
  const room = availableWidth - rowHeader - sizes.totalWidth;
  const fitting = Math.floor(room / Math.max(1, rows)) - sizes.gap - 3;
  if (rows > ROOMY_ROWS) {
    const cellWidth = clamp(fitting, { min: MIN_CELL, max: sizes.cellWidth });
    return { ...sizes, ...upright, cellWidth };
  }
  const most = rows <= FEW_ROWS ? ROOMY_CELL.widest : ROOMY_CELL.usual;
  const cellWidth = clamp(fitting, { min: ROOMY_CELL.min, max: most });
  if (titles.every(title => liesWithin(title, cellWidth))) {
    return { ...sizes, rowHeader, cellWidth };
  }
  // Without a heading to hold, a cell may be as narrow as a narrow page asks for.
  const slender = clamp(fitting, { min: ROOMY_CELL.slender, max: most });
  return { ...sizes, ...upright, cellWidth: slender };
}

function sizesFor(rows: number): MatrixMetrics {
  if (rows <= ROOMY_ROWS) {
    return ROOMY;
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
