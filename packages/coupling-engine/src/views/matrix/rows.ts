/** The rows of a matrix: which team, system or domain each entity stands in, and which of them a reader is shown. */
import { compareText } from '../../model/text';
import { clean, nameOfRef } from '../../model/words';
import type { MatrixLevel } from '../types';
import { NO_TEAM, type Viewer } from '../viewer';

/** Which row each entity belongs to, and what the rows are called. */
export interface Rows {
  of: Int32Array;
  refs: string[];
  titles: string[];
  groups: (string | undefined)[];
}

export function rowsOf(viewer: Viewer, level: MatrixLevel): Rows {
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
  const refs = [...new Set(keys)].sort(compareText);
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
export function rowsInScope(
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
export function rowsToShow(
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
