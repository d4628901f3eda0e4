import type { Analysis, Omission } from '../analysis';
import type { Finding } from '../findings/types';
import { clean, count, nameOfRef, number } from '../model/words';
import { byWeight, lacks, visibleInterfaces } from './interfaces';
import { orderByNeed } from './order';
import type { Seen, SeenCounts } from './seen';
import { seenIndexOf } from './seen';
import type {
  CouplingRow,
  MatrixCell,
  MatrixCellView,
  MatrixLevel,
  MatrixRow,
  MatrixView,
  TeamOption,
  ViewOptions,
} from './types';
import { compare, NO_TEAM, Viewer } from './viewer';

const MAX_AGAINST = 20;
const MAX_COUPLINGS = 500;
const PLURAL: Record<MatrixLevel, string> = {
  team: 'teams',
  system: 'systems',
  domain: 'domains',
};

const SEEN: readonly Seen[] = ['declared', 'observed', 'both'];

const EMPTY = {
  couplings: 0,
  interfaces: 0,
  lacking: 0,
  against: false,
  findings: 0,
};

type SeenFilter = Seen | 'all';

export interface MatrixOptions {
  /** Only couplings that are known this way. */
  seen?: SeenFilter;
}

interface FullCell extends MatrixCell {
  /** Those that pass the filter. */
  pairs: [number, number][];
}

/** One coupling as it may stand in a cell; `row` in the table of couplings, where it is declared. */
interface Candidate {
  from: number;
  to: number;
  row?: number;
  seen: Seen;
}

/** Which row each entity belongs to, and what the rows are called. */
interface Rows {
  of: Int32Array;
  refs: string[];
  titles: string[];
  groups: (string | undefined)[];
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

/** Every declared coupling, and every one that was seen and is not declared. */
function* candidates({ analysis }: Viewer): Iterable<Candidate> {
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

function noneSeen(): SeenCounts {
  return { declared: 0, observed: 0, both: 0 };
}

/** Cells that a finding's chain crosses, whichever way the chain is told. */
function crossings(viewer: Viewer, rows: Rows, finding: Finding): Set<string> {
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

function rowsOf(viewer: Viewer, level: MatrixLevel): Rows {
  const { model } = viewer.analysis;
  const keys = model.entities.map((entity, position) => {
    if (level === 'team') {
      return viewer.hasLivingOwner(position)
        ? model.teams[firstLiving(viewer, entity.owners)].ref
        : NO_TEAM;
    }
    if (entity.system === undefined) return NO_TEAM;
    const system = model.systems[entity.system];
    if (level === 'system') return system.ref;
    return system.parent === undefined
      ? NO_TEAM
      : model.domains[system.parent].ref;
  });
  const refs = [...new Set(keys)].sort(compare);
  const position = new Map(refs.map((ref, i) => [ref, i]));
  const named = new Map(
    [
      ...model.teams.map(team => ({
        ref: team.ref,
        title: team.title,
        group: team.parent === undefined ? undefined : model.teams[team.parent],
      })),
      ...model.systems.map(system => ({
        ref: system.ref,
        title: system.title,
        group:
          system.parent === undefined
            ? undefined
            : model.domains[system.parent],
      })),
      ...model.domains.map(domain => ({
        ref: domain.ref,
        title: domain.title,
        group:
          domain.parent === undefined
            ? undefined
            : model.domains[domain.parent],
      })),
    ].map(item => [item.ref, item]),
  );
  const nothing = level === 'team' ? 'No living owner' : `No ${level}`;
  return {
    of: Int32Array.from(keys, key => position.get(key)!),
    refs,
    titles: refs.map(ref =>
      ref === NO_TEAM
        ? nothing
        : clean(named.get(ref)?.title ?? nameOfRef(ref)),
    ),
    groups: refs.map(ref => {
      const group = named.get(ref)?.group;
      return group && clean(group.title ?? nameOfRef(group.ref));
    }),
  };
}

function firstLiving(viewer: Viewer, owners: readonly number[]): number {
  const { standing } = viewer.analysis.ownership;
  return owners.find(owner => standing[owner] === 'living')!;
}

/** With teams: the rows that hold something of theirs, and those coupled to them. */
function rowsInScope(
  viewer: Viewer,
  rows: Rows,
  teams?: ReadonlySet<string>,
): Set<number> {
  if (!teams) return new Set(rows.refs.keys());
  const own = new Set<number>();
  rows.of.forEach((row, entity) => {
    if (viewer.belongsTo(entity, teams)) own.add(row);
  });
  const shown = new Set(own);
  const { from, to, count: n } = viewer.analysis.model.couplings;
  for (let i = 0; i < n; i++) {
    if (own.has(rows.of[from[i]])) shown.add(rows.of[to[i]]);
    if (own.has(rows.of[to[i]])) shown.add(rows.of[from[i]]);
  }
  return shown;
}

/** Rows in scope of which the reader may see an entity. */
function rowsToShow(
  viewer: Viewer,
  rows: Rows,
  shown: ReadonlySet<number>,
): number[] {
  const seen = new Set<number>();
  rows.of.forEach((row, entity) => {
    if (shown.has(row) && viewer.canSee(entity)) seen.add(row);
  });
  return [...seen].sort((a, b) => a - b);
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
  const groupNames = [...new Set(present.map(groupOf))].sort(compare);
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

const SEEN_WORDS: Record<Seen, string> = {
  declared: 'declared and not seen',
  observed: 'seen and not declared',
  both: 'declared and seen',
};

function headline(found: {
  level: MatrixLevel;
  filter: SeenFilter;
  rows: number;
  total: number;
  upwards: number;
  all: number;
  seen: SeenCounts;
}): string {
  const { level, filter, rows, total, upwards, all, seen } = found;
  if (filter !== 'all') {
    const crossing = seen.declared + seen.observed + seen.both;
    return `${number(total)} of ${count(crossing, 'coupling')} between ${number(
      rows,
    )} ${PLURAL[level]} ${total === 1 ? 'is' : 'are'} ${SEEN_WORDS[filter]}`;
  }
  if (total === 0) {
    return `No coupling crosses from one ${level} to another, of ${count(
      all,
      'coupling',
    )} ${seen.observed > 0 ? 'known' : 'declared'}`;
  }
  const undeclared =
    seen.observed > 0 ? `; ${number(seen.observed)} seen, not declared` : '';
  return `${number(total)} of ${count(all, 'coupling')} ${
    total === 1 ? 'crosses' : 'cross'
  } between ${number(rows)} ${PLURAL[level]}; ${
    upwards === 0
      ? 'none runs'
      : `${number(upwards)} ${upwards === 1 ? 'runs' : 'run'}`
  } against the order${undeclared}`;
}

/** What has no place in the matrix at this level. */
function omissionsOf(
  viewer: Viewer,
  level: MatrixLevel,
  rows: Rows,
): Omission[] {
  const nothing = rows.refs.indexOf(NO_TEAM);
  if (nothing < 0) return [];
  const missing = rows.of.filter(row => row === nothing).length;
  const what = level === 'team' ? 'living owner' : level;
  return [
    {
      what: `no ${what}`,
      missing,
      of: viewer.lens.size,
      text: `${count(missing, 'entity', 'entities')} without a ${what} ${
        missing === 1 ? 'stands' : 'stand'
      } in one row`,
    },
  ];
}

function distinct(viewer: Viewer, entities: number[]): string[] {
  return [...new Set(entities)]
    .sort(viewer.lens.byRef)
    .map(e => viewer.lens.ref(e));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
