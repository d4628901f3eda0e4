/**
 * Reduced ordered binary decision diagrams of monotone functions, and exact probabilities on them.
 *
 * Sources: Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE Trans. Computers C-35(8), 1986;
 * Rauzy, "New algorithms for fault trees analysis", Reliab. Eng. Syst. Saf. 40 (1993), for probability and importance.
 * No complement edges: a coherent fault graph needs no negation. Operations keep their own stack, so that depth is bounded
 * by memory and not by the call stack. Cost of an operation: product of the sizes of its operands at worst.
 */
import { ComputedTable, NodeTable } from './node-table';
import { ALWAYS, FaultGraph } from './fault-graph';

/** The constants false and true. */
export const FALSE = 0;
export const TRUE = 1;

export class Bdd {
  readonly nodes: NodeTable;
  private readonly conjunctions: ComputedTable;
  private readonly disjunctions: ComputedTable;
  private readonly stack: number[] = [];

  /** @param budget nodes it may have before `NodeBudgetExceeded` is thrown */
  constructor(budget: number) {
    this.nodes = new NodeTable(budget);
    this.conjunctions = new ComputedTable(2 * budget);
    this.disjunctions = new ComputedTable(2 * budget);
  }

  /** `if x then high else low`, where both start below the level of x. */
  node(level: number, low: number, high: number): number {
    return low === high ? low : this.nodes.node(level, low, high);
  }

  variable(level: number): number {
    return this.nodes.node(level, FALSE, TRUE);
  }

  and(f: number, g: number): number {
    return this.apply(f, g, FALSE, this.conjunctions);
  }

  or(f: number, g: number): number {
    return this.apply(f, g, TRUE, this.disjunctions);
  }

  /**
   * Conjunction or disjunction, by the constant that decides it alone: false for AND, true for OR.
   * Frames on the stack are `f, g, low`, low being -1 until the low branch is done.
   */
  private apply(
    f: number,
    g: number,
    decisive: number,
    computed: ComputedTable,
  ): number {
    const { nodes, stack } = this;
    const neutral = 1 - decisive;
    const bottom = stack.length;
    let a = f;
    let b = g;
    for (;;) {
      if (a > b) {
        [a, b] = [b, a];
      }
      let result = -1;
      if (a === decisive || b === decisive) {
        result = decisive;
      } else if (a === neutral || a === b) {
        result = b;
      } else if (b === neutral) {
        result = a;
      } else {
        result = computed.get(a, b);
      }
      if (result < 0) {
        const level = Math.min(nodes.level[a], nodes.level[b]);
        stack.push(a, b, -1);
        a = nodes.level[a] === level ? nodes.low[a] : a;
        b = nodes.level[b] === level ? nodes.low[b] : b;
        continue;
      }
      while (stack.length > bottom && stack[stack.length - 1] >= 0) {
        const low = stack.pop()!;
        const y = stack.pop()!;
        const x = stack.pop()!;
        const level = Math.min(nodes.level[x], nodes.level[y]);
        result = this.node(level, low, result);
        computed.set(x, y, result);
      }
      if (stack.length === bottom) {
        return result;
      }
      const top = stack.length - 3;
      stack[top + 2] = result;
      a = stack[top];
      b = stack[top + 1];
      const level = Math.min(nodes.level[a], nodes.level[b]);
      a = nodes.level[a] === level ? nodes.high[a] : a;
      b = nodes.level[b] === level ? nodes.high[b] : b;
    }
  }

  /** At least `k` of the functions. */
  atLeast(k: number, functions: readonly number[]): number {
    // Lowest first, so that each step adds nodes on top of what is there.
    const sorted = [...functions].sort(
      (f, g) => this.nodes.level[g] - this.nodes.level[f],
    );
    const n = sorted.length;
    if (k === 1 || k === n) {
      return sorted.reduce((f, g) =>
        k === 1 ? this.or(f, g) : this.and(f, g),
      );
    }
    // reached[j]: at least j of the functions seen so far; j out of reach of k is never needed.
    const reached = [TRUE, ...new Array<number>(k).fill(FALSE)];
    sorted.forEach((f, seen) => {
      const needed = Math.max(1, k - (n - seen - 1));
      for (let j = Math.min(k, seen + 1); j >= needed; j--) {
        reached[j] = this.or(reached[j], this.and(f, reached[j - 1]));
      }
    });
    return reached[k];
  }

  /** The function of a graph's root, whose events have these levels. @throws NodeBudgetExceeded */
  fromGraph(graph: FaultGraph, level: Int32Array): number {
    const { events, threshold, first, inputs } = graph;
    const functions: number[] = [];
    for (let g = 0; g < threshold.length; g++) {
      const own: number[] = [];
      for (let i = first[g]; i < first[g + 1]; i++) {
        const node = inputs[i];
        own.push(
          node < events ? this.variable(level[node]) : functions[node - events],
        );
      }
      functions.push(this.atLeast(threshold[g], own));
    }
    if (graph.root < 0) {
      return graph.root === ALWAYS ? TRUE : FALSE;
    }
    return graph.root < events
      ? this.variable(level[graph.root])
      : functions[graph.root - events];
  }

  /** Probability that `f` is true, when level `i` is true with probability `p[i]`. One pass. */
  probability(f: number, p: ArrayLike<number>): number {
    return this.probabilities(f, p)[f];
  }

  private probabilities(f: number, p: ArrayLike<number>): Float64Array {
    const { level, low, high } = this.nodes;
    const value = new Float64Array(Math.max(f + 1, 2));
    value[TRUE] = 1;
    for (const node of this.nodes.below(f)) {
      const x = p[level[node]];
      value[node] = x * value[high[node]] + (1 - x) * value[low[node]];
    }
    return value;
  }

  /**
   * Birnbaum importance of every level, P(f | x) - P(f | not x), in one pass down: each node is weighed by the
   * probability that the path from the root comes to it.
   */
  birnbaum(f: number, p: ArrayLike<number>): Float64Array {
    const { level, low, high } = this.nodes;
    const value = this.probabilities(f, p);
    const reach = new Float64Array(value.length);
    reach[f] = 1;
    const importance = new Float64Array(p.length);
    const nodes = this.nodes.below(f);
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      const x = p[level[node]];
      importance[level[node]] +=
        reach[node] * (value[high[node]] - value[low[node]]);
      reach[high[node]] += reach[node] * x;
      reach[low[node]] += reach[node] * (1 - x);
    }
    return importance;
  }
}
