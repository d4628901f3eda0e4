/** Who makes a promise: an entity alone, or a system or domain with everything in it. */
import { failureOf } from '../structure/failure';
import type { Model } from '../model/types';
import { needsOf } from '../structure/navigate';

export interface Subject {
  ref: string;
  kind: 'entity' | 'system' | 'domain';
  /** Position in `Model.entities`, `systems` or `domains`. */
  at: number;
  owners: number[];
  stated?: string;
  claims?: string;
  /** Positions of the entities it is made of, ascending. */
  members: number[];
  /** Its own reference and those of its members. */
  refs: Set<string>;
}

/** Every entity, system and domain that states a purpose or claims, by reference. */
export function subjectsOf(model: Model): Subject[] {
  const inDomain = domainsAbove(model);
  const bySystem = model.systems.map((): number[] => []);
  model.entities.forEach(({ system }, position) => {
    if (system !== undefined) bySystem[system].push(position);
  });
  const subjects: Subject[] = [];
  const add = (
    kind: Subject['kind'],
    at: number,
    {
      ref,
      owners,
      facts,
    }: Pick<Model['systems'][number], 'ref' | 'owners' | 'facts'>,
    members: () => number[],
  ) => {
    if (facts.purpose === undefined && facts.claims === undefined) return;
    const found = members();
    subjects.push({
      ref,
      kind,
      at,
      owners,
      stated: facts.purpose,
      claims: facts.claims,
      members: found,
      refs: new Set([
        ref,
        ...found.map(position => model.entities[position].ref),
      ]),
    });
  };
  model.entities.forEach((entity, at) => add('entity', at, entity, () => [at]));
  model.systems.forEach((system, at) =>
    add('system', at, system, () => bySystem[at]),
  );
  model.domains.forEach((domain, at) =>
    add('domain', at, domain, () =>
      bySystem
        .filter((_, system) => inDomain(system).has(at))
        .flat()
        .sort((a, b) => a - b),
    ),
  );
  return subjects.sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

/** Domains that a system is in, at any height; loops among them end. */
function domainsAbove({ systems, domains }: Model) {
  return (system: number): Set<number> => {
    const above = new Set<number>();
    let at = systems[system].parent;
    while (at !== undefined && !above.has(at)) {
      above.add(at);
      at = domains[at].parent;
    }
    return above;
  };
}

/** What falls when these entities fail, they themselves included. */
export function fallsWith(
  model: Model,
  starts: readonly number[],
): Set<number> {
  return new Set([...starts, ...failureOf(model.graph, starts).fails]);
}

/** Shortest way from one of `from` down what it needs to `to`, or to the nearest of several, both included; empty when there is none. */
export function wayDown(
  model: Model,
  from: readonly number[],
  to: number | ReadonlySet<number>,
): number[] {
  const isEnd = (entity: number) =>
    typeof to === 'number' ? entity === to : to.has(entity);
  const before = new Map<number, number>(from.map(start => [start, -1]));
  const queue = [...from];
  for (let i = 0; i < queue.length; i++) {
    const entity = queue[i];
    if (isEnd(entity)) {
      const way = [];
      for (let at = entity; at !== -1; at = before.get(at)!) way.push(at);
      return way.reverse();
    }
    for (const need of needsOf(model.graph, entity)) {
      if (before.has(need)) continue;
      before.set(need, entity);
      queue.push(need);
    }
  }
  return [];
}
