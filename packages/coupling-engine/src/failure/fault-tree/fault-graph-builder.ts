/**
 * Fault graphs made gate by gate, each gate once: constants are folded, and gates that say the same are one.
 *
 * All inputs stand in one array, gate after gate, so that a walk over a large graph reads memory in a row and allocates
 * nothing. A gate that is asked for is written behind the last one, and stays there if it is new.
 */

/** The function that is always true (the top event has happened), and the one that never is. */
export const ALWAYS = -1;
export const NEVER = -2;

/**
 * Events are nodes `0 .. events-1`, gate `g` is node `events + g` and stands after its inputs. The inputs of gate `g` are
 * `inputs[first[g] .. first[g+1]-1]`, distinct, ascending; it fails when `threshold[g]` of them have.
 */
export interface FaultGraph {
  events: number;
  threshold: Int32Array;
  first: Int32Array;
  inputs: Int32Array;
  /** The top event: a node, `ALWAYS` or `NEVER`. */
  root: number;
}

/** The gates of a graph; arrays may be longer than the gates there are. */
export type Gates = Pick<FaultGraph, 'threshold' | 'first' | 'inputs'>;

/** Inputs of so many are sorted by insertion: the call of a general sort costs more. */
const FEW = 24;

/** Gates are made once: asking again for the same inputs and threshold gives the same node. */
export class FaultGraphBuilder {
  readonly events: number;
  private count = 0;
  private threshold = new Int32Array(16);
  private first = new Int32Array(17);
  private inputs = new Int32Array(64);
  /** Open addressing: number of a gate and 1, or 0. */
  private slots = new Int32Array(32);

  constructor(events: number) {
    this.events = events;
  }

  /** The node that fails when `k` of `inputs` have; an input that stands twice counts twice. */
  gate(k: number, inputs: ArrayLike<number>): number {
    const start = this.first[this.count];
    this.makeRoomFor(start + inputs.length);
    let end = start;
    let missing = k;
    for (let i = 0; i < inputs.length; i++) {
      const node = inputs[i];
      if (node >= 0) this.inputs[end++] = node;
      else if (node === ALWAYS) missing--;
    }
    sort(this.inputs, start, end);
    return this.openGate(missing, start, end);
  }

  /** Nodes so far, events included: every node is less than this. */
  get size(): number {
    return this.events + this.count;
  }

  /** The gates so far, to read; good until the next one is made. */
  get gates(): Gates {
    const { threshold, first, inputs } = this;
    return { threshold, first, inputs };
  }

  /** Failures of inputs that a gate takes. */
  thresholdOf(gate: number): number {
    return this.threshold[gate - this.events];
  }

  /** Inputs of a gate, ascending; they were made before it. */
  inputsOf(gate: number): number[] {
    const g = gate - this.events;
    return Array.from(this.inputs.subarray(this.first[g], this.first[g + 1]));
  }

  /** The gate over what is written behind the last gate, `inputs[start .. end-1]`, ascending. */
  private openGate(k: number, start: number, end: number): number {
    const n = end - start;
    if (k <= 0) return ALWAYS;
    if (k > n) return NEVER;
    const distinct = countDistinct(this.inputs, start, end);
    if (distinct < n) {
      const sorted = Array.from(this.inputs.subarray(start, end));
      return k === 1 || k === n
        ? this.gate(k === 1 ? 1 : distinct, [...new Set(sorted)])
        : this.weightedGate(k, sorted);
    }
    if (n === 1) return this.inputs[start];
    const slot = this.slotOf(k, start, end);
    if (this.slots[slot] === 0) this.add(k, end, slot);
    return this.events + this.slots[slot] - 1;
  }

  private add(k: number, end: number, slot: number): void {
    this.threshold[this.count++] = k;
    this.first[this.count] = end;
    this.slots[slot] = this.count;
    if (this.count === this.threshold.length) {
      this.threshold = larger(this.threshold, 2 * this.count);
      this.first = larger(this.first, 2 * this.count + 1);
    }
  }

  /** Where the gate stands, or would. */
  private slotOf(k: number, start: number, end: number): number {
    if (2 * (this.count + 1) > this.slots.length) this.rehash();
    const { threshold, first, inputs, slots } = this;
    const mask = slots.length - 1;
    let slot = hashOf(k, inputs, start, end) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const g = slots[slot] - 1;
      if (
        threshold[g] === k &&
        first[g + 1] - first[g] === end - start &&
        isSame(inputs, first[g], start, end)
      ) {
        break;
      }
    }
    return slot;
  }

  private rehash(): void {
    const { threshold, first, inputs } = this;
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let g = 0; g < this.count; g++) {
      let slot = hashOf(threshold[g], inputs, first[g], first[g + 1]) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = g + 1;
    }
    this.slots = slots;
  }

  private makeRoomFor(inputs: number): void {
    if (inputs > this.inputs.length) {
      this.inputs = larger(
        this.inputs,
        Math.max(inputs, 2 * this.inputs.length),
      );
    }
  }

  /** Shannon expansion on the first input that stands more than once. */
  private weightedGate(k: number, sorted: readonly number[]): number {
    const x = sorted.find((node, i) => node === sorted[i + 1])!;
    const rest = sorted.filter(node => node !== x);
    const failed = this.gate(k - (sorted.length - rest.length), rest);
    return this.gate(1, [this.gate(2, [x, failed]), this.gate(k, rest)]);
  }

  /** The graph below `root`, gates that it does not reach left out. */
  finish(root: number): FaultGraph {
    const { events, count, threshold, first, inputs } = this;
    const isReached = new Uint8Array(count);
    if (root >= events) isReached[root - events] = 1;
    let gates = 0;
    let size = 0;
    for (let g = count - 1; g >= 0; g--) {
      if (isReached[g] === 0) continue;
      gates++;
      size += first[g + 1] - first[g];
      for (let i = first[g]; i < first[g + 1]; i++) {
        if (inputs[i] >= events) isReached[inputs[i] - events] = 1;
      }
    }
    const graph: FaultGraph = {
      events,
      threshold: new Int32Array(gates),
      first: new Int32Array(gates + 1),
      inputs: new Int32Array(size),
      root,
    };
    const renumbered = new Int32Array(count);
    let made = 0;
    let end = 0;
    for (let g = 0; g < count; g++) {
      if (isReached[g] === 0) continue;
      for (let i = first[g]; i < first[g + 1]; i++) {
        const node = inputs[i];
        graph.inputs[end++] = node < events ? node : renumbered[node - events];
      }
      renumbered[g] = events + made;
      graph.threshold[made++] = threshold[g];
      graph.first[made] = end;
    }
    if (root >= events) graph.root = renumbered[root - events];
    return graph;
  }
}

/** Sorts `values[start .. end-1]`. */
function sort(values: Int32Array, start: number, end: number): void {
  if (end - start > FEW) {
    values.subarray(start, end).sort();
    return;
  }
  for (let i = start + 1; i < end; i++) {
    const value = values[i];
    let at = i;
    for (; at > start && values[at - 1] > value; at--) {
      values[at] = values[at - 1];
    }
    values[at] = value;
  }
}

function countDistinct(sorted: Int32Array, start: number, end: number): number {
  let count = end - start;
  for (let i = start + 1; i < end; i++) {
    if (sorted[i] === sorted[i - 1]) count--;
  }
  return count;
}

/** Whether what stands at `other` is the same as `values[start .. end-1]`. */
function isSame(
  values: Int32Array,
  other: number,
  start: number,
  end: number,
): boolean {
  for (let i = start; i < end; i++) {
    if (values[i] !== values[other + i - start]) return false;
  }
  return true;
}

// Multipliers of MurmurHash3's finaliser and of Fibonacci hashing.
function hashOf(
  k: number,
  inputs: Int32Array,
  start: number,
  end: number,
): number {
  let h = k;
  for (let i = start; i < end; i++) {
    h = Math.imul(h ^ inputs[i], 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}

function larger(array: Int32Array, size: number): Int32Array {
  const copy = new Int32Array(size);
  copy.set(array);
  return copy;
}
