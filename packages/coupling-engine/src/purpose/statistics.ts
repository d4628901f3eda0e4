/**
 * Exact tails and control of false discoveries. By logarithms of factorials: relative error
 * under 1e-7 up to some hundred thousand windows.
 */

/** ln n!, by Stirling's series from 16 on, where what is left out is under 1e-11; before that by adding up. */
function logFactorial(n: number): number {
  if (n < 16) {
    let sum = 0;
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  const square = n * n;
  return (
    (n + 0.5) * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI) +
    (1 - (1 / 30 - 1 / (105 * square)) / square) / (12 * n)
  );
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/**
 * Chance of `both` or more windows in common when one entity has `a` of `windows`, the other `b`, and they have nothing to do
 * with each other: the upper tail of the hypergeometric distribution (Fisher's exact test, one-sided).
 */
export function hypergeometricTail(
  windows: number,
  a: number,
  b: number,
  both: number,
): number {
  const most = Math.min(a, b);
  const all = logChoose(windows, b);
  let tail = 0;
  for (let x = Math.max(both, a + b - windows, 0); x <= most; x++) {
    tail += Math.exp(logChoose(a, x) + logChoose(windows - a, b - x) - all);
  }
  return Math.min(1, tail);
}

/** Chance of `k` or fewer of `n` when each has the chance `p`: the lower tail of the binomial distribution. */
export function binomialLowerTail(n: number, k: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let tail = 0;
  for (let x = 0; x <= Math.min(k, n); x++) {
    tail += Math.exp(
      logChoose(n, x) + x * Math.log(p) + (n - x) * Math.log1p(-p),
    );
  }
  return Math.min(1, tail);
}

/**
 * The largest p that counts as a discovery at false-discovery rate `rate` among `tests` tests, of which those not in `ps` have
 * p = 1. Source: Y. Benjamini, Y. Hochberg, "Controlling the False Discovery Rate", J. R. Stat. Soc. B 57(1), 1995; holds for
 * independent and for positively dependent tests.
 *
 * @returns -1 when nothing counts
 */
export function discoveryThreshold(
  ps: readonly number[],
  tests: number,
  rate: number,
): number {
  const sorted = [...ps].sort((a, b) => a - b);
  for (let i = sorted.length; i > 0; i--) {
    if (sorted[i - 1] <= (rate * i) / tests) return sorted[i - 1];
  }
  return -1;
}
