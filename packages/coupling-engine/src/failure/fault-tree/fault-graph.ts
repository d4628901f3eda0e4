/**
 * A fault tree as numbers, simplified without changing its Boolean function: every gate is "at least k of n", constants
 * are folded, gates that say the same are one gate, nested gates of one kind are merged.
 *
 * Source: the propositional simplifications of Niemelä, "On simplification of large fault trees", Reliab. Eng. Syst.
 * Saf. 53 (1996). Linear, but for the sorting of inputs.
 */
import { checkFaultTree, FaultTree, FaultTreeError } from './fault-tree';

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

/** Gates are made once: asking again for the same inputs and threshold gives the same node. */
export class FaultGraphBuilder {
  readonly events: number;
  private readonly thresholds: number[] = [];
  private readonly inputLists: (readonly number[])[] = [];
  /** Open addressing: number of a gate and 1, or 0. */
  private slots = new Int32Array(32);

  constructor(events: number) {
    this.events = events;
  }

  /** The node that fails when `k` of `inputs` have; an input that stands twice counts twice. */
  gate(k: number, inputs: readonly number[]): number {
    let alwaysFailed = 0;
    let isAscending = true;
    const open: number[] = [];
    for (const node of inputs) {
      if (node === ALWAYS) alwaysFailed++;
      if (node < 0) continue;
      isAscending &&= open.length === 0 || open[open.length - 1] <= node;
      open.push(node);
    }
    if (!isAscending) open.sort((a, b) => a - b);
    return this.openGate(k - alwaysFailed, open);
  }

  /** Nodes so far, events included: every node is less than this. */
  get size(): number {
    return this.events + this.thresholds.length;
  }

  /** Failures of inputs that a gate takes. */
  thresholdOf(gate: number): number {
    return this.thresholds[gate - this.events];
  }

  /** Inputs of a gate, ascending; they were made before it. */
  inputsOf(gate: number): readonly number[] {
    return this.inputLists[gate - this.events];
  }

  private openGate(k: number, sorted: readonly number[]): number {
    const n = sorted.length;
    if (k <= 0) {
      return ALWAYS;
    }
    if (k > n) {
      return NEVER;
    }
    if (sorted.some((node, i) => i > 0 && node === sorted[i - 1])) {
      const distinct = [...new Set(sorted)];
      return k === 1 || k === n
        ? this.openGate(k === 1 ? 1 : distinct.length, distinct)
        : this.weightedGate(k, sorted);
    }
    if (n === 1) {
      return sorted[0];
    }
    const slot = this.slotOf(k, sorted);
    if (this.slots[slot] !== 0) {
      return this.events + this.slots[slot] - 1;
    }
    this.thresholds.push(k);
    this.inputLists.push(sorted);
    this.slots[slot] = this.thresholds.length;
    if (this.thresholds.length * 2 > this.slots.length) {
      this.rehash();
    }
    return this.events + this.thresholds.length - 1;
  }

  /** Where the gate stands, or would. */
  private slotOf(k: number, sorted: readonly number[]): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(k, sorted) & mask;
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const g = this.slots[slot] - 1;
      if (this.thresholds[g] === k && isSame(this.inputLists[g], sorted)) break;
    }
    return slot;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    this.inputLists.forEach((inputs, g) => {
      this.slots[this.slotOf(this.thresholds[g], inputs)] = g + 1;
    });
  }

  /** Shannon expansion on the first input that stands more than once. */
  private weightedGate(k: number, sorted: readonly number[]): number {
    const x = sorted.find((node, i) => node === sorted[i + 1])!;
    const rest = sorted.filter(node => node !== x);
    const failed = this.openGate(k - (sorted.length - rest.length), rest);
    return this.gate(1, [this.gate(2, [x, failed]), this.openGate(k, rest)]);
  }

  /** The graph below `root`, gates that it does not reach left out. */
  finish(root: number): FaultGraph {
    const reached = new Uint8Array(this.thresholds.length);
    const mark = (node: number) => {
      if (node >= this.events) {
        reached[node - this.events] = 1;
      }
    };
    mark(root);
    for (let g = this.thresholds.length - 1; g >= 0; g--) {
      if (reached[g]) {
        this.inputLists[g].forEach(mark);
      }
    }
    const renumbered = new Int32Array(this.thresholds.length);
    const threshold: number[] = [];
    const first = [0];
    const inputs: number[] = [];
    const number = (node: number) =>
      node < this.events ? node : renumbered[node - this.events];
    for (let g = 0; g < this.thresholds.length; g++) {
      if (reached[g]) {
        renumbered[g] = this.events + threshold.length;
        threshold.push(this.thresholds[g]);
        for (const input of this.inputLists[g]) {
          inputs.push(number(input));
        }
        first.push(inputs.length);
      }
    }
    return {
      events: this.events,
      threshold: Int32Array.from(threshold),
      first: Int32Array.from(first),
      inputs: Int32Array.from(inputs),
      root: number(root),
    };
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((node, i) => node === b[i]);
}

// Multipliers of MurmurHash3's finaliser and of Fibonacci hashing.
function hashOf(k: number, inputs: readonly number[]): number {
  let h = k;
  for (const node of inputs) {
    h = Math.imul(h ^ node, 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}

/**
 * Numbers a fault tree, events in the order of `tree.events`, and simplifies it.
 * @throws FaultTreeError when the tree has a defect (see `checkFaultTree`).
 */
export function compileFaultTree(tree: FaultTree): FaultGraph {
  const problems = checkFaultTree(tree);
  if (problems.length > 0) {
    throw new FaultTreeError(problems);
  }
  const builder = new FaultGraphBuilder(tree.events.length);
  const nodes = new Map<string, number>();
  tree.events.forEach((event, i) => nodes.set(event.name, i));
  for (const house of tree.houseEvents ?? []) {
    nodes.set(house.name, house.state ? ALWAYS : NEVER);
  }
  for (const gate of gatesInputsFirst(tree)) {
    const inputs = gate.inputs.map(name => nodes.get(name)!);
    const k = { or: 1, and: inputs.length, atleast: gate.k ?? 0 }[gate.kind];
    nodes.set(gate.name, builder.gate(k, inputs));
  }
  return mergeNestedGates(builder.finish(nodes.get(tree.top)!));
}

/** Gates below the top, each after the gates it names. Iterative: a chain may be longer than the call stack. */
function gatesInputsFirst(tree: FaultTree): FaultTree['gates'] {
  const byName = new Map(tree.gates.map(gate => [gate.name, gate]));
  const order: FaultTree['gates'] = [];
  const seen = new Set<string>([tree.top]);
  const top = byName.get(tree.top);
  const stack = top ? [{ gate: top, next: 0 }] : [];
  while (stack.length > 0) {
    const frame = stack[stack.length - 1];
    if (frame.next === frame.gate.inputs.length) {
      order.push(frame.gate);
      stack.pop();
      continue;
    }
    const name = frame.gate.inputs[frame.next++];
    const gate = byName.get(name);
    if (gate && !seen.has(name)) {
      seen.add(name);
      stack.push({ gate, next: 0 });
    }
  }
  return order;
}

/** How many gates name each node; the root counts as named once more. */
export function countParents(graph: FaultGraph): Int32Array {
  const parents = new Int32Array(graph.events + graph.threshold.length);
  for (const input of graph.inputs) {
    parents[input]++;
  }
  if (graph.root >= 0) {
    parents[graph.root]++;
  }
  return parents;
}

/** An OR below its only parent, an OR too, becomes part of it; the same for AND. */
export function mergeNestedGates(graph: FaultGraph): FaultGraph {
  const { events, threshold, first, inputs } = graph;
  const parents = countParents(graph);
  const kindOf = (g: number) => {
    if (threshold[g] === 1) {
      return 'or';
    }
    return threshold[g] === first[g + 1] - first[g] ? 'and' : 'atleast';
  };
  const builder = new FaultGraphBuilder(events);
  const renumbered = new Int32Array(threshold.length);
  const mergesInto = (parent: number, child: number) =>
    parents[events + child] === 1 &&
    kindOf(parent) !== 'atleast' &&
    kindOf(child) === kindOf(parent);
  const merged = new Uint8Array(threshold.length);
  for (let g = 0; g < threshold.length; g++) {
    for (let i = first[g]; i < first[g + 1]; i++) {
      const child = inputs[i] - events;
      if (child >= 0 && mergesInto(g, child)) {
        merged[child] = 1;
      }
    }
  }
  // Inputs of a merged gate wait here for its parent, which goes on with the longest list: a chain stays linear.
  const waiting = new Map<number, number[]>();
  for (let g = 0; g < threshold.length; g++) {
    let own: number[] = [];
    for (let i = first[g]; i < first[g + 1]; i++) {
      const child = inputs[i] - events;
      let taken = [child < 0 ? inputs[i] : renumbered[child]];
      if (child >= 0 && merged[child]) {
        taken = waiting.get(child)!;
        waiting.delete(child);
      }
      if (taken.length > own.length) {
        [own, taken] = [taken, own];
      }
      for (const node of taken) {
        own.push(node);
      }
    }
    if (merged[g]) {
      waiting.set(g, own);
    } else {
      const k = { or: 1, and: own.length, atleast: threshold[g] }[kindOf(g)];
      renumbered[g] = builder.gate(k, own);
    }
  }
  return builder.finish(
    graph.root < events ? graph.root : renumbered[graph.root - events],
  );
}

/** The same graph with some events known not to happen. */
export function withoutEvents(
  graph: FaultGraph,
  absent: (event: number) => boolean,
): FaultGraph {
  const { events, threshold, first, inputs } = graph;
  const builder = new FaultGraphBuilder(events);
  const renumbered = new Int32Array(threshold.length);
  const number = (node: number) => {
    if (node >= events) {
      return renumbered[node - events];
    }
    return node >= 0 && absent(node) ? NEVER : node;
  };
  for (let g = 0; g < threshold.length; g++) {
    renumbered[g] = builder.gate(
      threshold[g],
      Array.from(inputs.subarray(first[g], first[g + 1]), number),
    );
  }
  return builder.finish(number(graph.root));
}
