import type { Lens } from '../lens/lens';
import { wayTo } from '../structure/navigate';

/** Longest example: a chain that a person can follow without scrolling. */
const MAX_STEPS = 5;
/** Entities looked at; an example needs no more, and the nearest come first. */
const MAX_VISITED = 400;

/**
 * The way from an entity to the dependent that fails with it and says most: it crosses the most teams, then it is
 * longest, then its end has the fewest dependents of its own (what people use, rather than what others use). Each step
 * alone fells the next.
 *
 * @returns positions, `entity` first; only itself when nothing fails with it
 */
export function farthestDependent(lens: Lens, entity: number): number[] {
  const { entities } = lens.context.model;
  const { fails } = lens.context.structure;
  const before = new Map<number, number>();
  const seen = new Map([[entity, { distance: 0, crossings: 0 }]]);
  let best = entity;
  for (const [at, { distance, crossings }] of seen) {
    if (at !== entity && entities[at].kind !== 'api') {
      const leader = seen.get(best)!;
      const better =
        crossings - leader.crossings ||
        distance - leader.distance ||
        fails[best] - fails[at] ||
        lens.byRef(best, at);
      if (best === entity || better > 0) best = at;
    }
    if (distance === MAX_STEPS) continue;
    for (const next of lens.fellsDirectly(at)) {
      if (seen.size >= MAX_VISITED) break;
      if (seen.has(next)) continue;
      before.set(next, at);
      seen.set(next, {
        distance: distance + 1,
        crossings: crossings + (lens.crossesTeams(at, next) ? 1 : 0),
      });
    }
  }
  return wayTo(before, best);
}
