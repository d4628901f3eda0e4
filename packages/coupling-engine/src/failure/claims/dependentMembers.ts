/**
 * Members of one redundancy group that need each other at any depth through hard couplings: no redundancy can come of those.
 * Reachability of 32 members at a time as bits of a word, swept once over the condensed graph: time
 * O(members / 32 · couplings).
 */
import type { DependencyGraph } from '../../model/types';
import { fromEdges, type Csr } from '../../structure/csr';
import { stronglyConnected } from '../../structure/scc';

const LANES = 32;

/** `from` cannot do without `to`; `group` is a position in `groups`. First such member of each. */
export interface DependentMember {
  group: number;
  from: number;
  to: number;
}

export function dependentMembers(
  graph: DependencyGraph,
  groups: readonly (readonly number[])[],
): DependentMember[] {
  if (groups.every(members => members.length < 2)) return [];
  const edges = hardEdges(graph);
  const { of, count } = stronglyConnected(edges);
  const order = Uint32Array.from(of.keys()).sort((a, b) => of[a] - of[b]);
  const found: DependentMember[] = [];
  const lanes = groups.flatMap((members, group) =>
    members.length < 2 ? [] : members.map(member => ({ group, member })),
  );
  for (let at = 0; at < lanes.length; at += LANES) {
    const batch = lanes.slice(at, at + LANES);
    const own = new Uint32Array(graph.nodes);
    batch.forEach(({ member }, lane) => {
      own[member] |= 1 << lane;
    });
    const reached = sweep(edges, of, count, order, own);
    batch.forEach(({ group, member: to }, lane) => {
      for (const from of groups[group]) {
        if (from !== to && (reached[of[from]] >>> lane) % 2 === 1) {
          found.push({ group, from, to });
        }
      }
    });
  }
  const seen = new Set<string>();
  return found.filter(({ group, from }) => {
    const key = `${group} ${from}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Lanes that each component reaches, its own included. Needed components come first: see `stronglyConnected`. */
function sweep(
  { start, targets }: Csr,
  of: Uint32Array,
  count: number,
  order: Uint32Array,
  own: Uint32Array,
): Uint32Array {
  const reached = new Uint32Array(count);
  for (const node of order) {
    let lanes = own[node];
    for (let e = start[node]; e < start[node + 1]; e++) {
      lanes |= reached[of[targets[e]]];
    }
    reached[of[node]] |= lanes;
  }
  return reached;
}

/** Edges from each entity to the members of its hard clauses. */
export function hardEdges(
  graph: DependencyGraph,
  chosen: (clause: number) => boolean = () => true,
): Csr {
  const from: number[] = [];
  const to: number[] = [];
  for (let clause = 0; clause < graph.clauses; clause++) {
    if (graph.hard[clause] === 0 || !chosen(clause)) continue;
    const end = graph.memberStart[clause + 1];
    for (let m = graph.memberStart[clause]; m < end; m++) {
      from.push(graph.clauseOwner[clause]);
      to.push(graph.members[m]);
    }
  }
  return fromEdges(graph.nodes, from, to);
}
