import fc from 'fast-check';
import { orderByNeed, weightAgainst, type Edge } from './order';

function graphOf(maxNodes: number) {
  return fc.integer({ min: 1, max: maxNodes }).chain(n =>
    fc.record({
      n: fc.constant(n),
      edges: fc.array(
        fc.record({
          from: fc.nat(n - 1),
          to: fc.nat(n - 1),
          weight: fc.integer({ min: 1, max: 9 }),
        }),
        { maxLength: 3 * n },
      ),
    }),
  );
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap(rest =>
    Array.from({ length: n }, (_, i) => [
      ...rest.slice(0, i),
      n - 1,
      ...rest.slice(i),
    ]),
  );
}

const crossing = (edges: Edge[]) =>
  edges.reduce((sum, e) => (e.from === e.to ? sum : sum + e.weight), 0);

describe('orderByNeed', () => {
  it('has nothing running upwards when there is no cycle', () => {
    fc.assert(
      fc.property(graphOf(12), ({ n, edges }) => {
        const acyclic = edges.filter(e => e.from < e.to);
        expect(weightAgainst(orderByNeed(n, acyclic), acyclic)).toBe(0);
      }),
    );
  });

  it('lets at most a tenth of all weight more run upwards than the best order of all', () => {
    const all = [1, 2, 3, 4, 5, 6].map(permutations);
    fc.assert(
      fc.property(graphOf(6), ({ n, edges }) => {
        const best = Math.min(
          ...all[n - 1].map(order => weightAgainst(order, edges)),
        );
        const found = weightAgainst(orderByNeed(n, edges), edges);
        expect(found - best).toBeLessThanOrEqual(0.1 * crossing(edges));
      }),
      { numRuns: 300 },
    );
  });

  it('never lets more than half of the weight run upwards', () => {
    fc.assert(
      fc.property(graphOf(30), ({ n, edges }) => {
        const against = weightAgainst(orderByNeed(n, edges), edges);
        expect(2 * against).toBeLessThanOrEqual(crossing(edges));
      }),
    );
  });

  it('names each row once and keeps those of one group together', () => {
    fc.assert(
      fc.property(
        graphOf(15),
        fc.array(fc.nat(3), { minLength: 15, maxLength: 15 }),
        ({ n, edges }, names) => {
          const groups = names.slice(0, n);
          const order = orderByNeed(n, edges, groups);
          expect([...order].sort((a, b) => a - b)).toEqual(
            Array.from({ length: n }, (_, i) => i),
          );
          const runs = order.filter(
            (row, i) => i === 0 || groups[row] !== groups[order[i - 1]],
          );
          expect(runs.length).toBe(new Set(groups).size);
        },
      ),
    );
  });
});
