/**
 * Probability of the top event by simulation: the last step of the ladder, for graphs that are too large for an exact
 * answer. 32 trials a machine word.
 *
 * Sources: Matsumoto, Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998, as kept in the library pure-rand; failures of
 * a rare event are placed by their geometric distances (Devroye, "Non-Uniform Random Variate Generation", 1986, X.2).
 * Limits: an event rarer than one in the number of trials is not seen at all; the standard error says so.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { FaultGraph } from './fault-graph';

export interface Estimate {
  value: number;
  /** Standard deviation of `value` over repeated simulations. */
  standardError: number;
  trials: number;
}

/** Words of 32 trials that are simulated together. */
const WORDS = 1024;

/**
 * @param p probability of each event
 * @param trials at least this many; rounded up to whole blocks of 32,768
 * @param seed 32 bits; the same seed gives the same estimate
 */
export function simulate(
  graph: FaultGraph,
  p: ArrayLike<number>,
  trials: number,
  seed: number,
): Estimate {
  const { events, threshold, root } = graph;
  const random = mersenne(seed);
  const failed = Array.from(
    { length: events + threshold.length },
    () => new Uint32Array(WORDS),
  );
  const blocks = Math.max(1, Math.ceil(trials / (32 * WORDS)));
  let hits = 0;
  for (let block = 0; block < blocks; block++) {
    for (let event = 0; event < events; event++) {
      draw(failed[event], p[event], random);
    }
    for (let g = 0; g < threshold.length; g++) {
      evaluateGate(graph, g, failed);
    }
    for (const word of failed[root]) {
      hits += countBits(word);
    }
  }
  const done = blocks * 32 * WORDS;
  const value = hits / done;
  // With no hit, or nothing but hits, the sample has no spread to show: one more trial the other way stands for it.
  const spread = Math.min(Math.max(hits, 1), done - 1) / done;
  return {
    value,
    standardError: Math.sqrt((spread * (1 - spread)) / done),
    trials: done,
  };
}

/** Sets each bit with probability p. */
function draw(bits: Uint32Array, p: number, random: RandomGenerator): void {
  // Distances between the rarer of both outcomes are drawn: at most half of the bits cost a random number.
  const rare = Math.min(p, 1 - p);
  bits.fill(p > 0.5 ? 0xffffffff : 0);
  if (rare === 0) {
    return;
  }
  const scale = Math.log1p(-rare);
  const end = bits.length * 32;
  let at = -1;
  for (;;) {
    // 1 - u is never 0, so the logarithm is finite.
    at += 1 + Math.floor(Math.log(1 - uniformFloat64(random)) / scale);
    if (at >= end) {
      return;
    }
    bits[at >>> 5] ^= 1 << (at & 31);
  }
}

function evaluateGate(
  graph: FaultGraph,
  gate: number,
  failed: Uint32Array[],
): void {
  const { events, threshold, first, inputs } = graph;
  const result = failed[events + gate];
  const own = Array.from(
    inputs.subarray(first[gate], first[gate + 1]),
    node => failed[node],
  );
  const k = threshold[gate];
  if (k === 1 || k === own.length) {
    result.set(own[0]);
    for (const bits of own.slice(1)) {
      for (let w = 0; w < WORDS; w++) {
        result[w] = k === 1 ? result[w] | bits[w] : result[w] & bits[w];
      }
    }
    return;
  }
  // reached[j - 1]: trials in which at least j inputs have failed so far.
  const reached = new Uint32Array(k);
  for (let w = 0; w < WORDS; w++) {
    reached.fill(0);
    for (const bits of own) {
      for (let j = k - 1; j > 0; j--) {
        reached[j] |= reached[j - 1] & bits[w];
      }
      reached[0] |= bits[w];
    }
    result[w] = reached[k - 1];
  }
}

/** Warren, "Hacker's Delight", 5-1. */
function countBits(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
