/**
 * Fails every node of a network on its own, many at a time: start `i` of a block owns bit `i` of a mask that every node
 * carries, so one pass over the network works out 32 failures with each machine word. Exact for gates of any threshold.
 * Source: "parallel fault simulation", S. Seshu, "On an improved diagnosis program", IEEE Trans. Electronic Computers
 * EC-14(1), 1965, applied to dependency clauses instead of logic gates.
 *
 * Only nodes that some start of the block makes fail are touched, so sparse catalogs cost what their failures cost, and
 * dense ones at most nodes x edges / 32 word operations: five seconds for a chain of 100,000, where the failures sum up to five
 * thousand million.
 * Memory O(nodes x WORDS).
 */
import type { FaultNetwork } from './fault-network';

/** Words in a mask. More share one pass among more starts, fewer waste less on starts that reach little. */
export const WORDS = 8;
export const LANES = 32 * WORDS;

/** What one block of starts came to. */
export interface Block {
  /** Position of the block's first start in the list of starts; lane `i` is start `first + i`. */
  first: number;
  lanes: number;
  /** Nodes that at least one lane makes fail, the starts included. */
  failed: Uint32Array;
  /** The mask of node `v` is the `WORDS` words from `v * WORDS` on, all zero unless it is one of `failed`. */
  masks: Int32Array;
}

class LaneSweep {
  readonly masks: Int32Array;
  /** 1 for nodes that the block at hand has reached, and for nodes of a ring that wait in `queue`. */
  private readonly touched: Uint8Array;
  private readonly queued: Uint8Array;
  private readonly failed: Uint32Array;
  private failedCount = 0;
  private readonly queue: number[] = [];
  private readonly broken = new Int32Array(WORDS);
  private readonly atLeast: Int32Array;
  private last = 0;

  constructor(private readonly network: FaultNetwork) {
    this.masks = new Int32Array(network.nodes * WORDS);
    this.touched = new Uint8Array(network.nodes);
    this.queued = new Uint8Array(network.nodes);
    this.failed = new Uint32Array(network.nodes);
    this.atLeast = new Int32Array(
      1 + network.gates.breakAt.reduce((a, b) => Math.max(a, b), 0),
    );
  }

  run(starts: Uint32Array): Uint32Array {
    this.clear();
    starts.forEach((node, lane) => {
      this.touch(node);
      this.masks[node * WORDS + (lane >> 5)] |= 1 << (lane & 31);
    });
    const { ringEnd } = this.network;
    let node = this.ringStart(starts[0]);
    while (node <= this.last) {
      const end = ringEnd[node];
      if (end === node + 1) {
        if (this.touched[node] === 1) this.settle(node, end);
      } else {
        this.settleRing(node, end);
      }
      for (; node < end; node++) this.keep(node);
    }
    return this.failed.subarray(0, this.failedCount);
  }

  private clear(): void {
    for (let i = 0; i < this.failedCount; i++) {
      // A loop, as `fill` costs more than eight stores.
      const from = this.failed[i] * WORDS;
      for (let w = 0; w < WORDS; w++) this.masks[from + w] = 0;
    }
    this.failedCount = 0;
    this.last = 0;
  }

  private keep(node: number): void {
    if (this.touched[node] === 0) return;
    this.touched[node] = 0;
    if (!this.isEmpty(node)) this.failed[this.failedCount++] = node;
  }

  /** Starts of one ring may lie across two blocks; the sweep has to begin at the ring's first node. */
  private ringStart(start: number): number {
    const { ringEnd } = this.network;
    let node = start;
    while (node > 0 && ringEnd[node - 1] === ringEnd[start]) node--;
    return node;
  }

  private settleRing(from: number, end: number): void {
    this.queue.length = 0;
    for (let node = from; node < end; node++) {
      if (this.touched[node] === 1) this.enqueue(node);
    }
    for (let next = 0; next < this.queue.length; next++) {
      const node = this.queue[next];
      // Taken out of line first: what it makes fail may come round and change it again.
      this.queued[node] = 0;
      this.settle(node, end);
    }
  }

  private enqueue(node: number): void {
    if (this.queued[node] === 1) return;
    this.queued[node] = 1;
    this.queue.push(node);
  }

  /** Brings a node's mask up to date and passes it on; users before `ringEnd` are in the same ring and come again. */
  private settle(node: number, ringEnd: number): void {
    const { users, gateUsers, gatesOf } = this.network;
    const { masks } = this;
    const from = node * WORDS;
    for (let g = gatesOf.start[node]; g < gatesOf.start[node + 1]; g++) {
      this.breakGate(gatesOf.targets[g]);
      for (let w = 0; w < WORDS; w++) masks[from + w] |= this.broken[w];
    }
    if (this.isEmpty(node)) return;
    for (let u = users.start[node]; u < users.start[node + 1]; u++) {
      const user = users.targets[u];
      this.touch(user);
      const to = user * WORDS;
      let changed = 0;
      for (let w = 0; w < WORDS; w++) {
        const before = masks[to + w];
        const after = before | masks[from + w];
        masks[to + w] = after;
        changed |= after ^ before;
      }
      if (changed !== 0 && user < ringEnd) this.enqueue(user);
    }
    for (let u = gateUsers.start[node]; u < gateUsers.start[node + 1]; u++) {
      const user = gateUsers.targets[u];
      this.touch(user);
      if (user < ringEnd && this.wouldBreak(user)) this.enqueue(user);
    }
  }

  /** True when a gate of the node breaks in a lane in which the node does not fail yet. */
  private wouldBreak(node: number): boolean {
    const { gatesOf } = this.network;
    for (let g = gatesOf.start[node]; g < gatesOf.start[node + 1]; g++) {
      this.breakGate(gatesOf.targets[g]);
      for (let w = 0; w < WORDS; w++) {
        if ((this.broken[w] & ~this.masks[node * WORDS + w]) !== 0) return true;
      }
    }
    return false;
  }

  /** Sets `broken` to the lanes in which `breakAt` or more members of the gate fail. */
  private breakGate(gate: number): void {
    const { breakAt, members } = this.network.gates;
    const needed = breakAt[gate];
    // atLeast[j]: lanes of one word in which j or more of the members so far fail.
    const { atLeast, masks } = this;
    atLeast[0] = -1;
    for (let w = 0; w < WORDS; w++) {
      atLeast.fill(0, 1, needed + 1);
      for (let m = members.start[gate]; m < members.start[gate + 1]; m++) {
        const mask = masks[members.targets[m] * WORDS + w];
        if (mask === 0) continue;
        for (let j = needed; j >= 1; j--) atLeast[j] |= atLeast[j - 1] & mask;
      }
      this.broken[w] = atLeast[needed];
    }
  }

  private touch(node: number): void {
    if (this.touched[node] === 1) return;
    this.touched[node] = 1;
    if (node > this.last) this.last = node;
  }

  private isEmpty(node: number): boolean {
    for (let w = 0; w < WORDS; w++) {
      if (this.masks[node * WORDS + w] !== 0) return false;
    }
    return true;
  }
}

/** Calls `visit` once a block of at most `LANES` of the `starts`, which are nodes of the network in ascending order. */
export function sweepFailures(
  network: FaultNetwork,
  starts: Uint32Array,
  visit: (block: Block) => void,
): void {
  const sweep = new LaneSweep(network);
  for (let first = 0; first < starts.length; first += LANES) {
    const block = starts.subarray(first, first + LANES);
    const failed = sweep.run(block);
    visit({ first, lanes: block.length, failed, masks: sweep.masks });
  }
}
