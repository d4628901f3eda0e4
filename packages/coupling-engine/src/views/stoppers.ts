import type { DependencyGraph } from '../model/types';
import { needsOf, walk } from '../structure/navigate';

/** Candidates that are tried; beyond it the widest by `width` are. Keeps a view of a large group within milliseconds. */
const MAX_CANDIDATES = 2000;

/**
 * Entities outside a set whose failure alone stops one of its members or more, alternatives honoured, with how many.
 *
 * Only what the members need at some depth can stop them, so failures are followed within that part of the graph.
 *
 * @param width - a larger number is tried first where there are too many to try
 * @returns those that stop most first, then in the order of `width`
 */
export function stoppersOf(
  graph: DependencyGraph,
  members: readonly number[],
  width: (entity: number) => number,
): { entity: number; stops: number }[] {
  const inside = new Set(members);
  const needed = new Set<number>();
  for (const member of members) {
    if (needed.has(member)) continue;
    for (const entity of walk(member, e =>
      needsOf(graph, e).filter(n => !needed.has(n)),
    ).order) {
      needed.add(entity);
    }
  }
  return [...needed]
    .filter(entity => !inside.has(entity))
    .sort((a, b) => width(b) - width(a))
    .slice(0, MAX_CANDIDATES)
    .map(entity => ({ entity, stops: stops(graph, entity, needed, inside) }))
    .filter(found => found.stops > 0)
    .sort((a, b) => b.stops - a.stops || width(b.entity) - width(a.entity));
}

/** Members that fail with `start`, following failures only through `within`. */
function stops(
  graph: DependencyGraph,
  start: number,
  within: ReadonlySet<number>,
  members: ReadonlySet<number>,
): number {
  const { usedStart, usedBy, clauseOwner, memberStart, need, hard } = graph;
  const failed = new Set([start]);
  const lost = new Map<number, number>();
  let found = 0;
  for (const entity of failed) {
    for (let i = usedStart[entity]; i < usedStart[entity + 1]; i++) {
      const clause = usedBy[i];
      const owner = clauseOwner[clause];
      if (!within.has(owner) || hard[clause] === 0 || failed.has(owner))
        continue;
      const missing = (lost.get(clause) ?? 0) + 1;
      lost.set(clause, missing);
      const size = memberStart[clause + 1] - memberStart[clause];
      if (size - missing >= need[clause]) continue;
      failed.add(owner);
      if (members.has(owner)) found += 1;
    }
  }
  return found;
}
