/**
 * Visibility: how many entities each one reaches and is reached from along dependencies of any kind, itself counted, and
 * from these the propagation cost, the share of ones in the visibility matrix.
 * Source: A. MacCormack, J. Rusnak, C. Baldwin, "Exploring the structure of complex software designs", Management Science
 * 52(7), 2006, section 3; the diagonal is counted, as there.
 *
 * Exact up to `EXACT_UP_TO` entities: reaching is failing when every alternative is needed, so the lanes of lane-sweep.ts
 * count it. Above that, Cohen's sketch estimates it (reach-sketch.ts) and the error is stated.
 */
import type { Csr } from './csr';
import { faultNetwork } from './fault-network';
import { LaneCounter } from './lane-counter';
import { sweepFailures, WORDS } from './lane-sweep';
import { LaneWeights } from './lane-weights';
import { RELATIVE_ERROR, reachSketch } from './reach-sketch';
import type { Estimate } from './types';

/** Above this, a dense catalog would take minutes. */
export const EXACT_UP_TO = 250_000;

/** A copy, because an imported constant is a property read in CommonJS, and the loops below feel that. */
const words = WORDS;

/** Entities that reach each one, and that each one reaches, itself counted. */
export interface Reach {
  in: Uint32Array;
  out: Uint32Array;
}

export interface Visibility extends Reach {
  propagationCost: Estimate;
}

/** `needs` has an edge from each entity to everything it needs; `known` is the exact reach where it was counted already. */
export function visibilityOf(
  needs: Csr,
  known?: Reach,
  exactUpTo: number = EXACT_UP_TO,
): Visibility {
  const exact = known !== undefined || needs.nodes <= exactUpTo;
  const reach = known ?? (exact ? countReach(needs) : reachSketch(needs));
  const ones = reach.out.reduce((sum, count) => sum + count, 0);
  return {
    ...reach,
    propagationCost: {
      value: needs.nodes === 0 ? 0 : ones / needs.nodes ** 2,
      method: exact ? 'exact' : 'estimate',
      error: exact ? 0 : RELATIVE_ERROR,
    },
  };
}

function countReach(needs: Csr): Reach {
  const edges = needs.targets.length;
  const owner = new Uint32Array(edges);
  for (let v = 0; v < needs.nodes; v++) {
    owner.fill(v, needs.start[v], needs.start[v + 1]);
  }
  const network = faultNetwork(needs.nodes, {
    owner,
    breakAt: new Uint32Array(edges).fill(1),
    members: {
      nodes: edges,
      start: Uint32Array.from({ length: edges + 1 }, (_, i) => i),
      targets: needs.targets,
    },
  });
  const weight = new Uint32Array(network.nodes);
  for (const node of network.of) weight[node]++;

  const starts = Uint32Array.from(weight.keys());
  const reachedFrom = new Uint32Array(network.nodes);
  const reaches = new Uint32Array(network.nodes);
  const counter = new LaneCounter(words);
  sweepFailures(network, starts, ({ first, lanes, failed, masks }) => {
    const weights = new LaneWeights(weight.subarray(first, first + lanes));
    for (const node of failed) {
      counter.add(masks, node * words, weight[node]);
      reaches[node] += weights.sum(masks, node * words, words);
    }
    reachedFrom.set(counter.take(lanes), first);
  });
  return {
    in: network.of.map(node => reachedFrom[node]),
    out: network.of.map(node => reaches[node]),
  };
}
