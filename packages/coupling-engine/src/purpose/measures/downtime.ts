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

/**
 * The window of `length` within `from` and `to` that was down longest. A worst window begins where an interval begins or ends
 * where one ends, so only those are tried. Time O(n squared) in the intervals.
 */
export function worstWindow(
  union: readonly Interval[],
  length: number,
  from: number,
  to: number,
): { from: number; down: number } {
  const starts = union
    .flatMap(([a, b]) => [a, b - length])
    .map(start => Math.min(Math.max(start, from), to - length));
  let worst = { from: to - length, down: downIn(union, to - length, to) };
  for (const start of starts.sort((a, b) => a - b)) {
    const down = downIn(union, start, start + length);
    if (down > worst.down) worst = { from: start, down };
  }
  return worst;
}

function downIn(union: readonly Interval[], from: number, to: number): number {
  return union.reduce(
    (sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)),
    0,
  );
}
