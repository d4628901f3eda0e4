import * as fc from 'fast-check';
import { digraph, reachability } from '../__testUtils__/random-graphs';
import { fromEdges } from './csr';
import { cyclesOf, stronglyConnected } from './scc';

describe('stronglyConnected', () => {
  it('puts two nodes together exactly when each reaches the other, and numbers in reverse topological order', () => {
    fc.assert(
      fc.property(digraph(), graph => {
        const { of, count } = stronglyConnected(graph);
        const reach = reachability(graph);
        for (let v = 0; v < graph.nodes; v++) {
          for (let w = 0; w < graph.nodes; w++) {
            expect(of[v] === of[w]).toBe(reach[v].has(w) && reach[w].has(v));
            expect(reach[v].has(w) && of[w] > of[v]).toBe(false);
          }
        }
        expect(new Set(of).size).toBe(count);
      }),
      { numRuns: 400 },
    );
  });

  it('walks a chain of a million without running out of stack', () => {
    const size = 1_000_000;
    const from = Uint32Array.from({ length: size - 1 }, (_, i) => i);
    const to = from.map(i => i + 1);
    expect(stronglyConnected(fromEdges(size, from, to)).count).toBe(size);
  });
});

describe('cyclesOf', () => {
  it('lists components of two or more, largest first, members ascending', () => {
    // 0 <-> 1, 2 -> 3 -> 4 -> 2, 5 on itself
    const graph = fromEdges(6, [0, 1, 2, 3, 4, 5], [1, 0, 3, 4, 2, 5]);
    expect(cyclesOf(stronglyConnected(graph))).toEqual([
      [2, 3, 4],
      [0, 1],
    ]);
  });
});
