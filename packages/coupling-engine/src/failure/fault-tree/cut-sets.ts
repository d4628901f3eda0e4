/**
 * All minimal cut sets of a fault graph, counted and listed from the families of its modules: a variable that stands for
 * a module is replaced by each of that module's sets. Modules share no event, so what is put together stays minimal.
 *
 * Source: Dutuit, Rauzy 1996 (modules.ts). Counting is linear in the nodes of the families, times the orders there are;
 * it lists nothing. Listing takes time in proportion to the sets that are asked for.
 */
import {
  add,
  byOrder,
  multiply,
  NONE,
  ONE_EMPTY,
  ONE_SINGLE,
  OrderCounts,
  upTo,
} from './order-counts';
import { SolvedModule } from './solve-module';
import { EMPTY_SET, NO_SETS } from './zbdd';

export class CutSetFamily {
  /** Every set of at most this many events is here; Infinity when every set is. */
  readonly completeTo: number;
  /** Sets by order, as far as `completeTo`, orders without sets left out. Exact. */
  readonly histogram: readonly { order: number; count: bigint }[];
  private readonly modules: readonly ListedModule[];

  /**
   * @param solved modules, each after those below it, the top last; every one has a family
   * @param copies of each event, how many interchangeable events it stands for; they are counted, and listed as one
   */
  constructor(solved: readonly SolvedModule[], copies?: ArrayLike<number>) {
    this.completeTo = solved.reduce(
      (least, { family }) => Math.min(least, family!.completeTo),
      Infinity,
    );
    const counts: OrderCounts[] = [];
    for (const one of solved) {
      counts.push(countSets(one, counts, this.completeTo, copies));
    }
    this.histogram = byOrder(counts[counts.length - 1]);
    this.modules = solved.map((one, i) => ({
      solved: one,
      orders: byOrder(counts[i]).map(({ order }) => order),
      ordersBelow: undefined,
    }));
  }

  /** How many there are, up to `completeTo`. Exact at any magnitude. */
  get count(): bigint {
    return this.histogram.reduce((sum, { count }) => sum + count, 0n);
  }

  /** The sets, as events in ascending order, smallest sets first; computed while they are taken. */
  *sets(maxOrder = Infinity): Generator<number[]> {
    const top = this.modules.length - 1;
    for (const { order } of this.histogram) {
      if (order > maxOrder) {
        return;
      }
      for (const set of this.ofModule(top, order)) {
        yield set.sort((a, b) => a - b);
      }
    }
  }

  private *ofModule(module: number, order: number): Generator<number[]> {
    const listed = this.modules[module];
    listed.ordersBelow ??= possibleOrders(listed, this.modules);
    yield* this.ofNode(listed, listed.solved.family!.root, order);
  }

  /** Sets of a node that have exactly `order` events. Only branches that lead to one are entered. */
  private *ofNode(
    listed: ListedModule,
    root: number,
    order: number,
  ): Generator<number[]> {
    const { module, variableAt } = listed.solved;
    const { level, low, high } = listed.solved.family!.zbdd.nodes;
    const leads = (node: number, wanted: number) =>
      listed.ordersBelow![node]?.has(wanted) ?? false;
    let node = root;
    for (; node > EMPTY_SET; node = low[node]) {
      if (!leads(node, order)) {
        return;
      }
      const variable = variableAt[level[node]];
      const below = module.module[variable];
      if (below < 0) {
        if (leads(high[node], order - 1)) {
          for (const rest of this.ofNode(listed, high[node], order - 1)) {
            yield [...rest, module.event[variable]];
          }
        }
        continue;
      }
      for (const part of this.modules[below].orders) {
        if (part <= order && leads(high[node], order - part)) {
          for (const inner of this.ofModule(below, part)) {
            for (const rest of this.ofNode(listed, high[node], order - part)) {
              yield [...rest, ...inner];
            }
          }
        }
      }
    }
    if (node === EMPTY_SET && order === 0) {
      yield [];
    }
  }
}

interface ListedModule {
  solved: SolvedModule;
  /** Of its sets, ascending. */
  orders: readonly number[];
  /** For each node of the family, the orders of the sets below it. Made when sets are first listed. */
  ordersBelow: Set<number>[] | undefined;
}

/** Sets of one module by order. The counts of a node are dropped as soon as no node above needs them. */
function countSets(
  { family, module, variableAt }: SolvedModule,
  below: readonly OrderCounts[],
  maxOrder: number,
  copies: ArrayLike<number> | undefined,
): OrderCounts {
  const ofEvent = (event: number): OrderCounts =>
    copies ? { from: 1, values: [copies[event]] } : ONE_SINGLE;
  const { zbdd, root } = family!;
  const { level, low, high } = zbdd.nodes;
  const nodes = zbdd.nodes.below(root);
  const lastUse = new Int32Array(root + 1);
  for (const node of nodes) {
    lastUse[low[node]] = node;
    lastUse[high[node]] = node;
  }
  const counts = new Array<OrderCounts | undefined>(root + 1);
  counts[NO_SETS] = NONE;
  counts[EMPTY_SET] = ONE_EMPTY;
  for (const node of nodes) {
    const variable = variableAt[level[node]];
    const inner = module.module[variable];
    const withVariable = multiply(
      inner < 0 ? ofEvent(module.event[variable]) : below[inner],
      counts[high[node]]!,
    );
    const sum = add(counts[low[node]]!, withVariable);
    counts[node] = maxOrder === Infinity ? sum : upTo(sum, maxOrder);
    for (const child of [low[node], high[node]]) {
      if (child > EMPTY_SET && lastUse[child] === node) {
        counts[child] = undefined;
      }
    }
  }
  return counts[root]!;
}

function possibleOrders(
  { solved }: ListedModule,
  modules: readonly ListedModule[],
): Set<number>[] {
  const { module, variableAt } = solved;
  const { zbdd, root } = solved.family!;
  const { level, low, high } = zbdd.nodes;
  const orders = new Array<Set<number>>(Math.max(root, EMPTY_SET) + 1);
  orders[EMPTY_SET] = new Set([0]);
  for (const node of zbdd.nodes.below(root)) {
    const own = new Set(orders[low[node]]);
    const inner = module.module[variableAt[level[node]]];
    for (const part of inner < 0 ? [1] : modules[inner].orders) {
      for (const rest of orders[high[node]]) own.add(part + rest);
    }
    orders[node] = own;
  }
  return orders;
}
