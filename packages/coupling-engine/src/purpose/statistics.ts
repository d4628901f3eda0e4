/**
 * Exact tails and control of false discoveries. By logarithms of factorials: relative error
 * under 1e-7 up to some hundred thousand windows.
 */

/** ln n! of the small n, by adding up. */
const SMALL = Array.from({ length: 63 }).reduce<number[]>(
  (known, _, i) => [...known, known[i] + Math.log(i + 1)],
  [0],
);

/** ln n!, by Stirling's series where it is not tabulated; what is left out there is under 1e-14. */
function logFactorial(n: number): number {
  if (n < SMALL.length) return SMALL[n];
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

/** Times of one sort, such as the Tuesdays at ten of one quarter: how many there are, and in how many each of two was deployed. */
export interface Stratum {
  windows: number;
  a: number;
  b: number;
}

/**
 * Chance of `both` or more windows in common over all strata when, within each stratum, any placing of the `a` and of the `b`
 * is as likely as any other. What two share because both keep to the same strata, a rhythm of the week for one, is no surprise
 * under it. The exact conditional test of several two-by-two tables: the sum of one hypergeometric variable a stratum, whose
 * distribution is their convolution.
 *
 * Source: M. Zelen, "The analysis of several 2 x 2 contingency tables", Biometrika 58(1), 1971; C. R. Mehta, N. R. Patel,
 * R. Gray, "Computing an exact confidence interval for the common odds ratio in several 2 x 2 contingency tables", J. Am. Stat.
 * Assoc. 80, 1985. Cost: with k the most they can have in common, O(k) for each window of a stratum that can be in common.
 * Adds and multiplies what is not negative, so small tails keep their digits.
 */
export function stratifiedTail(
  strata: readonly Stratum[],
  both: number,
): number {
  let chances = [1];
  let least = 0;
  for (const { windows, a, b } of strata) {
    const from = Math.max(0, a + b - windows);
    const to = Math.min(a, b);
    if (to === 0) continue;
    const all = logChoose(windows, b);
    const own = Array.from({ length: to - from + 1 }, (_, i) =>
      Math.exp(
        logChoose(a, from + i) + logChoose(windows - a, b - from - i) - all,
      ),
    );
    const sum = new Array<number>(chances.length + own.length - 1).fill(0);
    chances.forEach((chance, i) =>
      own.forEach((more, j) => {
        sum[i + j] += chance * more;
      }),
    );
    chances = sum;
    least += from;
  }
  let tail = 0;
  for (let i = chances.length - 1; i >= Math.max(0, both - least); i--) {
    tail += chances[i];
  }
  return Math.min(1, tail);
}

/** Mean and variance of what is in common under the same assumption. */
export function stratifiedMoments(strata: readonly Stratum[]): {
  mean: number;
  variance: number;
} {
  let mean = 0;
  let variance = 0;
  for (const { windows: n, a, b } of strata) {
    mean += (a * b) / n;
    if (n > 1) variance += (a * b * (n - a) * (n - b)) / (n * n * (n - 1));
  }
  return { mean, variance };
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
 * The exact 95 % interval of the mean of a Poisson count of which `n` were seen: two-sided, and of none one-sided from 0, so its
 * end is -ln 0.05, about 3. Source: F. Garwood, "Fiducial Limits for the Poisson Distribution", Biometrika 28, 1936; the rule of
 * three for none: J. A. Hanley, A. Lippman-Hand, JAMA 249(13), 1983. By bisection to 1e-12 of the value; O(n) a step.
 */
export function poissonInterval(n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: -Math.log(0.05) };
  // Both tails fall or rise with the mean; beyond the ends taken here they are nothing.
  const most = n + 10 * Math.sqrt(n) + 20;
  return {
    low: bisect(0, n, mean => 1 - poissonLowerTail(n - 1, mean) < 0.025),
    high: bisect(n, most, mean => poissonLowerTail(n, mean) > 0.025),
  };
}

/** Chance of `k` or fewer when `mean` are expected. */
function poissonLowerTail(k: number, mean: number): number {
  if (mean <= 0) return 1;
  let tail = 0;
  for (let x = 0; x <= k; x++) {
    tail += Math.exp(x * Math.log(mean) - mean - logFactorial(x));
  }
  return Math.min(1, tail);
}

/** Where `isBelow` stops to hold, between the two. */
function bisect(
  from: number,
  to: number,
  isBelow: (value: number) => boolean,
): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 100 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The largest p that counts as a discovery at false-discovery rate `rate` among `tests` tests, of which those not in `ps` have
 * p = 1. Source: Y. Benjamini, Y. Hochberg, "Controlling the False Discovery Rate", J. R. Stat. Soc. B 57(1), 1995; holds for
 * independent and for positively dependent tests.
 *
 * Where nothing is known of how tests depend on each other, divide the rate by {@link harmonic} of the tests.
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

/**
 * 1 + 1/2 + ... + 1/n: by how much the rate of {@link discoveryThreshold} has to be smaller to hold whatever the dependence among
 * n tests. Source: Y. Benjamini, D. Yekutieli, "The control of the false discovery rate in multiple testing under dependency",
 * Ann. Stat. 29(4), 2001, theorem 1.3. From 100 on by Euler's expansion, to 1e-6.
 */
export function harmonic(n: number): number {
  if (n >= 100) return Math.log(n) + 0.5772156649015329 + 1 / (2 * n);
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += 1 / i;
  return sum;
}
