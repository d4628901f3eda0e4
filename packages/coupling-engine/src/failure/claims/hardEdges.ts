import type { DependencyGraph } from '../../model/types';
import { fromEdges, type Csr } from '../../structure/csr';

/** Edges from each entity to the members of its hard clauses. */
export function hardEdges(
  graph: DependencyGraph,
  chosen: (clause: number) => boolean = () => true,
): Csr {
  const from = new Uint32Array(graph.members.length);
  const to = new Uint32Array(graph.members.length);
  let count = 0;
  for (let clause = 0; clause < graph.clauses; clause++) {
    if (graph.hard[clause] === 0 || !chosen(clause)) continue;
    const end = graph.memberStart[clause + 1];
    for (let m = graph.memberStart[clause]; m < end; m++) {
      from[count] = graph.clauseOwner[clause];
      to[count++] = graph.members[m];
    }
  }
  return fromEdges(graph.nodes, from.subarray(0, count), to.subarray(0, count));
}
