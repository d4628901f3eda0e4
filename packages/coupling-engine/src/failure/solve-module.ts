/**
 * One module, as exactly as the node budget allows: all variable orders on a small budget, then on a larger one; when no
 * diagram fits, cut sets up to an order.
 *
 * Source: trying several orders under a growing limit is common practice; see Bouissou, Bruyère, Rauzy, ESREL 1997.
 */
import { Bdd } from './bdd';
import { Module } from './modules';
import { NodeBudgetExceeded } from './node-table';
import { cutSetsUpTo } from './order-limited';
import { VariableOrder, variableOrders } from './ordering';
import { Zbdd } from './zbdd';

export interface Diagram {
  bdd: Bdd;
  root: number;
}

export interface Family {
  zbdd: Zbdd;
  root: number;
  /** Sets with more members than this may be missing; Infinity when none is. */
  completeTo: number;
}

export interface SolvedModule {
  module: Module;
  order: VariableOrder;
  /** The variable at each level. */
  variableAt: Int32Array;
  /** Absent when it does not fit into the budget. */
  diagram?: Diagram;
  /** Absent when not even the sets of order 1 fit. */
  family?: Family;
}

export interface Budget {
  /** Nodes of one diagram. */
  nodes: number;
  /** Largest order that is tried when there is no exact family; smaller ones follow. */
  order: number;
}

/** Nodes the first attempts may use, and how many times as many each further round of attempts may. */
const FIRST_BUDGET = 1 << 12;
const BUDGET_GROWTH = 4;

export function solveModule(module: Module, budget: Budget): SolvedModule {
  const orders = [...variableOrders(module.graph)];
  const built = smallestDiagram(module, orders, budget.nodes);
  const order = built?.order ?? orders[0];
  const variableAt = new Int32Array(module.graph.events);
  order.level.forEach((level, variable) => {
    variableAt[level] = variable;
  });
  return {
    module,
    order,
    variableAt,
    diagram: built?.diagram,
    family:
      (built && exactFamily(built.diagram, budget.nodes)) ??
      limitedFamily(module, order, budget),
  };
}

/** The smallest diagram among those that fit into the smallest budget that any of them fits into. */
function smallestDiagram(
  module: Module,
  orders: VariableOrder[],
  maxNodes: number,
): { order: VariableOrder; diagram: Diagram } | undefined {
  for (let nodes = Math.min(FIRST_BUDGET, maxNodes); ; nodes *= BUDGET_GROWTH) {
    let limit = Math.min(nodes, maxNodes);
    let best: { order: VariableOrder; diagram: Diagram } | undefined;
    for (const order of orders) {
      const diagram = withinBudget(() => {
        const bdd = new Bdd(limit);
        return { bdd, root: bdd.fromGraph(module.graph, order.level) };
      });
      if (diagram) {
        best = { order, diagram };
        // The next one is worth finishing only if it is smaller, intermediate results included.
        limit = diagram.bdd.nodes.size;
      }
    }
    if (best || nodes >= maxNodes) {
      return best;
    }
  }
}

function exactFamily(
  { bdd, root }: Diagram,
  maxNodes: number,
): Family | undefined {
  return withinBudget(() => {
    const zbdd = new Zbdd(maxNodes);
    return {
      zbdd,
      root: zbdd.minimalSolutions(bdd, root),
      completeTo: Infinity,
    };
  });
}

function limitedFamily(
  module: Module,
  order: VariableOrder,
  budget: Budget,
): Family | undefined {
  for (let limit = budget.order; limit > 0; limit--) {
    const family = withinBudget(() => {
      const zbdd = new Zbdd(budget.nodes);
      return {
        zbdd,
        root: cutSetsUpTo(zbdd, module.graph, order.level, limit),
        completeTo: limit,
      };
    });
    if (family) {
      return family;
    }
  }
  return undefined;
}

function withinBudget<T>(build: () => T): T | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof NodeBudgetExceeded) {
      return undefined;
    }
    throw error;
  }
}
