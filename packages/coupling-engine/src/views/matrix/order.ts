/**
 * An order in which each stands above those it needs, as far as cycles allow: the least weight of edges that run upwards
 * (minimum feedback arc set, which is NP-hard). Start: P. Eades, X. Lin, W. F. Smyth, "A fast and effective heuristic for
 * the feedback arc set problem", Information Processing Letters 47, 1993. Then each is moved to its best place until no
 * move helps. Never more than half of all weight runs upwards.
 */

/** `from` needs `to`, so many times. */
export interface Edge {
  from: number;
  to: number;
  weight: number;
}

/** Passes over all rows, each quadratic in their number: enough to settle, bounded for a matrix of thousands. */
const MAX_PASSES = 20;
const MANY = 500;
const PASSES_OF_MANY = 2;

/**
 * @param n - number of rows, 0 to n-1
 * @param edges - edges of a row to itself are passed over
 * @param groups - rows of the same group are kept together, in the best order of groups
 * @returns all rows, top first; ties in the order of their numbers
 */
export function orderByNeed(
  n: number,
  edges: readonly Edge[],
  groups?: readonly number[],
): number[] {
  if (!groups) return orderOf(n, edges);
  const names = [...new Set(groups)].sort((a, b) => a - b);
  const place = new Map(names.map((group, i) => [group, i]));
  const groupOf = (row: number) => place.get(groups[row])!;
  const between = orderOf(
    names.length,
    edges.map(({ from, to, weight }) => ({
      from: groupOf(from),
      to: groupOf(to),
      weight,
    })),
  );
  const members: number[][] = names.map(() => []);
  const indexIn = new Array<number>(n);
  for (let row = 0; row < n; row++) {
    indexIn[row] = members[groupOf(row)].push(row) - 1;
  }
  const within: Edge[][] = names.map(() => []);
  for (const { from, to, weight } of edges) {
    if (groupOf(from) !== groupOf(to)) continue;
    within[groupOf(from)].push({
      from: indexIn[from],
      to: indexIn[to],
      weight,
    });
  }
  return between.flatMap(group =>
    orderOf(members[group].length, within[group]).map(i => members[group][i]),
  );
}

/** Weight of the edges that run upwards in an order. */
export function weightAgainst(
  order: readonly number[],
  edges: readonly Edge[],
): number {
  const position = new Map(order.map((row, i) => [row, i]));
  return edges.reduce(
    (sum, { from, to, weight }) =>
      position.get(from)! > position.get(to)! ? sum + weight : sum,
    0,
  );
}

type Weights = Map<number, number>[];

function orderOf(n: number, edges: readonly Edge[]): number[] {
  const out: Weights = Array.from({ length: n }, () => new Map());
  const into: Weights = Array.from({ length: n }, () => new Map());
  for (const { from, to, weight } of edges) {
    if (from === to) continue;
    out[from].set(to, (out[from].get(to) ?? 0) + weight);
    into[to].set(from, (into[to].get(from) ?? 0) + weight);
  }
  const order = greedy(n, out, into);
  improve(order, out);
  const total = edges.reduce(
    (sum, { from, to, weight }) => (from === to ? sum : sum + weight),
    0,
  );
  return 2 * weightAgainst(order, edges) > total ? order.reverse() : order;
}

/** Sources to the top, sinks to the bottom, then whichever needs most beyond what it is needed. */
function greedy(n: number, out: Weights, into: Weights): number[] {
  const left = new Set(Array.from({ length: n }, (_, i) => i));
  const outSum = out.map(totalOf);
  const inSum = into.map(totalOf);
  const top: number[] = [];
  const bottom: number[] = [];
  const take = (row: number) => {
    left.delete(row);
    for (const [other, weight] of out[row]) inSum[other] -= weight;
    for (const [other, weight] of into[row]) outSum[other] -= weight;
  };
  while (left.size > 0) {
    let best: number | undefined;
    let sink: number | undefined;
    for (const row of left) {
      if (outSum[row] === 0 && inSum[row] > 0) sink = row;
      if (
        best === undefined ||
        outSum[row] - inSum[row] > outSum[best] - inSum[best]
      ) {
        best = row;
      }
    }
    if (sink !== undefined) {
      bottom.push(sink);
      take(sink);
    } else {
      top.push(best!);
      take(best!);
    }
  }
  return [...top, ...bottom.reverse()];
}

/** Moves each row to the place where the least weight runs upwards, until nothing moves. */
function improve(order: number[], out: Weights): void {
  const passes = order.length > MANY ? PASSES_OF_MANY : MAX_PASSES;
  for (let pass = 0; pass < passes; pass++) {
    let moved = false;
    for (const row of [...order]) {
      const at = order.indexOf(row);
      const { to, gain } = bestPlace(order, at, out);
      if (gain <= 0) continue;
      order.splice(at, 1);
      order.splice(to, 0, row);
      moved = true;
    }
    if (!moved) return;
  }
}

function bestPlace(
  order: readonly number[],
  at: number,
  out: Weights,
): { to: number; gain: number } {
  const row = order[at];
  let best = { to: at, gain: 0 };
  for (const step of [-1, 1]) {
    let gain = 0;
    for (let i = at + step; i >= 0 && i < order.length; i += step) {
      const other = order[i];
      const needs = out[row].get(other) ?? 0;
      const neededBy = out[other].get(row) ?? 0;
      // Passing a row above: what needs it from below no longer runs upwards, and the other way round.
      gain += step * (neededBy - needs);
      if (gain > best.gain) best = { to: i, gain };
    }
  }
  return best;
}

function totalOf(weights: Map<number, number>): number {
  let total = 0;
  for (const weight of weights.values()) total += weight;
  return total;
}
