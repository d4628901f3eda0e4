import { FaultTree } from '../fault-tree';

/**
 * The answers by definition: the top event in every one of the 2^n states, as truth tables. Shares no code with the
 * engine, and is of use up to some 16 events.
 */
export class BruteForce {
  /** One entry a state, 1 when the top has happened; bit i of the state says whether event i has. */
  readonly fails: Uint8Array;
  /** States that are minimal cut sets. */
  readonly minimal: number[];
  private readonly tree: FaultTree;

  constructor(tree: FaultTree) {
    this.tree = tree;
    this.fails = truthTable(tree);
    this.minimal = Array.from(this.fails.keys()).filter(
      state =>
        this.fails[state] === 1 &&
        tree.events.every(
          (_, i) => !has(state, i) || this.fails[state - 2 ** i] === 0,
        ),
    );
  }

  /** Minimal cut sets as sorted names, in sorted order. */
  sets(maxOrder = Infinity): string[] {
    return this.minimal
      .map(state =>
        this.tree.events.filter((_, i) => has(state, i)).map(e => e.name),
      )
      .filter(names => names.length <= maxOrder)
      .map(names => names.sort().join(' '))
      .sort();
  }

  /** Probability of the top, one event's probability replaced if asked for. */
  top(event?: number, given?: number): number {
    return total(this.weights(event, given), this.fails);
  }

  /** Probability that all of some minimal cut set with the event in it has happened. */
  throughEvent(event: number): number {
    const happened = new Uint8Array(this.fails.length);
    for (const cut of this.minimal) {
      if (has(cut, event)) {
        happened[cut] = 1;
      }
    }
    // What is true of a state is true of every larger one.
    for (let i = 0; i < this.tree.events.length; i++) {
      for (let state = 0; state < happened.length; state++) {
        if (has(state, i) && happened[state - 2 ** i] === 1) {
          happened[state] = 1;
        }
      }
    }
    return total(this.weights(), happened);
  }

  private weights(event?: number, given?: number): Float64Array {
    const weights = new Float64Array(this.fails.length);
    weights[0] = 1;
    this.tree.events.forEach(({ probability }, i) => {
      const p = i === event ? given! : probability!;
      for (let state = 0; state < 2 ** i; state++) {
        weights[state + 2 ** i] = weights[state] * p;
        weights[state] *= 1 - p;
      }
    });
    return weights;
  }
}

function has(state: number, event: number): boolean {
  return Math.floor(state / 2 ** event) % 2 === 1;
}

function total(weights: Float64Array, where: Uint8Array): number {
  let sum = 0;
  for (let state = 0; state < where.length; state++) {
    sum += where[state] === 1 ? weights[state] : 0;
  }
  return sum;
}

function truthTable(tree: FaultTree): Uint8Array {
  const states = 2 ** tree.events.length;
  const tables = new Map<string, Uint8Array>();
  tree.events.forEach(({ name }, i) =>
    tables.set(
      name,
      Uint8Array.from({ length: states }, (_, state) => Number(has(state, i))),
    ),
  );
  tree.houseEvents?.forEach(({ name, state }) =>
    tables.set(name, new Uint8Array(states).fill(Number(state))),
  );
  const gates = new Map(tree.gates.map(gate => [gate.name, gate]));
  const table = (name: string): Uint8Array => {
    const known = tables.get(name);
    if (known) {
      return known;
    }
    const { kind, k, inputs } = gates.get(name)!;
    const needed = { or: 1, and: inputs.length, atleast: k! }[kind];
    const failed = new Uint8Array(states);
    for (const input of inputs.map(table)) {
      input.forEach((value, state) => {
        failed[state] += value;
      });
    }
    const made = failed.map(count => Number(count >= needed));
    tables.set(name, made);
    return made;
  };
  return table(tree.top);
}
