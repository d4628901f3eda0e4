/**
 * Minimal cut sets, all or up to an order, bottom-up on the graph and without its decision diagram: for graphs on which
 * that is too large. Up to an order they are complete up to that order, and silent beyond it.
 *
 * Source: the truncation of MOCUS (Fussell, Vesely, "A new methodology for obtaining cut sets for fault trees", Trans.
 * Am. Nucl. Soc. 15, 1972) done on ZBDDs (Minato 1993). Operations are generators run by `evaluate`, which keeps the
 * recursion off the call stack.
 */
import { ALWAYS, FaultGraph } from './fault-graph';
import { ComputedTable } from './node-table';
import { EMPTY_SET, NO_SETS, Zbdd } from './zbdd';

type Step = Generator<Step, number, number>;

function evaluate(step: Step): number {
  const pending = [step];
  let value = 0;
  for (;;) {
    const { done, value: next } = pending[pending.length - 1].next(value);
    if (!done) {
      pending.push(next as Step);
      continue;
    }
    value = next as number;
    pending.pop();
    if (pending.length === 0) {
      return value;
    }
  }
}

/** Every family here is minimal: no set in it contains another. */
class OrderLimited {
  private readonly zbdd: Zbdd;
  private readonly order: number;
  private readonly unions: ComputedTable;
  private readonly differences: ComputedTable;
  /** One for each number of events that may still be added. */
  private readonly products = new Map<number, ComputedTable>();
  private readonly truncations: ComputedTable;

  constructor(zbdd: Zbdd, order: number) {
    const size = 2 * zbdd.nodes.budget;
    this.zbdd = zbdd;
    this.order = order;
    this.unions = new ComputedTable(size);
    this.differences = new ComputedTable(size);
    this.truncations = new ComputedTable(size);
  }

  fromGraph(graph: FaultGraph, level: Int32Array): number {
    const { events, threshold, first, inputs } = graph;
    const families: number[] = [];
    const family = (node: number) =>
      node < events
        ? this.zbdd.node(level[node], NO_SETS, EMPTY_SET)
        : families[node - events];
    for (let g = 0; g < threshold.length; g++) {
      const own = Array.from(inputs.subarray(first[g], first[g + 1]), family);
      families.push(this.atLeast(threshold[g], own));
    }
    if (graph.root < 0) {
      return graph.root === ALWAYS ? EMPTY_SET : NO_SETS;
    }
    return family(graph.root);
  }

  private atLeast(k: number, families: number[]): number {
    const { level } = this.zbdd.nodes;
    families.sort((a, b) => level[b] - level[a]);
    const reached = [EMPTY_SET, ...new Array<number>(k).fill(NO_SETS)];
    families.forEach((family, seen) => {
      const needed = Math.max(1, k - (families.length - seen - 1));
      for (let j = Math.min(k, seen + 1); j >= needed; j--) {
        const joined = evaluate(
          this.product(family, reached[j - 1], this.order),
        );
        const within = evaluate(this.truncate(joined, this.order));
        reached[j] = evaluate(this.union(reached[j], within));
      }
    });
    return reached[k];
  }

  /** Minimal sets of both families. */
  private *union(a: number, b: number): Step {
    if (a === b || b === NO_SETS || a === EMPTY_SET) {
      return a;
    }
    if (a === NO_SETS || b === EMPTY_SET) {
      return b;
    }
    if (a > b) {
      return (yield this.union(b, a)) as number;
    }
    const known = this.unions.get(a, b);
    if (known >= 0) {
      return known;
    }
    const [level, a0, a1, b0, b1] = this.cofactors(a, b);
    const low: number = yield this.union(a0, b0);
    const high: number = yield this.union(a1, b1);
    const result = this.zbdd.node(
      level,
      low,
      (yield this.without(high, low)) as number,
    );
    this.unions.set(a, b, result);
    return result;
  }

  /** Sets of `a` that contain no set of `b`. */
  private *without(a: number, b: number): Step {
    if (a === NO_SETS || b === EMPTY_SET || a === b) {
      return NO_SETS;
    }
    if (b === NO_SETS || a === EMPTY_SET) {
      return a;
    }
    const known = this.differences.get(a, b);
    if (known >= 0) {
      return known;
    }
    const [level, a0, a1, b0, b1] = this.cofactors(a, b);
    const low: number = yield this.without(a0, b0);
    const rest: number = yield this.without(a1, b0);
    const high: number = yield this.without(rest, b1);
    const result = this.zbdd.node(level, low, high);
    this.differences.set(a, b, result);
    return result;
  }

  /** Minimal unions of a set of `a` with a set of `b`; larger than `room` ones may be among them, or left out. */
  private *product(a: number, b: number, room: number): Step {
    if (a === NO_SETS || b === NO_SETS) {
      return NO_SETS;
    }
    if (a === b || b === EMPTY_SET) {
      return a;
    }
    if (a === EMPTY_SET) {
      return b;
    }
    if (room === 0) {
      return NO_SETS;
    }
    if (a > b) {
      return (yield this.product(b, a, room)) as number;
    }
    const computed = this.productsWithin(room);
    const known = computed.get(a, b);
    if (known >= 0) {
      return known;
    }
    const [level, a0, a1, b0, b1] = this.cofactors(a, b);
    const low: number = yield this.product(a0, b0, room);
    const any: number = yield this.union(b0, b1);
    const first: number = yield this.product(a1, any, room - 1);
    const second: number = yield this.product(a0, b1, room - 1);
    const high: number = yield this.union(first, second);
    const result = this.zbdd.node(
      level,
      low,
      (yield this.without(high, low)) as number,
    );
    computed.set(a, b, result);
    return result;
  }

  private productsWithin(room: number): ComputedTable {
    let computed = this.products.get(room);
    if (!computed) {
      computed = new ComputedTable(2 * this.zbdd.nodes.budget);
      this.products.set(room, computed);
    }
    return computed;
  }

  private *truncate(a: number, room: number): Step {
    if (a <= EMPTY_SET || room === Infinity) {
      return a;
    }
    const known = this.truncations.get(a, room);
    if (known >= 0) {
      return known;
    }
    const { level, low, high } = this.zbdd.nodes;
    const [lowChild, highChild] = [low[a], high[a]];
    const kept: number = yield this.truncate(lowChild, room);
    const withX: number =
      room > 0 ? yield this.truncate(highChild, room - 1) : NO_SETS;
    const result = this.zbdd.node(level[a], kept, withX);
    this.truncations.set(a, room, result);
    return result;
  }

  /** The upper of both levels, and both families with and without it: low, high, low, high. */
  private cofactors(a: number, b: number): number[] {
    const { level, low, high } = this.zbdd.nodes;
    const top = Math.min(level[a], level[b]);
    return [
      top,
      level[a] === top ? low[a] : a,
      level[a] === top ? high[a] : NO_SETS,
      level[b] === top ? low[b] : b,
      level[b] === top ? high[b] : NO_SETS,
    ];
  }
}

/** The family of minimal cut sets of at most `order` events, or of all for Infinity. @throws NodeBudgetExceeded */
export function cutSetsUpTo(
  zbdd: Zbdd,
  graph: FaultGraph,
  level: Int32Array,
  order: number,
): number {
  return new OrderLimited(zbdd, order).fromGraph(graph, level);
}
