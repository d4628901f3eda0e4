/** What may stand in a cell: couplings, declared or seen, and findings whose chains cross it. */
import type { Finding } from '../../findings/types';
import { seenIndexOf, type Seen } from '../seen';
import type { Viewer } from '../viewer';
import type { Rows } from './rows';

export type SeenFilter = Seen | 'all';

export interface MatrixOptions {
  /** Only couplings that are known this way. */
  seen?: SeenFilter;
}

/** One coupling as it may stand in a cell; `row` in the table of couplings, where it is declared. */
export interface Candidate {
  from: number;
  to: number;
  row?: number;
  seen: Seen;
}

/** Every declared coupling, and every one that was seen and is not declared. */
export function* candidates({ analysis }: Viewer): Iterable<Candidate> {
  const index = seenIndexOf(analysis);
  const { from, to, count: rows } = analysis.model.couplings;
  for (let row = 0; row < rows; row++) {
    const [a, b] = [from[row], to[row]];
    yield { from: a, to: b, row, seen: index.stateOf(a, b) };
  }
  for (const coupling of index.undeclared) {
    yield { from: coupling.from, to: coupling.to, seen: 'observed' };
  }
}

/** Cells that a finding's chain crosses, whichever way the chain is told. */
export function crossings(
  viewer: Viewer,
  rows: Rows,
  finding: Finding,
): Set<string> {
  const found = new Set<string>();
  const way = finding.steps.map(step => viewer.lens.positionOf(step.ref));
  for (let i = 0; i + 1 < way.length; i++) {
    const a = way[i];
    const b = way[i + 1];
    if (a === undefined || b === undefined) continue;
    if (rows.of[a] === rows.of[b]) continue;
    found.add(`${rows.of[a]} ${rows.of[b]}`);
    found.add(`${rows.of[b]} ${rows.of[a]}`);
  }
  return found;
}
