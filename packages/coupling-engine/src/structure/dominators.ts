/**
 * Dominators: `d` dominates `v` when every path from a root to `v` goes through `d`.
 * Source: T. Lengauer, R. Tarjan, "A fast algorithm for finding dominators in a flowgraph", ACM TOPLAS 1(1), 1979, section 3,
 * with path compression, iterative. Time O(edges log nodes), memory O(nodes + edges).
 */
import type { Csr } from './csr';
import { transpose } from './csr';

export interface DominatorTree {
  /** Immediate dominator of each node; -1 when only the virtual root above all roots dominates it, or it is unreachable. */
  parent: Int32Array;
  /** Nodes below each node in the tree, itself not counted. */
  below: Uint32Array;
}

/** Dominators in `graph` with all `roots` hung under one virtual root. */
export function dominatorTree(
  graph: Csr,
  roots: ArrayLike<number>,
): DominatorTree {
  const { nodes, start, targets } = graph;
  const into = transpose(graph);
  // Numbers in depth-first preorder, 0 for the virtual root.
  const number = new Uint32Array(nodes);
  const vertex = new Uint32Array(nodes + 1);
  const treeParent = new Uint32Array(nodes + 1);
  const isRoot = new Uint8Array(nodes);
  for (let i = 0; i < roots.length; i++) isRoot[roots[i]] = 1;
  const reached = numberDepthFirst();

  const semi = Uint32Array.from({ length: reached + 1 }, (_, i) => i);
  const ancestor = new Int32Array(reached + 1).fill(-1);
  const label = semi.slice();
  const idom = new Uint32Array(reached + 1);
  const bucketHead = new Int32Array(reached + 1).fill(-1);
  const bucketNext = new Int32Array(reached + 1).fill(-1);
  const trail = new Uint32Array(reached + 1);

  for (let w = reached; w >= 1; w--) {
    const v = vertex[w];
    if (isRoot[v] === 1) semi[w] = 0;
    for (let e = into.start[v]; e < into.start[v + 1]; e++) {
      const u = number[into.targets[e]];
      if (u === 0) continue;
      const candidate = semi[evaluate(u)];
      if (candidate < semi[w]) semi[w] = candidate;
    }
    bucketNext[w] = bucketHead[semi[w]];
    bucketHead[semi[w]] = w;
    const parent = treeParent[w];
    ancestor[w] = parent;
    for (let b = bucketHead[parent]; b !== -1; b = bucketNext[b]) {
      const u = evaluate(b);
      idom[b] = semi[u] < semi[b] ? u : parent;
    }
    bucketHead[parent] = -1;
  }
  for (let w = 1; w <= reached; w++) {
    if (idom[w] !== semi[w]) idom[w] = idom[idom[w]];
  }

  const parent = new Int32Array(nodes).fill(-1);
  const below = new Uint32Array(nodes);
  for (let w = reached; w >= 1; w--) {
    if (idom[w] === 0) continue;
    const above = vertex[idom[w]];
    parent[vertex[w]] = above;
    below[above] += below[vertex[w]] + 1;
  }
  return { parent, below };

  function numberDepthFirst(): number {
    const edge = start.slice(0, nodes);
    const path = new Uint32Array(nodes);
    let count = 0;
    let depth = 0;
    const enter = (v: number, from: number) => {
      number[v] = ++count;
      vertex[count] = v;
      treeParent[count] = from;
      path[depth++] = v;
    };
    for (let i = 0; i < roots.length; i++) {
      if (number[roots[i]] === 0) enter(roots[i], 0);
      while (depth > 0) {
        const v = path[depth - 1];
        if (edge[v] === start[v + 1]) {
          depth--;
          continue;
        }
        const w = targets[edge[v]++];
        if (number[w] === 0) enter(w, number[v]);
      }
    }
    return count;
  }

  /** Node of least semidominator on the forest path above `v`, with the path compressed. */
  function evaluate(v: number): number {
    if (ancestor[v] === -1) return v;
    let length = 0;
    let at = v;
    while (ancestor[ancestor[at]] !== -1) {
      trail[length++] = at;
      at = ancestor[at];
    }
    while (length > 0) {
      const lower = trail[--length];
      const upper = ancestor[lower];
      if (semi[label[upper]] < semi[label[lower]]) label[lower] = label[upper];
      ancestor[lower] = ancestor[upper];
    }
    return label[v];
  }
}
