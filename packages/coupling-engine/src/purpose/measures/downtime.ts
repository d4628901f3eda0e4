/** Times of being down, as intervals in milliseconds since 1970. */

export type Interval = [from: number, to: number];

/** The union, in order: two incidents at one time are one time of being down. */
export function commonDowntime(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals]
    .filter(([a, b]) => b > a)
    .sort(([a], [b]) => a - b);
  const union: Interval[] = [];
  for (const [from, to] of sorted) {
    const last = union[union.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else union.push([from, to]);
  }
  return union;
}

/** What is left of the first when the second is taken out. Both as {@link commonDowntime} gives them. */
export function without(
  union: readonly Interval[],
  other: readonly Interval[],
): Interval[] {
  return union.flatMap(([from, to]) => {
    const left: Interval[] = [];
    let at = from;
    for (const [a, b] of other) {
      if (b <= at || a >= to) continue;
      if (a > at) left.push([at, a]);
      at = b;
    }
    if (at < to) left.push([at, to]);
    return left;
  });
}

export function lengthOf(union: readonly Interval[]): number {
  return union.reduce((sum, [from, to]) => sum + to - from, 0);
}

/**
 * The window of `length` within `from` and `to` that was down longest. A worst window begins where an interval begins or ends
 * where one ends, so only those are tried, each by sums kept up to every interval. Time O(n log n) in the intervals.
 */
export function worstWindow(
  union: readonly Interval[],
  length: number,
  from: number,
  to: number,
): { from: number; down: number } {
  const before = sumsBefore(union);
  const down = (start: number) =>
    downUntil(union, before, start + length) - downUntil(union, before, start);
  const starts = union
    .flatMap(([a, b]) => [a, b - length])
    .map(start => Math.min(Math.max(start, from), to - length));
  let worst = { from: to - length, down: down(to - length) };
  for (const start of starts.sort((a, b) => a - b)) {
    const found = down(start);
    if (found > worst.down) worst = { from: start, down: found };
  }
  return worst;
}

/** By interval, how long the ones before it took. */
function sumsBefore(union: readonly Interval[]): number[] {
  const before = [0];
  union.forEach(([a, b], i) => before.push(before[i] + b - a));
  return before;
}

/** Time down until then: all intervals that ended, and the part of the one under way. */
function downUntil(
  union: readonly Interval[],
  before: readonly number[],
  time: number,
): number {
  let [low, high] = [0, union.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (union[middle][0] < time) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const [start, end] = union[low - 1];
  return before[low - 1] + Math.min(end, time) - start;
}
