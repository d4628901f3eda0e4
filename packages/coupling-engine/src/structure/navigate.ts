import type { DependencyGraph } from '../model/types';

/** Distinct entities that `entity` needs directly, in the order of its clauses. */
export function needsOf(graph: DependencyGraph, entity: number): number[] {
  const found = new Set<number>();
  for (
    let clause = graph.clauseStart[entity];
    clause < graph.clauseStart[entity + 1];
    clause++
  ) {
    for (
      let i = graph.memberStart[clause];
      i < graph.memberStart[clause + 1];
      i++
    ) {
      found.add(graph.members[i]);
    }
  }
  return [...found];
}

/** Distinct entities that need `entity` directly. */
export function neededByOf(graph: DependencyGraph, entity: number): number[] {
  const found = new Set<number>();
  for (let i = graph.usedStart[entity]; i < graph.usedStart[entity + 1]; i++) {
    found.add(graph.clauseOwner[graph.usedBy[i]]);
  }
  return [...found];
}

/** How `dependent` needs `dependency`: the strongest clause that names it. Undefined when none does. */
export function clauseBetween(
  graph: DependencyGraph,
  dependent: number,
  dependency: number,
): { hard: boolean; need: number; of: number } | undefined {
  let best: { hard: boolean; need: number; of: number } | undefined;
  for (
    let clause = graph.clauseStart[dependent];
    clause < graph.clauseStart[dependent + 1];
    clause++
  ) {
    const start = graph.memberStart[clause];
    const end = graph.memberStart[clause + 1];
    for (let i = start; i < end; i++) {
      if (graph.members[i] !== dependency) continue;
      const found = {
        hard: graph.hard[clause] === 1,
        need: graph.need[clause],
        of: end - start,
      };
      const stronger =
        !best ||
        (found.hard && !best.hard) ||
        (found.hard === best.hard &&
          found.of - found.need < best.of - best.need);
      if (stronger) best = found;
    }
  }
  return best;
}

/**
 * Breadth-first walk from `start` along `next`, which has to give neighbours in a fixed order.
 *
 * @returns visited entities in order of distance, `start` first, with the step before each and its distance
 */
export function walk(
  start: number,
  next: (entity: number) => Iterable<number>,
  maxDistance = Infinity,
): {
  order: number[];
  before: Map<number, number>;
  distance: Map<number, number>;
} {
  const order = [start];
  const before = new Map<number, number>();
  const distance = new Map([[start, 0]]);
  for (let i = 0; i < order.length; i++) {
    const entity = order[i];
    const reached = distance.get(entity)! + 1;
    if (reached > maxDistance) break;
    for (const neighbour of next(entity)) {
      if (distance.has(neighbour)) continue;
      distance.set(neighbour, reached);
      before.set(neighbour, entity);
      order.push(neighbour);
    }
  }
  return { order, before, distance };
}

/** The way from the start of a walk to `end`, both included. */
export function wayTo(before: Map<number, number>, end: number): number[] {
  const way = [end];
  let at = before.get(end);
  while (at !== undefined) {
    way.push(at);
    at = before.get(at);
  }
  return way.reverse();
}

/** Shortest way from a dependent to something it needs at any depth, both included. Empty when there is none. */
export function shortestWay(
  graph: DependencyGraph,
  from: number,
  to: number,
  within: (entity: number) => boolean = () => true,
): number[] {
  const { before, distance } = walk(from, entity =>
    needsOf(graph, entity).filter(n => n === to || within(n)),
  );
  return distance.has(to) ? wayTo(before, to) : [];
}
