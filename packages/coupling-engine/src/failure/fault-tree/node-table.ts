/**
 * The node store of a decision diagram, and the cache of an operation on it. Both kinds of diagram use it, each with its
 * own reduction rule.
 *
 * Source: Brace, Rudell, Bryant, "Efficient implementation of a BDD package", DAC 1990 (unique table, computed table).
 * Limits: nodes are never freed; a diagram is built within its budget, used, and dropped whole.
 */

/** Thrown when a diagram would need more nodes than it may have. The caller takes the next step of its ladder. */
export class NodeBudgetExceeded extends Error {
  constructor(budget: number) {
    super(`More than ${budget} nodes needed`);
    this.name = 'NodeBudgetExceeded';
  }
}

/** Terminals are nodes 0 and 1, at a level below all others. */
export const TERMINAL_LEVEL = 0x7fffffff;

/** Nodes `(level, low, high)`, each stored once. A node is always made after both its children: their numbers are lower. */
export class NodeTable {
  level = new Int32Array(64);
  low = new Int32Array(64);
  high = new Int32Array(64);
  size = 2;
  private slots = new Int32Array(128);
  readonly budget: number;

  constructor(budget: number) {
    this.budget = budget;
    this.level.fill(TERMINAL_LEVEL, 0, 2);
    this.low[1] = this.high[1] = 1;
  }

  /** The node with these fields, made if need be. @throws NodeBudgetExceeded */
  node(level: number, low: number, high: number): number {
    const mask = this.slots.length - 1;
    let slot = hash3(level, low, high) & mask;
    for (;;) {
      const found = this.slots[slot];
      if (found === 0) {
        break;
      }
      if (
        this.low[found] === low &&
        this.high[found] === high &&
        this.level[found] === level
      ) {
        return found;
      }
      slot = (slot + 1) & mask;
    }
    if (this.size >= this.budget) {
      throw new NodeBudgetExceeded(this.budget);
    }
    const made = this.size++;
    if (made === this.level.length) {
      this.grow();
    }
    this.level[made] = level;
    this.low[made] = low;
    this.high[made] = high;
    this.slots[slot] = made;
    if (this.size * 2 > this.slots.length) {
      this.rehash();
    }
    return made;
  }

  /** Nodes below and including `root`, terminals left out, children first. Linear in the number of `root`. */
  below(root: number): Int32Array {
    const { low, high } = this;
    const reached = new Uint8Array(root + 1);
    reached[root] = 1;
    let count = 0;
    for (let node = root; node > 1; node--) {
      if (reached[node]) {
        count++;
        reached[low[node]] = 1;
        reached[high[node]] = 1;
      }
    }
    const found = new Int32Array(count);
    for (let node = root; node > 1; node--) {
      if (reached[node]) {
        found[--count] = node;
      }
    }
    return found;
  }

  private grow(): void {
    this.level = doubled(this.level);
    this.low = doubled(this.low);
    this.high = doubled(this.high);
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let node = 2; node < this.size; node++) {
      let slot =
        hash3(this.level[node], this.low[node], this.high[node]) & mask;
      while (this.slots[slot] !== 0) {
        slot = (slot + 1) & mask;
      }
      this.slots[slot] = node;
    }
  }
}

/** Results that a table has room for at first; and a table of none, for which every pair is unknown. */
const FIRST_RESULTS = 64;
const NO_KEYS = new Int32Array(2);
const NO_RESULTS = new Int32Array(1).fill(-1);

/**
 * Results of a binary operation. Lossy: a result may be overwritten by another, and is then computed again. Doubles when
 * as many results came in as it has room for, up to `maxSize`. Takes no memory before the first: many diagrams are so small
 * that they need only one of their operations.
 */
export class ComputedTable {
  private keys = NO_KEYS;
  private results = NO_RESULTS;
  private written = 0;
  private readonly maxSize: number;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  /** The result for `(a, b)`, or -1. */
  get(a: number, b: number): number {
    const slot = hash2(a, b) & (this.results.length - 1);
    return this.keys[2 * slot] === a && this.keys[2 * slot + 1] === b
      ? this.results[slot]
      : -1;
  }

  set(a: number, b: number, result: number): void {
    if (this.results === NO_RESULTS) {
      this.keys = new Int32Array(2 * FIRST_RESULTS);
      this.results = new Int32Array(FIRST_RESULTS).fill(-1);
    }
    if (++this.written > this.results.length) {
      this.grow();
    }
    this.put(a, b, result);
  }

  private put(a: number, b: number, result: number): void {
    const slot = hash2(a, b) & (this.results.length - 1);
    this.keys[2 * slot] = a;
    this.keys[2 * slot + 1] = b;
    this.results[slot] = result;
  }

  private grow(): void {
    const { keys, results } = this;
    this.written = 0;
    if (results.length >= this.maxSize) {
      return;
    }
    this.keys = new Int32Array(2 * keys.length);
    this.results = new Int32Array(2 * results.length).fill(-1);
    for (let slot = 0; slot < results.length; slot++) {
      if (results[slot] >= 0) {
        this.put(keys[2 * slot], keys[2 * slot + 1], results[slot]);
      }
    }
  }
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

// Multipliers of MurmurHash3's finaliser and of Fibonacci hashing.
function hash2(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 13);
}

function hash3(a: number, b: number, c: number): number {
  return hash2(hash2(a, b), c);
}
