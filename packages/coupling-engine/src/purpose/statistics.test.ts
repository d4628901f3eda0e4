import fc from 'fast-check';
import {
  binomialLowerTail,
  discoveryThreshold,
  harmonic,
  stratifiedMoments,
  stratifiedTail,
  type Stratum,
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

/** The plain test: all windows are of one stratum. */
const plainTail = (windows: number, a: number, b: number, both: number) =>
  stratifiedTail([{ windows, a, b }], both);

const ones = (bits: number): number =>
  bits === 0 ? 0 : (bits & 1) + ones(bits >> 1);

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
        expect(plainTail(n, a, b, both)).toBeCloseTo(expected, 10);
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
    expect(plainTail(5, 2, 2, 1)).toBeCloseTo(hits / all, 12);
  });

  const strataOf = (most: number) =>
    fc.array(
      fc.integer({ min: 1, max: most }).chain(windows =>
        fc.record({
          windows: fc.constant(windows),
          a: fc.nat(windows),
          b: fc.nat(windows),
        }),
      ),
      { maxLength: 4 },
    );

  it('agrees over strata with every way of placing two in them, one by one', () => {
    const subsets = (n: number, k: number) =>
      Array.from({ length: 1 << n }, (_, bits) => bits).filter(
        bits => ones(bits) === k,
      );
    /** Ways by how many windows they have in common. */
    const ways = ({ windows, a, b }: Stratum) => {
      const counts = new Array<number>(windows + 1).fill(0);
      for (const one of subsets(windows, a)) {
        for (const other of subsets(windows, b)) counts[ones(one & other)] += 1;
      }
      return counts;
    };
    fc.assert(
      fc.property(strataOf(5), fc.nat(12), (strata, both) => {
        let sums = [1];
        for (const counts of strata.map(ways)) {
          const next = new Array<number>(sums.length + counts.length).fill(0);
          sums.forEach((x, i) =>
            counts.forEach((y, j) => {
              next[i + j] += x * y;
            }),
          );
          sums = next;
        }
        const all = sums.reduce((x, y) => x + y, 0);
        const tail = sums.slice(both).reduce((x, y) => x + y, 0);
        expect(stratifiedTail(strata, both)).toBeCloseTo(tail / all, 10);
        const { mean, variance } = stratifiedMoments(strata);
        const average = sums.reduce((sum, x, i) => sum + (x * i) / all, 0);
        expect(mean).toBeCloseTo(average, 9);
        expect(variance).toBeCloseTo(
          sums.reduce((sum, x, i) => sum + (x * (i - average) ** 2) / all, 0),
          9,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the digits of small tails', () => {
    const one = choose(2000, 20);
    let favourable = 0n;
    for (let x = 16; x <= 20; x++)
      favourable += choose(20, x) * choose(1980, 20 - x);
    expect(plainTail(2000, 20, 20, 16)).toBeLessThan(1e-25);
    expect(
      plainTail(2000, 20, 20, 16) * ratio(one, favourable * 10n ** 15n) * 1e15,
    ).toBeCloseTo(1, 9);
    const sure = Array.from({ length: 40 }, () => ({
      windows: 13,
      a: 1,
      b: 1,
    }));
    expect(stratifiedTail(sure, 40) * 13 ** 40).toBeCloseTo(1, 9);
    expect(stratifiedTail([], 0)).toBe(1);
    expect(stratifiedTail([], 1)).toBe(0);
  });

  it('takes a rhythm that two share for no relation, where the plain test does', () => {
    // Two that have nothing to do with each other: often in one stratum of 100 windows, seldom in another of 900.
    let state = 1;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
    const place = (share: number, n: number) =>
      Array.from({ length: n }, () => next() < share);
    const sum = (flags: boolean[]) => flags.filter(Boolean).length;
    const runs = 2000;
    let [plain, stratified] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const strata = [
        [0.3, 100],
        [0.01, 900],
      ].map(([share, n]) => {
        const [a, b] = [place(share, n), place(share, n)];
        return {
          windows: n,
          a: sum(a),
          b: sum(b),
          both: sum(a.map((flag, i) => flag && b[i])),
        };
      });
      const total = (key: 'a' | 'b' | 'both') =>
        strata[0][key] + strata[1][key];
      const both = total('both');
      if (plainTail(1000, total('a'), total('b'), both) <= 0.05) plain += 1;
      if (stratifiedTail(strata, both) <= 0.05) stratified += 1;
    }
    expect(plain / runs).toBeGreaterThan(0.9);
    expect(stratified / runs).toBeLessThanOrEqual(0.05);
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

  it('adds up one half, one third and so on, also where it does not add', () => {
    expect(harmonic(4)).toBeCloseTo(1 + 1 / 2 + 1 / 3 + 1 / 4, 12);
    let sum = 0;
    for (let i = 1; i <= 499_500; i++) sum += 1 / i;
    expect(harmonic(499_500)).toBeCloseTo(sum, 6);
  });
});
