import type { Lens } from '../lens/lens';

/** The entities whose failure reaches most, widest first, by position. */
export function widestFirst(
  lens: Lens,
  among: readonly number[],
  max = Infinity,
): number[] {
  const { fails } = lens.context.structure;
  let candidates = [...among];
  if (max < candidates.length) {
    // Comparing refs is the slow part: keep to those that can still be among the first.
    const least = Float64Array.from(candidates, e => fails[e]).sort()[
      candidates.length - max
    ];
    candidates = candidates.filter(e => fails[e] >= least);
  }
  return candidates
    .sort((a, b) => fails[b] - fails[a] || lens.byRef(a, b))
    .slice(0, max);
}

/** The same, as refs. */
export function widest(
  lens: Lens,
  among: readonly number[],
  max: number,
): string[] {
  return widestFirst(lens, among, max).map(entity => lens.ref(entity));
}
