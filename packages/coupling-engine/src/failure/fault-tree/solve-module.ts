/**
 * One module, as exactly as the node budget allows: all variable orders on a small budget, then on a larger one, and so
 * on; diagrams gate by gate or from the cut sets; when neither fits, cut sets up to an order.
 *
 * Source: trying several orders under a growing limit is common practice; see Bouissou, Bruyère, Rauzy, ESREL 1997.
 */
import { Bdd } from './bdd';
import { FaultGraph } from './fault-graph';
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

/** Nodes a family that is made before the diagram may have; larger ones cost more than they save. */
const EARLY_FAMILY_BUDGET = 1 << 14;

/** With a diagram of so few nodes the first order is good enough: trying others costs more than they could save. */
const SMALL_DIAGRAM = 1 << 10;

export function solveModule(module: Module, budget: Budget): SolvedModule {
  const rest = variableOrders(module.graph);
  const first: VariableOrder = rest.next().value;
  const small = diagramOf(
    module.graph,
    first,
    undefined,
    Math.min(SMALL_DIAGRAM, budget.nodes),
  );
  const orders = small ? [first] : [first, ...rest];
  const { best, families }: Search = small
    ? { best: { order: first, diagram: small }, families: new Map() }
    : search(module, orders, budget.nodes);
  const order = best?.order ?? [...families.keys()][0] ?? orders[0];
  const variableAt = new Int32Array(module.graph.events);
  order.level.forEach((level, variable) => {
    variableAt[level] = variable;
  });
  return {
    module,
    order,
    variableAt,
    diagram: best?.diagram,
    family:
      families.get(order) ??
      (best && familyOf(best.diagram, budget.nodes)) ??
      limitedFamily(module, order, budget),
  };
}

/**
 * The smallest diagram among those that fit into the smallest budget that any of them fits into; and the families that
 * were made on the way. Where diagrams of the gates do not fit, the family of all cut sets may, and the diagram made
 * from it has no detours: what is large on the way to the top is absorbed first.
 */
function search(
  module: Module,
  orders: VariableOrder[],
  maxNodes: number,
): Search {
  const families = new Map<VariableOrder, Family>();
  for (let nodes = FIRST_BUDGET; ; nodes *= BUDGET_GROWTH) {
    const limit = Math.min(nodes, maxNodes);
    let best = smallestDiagram(module, orders, families, limit);
    if (!best && families.size === 0 && limit <= EARLY_FAMILY_BUDGET) {
      addFamilies(module, orders, limit, families);
      if (families.size > 0) {
        best = smallestDiagram(module, [...families.keys()], families, limit);
      }
    }
    if (best || limit === maxNodes) {
      return { best, families };
    }
  }
}

interface Search {
  best?: OrderedDiagram;
  families: Map<VariableOrder, Family>;
}

interface OrderedDiagram {
  order: VariableOrder;
  diagram: Diagram;
}

/** The smallest diagram that fits: from the family where there is one, else gate by gate. */
function smallestDiagram(
  { graph }: Module,
  orders: VariableOrder[],
  families: ReadonlyMap<VariableOrder, Family>,
  maxNodes: number,
): OrderedDiagram | undefined {
  let limit = maxNodes;
  let best: OrderedDiagram | undefined;
  for (const order of orders) {
    const diagram = diagramOf(graph, order, families.get(order), limit);
    if (diagram) {
      best = { order, diagram };
      // The next one is worth finishing only if it is smaller, intermediate results included.
      limit = diagram.bdd.nodes.size;
    }
  }
  return best;
}

function diagramOf(
  graph: FaultGraph,
  { level }: VariableOrder,
  family: Family | undefined,
  maxNodes: number,
): Diagram | undefined {
  return withinBudget(() => {
    const bdd = new Bdd(maxNodes);
    const root = family
      ? family.zbdd.disjunction(family.root, bdd)
      : bdd.fromGraph(graph, level);
    return { bdd, root };
  });
}

/** Families for the orders for which they fit, none if the first does not: then the others seldom do. */
function addFamilies(
  module: Module,
  orders: VariableOrder[],
  maxNodes: number,
  families: Map<VariableOrder, Family>,
): void {
  for (const order of orders) {
    const family = familyUpTo(Infinity, module, order, maxNodes);
    if (family) {
      families.set(order, family);
    } else if (families.size === 0) {
      return;
    }
  }
}

/** All cut sets, by Rauzy's minimal solutions of the diagram. */
function familyOf(
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

/** Cut sets up to the largest order that fits. */
function limitedFamily(
  module: Module,
  order: VariableOrder,
  budget: Budget,
): Family | undefined {
  for (let limit = budget.order; limit > 0; limit--) {
    const family = familyUpTo(limit, module, order, budget.nodes);
    if (family) {
      return family;
    }
  }
  return undefined;
}

function familyUpTo(
  limit: number,
  { graph }: Module,
  { level }: VariableOrder,
  maxNodes: number,
): Family | undefined {
  return withinBudget(() => {
    const zbdd = new Zbdd(maxNodes);
    const root = cutSetsUpTo(zbdd, graph, level, limit);
    return { zbdd, root, completeTo: limit };
  });
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
