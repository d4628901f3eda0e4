import type { Analysis } from '../../analysis';
import type { Finding } from '../../findings/types';
import { byWeight, visibleInterfaces } from '../interfaces';
import { seenIndexOf } from '../seen';
import type {
  CouplingRow,
  MatrixCellView,
  MatrixLevel,
  ViewOptions,
} from '../types';
import { Viewer } from '../viewer';
import {
  candidates,
  crossings,
  type Candidate,
  type MatrixOptions,
} from './couplings';
import { rowsOf } from './rows';

const MAX_COUPLINGS = 500;

/** The couplings, interfaces and findings behind one cell. Undefined when a row is not known. */
export function matrixCell<F extends Finding>(
  analysis: Analysis,
  level: MatrixLevel,
  fromRef: string,
  toRef: string,
  options: ViewOptions<F> & MatrixOptions = {},
): MatrixCellView<F> | undefined {
  const viewer = new Viewer<F>(analysis, options);
  const rows = rowsOf(viewer, level);
  const from = rows.refs.indexOf(fromRef);
  const to = rows.refs.indexOf(toRef);
  if (from < 0 || to < 0) return undefined;
  const { seen = 'all' } = options;
  const found: Candidate[] = [];
  let hidden = 0;
  for (const coupling of candidates(viewer)) {
    if (seen !== 'all' && seen !== coupling.seen) continue;
    const { from: a, to: b } = coupling;
    if (rows.of[a] !== from || rows.of[b] !== to) continue;
    if (viewer.canSee(a) && viewer.canSee(b)) found.push(coupling);
    else hidden += 1;
  }
  const key = `${from} ${to}`;
  return {
    level,
    from: fromRef,
    to: toRef,
    title:
      from === to
        ? `Within ${rows.titles[from]}`
        : `${rows.titles[from]} needs ${rows.titles[to]}`,
    couplings: found
      .slice(0, MAX_COUPLINGS)
      .map(coupling => couplingRow(viewer, coupling)),
    interfaces: visibleInterfaces(viewer)
      .filter(
        ({ provider, consumers }) =>
          rows.of[provider] === to &&
          consumers.some(({ entity }) => rows.of[entity] === from),
      )
      .sort(byWeight(viewer))
      .map(i => viewer.interfaceRow(i)),
    findings: viewer.findings.filter(finding =>
      crossings(viewer, rows, finding).has(key),
    ),
    hidden: hidden + Math.max(0, found.length - MAX_COUPLINGS),
  };
}

function couplingRow(
  viewer: Viewer,
  { from, to, row }: Candidate,
): CouplingRow {
  const { couplings, entities } = viewer.analysis.model;
  const index = seenIndexOf(viewer.analysis);
  const ends = { from: viewer.summary(from), to: viewer.summary(to) };
  if (row === undefined) {
    const kind = entities[to].kind === 'api' ? 'consumesApi' : 'dependsOn';
    return { ...ends, kind, ...index.ofUndeclared(from, to) };
  }
  return {
    ...ends,
    kind: couplings.kind[row],
    strength: couplings.strength[row],
    grade: couplings.grade[row],
    ...index.ofDeclared(from, to),
  };
}
