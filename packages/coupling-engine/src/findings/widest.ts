import type { Lens } from './lens';

/** The entities whose failure reaches most, widest first, by position. */
export function widestFirst(
  lens: Lens,
  among: readonly number[],
  max = Infinity,
): number[] {
  const { fails } = lens.context.structure;
  return [...among]
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
