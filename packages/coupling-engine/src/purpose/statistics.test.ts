import fc from 'fast-check';
import {
  binomialLowerTail,
  discoveryThreshold,
  hypergeometricTail,
} from './statistics';

/** Exact, by counting subsets: Pascal's triangle in integers. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  const row = Array.from({ length: n }).reduce<bigint[]>(
    above => [1n, ...above.slice(1).map((c, j) => c + above[j]), 1n],
    [1n],
  );
  return row[k];
}

const ratio = (a: bigint, b: bigint) => Number((a * 10n ** 15n) / b) / 1e15;

describe('statistics', () => {
  it('agrees with subsets counted in whole numbers', () => {
    const cases = fc
      .integer({ min: 1, max: 60 })
      .chain(n => fc.tuple(fc.constant(n), fc.nat(n), fc.nat(n), fc.nat(n)));
    fc.assert(
      fc.property(cases, ([n, a, b, both]) => {
        let favourable = 0n;
        for (let x = both; x <= Math.min(a, b); x++) {
          favourable += choose(a, x) * choose(n - a, b - x);
        }
        const expected = ratio(favourable, choose(n, b));
        expect(hypergeometricTail(n, a, b, both)).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('agrees with every way of shuffling a few windows', () => {
    // a = windows 0 and 1 of 5; b = any 2 of 5; both >= 1.
    let hits = 0;
    let all = 0;
    for (let x = 0; x < 5; x++) {
      for (let y = x + 1; y < 5; y++) {
        all += 1;
        if (x < 2) hits += 1;
      }
    }
    expect(hypergeometricTail(5, 2, 2, 1)).toBeCloseTo(hits / all, 12);
  });

  it('sums the binomial as whole numbers do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (n, k) => {
        let favourable = 0n;
        for (let x = 0; x <= Math.min(k, n); x++) {
          favourable += choose(n, x) * 4n ** BigInt(n - x);
        }
        expect(binomialLowerTail(n, k, 0.2)).toBeCloseTo(
          ratio(favourable, 5n ** BigInt(n)),
          10,
        );
      }),
    );
    expect(binomialLowerTail(3, 3, 1)).toBe(1);
    expect(binomialLowerTail(3, 2, 1)).toBe(0);
  });

  it('controls discoveries as worked by hand', () => {
    // Limits at 0.05 of 4 tests: 0.0125, 0.025, 0.0375, 0.05.
    expect(discoveryThreshold([0.01, 0.02, 0.04, 0.9], 4, 0.05)).toBe(0.02);
    expect(discoveryThreshold([0.2, 0.3], 4, 0.05)).toBe(-1);
    expect(discoveryThreshold([], 4, 0.05)).toBe(-1);
    // A later one that passes carries the earlier ones that would not.
    expect(discoveryThreshold([0.03, 0.031, 0.032, 0.049], 4, 0.05)).toBe(
      0.049,
    );
  });
});
