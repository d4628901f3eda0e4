/** Small random graphs for properties, and the slow obvious answers to hold algorithms against. */
import * as fc from 'fast-check';
import type { Clause } from '../model/clauses';
import { GraphBuilder } from '../model/clauses';
import type { DependencyGraph } from '../model/types';
import type { Csr } from '../structure/csr';
import { fromEdges } from '../structure/csr';

export interface RandomClauses {
  nodes: number;
  /** Clauses of each node. */
  of: Clause[][];
}

/** AND over clauses, each k of its members, hard or soft; cycles, rings of alternatives and repeats included. */
export const clauses = (maxNodes = 9): fc.Arbitrary<RandomClauses> =>
  fc.integer({ min: 1, max: maxNodes }).chain(nodes => {
    const member = fc.integer({ min: 0, max: nodes - 1 });
    const clause = fc
      .record({
        members: fc.uniqueArray(member, { minLength: 1, maxLength: 4 }),
        need: fc.integer({ min: 1, max: 4 }),
        hard: fc.boolean(),
      })
      .map(c => ({ ...c, need: Math.min(c.need, c.members.length) }));
    return fc
      .array(fc.array(clause, { maxLength: 3 }), {
        minLength: nodes,
        maxLength: nodes,
      })
      .map(of => ({ nodes, of }));
  });

export function graphOf({ of }: RandomClauses): DependencyGraph {
  const builder = new GraphBuilder();
  for (const list of of) builder.add(list);
  return builder.build();
}

export const digraph = (maxNodes = 9): fc.Arbitrary<Csr> =>
  fc.integer({ min: 1, max: maxNodes }).chain(nodes => {
    const node = fc.integer({ min: 0, max: nodes - 1 });
    return fc.array(fc.tuple(node, node), { maxLength: 3 * nodes }).map(edges =>
      fromEdges(
        nodes,
        edges.map(e => e[0]),
        edges.map(e => e[1]),
      ),
    );
  });

/** Reachability by definition: `reach[v]` holds every node on a path from `v`, itself included. */
export function reachability(graph: Csr, without?: number): Set<number>[] {
  return Array.from({ length: graph.nodes }, (_, v) => {
    if (v === without) return new Set<number>();
    const seen = new Set([v]);
    for (const w of seen) {
      for (let e = graph.start[w]; e < graph.start[w + 1]; e++) {
        if (graph.targets[e] !== without) seen.add(graph.targets[e]);
      }
    }
    return seen;
  });
}

/** Failure by definition: goes over all clauses until nothing changes. */
export function slowFailure(
  { nodes, of }: RandomClauses,
  starts: number[],
): { fails: number[]; degrades: number[] } {
  const failed = new Set(starts);
  const isBroken = ({ members, need }: Clause) =>
    members.filter(m => !failed.has(m)).length < need;
  for (let changed = true; changed; ) {
    changed = false;
    for (let v = 0; v < nodes; v++) {
      if (!failed.has(v) && of[v].some(c => c.hard && isBroken(c))) {
        failed.add(v);
        changed = true;
      }
    }
  }
  const all = Array.from({ length: nodes }, (_, v) => v);
  return {
    fails: all.filter(v => failed.has(v) && !starts.includes(v)),
    degrades: all.filter(
      v => !failed.has(v) && of[v].some(c => !c.hard && isBroken(c)),
    ),
  };
}
