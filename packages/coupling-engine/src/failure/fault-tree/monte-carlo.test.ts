import { FaultGraphBuilder } from './fault-graph';
import { simulate } from './monte-carlo';

/** "At least k of n" over events that all have probability p. */
function simulateAtLeast(k: number, n: number, p: number, seed: number) {
  const builder = new FaultGraphBuilder(n);
  const root = builder.gate(
    k,
    Array.from({ length: n }, (_, i) => i),
  );
  return simulate(builder.finish(root), Array(n).fill(p), 1 << 20, seed);
}

function binomialTail(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  for (let i = 0; i < k; i++) {
    below += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return 1 - below;
}

describe('simulation', () => {
  it.each([
    [1, 3, 0.001],
    [2, 3, 0.2],
    [3, 7, 0.3627],
    [5, 7, 0.9],
    [4, 4, 0.5],
    [1, 5, 0.99],
  ])('of %i out of %i at p = %f stays within its standard error', (k, n, p) => {
    const exact = binomialTail(k, n, p);
    const distances = [1, 2, 3, 4, 5, 6, 7, 8].map(seed => {
      const { value, standardError } = simulateAtLeast(k, n, p, seed);
      return (value - exact) / standardError;
    });
    // The sum of squares of eight standard normal values is above 32 once in 10,000 times; seeds are fixed.
    expect(distances.reduce((sum, d) => sum + d * d, 0)).toBeLessThan(32);
  });

  it('of what never happens has an error all the same', () => {
    const { value, standardError, trials } = simulateAtLeast(1, 2, 0, 1);
    expect(value).toBe(0);
    expect(standardError).toBeCloseTo(1 / trials, 8);
    expect(simulateAtLeast(2, 2, 1, 1).value).toBe(1);
  });
});
