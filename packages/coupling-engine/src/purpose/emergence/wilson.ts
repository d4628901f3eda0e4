import type { Interval } from '../pictures';

/** Two-sided 95 %. */
const Z = 1.959963984540054;

/**
 * The range that a share of `part` of `whole` leaves open, 95 %: the score interval, which holds for few and for extreme cases
 * where the usual one fails. Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * J. Amer. Statist. Assoc. 22, 1927.
 *
 * @param whole - at least 1
 */
export function wilson(part: number, whole: number): Interval {
  const share = part / whole;
  const square = Z * Z;
  const middle = share + square / (2 * whole);
  const half =
    Z * Math.sqrt((share * (1 - share)) / whole + square / (4 * whole * whole));
  const scale = 1 + square / whole;
  return {
    low: part === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: part === whole ? 1 : Math.min(1, (middle + half) / scale),
  };
}
