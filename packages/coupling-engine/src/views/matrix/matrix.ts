import type { Analysis } from '../../analysis';
import type { Finding } from '../../findings/types';
import { compareText } from '../../model/text';
import { lacks, visibleInterfaces } from '../interfaces';
import { seenIndexOf, type Seen, type SeenCounts } from '../seen';
import type {
  MatrixCell,
  MatrixLevel,
  MatrixRow,
  MatrixView,
  TeamOption,
  ViewOptions,
} from '../types';
import { NO_TEAM, Viewer } from '../viewer';
import {
  candidates,
  crossings,
  type MatrixOptions,
  type SeenFilter,
} from './couplings';
import { orderByNeed } from './order';
import { rowsInScope, rowsOf, rowsToShow, type Rows } from './rows';
import { headline, omissionsOf } from './words';

const MAX_AGAINST = 20;
const SEEN: readonly Seen[] = ['declared', 'observed', 'both'];

const EMPTY = {
  couplings: 0,
  interfaces: 0,
  lacking: 0,
  against: false,
  findings: 0,
};

interface FullCell extends MatrixCell {
  /** Those that pass the filter. */
  pairs: [number, number][];
}

/**
 * Couplings between teams, systems or domains: the row needs the column. Rows stand in an order in which each is above
 * those it needs as far as cycles allow, those of one parent together; what runs against it is marked. The order is that of
 * what is declared, so that a filter leaves it as it is.
 */
export function matrix<F extends Finding>(
  analysis: Analysis,
  level: MatrixLevel,
  options: ViewOptions<F> & TeamOption & MatrixOptions = {},
): MatrixView {
  const viewer = new Viewer<F>(analysis, options);
  const rows = rowsOf(viewer, level);
  const { seen: filter = 'all' } = options;
  const cells = new Map<string, FullCell>();
  const cell = (from: number, to: number) => {
    const key = `${from} ${to}`;
    let found = cells.get(key);
    if (!found) {
      found = { ...EMPTY, seen: noneSeen(), from, to, pairs: [] };
      cells.set(key, found);
    }
    return found;
  };
  const shown = rowsInScope(viewer, rows, options.teams);
  let hidden = 0;
  for (const { from, to, seen } of candidates(viewer)) {
    if (!shown.has(rows.of[from]) || !shown.has(rows.of[to])) continue;
    const passes = filter === 'all' || filter === seen;
    if (!viewer.canSee(from) || !viewer.canSee(to)) {
      hidden += passes ? 1 : 0;
      continue;
    }
    const found = cell(rows.of[from], rows.of[to]);
    found.seen[seen] += 1;
    if (!passes) continue;
    found.couplings += 1;
    found.pairs.push([from, to]);
  }
  for (const i of visibleInterfaces(viewer)) {
    const to = rows.of[i.provider];
    const from = new Set(i.consumers.map(({ entity }) => rows.of[entity]));
    const lacking =
      lacks(viewer, i, 'owner') || lacks(viewer, i, 'contract') ? 1 : 0;
    for (const row of from) {
      const found = row === to ? undefined : cells.get(`${row} ${to}`);
      if (!found) continue;
      found.interfaces += 1;
      found.lacking += lacking;
    }
  }
  for (const finding of viewer.findings) {
    for (const key of crossings(viewer, rows, finding)) {
      const found = cells.get(key);
      if (found) found.findings += 1;
    }
  }
  const present = rowsToShow(viewer, rows, shown);
  return assemble(viewer, rows, {
    level,
    filter,
    present,
    cells: [...cells.values()],
    hidden,
  });
}

function noneSeen(): SeenCounts {
  return { declared: 0, observed: 0, both: 0 };
}

function assemble(
  viewer: Viewer,
  rows: Rows,
  found: {
    level: MatrixLevel;
    filter: SeenFilter;
    present: number[];
    cells: FullCell[];
    hidden: number;
  },
): MatrixView {
  const { level, filter, present, cells, hidden } = found;
  const index = new Map(present.map((row, i) => [row, i]));
  // A row without a parent is a group of its own.
  const groupOf = (row: number) =>
    rows.groups[row] ?? `\u0000${rows.refs[row]}`;
  const groupNames = [...new Set(present.map(groupOf))].sort(compareText);
  const order = orderByNeed(
    present.length,
    cells
      .filter(({ seen }) => seen.declared + seen.both > 0)
      .map(({ from, to, seen }) => ({
        from: index.get(from)!,
        to: index.get(to)!,
        weight: seen.declared + seen.both,
      })),
    present.map(row => groupNames.indexOf(groupOf(row))),
  ).map(i => present[i]);
  const place = new Map(order.map((row, i) => [row, i]));
  const entities = new Map<number, number>();
  rows.of.forEach((row, entity) => {
    if (viewer.canSee(entity)) entities.set(row, (entities.get(row) ?? 0) + 1);
  });
  const seen = noneSeen();
  for (const { from, to, seen: ofCell } of cells) {
    if (from === to) continue;
    for (const word of SEEN) seen[word] += ofCell[word];
  }
  const placed = cells
    .filter(({ couplings }) => couplings > 0)
    .map(({ pairs, ...cell }) => {
      const from = place.get(cell.from)!;
      const to = place.get(cell.to)!;
      return { cell: { ...cell, from, to, against: from > to }, pairs };
    })
    .sort((a, b) => a.cell.from - b.cell.from || a.cell.to - b.cell.to);
  const crossing = placed.filter(({ cell }) => cell.from !== cell.to);
  const against = crossing.filter(({ cell }) => cell.against);
  const total = sum(crossing.map(({ cell }) => cell.couplings));
  const upwards = sum(against.map(({ cell }) => cell.couplings));
  const needs = new Array<number>(order.length).fill(0);
  const neededBy = new Array<number>(order.length).fill(0);
  for (const { cell } of crossing) {
    needs[cell.from] += cell.couplings;
    neededBy[cell.to] += cell.couplings;
  }
  const all =
    viewer.analysis.model.couplings.count +
    seenIndexOf(viewer.analysis).undeclared.length;
  return {
    level,
    headline: headline({
      level,
      filter,
      rows: order.filter(row => rows.refs[row] !== NO_TEAM).length,
      total,
      upwards,
      all,
      seen,
    }),
    couplings: total,
    seen,
    rows: order.map((row, i): MatrixRow => {
      const group = rows.groups[row];
      return {
        ref: rows.refs[row],
        title: rows.titles[row],
        ...(group ? { group } : {}),
        needs: needs[i],
        neededBy: neededBy[i],
        entities: entities.get(row) ?? 0,
      };
    }),
    cells: placed.map(({ cell }) => cell),
    against: against
      .sort((a, b) => b.cell.couplings - a.cell.couplings)
      .slice(0, MAX_AGAINST)
      .map(({ cell, pairs }) => ({
        from: rows.refs[order[cell.from]],
        to: rows.refs[order[cell.to]],
        entities: distinct(
          viewer,
          pairs.map(([from]) => from),
        ),
        targets: distinct(
          viewer,
          pairs.map(([, to]) => to),
        ),
      })),
    omissions: omissionsOf(viewer, level, rows),
    hidden,
  };
}

function distinct(viewer: Viewer, entities: number[]): string[] {
  return [...new Set(entities)]
    .sort(viewer.lens.byRef)
    .map(e => viewer.lens.ref(e));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
