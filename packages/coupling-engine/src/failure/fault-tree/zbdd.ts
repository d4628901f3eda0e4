/**
 * Zero-suppressed decision diagrams: families of sets, here the minimal cut sets of a fault graph, held without listing
 * them. A node is "the sets of `low`, and the sets of `high` with x added".
 *
 * Sources: Minato, "Zero-suppressed BDDs for set manipulation in combinatorial problems", DAC 1993; Rauzy, "New
 * algorithms for fault trees analysis", Reliab. Eng. Syst. Saf. 40 (1993), for minimal solutions ("minsol", "without").
 * Operations keep their own stack. Cost: product of the sizes of the operands at worst.
 */
import { Bdd, FALSE, TRUE } from './bdd';
import { ComputedTable, NodeTable } from './node-table';

/** The family without sets, and the family of the empty set alone. */
export const NO_SETS = 0;
export const EMPTY_SET = 1;

export class Zbdd {
  readonly nodes: NodeTable;

  /** @param budget nodes it may have before `NodeBudgetExceeded` is thrown */
  constructor(budget: number) {
    this.nodes = new NodeTable(budget);
  }

  node(level: number, low: number, high: number): number {
    return high === NO_SETS ? low : this.nodes.node(level, low, high);
  }

  /**
   * Minimal cut sets of a monotone function: minsol(ite(x, f1, f0)) = x * (minsol(f1) without f0) + minsol(f0).
   * @throws NodeBudgetExceeded
   */
  minimalSolutions(bdd: Bdd, f: number): number {
    const { level, low, high } = bdd.nodes;
    const solutions = new Int32Array(Math.max(f + 1, 2));
    solutions[TRUE] = EMPTY_SET;
    const computed = new ComputedTable(2 * this.nodes.budget);
    for (const node of bdd.nodes.below(f)) {
      const withX = this.without(
        solutions[high[node]],
        bdd,
        low[node],
        computed,
      );
      solutions[node] = this.node(level[node], solutions[low[node]], withX);
    }
    return solutions[f];
  }

  /** The sets of the family that contain a level, that level taken out of them. One pass. */
  quotient(family: number, atLevel: number): number {
    const { level, low, high } = this.nodes;
    const quotients = new Int32Array(Math.max(family + 1, 2));
    for (const node of this.nodes.below(family)) {
      if (level[node] === atLevel) {
        quotients[node] = high[node];
      } else if (level[node] < atLevel) {
        quotients[node] = this.node(
          level[node],
          quotients[low[node]],
          quotients[high[node]],
        );
      }
    }
    return quotients[family];
  }

  /** The function that is true when all of some set of the family is. @throws NodeBudgetExceeded */
  disjunction(family: number, bdd: Bdd): number {
    const { level, low, high } = this.nodes;
    const functions = new Int32Array(Math.max(family + 1, 2));
    functions[EMPTY_SET] = TRUE;
    for (const node of this.nodes.below(family)) {
      functions[node] = bdd.node(
        level[node],
        functions[low[node]],
        bdd.or(functions[low[node]], functions[high[node]]),
      );
    }
    return functions[family];
  }

  /** Sets of the family that do not satisfy the monotone function, that is, that contain no solution of it. */
  private without(
    family: number,
    bdd: Bdd,
    f: number,
    computed: ComputedTable,
  ): number {
    const { nodes } = this;
    const stack: number[] = [];
    let a = family;
    let g = f;
    for (;;) {
      let result = -1;
      if (a === NO_SETS || g === TRUE) {
        result = NO_SETS;
      } else if (g === FALSE || a === EMPTY_SET) {
        // Nothing has happened in the empty set: only the constant true is satisfied by it.
        result = a;
      } else {
        // Levels above the family's first stand in none of its sets: the function is false there.
        while (bdd.nodes.level[g] < nodes.level[a]) {
          g = bdd.nodes.low[g];
        }
        result = g === FALSE ? a : computed.get(a, g);
      }
      if (result < 0) {
        stack.push(a, g, -1);
        g = nodes.level[a] === bdd.nodes.level[g] ? bdd.nodes.low[g] : g;
        a = nodes.low[a];
        continue;
      }
      while (stack.length > 0 && stack[stack.length - 1] >= 0) {
        const low = stack.pop()!;
        const h = stack.pop()!;
        const b = stack.pop()!;
        result = this.node(nodes.level[b], low, result);
        computed.set(b, h, result);
      }
      if (stack.length === 0) {
        return result;
      }
      const top = stack.length - 3;
      stack[top + 2] = result;
      a = stack[top];
      g = stack[top + 1];
      g = nodes.level[a] === bdd.nodes.level[g] ? bdd.nodes.high[g] : g;
      a = nodes.high[a];
    }
  }
}
