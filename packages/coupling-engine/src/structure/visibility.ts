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
import { RELATIVE_ERROR, reachSketch } from './reach-sketch';
import type { Estimate } from './types';

/** Above this, a dense catalog would take minutes. */
export const EXACT_UP_TO = 250_000;

export interface Visibility {
  in: Uint32Array;
  out: Uint32Array;
  propagationCost: Estimate;
}

/** `needs` has an edge from each entity to everything it needs. */
export function visibilityOf(
  needs: Csr,
  exactUpTo: number = EXACT_UP_TO,
): Visibility {
  const exact = needs.nodes <= exactUpTo;
  const counts = exact ? countReach(needs) : reachSketch(needs);
  const ones = counts.out.reduce((sum, count) => sum + count, 0);
  return {
    ...counts,
    propagationCost: {
      value: needs.nodes === 0 ? 0 : ones / needs.nodes ** 2,
      method: exact ? 'exact' : 'estimate',
      error: exact ? 0 : RELATIVE_ERROR,
    },
  };
}

function countReach(needs: Csr): { in: Uint32Array; out: Uint32Array } {
  const edges = needs.targets.length;
  const owner = new Uint32Array(edges);
  for (let v = 0; v < needs.nodes; v++)
    owner.fill(v, needs.start[v], needs.start[v + 1]);
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
  const counter = new LaneCounter(WORDS);
  sweepFailures(network, starts, ({ first, lanes, failed, masks }) => {
    const weights = weight.subarray(first, first + lanes);
    const plain = weights.every(value => value === 1);
    for (const node of failed) {
      counter.add(masks, node * WORDS, weight[node]);
      for (let w = 0; w < WORDS; w++) {
        const mask = masks[node * WORDS + w];
        if (mask !== 0)
          reaches[node] += plain
            ? bitCount(mask)
            : weigh(mask, w * 32, weights);
      }
    }
    reachedFrom.set(counter.take(lanes), first);
  });
  return {
    in: network.of.map(node => reachedFrom[node]),
    out: network.of.map(node => reaches[node]),
  };
}

/** Set bits of a 32-bit word (Hacker's Delight, section 5-1). */
function bitCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

function weigh(word: number, offset: number, weights: Uint32Array): number {
  let sum = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) {
    sum += weights[offset + (31 - Math.clz32(rest & -rest))];
  }
  return sum;
}
