/**
 * A directed graph as compressed sparse rows: the targets of node `v` are `targets[start[v] .. start[v+1]-1]`. Two typed
 * arrays hold a million edges in 8 MB, where objects would take hundreds.
 */
import type { DependencyGraph } from '../model/types';

export interface Csr {
  nodes: number;
  start: Uint32Array;
  targets: Uint32Array;
}

/** Graph of edges given as two columns, in the order given for each node. O(nodes + edges). */
export function fromEdges(
  nodes: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): Csr {
  const start = new Uint32Array(nodes + 1);
  for (let i = 0; i < from.length; i++) start[from[i] + 1]++;
  for (let v = 0; v < nodes; v++) start[v + 1] += start[v];
  const next = start.slice(0, nodes);
  const targets = new Uint32Array(from.length);
  for (let i = 0; i < from.length; i++) targets[next[from[i]]++] = to[i];
  return { nodes, start, targets };
}

/** The same edges the other way round, each row ascending; `columns` when targets are no nodes. O(nodes + edges). */
export function transpose(
  { nodes, start, targets }: Csr,
  columns: number = nodes,
): Csr {
  const reversed = new Uint32Array(columns + 1);
  for (const target of targets) reversed[target + 1]++;
  for (let v = 0; v < columns; v++) reversed[v + 1] += reversed[v];
  const next = reversed.slice(0, columns);
  const sources = new Uint32Array(targets.length);
  for (let v = 0; v < nodes; v++) {
    for (let e = start[v]; e < start[v + 1]; e++)
      sources[next[targets[e]]++] = v;
  }
  return { nodes: columns, start: reversed, targets: sources };
}

/** The same graph with every row ascending and without repeated edges. O(nodes + edges). */
export function distinct(graph: Csr, columns: number = graph.nodes): Csr {
  // Transposing twice sorts each row, as a counting sort does.
  const { nodes, start, targets } = transpose(
    transpose(graph, columns),
    graph.nodes,
  );
  const kept = new Uint32Array(nodes + 1);
  let count = 0;
  for (let v = 0; v < nodes; v++) {
    const first = count;
    for (let e = start[v]; e < start[v + 1]; e++) {
      if (count === first || targets[e] !== targets[count - 1])
        targets[count++] = targets[e];
    }
    kept[v + 1] = count;
  }
  return { nodes, start: kept, targets: targets.slice(0, count) };
}

/** Edges from each entity to every member of its clauses, hard or soft, alternatives included, each once. */
export function needsGraph(graph: DependencyGraph): Csr {
  const { clauseOwner, memberStart, members } = graph;
  const from = new Uint32Array(members.length);
  for (let clause = 0; clause < graph.clauses; clause++) {
    from.fill(
      clauseOwner[clause],
      memberStart[clause],
      memberStart[clause + 1],
    );
  }
  return distinct(fromEdges(graph.nodes, from, members));
}
