/** How a mechanism is known over couplings, as something to draw. Pure geometry. */
import type { MechanismCoverage } from '@posiwid/backstage-plugin-coupling-common';

export type Row = MechanismCoverage['rows'][number];

/** Best known first. */
export const KNOWN = ['observed', 'inherited', 'stated', 'unknown'] as const;
export type Known = (typeof KNOWN)[number];

/** So many couplings are drawn as a mark each; more as a bar of shares. */
export const MOST_MARKS = 24;

/** One mark a coupling, best known first. */
export function marksOf(row: Row): Known[] {
  return KNOWN.flatMap(known => Array<Known>(row[known]).fill(known));
}

/** Shares of a bar of the given width, in px; what is there is at least a pixel wide. */
export function sharesOf(
  row: Row,
  width: number,
): { known: Known; x: number; width: number }[] {
  const parts = KNOWN.filter(known => row[known] > 0);
  const all = parts.reduce((sum, known) => sum + row[known], 0);
  const spare = Math.max(0, width - parts.length);
  let x = 0;
  return parts.map(known => {
    const part = 1 + (row[known] / all) * spare;
    const share = { known, x, width: part };
    x += part;
    return share;
  });
}

/** `11 observed, 7 inherited, 0 stated, 0 unknown, of 18`. */
export function rowWords(row: Row): string {
  const all = KNOWN.reduce((sum, known) => sum + row[known], 0);
  return `${KNOWN.map(known => `${row[known]} ${known}`).join(
    ', ',
  )}, of ${all}`;
}
