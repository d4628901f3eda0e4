import * as fc from 'fast-check';
import { digraph, reachability } from '../__testUtils__/random-graphs';
import { fromEdges } from './csr';
import { dominatorTree } from './dominators';

describe('dominatorTree', () => {
  it('a gateway dominates what is reached only through it', () => {
    // web -> gateway -> orders, gateway -> search, batch -> search
    const [web, gateway, orders, search, batch] = [0, 1, 2, 3, 4];
    const graph = fromEdges(
      5,
      [web, gateway, gateway, batch],
      [gateway, orders, search, search],
    );
    const { parent, below } = dominatorTree(graph, [web, batch]);
    expect(parent[orders]).toBe(gateway);
    expect(parent[search]).toBe(-1);
    expect([...below]).toEqual([2, 1, 0, 0, 0]);
  });

  it('counts below each node exactly what is unreachable without it', () => {
    fc.assert(
      fc.property(
        digraph(10),
        fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
        (graph, picks) => {
          const roots = [...new Set(picks.map(p => p % graph.nodes))];
          const { below, parent } = dominatorTree(graph, roots);
          const union = (without?: number) => {
            const reach = reachability(graph, without);
            return new Set(roots.flatMap(root => [...reach[root]]));
          };
          const reached = union();
          for (let v = 0; v < graph.nodes; v++) {
            const lost = reached.has(v) ? reached.size - 1 - union(v).size : 0;
            expect(below[v]).toBe(lost);
            const isReachedWithoutParent =
              parent[v] !== -1 && union(parent[v]).has(v);
            expect(isReachedWithoutParent).toBe(false);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('walks a chain of a million', () => {
    const size = 1_000_000;
    const from = Uint32Array.from({ length: size - 1 }, (_, i) => i);
    const { below } = dominatorTree(
      fromEdges(
        size,
        from,
        from.map(i => i + 1),
      ),
      [0],
    );
    expect([below[0], below[size - 1]]).toEqual([size - 1, 0]);
  });
});
