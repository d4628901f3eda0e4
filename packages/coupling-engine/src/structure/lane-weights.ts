/**
 * Sums, for one node after another, the weights of the lanes whose bit is set in the node's mask: how much of what the starts
 * stand for makes the node fail.
 */
export class LaneWeights {
  private readonly plain: boolean;

  /** `weights` has one number a lane of the block. */
  constructor(private readonly weights: Uint32Array) {
    this.plain = weights.every(weight => weight === 1);
  }

  /** Sum over the `words` words of `masks` from `offset` on. */
  sum(masks: Int32Array, offset: number, words: number): number {
    let sum = 0;
    for (let word = 0; word < words; word++) {
      const mask = masks[offset + word];
      if (mask === 0) continue;
      sum += this.plain ? bitCount(mask) : this.weigh(mask, word * 32);
    }
    return sum;
  }

  private weigh(mask: number, first: number): number {
    let sum = 0;
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      sum += this.weights[first + 31 - Math.clz32(rest & -rest)];
    }
    return sum;
  }
}

/** Set bits of a word: H. Warren, Hacker's Delight, 2nd ed., section 5-1. */
function bitCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
