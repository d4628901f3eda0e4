import type { Figure, Row, Skipped } from './bench';

const HEADER = ['', 'coupling', 'peer', '', 'ratio', 'bound'];
/** Columns of figures, set flush right. */
const RIGHT = new Set([1, 3, 4]);

/** The rows of a benchmark as aligned text. The ratio is ours to the peer's: below 1 is faster or smaller. */
export function table(rows: (Row | Skipped)[]): string {
  const measured = rows.filter((row): row is Row => 'what' in row);
  const skipped = rows.filter((row): row is Skipped => 'skipped' in row);
  const lines =
    measured.length > 0 ? aligned([HEADER, ...measured.map(cells)]) : [];
  return [...lines, ...skipped.map(row => `skipped: ${row.skipped}`)].join(
    '\n',
  );
}

function cells({ what, ours, peer, bound }: Row): string[] {
  return [
    what,
    figure(ours),
    peer?.name ?? '',
    peer ? figure(peer.figure) : '',
    peer ? ratio(ours.value / peer.figure.value) : '',
    bound ? `${bound.text}: ${bound.held ? 'held' : 'NOT HELD'}` : '',
  ];
}

function aligned(lines: string[][]): string[] {
  const widths = HEADER.map((_, column) =>
    Math.max(...lines.map(line => line[column].length)),
  );
  return lines.map(line =>
    line
      .map((cell, column) =>
        RIGHT.has(column)
          ? cell.padStart(widths[column])
          : cell.padEnd(widths[column]),
      )
      .join('  ')
      .trimEnd(),
  );
}

function figure({ value, unit }: Figure): string {
  const digits = value < 10 ? 2 : 0;
  return `${value.toLocaleString('en', {
    maximumFractionDigits: digits,
  })} ${unit}`;
}

function ratio(value: number): string {
  if (value >= 10) return value.toFixed(0);
  return value >= 0.1 ? value.toFixed(2) : value.toPrecision(2);
}
