/**
 * Quarter points of numbers, by linear interpolation between the two nearest in order: definition 7 of R. J. Hyndman, Y. Fan,
 * "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996.
 *
 * @param values - at least one, in any order
 */
export function quartiles(
  values: readonly number[],
): [low: number, median: number, high: number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = (sorted.length - 1) * share;
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  };
  return [at(0.25), at(0.5), at(0.75)];
}
