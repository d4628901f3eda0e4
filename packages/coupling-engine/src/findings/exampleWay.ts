import type { Lens } from './lens';
import { walk, wayTo } from './navigate';

/** Longest example: a chain that a person can follow without scrolling. */
const MAX_STEPS = 5;

/**
 * The way from an entity to the farthest dependent that fails with it and says most: it crosses the most teams, then it is
 * longest, then its end has the fewest dependents of its own (what people use, rather than what others use).
 *
 * @returns positions, `entity` first; only itself when nothing fails with it
 */
export function farthestDependent(lens: Lens, entity: number): number[] {
  const failing = lens.failureOf(entity).fails;
  const { entities } = lens.context.model;
  const { fails } = lens.context.structure;
  const { order, before, distance } = walk(
    entity,
    e => lens.neededBy(e).filter(dependent => failing.has(dependent)),
    MAX_STEPS,
  );
  const crossings = new Map<number, number>([[entity, 0]]);
  let best = entity;
  for (const e of order.slice(1)) {
    const from = before.get(e)!;
    crossings.set(
      e,
      crossings.get(from)! + (lens.crossesTeams(from, e) ? 1 : 0),
    );
    if (entities[e].kind === 'api') continue;
    const better =
      crossings.get(e)! - crossings.get(best)! ||
      distance.get(e)! - distance.get(best)! ||
      fails[best] - fails[e] ||
      lens.byRef(best, e);
    if (best === entity || better > 0) best = e;
  }
  return wayTo(before, best);
}
