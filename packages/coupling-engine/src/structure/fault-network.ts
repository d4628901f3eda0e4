/**
 * The dependency clauses as a network of gates that failures travel through, ready to be swept from what is needed to what
 * needs it. Entities that always fail together (a cycle of needs without alternatives) are one node, and nodes are numbered
 * so that failures travel to larger numbers, except inside the few groups that alternatives close into a ring.
 *
 * Time and memory O(nodes + members of clauses), but for sorting.
 */
import type { Csr } from './csr';
import { distinct, fromEdges, transpose } from './csr';
import { stronglyConnected } from './scc';

/** A node fails when, of the members of one of its gates, `breakAt` or more fail. */
export interface Gates {
  owner: Uint32Array;
  breakAt: Uint32Array;
  /** Row `g` holds the members of gate `g`. */
  members: Csr;
}

export interface FaultNetwork {
  nodes: number;
  /** Node of each input node. */
  of: Uint32Array;
  /** Nodes that fail as soon as this one does. */
  users: Csr;
  /** Nodes with a gate of two or more failures over this one. */
  gateUsers: Csr;
  /** Gates of two or more failures of each node, as positions in `gates`. */
  gatesOf: Csr;
  gates: Gates;
  /** One past the last node of the ring that a node is part of; itself plus one when it is in none. */
  ringEnd: Uint32Array;
}

/** Network of `nodes` input nodes under the gates given. */
export function faultNetwork(nodes: number, gates: Gates): FaultNetwork {
  const { owner, breakAt, members } = gates;
  const direct = edgesOf(nodes, gates, gate => breakAt[gate] === 1);
  const together = stronglyConnected(direct);
  const merged = distinct(renamed(direct, together.of, together.count));

  const kept = Uint32Array.from(owner.keys()).filter(gate => breakAt[gate] > 1);
  const lifted: Gates = {
    owner: kept.map(gate => together.of[owner[gate]]),
    breakAt: kept.map(gate => breakAt[gate]),
    members: renamedRows(members, kept, together.of),
  };
  const indirect = distinct(edgesOf(together.count, lifted, () => true));
  const { position, ringEnd } = order(together.count, merged, indirect);

  const final: Gates = {
    owner: lifted.owner.map(node => position[node]),
    breakAt: lifted.breakAt,
    members: {
      ...lifted.members,
      targets: lifted.members.targets.map(node => position[node]),
    },
  };
  return {
    nodes: together.count,
    of: together.of.map(node => position[node]),
    users: transpose(renamed(merged, position, together.count)),
    gateUsers: transpose(renamed(indirect, position, together.count)),
    gatesOf: fromEdges(
      together.count,
      final.owner,
      Uint32Array.from(final.owner.keys()),
    ),
    gates: final,
    ringEnd,
  };
}

/** Edges from owners to members of the gates chosen. */
function edgesOf(
  nodes: number,
  { owner, members }: Gates,
  chosen: (gate: number) => boolean,
): Csr {
  const { start, targets } = members;
  const from = new Uint32Array(targets.length);
  const to = new Uint32Array(targets.length);
  let count = 0;
  for (let gate = 0; gate < owner.length; gate++) {
    if (!chosen(gate)) continue;
    for (let m = start[gate]; m < start[gate + 1]; m++) {
      from[count] = owner[gate];
      to[count++] = targets[m];
    }
  }
  return fromEdges(nodes, from.subarray(0, count), to.subarray(0, count));
}

/** The edges between new names, without those that a name now has to itself. */
function renamed(graph: Csr, name: Uint32Array, nodes: number): Csr {
  const from = new Uint32Array(graph.targets.length);
  const to = new Uint32Array(graph.targets.length);
  let count = 0;
  for (let v = 0; v < graph.nodes; v++) {
    for (let e = graph.start[v]; e < graph.start[v + 1]; e++) {
      if (name[v] === name[graph.targets[e]]) continue;
      from[count] = name[v];
      to[count++] = name[graph.targets[e]];
    }
  }
  return fromEdges(nodes, from.subarray(0, count), to.subarray(0, count));
}

/** The chosen rows with new names; a member keeps as many places in a gate as it had. */
function renamedRows(rows: Csr, chosen: Uint32Array, name: Uint32Array): Csr {
  const start = new Uint32Array(chosen.length + 1);
  chosen.forEach((row, i) => {
    start[i + 1] = start[i] + rows.start[row + 1] - rows.start[row];
  });
  const targets = new Uint32Array(start[chosen.length]);
  chosen.forEach((row, i) => {
    for (
      let m = rows.start[row], at = start[i];
      m < rows.start[row + 1];
      m++, at++
    ) {
      targets[at] = name[rows.targets[m]];
    }
  });
  return { nodes: chosen.length, start, targets };
}

/** Places of the nodes, what is needed before what needs it, rings side by side. */
function order(
  nodes: number,
  direct: Csr,
  indirect: Csr,
): { position: Uint32Array; ringEnd: Uint32Array } {
  const rings = stronglyConnected(union(direct, indirect));
  const next = new Uint32Array(rings.count + 1);
  for (const ring of rings.of) next[ring + 1]++;
  for (let ring = 0; ring < rings.count; ring++) next[ring + 1] += next[ring];
  const end = next.slice(1);
  const position = new Uint32Array(nodes);
  const ringEnd = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const ring = rings.of[node];
    position[node] = next[ring]++;
    ringEnd[position[node]] = end[ring];
  }
  return { position, ringEnd };
}

function union(a: Csr, b: Csr): Csr {
  const start = a.start.map((value, v) => value + b.start[v]);
  const targets = new Uint32Array(a.targets.length + b.targets.length);
  for (let v = 0; v < a.nodes; v++) {
    targets.set(a.targets.subarray(a.start[v], a.start[v + 1]), start[v]);
    targets.set(
      b.targets.subarray(b.start[v], b.start[v + 1]),
      start[v] + a.start[v + 1] - a.start[v],
    );
  }
  return { nodes: a.nodes, start, targets };
}
