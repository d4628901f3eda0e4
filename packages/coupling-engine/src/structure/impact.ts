/**
 * How far the failure of each single entity goes, for every entity of the model, exactly, alternatives honoured.
 *
 * What degrades is found in the same sweep: an entity with soft clauses has a shadow in the network, a node that fails when
 * one of them breaks and that nothing needs. Time and memory: see lane-sweep.ts.
 */
import { countsAsTeam } from '../model/owners';
import type { DependencyGraph, Model } from '../model/types';
import type { Csr } from './csr';
import { distinct, fromEdges } from './csr';
import type { FaultNetwork, Gates } from './fault-network';
import { faultNetwork } from './fault-network';
import { LaneCounter } from './lane-counter';
import { LANES, sweepFailures, WORDS } from './lane-sweep';
import { LaneUnion } from './lane-union';
import { LaneWeights } from './lane-weights';
import type { Structure } from './types';

/** A copy, because an imported constant is a property read in CommonJS, and the loops below feel that. */
const words = WORDS;

export interface Impact
  extends Pick<Structure, 'fails' | 'degrades' | 'teamsHit' | 'systemsHit'> {
  /** Entities whose failure alone makes this one fail, itself counted. */
  felledBy: Uint32Array;
}

/** The counts of `Structure` for each entity failing alone, and of how many failures reach each entity. */
export function impactOf(
  model: Model,
  onProgress: (share: number) => void = () => {},
): Impact {
  const { entities, graph } = model;
  const { gates, shadowed } = failureGates(graph);
  const network = faultNetwork(graph.nodes + shadowed.length, gates);
  const weight = new Uint32Array(network.nodes);
  for (let entity = 0; entity < graph.nodes; entity++)
    weight[network.of[entity]]++;
  const starts = Uint32Array.from(weight.keys()).filter(
    node => weight[node] > 0,
  );
  const originalOf = shadowOriginals(network, graph.nodes, shadowed);

  const fails = new LaneCounter(words);
  const degrades = new LaneCounter(words);
  const teams = new LaneUnion(
    groupsOf(
      network,
      entities.map(({ owners }) =>
        owners.filter(owner => countsAsTeam(model, owner)),
      ),
      model.teams.length,
    ),
    model.teams.length,
  );
  const systems = new LaneUnion(
    groupsOf(
      network,
      entities.map(({ system }) => (system === undefined ? [] : [system])),
      model.systems.length,
    ),
    model.systems.length,
  );
  const degraded = new Int32Array(words);
  const byNode = {
    fails: new Uint32Array(network.nodes),
    degrades: new Uint32Array(network.nodes),
    teamsHit: new Uint32Array(network.nodes),
    systemsHit: new Uint32Array(network.nodes),
    felledBy: new Uint32Array(network.nodes),
  };
  const store = (counts: Uint32Array, into: Uint32Array, first: number) =>
    counts.forEach((count, lane) => {
      into[starts[first + lane]] = count;
    });

  sweepFailures(network, starts, ({ first, lanes, failed, masks }) => {
    const weights = new LaneWeights(
      starts.subarray(first, first + lanes).map(node => weight[node]),
    );
    for (const node of failed) {
      if (weight[node] === 0) {
        const original = originalOf.get(node)!;
        for (let w = 0; w < words; w++) {
          degraded[w] = masks[node * words + w] & ~masks[original * words + w];
        }
        degrades.add(degraded, 0, 1);
      } else {
        fails.add(masks, node * words, weight[node]);
        byNode.felledBy[node] += weights.sum(masks, node * words, words);
        teams.add(node, masks);
        systems.add(node, masks);
      }
    }
    store(fails.take(lanes), byNode.fails, first);
    store(degrades.take(lanes), byNode.degrades, first);
    store(teams.take(lanes), byNode.teamsHit, first);
    store(systems.take(lanes), byNode.systemsHit, first);
    if (first % (16 * LANES) === 0) onProgress(first / starts.length);
  });

  const ofEntity = (values: Uint32Array) =>
    network.of.subarray(0, graph.nodes).map(node => values[node]);
  return {
    fails: ofEntity(byNode.fails).map(count => count - 1),
    degrades: ofEntity(byNode.degrades),
    teamsHit: ofEntity(byNode.teamsHit),
    systemsHit: ofEntity(byNode.systemsHit),
    felledBy: ofEntity(byNode.felledBy),
  };
}

/** Clauses as gates; shadow `i` is input node `nodes + i` and stands for entity `shadowed[i]`. */
function failureGates(graph: DependencyGraph): {
  gates: Gates;
  shadowed: number[];
} {
  const { clauses, clauseOwner, memberStart, members, need, hard } = graph;
  const owner = new Uint32Array(clauses);
  const breakAt = new Uint32Array(clauses);
  const shadowed: number[] = [];
  for (let clause = 0; clause < clauses; clause++) {
    breakAt[clause] =
      memberStart[clause + 1] - memberStart[clause] - need[clause] + 1;
    if (hard[clause] === 1) {
      owner[clause] = clauseOwner[clause];
    } else {
      if (shadowed[shadowed.length - 1] !== clauseOwner[clause])
        shadowed.push(clauseOwner[clause]);
      owner[clause] = graph.nodes + shadowed.length - 1;
    }
  }
  return {
    gates: {
      owner,
      breakAt,
      members: { nodes: clauses, start: memberStart, targets: members },
    },
    shadowed,
  };
}

/** Network node of the entity that each shadow stands for. */
function shadowOriginals(
  network: FaultNetwork,
  nodes: number,
  shadowed: number[],
): Map<number, number> {
  return new Map(
    shadowed.map((entity, i) => [network.of[nodes + i], network.of[entity]]),
  );
}

/** Groups of each network node: those of all entities that it stands for, each once. */
function groupsOf(
  network: FaultNetwork,
  groups: number[][],
  columns: number,
): Csr {
  const from: number[] = [];
  const to: number[] = [];
  groups.forEach((list, entity) => {
    for (const group of list) {
      from.push(network.of[entity]);
      to.push(group);
    }
  });
  return distinct(fromEdges(network.nodes, from, to), columns);
}
