/**
 * Insertions, deletions and replacements that lead from `a` to `b` (Levenshtein 1966), or `limit + 1` when it takes more
 * than `limit`. Time O(length of a × length of b).
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(
        above[j] + 1,
        row[j - 1] + 1,
        above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    if (Math.min(...row) > limit) return limit + 1;
    above = row;
  }
  return Math.min(above[b.length], limit + 1);
}
