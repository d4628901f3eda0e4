/**
 * What fails, and what degrades, when given entities fail: the least fixpoint of "an entity fails when one of its hard
 * clauses has fewer working members than it needs".
 * Source: W. Dowling, J. Gallier, "Linear-time algorithms for testing the satisfiability of propositional Horn formulae",
 * J. Logic Programming 1(3), 1984: a counter a clause. Time O(uses of what fails).
 *
 * Degradation is of first order: an entity that works but has a broken soft clause degrades, and degrading spreads no further.
 */
import type { DependencyGraph } from '../model/types';

export interface Failure {
  /** Positions of the entities that fail because of the starts, which are not counted; in the order of falling. */
  fails: number[];
  /** Positions of the entities that degrade and do not fail, ascending. */
  degrades: number[];
}

/** `starts` are positions of the entities that fail by themselves. */
export function failureOf(
  graph: DependencyGraph,
  starts: readonly number[],
): Failure {
  const { clauseOwner, memberStart, need, hard, usedStart, usedBy } = graph;
  const failed = new Set(starts);
  const queue = [...failed];
  /** Members that may still fail before the clause breaks. */
  const slack = new Map<number, number>();
  const degraded = new Set<number>();
  for (let next = 0; next < queue.length; next++) {
    const entity = queue[next];
    for (let u = usedStart[entity]; u < usedStart[entity + 1]; u++) {
      const clause = usedBy[u];
      const left =
        (slack.get(clause) ??
          memberStart[clause + 1] - memberStart[clause] - need[clause]) - 1;
      slack.set(clause, left);
      if (left !== -1) continue;
      const owner = clauseOwner[clause];
      if (hard[clause] === 0) {
        degraded.add(owner);
      } else if (!failed.has(owner)) {
        failed.add(owner);
        queue.push(owner);
      }
    }
  }
  return {
    fails: queue.slice(new Set(starts).size),
    degrades: [...degraded]
      .filter(entity => !failed.has(entity))
      .sort((a, b) => a - b),
  };
}
