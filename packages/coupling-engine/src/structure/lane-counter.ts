/**
 * Counts, for each of many bit lanes at once, how often the lane's bit was set: a binary counter a lane, stored plane by
 * plane so that one machine word adds to 32 counters.
 * Source: "vertical counters", H. Warren, Hacker's Delight, 2nd ed., section 5-1. Adding takes two operations a word on average.
 */
export class LaneCounter {
  private readonly planes: Int32Array[] = [];
  private used = 0;

  constructor(private readonly words: number) {}

  /** Adds `weight` to every lane whose bit is set in the `words` words of `bits` from `offset` on. */
  add(bits: Int32Array, offset: number, weight: number): void {
    for (let plane = 0; weight >> plane !== 0; plane++) {
      if ((weight >> plane) & 1) this.addAt(plane, bits, offset);
    }
  }

  /** Counts of the first `lanes` lanes; starts afresh afterwards. */
  take(lanes: number): Uint32Array {
    const counts = new Uint32Array(lanes);
    for (let plane = 0; plane < this.used; plane++) {
      const counter = this.planes[plane];
      for (let lane = 0; lane < lanes; lane++) {
        counts[lane] += ((counter[lane >> 5] >>> (lane & 31)) & 1) * 2 ** plane;
      }
      counter.fill(0);
    }
    this.used = 0;
    return counts;
  }

  private addAt(first: number, bits: Int32Array, offset: number): void {
    for (let word = 0; word < this.words; word++) {
      let carry = bits[offset + word];
      for (let plane = first; carry !== 0; plane++) {
        if (plane >= this.used) this.grow(plane);
        const counter = this.planes[plane];
        const value = counter[word];
        counter[word] = value ^ carry;
        carry &= value;
      }
    }
  }

  private grow(plane: number): void {
    while (this.planes.length <= plane)
      this.planes.push(new Int32Array(this.words));
    this.used = plane + 1;
  }
}
