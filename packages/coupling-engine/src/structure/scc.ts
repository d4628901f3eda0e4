/**
 * Strongly connected components: sets of nodes that all reach each other.
 * Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972; iterative, so that a
 * chain of a million nodes does not overflow the stack. Time and memory O(nodes + edges).
 */
import type { Csr } from './csr';

export interface Components {
  /** Number of components. */
  count: number;
  /** Component of each node. Edges between components lead to smaller numbers: reverse topological order. */
  of: Uint32Array;
}

export function stronglyConnected({ nodes, start, targets }: Csr): Components {
  const UNSEEN = 0xffffffff;
  const of = new Uint32Array(nodes).fill(UNSEEN);
  const order = new Uint32Array(nodes);
  const low = new Uint32Array(nodes);
  const edge = new Uint32Array(nodes);
  const path = new Uint32Array(nodes);
  const open = new Uint32Array(nodes);
  let pathLength = 0;
  let openLength = 0;
  let visited = 0;
  let count = 0;

  const enter = (v: number) => {
    // `order` counts from 1: 0 means not seen.
    order[v] = low[v] = ++visited;
    edge[v] = start[v];
    path[pathLength++] = v;
    open[openLength++] = v;
  };

  for (let root = 0; root < nodes; root++) {
    if (order[root] !== 0) continue;
    enter(root);
    while (pathLength > 0) {
      const v = path[pathLength - 1];
      if (edge[v] < start[v + 1]) {
        const w = targets[edge[v]++];
        if (order[w] === 0) enter(w);
        else if (of[w] === UNSEEN && order[w] < low[v]) low[v] = order[w];
        continue;
      }
      pathLength--;
      if (pathLength > 0) {
        const parent = path[pathLength - 1];
        if (low[v] < low[parent]) low[parent] = low[v];
      }
      if (low[v] === order[v]) {
        let w;
        do {
          w = open[--openLength];
          of[w] = count;
        } while (w !== v);
        count++;
      }
    }
  }
  return { count, of };
}

/** Members of every component of two or more nodes, ascending; largest first, then by first member. */
export function cyclesOf({ count, of }: Components): number[][] {
  const sizes = new Uint32Array(count);
  for (const component of of) sizes[component]++;
  const cycles = new Map<number, number[]>();
  of.forEach((component, node) => {
    if (sizes[component] < 2) return;
    const members = cycles.get(component);
    if (members === undefined) cycles.set(component, [node]);
    else members.push(node);
  });
  return [...cycles.values()].sort(
    (a, b) => b.length - a.length || a[0] - b[0],
  );
}
