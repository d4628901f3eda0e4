/** Counts stay below two to this power. */
const PLANES = 32;

/**
 * Counts, for each of many bit lanes at once, how often the lane's bit was set: a binary counter a lane, stored plane by
 * plane so that one machine word adds to 32 counters.
 * Source: "vertical counters", H. Warren, Hacker's Delight, 2nd ed., section 5-1. Adding takes two operations a word on average.
 */
export class LaneCounter {
  /** Bit `i` of lane `l`'s counter is bit `l % 32` of entry `(l / 32) * PLANES + i`: one word's planes lie side by side. */
  private readonly planes: Int32Array;

  constructor(private readonly words: number) {
    this.planes = new Int32Array(words * PLANES);
  }

  /** Adds `weight` to every lane whose bit is set in the `words` words of `bits` from `offset` on. */
  add(bits: Int32Array, offset: number, weight: number): void {
    if (weight === 1) {
      this.addAt(0, bits, offset);
      return;
    }
    for (let plane = 0; weight >> plane !== 0; plane++) {
      if ((weight >> plane) & 1) this.addAt(plane, bits, offset);
    }
  }

  /** Counts of the first `lanes` lanes; starts afresh afterwards. */
  take(lanes: number): Uint32Array {
    const counts = new Uint32Array(lanes);
    this.planes.forEach((bits, at) => {
      const first = Math.floor(at / PLANES) * 32;
      const worth = 2 ** (at % PLANES);
      for (let rest = bits; rest !== 0; rest &= rest - 1) {
        const lane = first + 31 - Math.clz32(rest & -rest);
        if (lane < lanes) counts[lane] += worth;
      }
    });
    this.planes.fill(0);
    return counts;
  }

  private addAt(plane: number, bits: Int32Array, offset: number): void {
    const { planes, words } = this;
    for (let word = 0; word < words; word++) {
      let carry = bits[offset + word];
      for (let at = word * PLANES + plane; carry !== 0; at++) {
        const value = planes[at];
        planes[at] = value ^ carry;
        carry &= value;
      }
    }
  }
}
