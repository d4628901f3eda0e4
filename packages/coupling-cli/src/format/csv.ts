import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | undefined;

/**
 * CSV (RFC 4180, UTF-8, with a header). Cells that a spreadsheet would run as a formula are written with a leading
 * apostrophe.
 */
export function toCsv(columns: string[], rows: Cell[][]): string {
  return stringify(rows, {
    header: true,
    columns,
    escape_formulas: true,
  });
}

/** Several refs in one cell. */
export function joined(refs: string[]): string {
  return refs.join(' ');
}
