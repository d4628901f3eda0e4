/**
 * A cheap hash of 64 bits, in two lanes of 32: not against malice, only against chance. Among a million different values the
 * odds that any two collide are about 10^12 / 2^65, 3 in 10^8.
 *
 * Source of the mixing: A. Appleby, MurmurHash3, public domain: its multipliers and its finaliser.
 */
export interface Hash64 {
  high: number;
  low: number;
}

export class Hasher {
  private high = 0x9e3779b1 | 0;
  private low = 0x85ebca6b | 0;

  number(value: number): this {
    this.high = mixedHigh(this.high, value);
    this.low = mixedLow(this.low, value);
    return this;
  }

  /** Adds `prefix + value`, without putting them together. */
  text(value: string, prefix = ''): this {
    this.number(prefix.length + value.length);
    if (prefix !== '') this.characters(prefix);
    return this.characters(value);
  }

  private characters(value: string): this {
    let { high, low } = this;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      high = mixedHigh(high, code);
      low = mixedLow(low, code);
    }
    this.high = high;
    this.low = low;
    return this;
  }

  hash({ high, low }: Hash64): this {
    return this.number(high).number(low);
  }

  finish(): Hash64 {
    return { high: this.finishedHigh(), low: this.finishedLow() };
  }

  /** Adds one of many. */
  hashAt(hashes: Hashes, i: number): this {
    return this.number(hashes.high[i]).number(hashes.low[i]);
  }

  finishInto(hashes: Hashes, i: number): void {
    hashes.high[i] = this.finishedHigh();
    hashes.low[i] = this.finishedLow();
  }

  private finishedHigh(): number {
    return finalise(this.high ^ Math.imul(this.low, 0x27d4eb2f));
  }

  private finishedLow(): number {
    return finalise(this.low + this.high);
  }
}

/** Many hashes, without an object for each. */
export class Hashes {
  high: Int32Array;
  low: Int32Array;

  constructor(size: number) {
    this.high = new Int32Array(size);
    this.low = new Int32Array(size);
  }

  get size(): number {
    return this.high.length;
  }

  grow(size: number): void {
    const { high, low } = this;
    this.high = new Int32Array(size);
    this.low = new Int32Array(size);
    this.high.set(high);
    this.low.set(low);
  }
}

export function hex({ high, low }: Hash64): string {
  return [high, low]
    .map(lane => (lane >>> 0).toString(16).padStart(8, '0'))
    .join('');
}

function mixedHigh(high: number, value: number): number {
  const mixed = Math.imul(high ^ value, 0xcc9e2d51);
  return (mixed << 15) | (mixed >>> 17);
}

function mixedLow(low: number, value: number): number {
  const mixed = Math.imul(low ^ value, 0x1b873593);
  return Math.imul((mixed << 13) | (mixed >>> 19), 0xe6546b65);
}

function finalise(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
