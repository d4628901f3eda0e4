import * as fc from 'fast-check';
import { digraph, reachability } from '../__testUtils__/random-graphs';
import { distinct, fromEdges } from './csr';
import { RELATIVE_ERROR } from './reach-sketch';
import { visibilityOf } from './visibility';

const path = (n: number) => {
  const from = Array.from({ length: n - 1 }, (_, i) => i);
  return fromEdges(
    n,
    from,
    from.map(i => i + 1),
  );
};

describe('visibilityOf', () => {
  it('counts what each entity reaches and is reached from, itself included', () => {
    fc.assert(
      fc.property(digraph(40), graph => {
        const {
          in: seenBy,
          out,
          propagationCost,
        } = visibilityOf(distinct(graph));
        const reach = reachability(graph);
        const ones = reach.reduce((sum, set) => sum + set.size, 0);
        for (let v = 0; v < graph.nodes; v++) {
          expect(out[v]).toBe(reach[v].size);
          expect(seenBy[v]).toBe(reach.filter(set => set.has(v)).length);
        }
        expect(propagationCost.value).toBeCloseTo(ones / graph.nodes ** 2, 12);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    // Closed forms, the diagonal counted: n singles 1/n; a path (n + 1) / 2n; a ring 1; a star (2n - 1) / n².
    ['no coupling at all', fromEdges(8, [], []), 1 / 8],
    ['a path of 9', path(9), 10 / 18],
    ['a ring of 5', fromEdges(5, [0, 1, 2, 3, 4], [1, 2, 3, 4, 0]), 1],
    [
      'a star of 12',
      fromEdges(12, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], new Array(11).fill(0)),
      23 / 144,
    ],
  ])('propagation cost of %s', (_, graph, expected) => {
    expect(visibilityOf(graph).propagationCost).toEqual({
      value: expected,
      method: 'exact',
      error: 0,
    });
  });

  it('says so when it estimates, and keeps within a few of the errors it states', () => {
    const graph = path(3000);
    const { propagationCost, out } = visibilityOf(graph, undefined, 1000);
    expect(propagationCost.method).toBe('estimate');
    expect(propagationCost.error).toBe(RELATIVE_ERROR);
    const exact = 3001 / 6000;
    expect(Math.abs(propagationCost.value - exact) / exact).toBeLessThan(
      4 * RELATIVE_ERROR,
    );
    expect(Math.abs(out[0] - 3000) / 3000).toBeLessThan(4 * RELATIVE_ERROR);
    expect(visibilityOf(graph, undefined, 1000)).toEqual(
      visibilityOf(graph, undefined, 1000),
    );
  });
});
