/** Availability in the units people use. Unavailability is the chance of being down at a moment, 0 to 1. */

const MINUTES_A_MONTH = 30 * 24 * 60;
const MINUTES_A_YEAR = 365 * 24 * 60;

/** 1e-3 is 3 nines. Infinity for what never fails. */
export function nines(unavailability: number): number {
  return unavailability > 0 ? -Math.log10(unavailability) : Infinity;
}

/** Expected minutes down in 30 days. */
export function minutesAMonth(unavailability: number): number {
  return MINUTES_A_MONTH * unavailability;
}

/** Expected minutes down in 365 days. */
export function minutesAYear(unavailability: number): number {
  return MINUTES_A_YEAR * unavailability;
}

/** Nines that are there on paper and not in fact. */
export function independenceGap(paper: number, joint: number): number {
  return nines(paper) - nines(joint);
}

/** The chance that at least `k` of independent things have failed. Time O(n k). */
export function atLeast(k: number, chances: readonly number[]): number {
  if (k <= 0) return 1;
  // failed[j]: chance that exactly j of those so far have failed; the last place gathers k and more.
  const failed = new Float64Array(k + 1);
  failed[0] = 1;
  for (const p of chances) {
    failed[k] += failed[k - 1] * p;
    for (let j = k - 1; j > 0; j--) {
      failed[j] = failed[j] * (1 - p) + failed[j - 1] * p;
    }
    failed[0] *= 1 - p;
  }
  return failed[k];
}

/** The chance that one of independent things has failed, without loss of digits for small chances. */
export function anyOf(chances: readonly number[]): number {
  return -Math.expm1(chances.reduce((sum, p) => sum + Math.log1p(-p), 0));
}
