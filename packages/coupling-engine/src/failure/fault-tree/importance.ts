/**
 * How much each basic event matters to the top event. With P the probability of the top, P1 and P0 the same when the
 * event is known to have happened, or not to:
 * - Birnbaum: P1 - P0
 * - criticality: p (P1 - P0) / P, the share of P that goes when the event never happens
 * - Fussell-Vesely: the probability that some minimal cut set with the event in it has failed, over P
 * - risk achievement worth: P1 / P
 * - risk reduction worth: P / P0
 *
 * Sources: Birnbaum (1969); Vesely, Davis, Denning, Saltos, "Measures of risk importance and their applications",
 * NUREG/CR-3385 (1983); on decision diagrams, Dutuit, Rauzy, "Efficient algorithms to assess component and gate
 * importance in fault tree analysis", Reliab. Eng. Syst. Saf. 72 (2001). Birnbaum of an event inside a module is that
 * inside times that of the module.
 * Limits: none is given for events in modules that were simulated. Fussell-Vesely takes a diagram for each event; beyond
 * a budget it is an interval, from criticality to p P1 / P.
 */
import { Bdd } from './bdd';
import { BasicEvent } from './fault-tree';
import { NodeBudgetExceeded } from './node-table';
import { SolvedModule } from './solve-module';
import { Zbdd } from './zbdd';

export interface EventImportance {
  event: string;
  birnbaum: number;
  criticality: number;
  /** Both ends are the same when the value is exact. */
  fussellVesely: { from: number; to: number };
  riskAchievement: number;
  /** Infinity when the top cannot happen without the event. */
  riskReduction: number;
}

/** Nodes visited and made for Fussell-Vesely in one module, all its variables together. */
const FUSSELL_VESELY_BUDGET = 1 << 24;

/**
 * Importance of every event that stands in a module solved exactly, all modules above it too, in the order of `events`.
 * Empty when the top never happens: nothing matters to it.
 *
 * @param modules each after those below it
 * @param probabilities of the modules
 */
export function importances(
  modules: readonly SolvedModule[],
  events: readonly BasicEvent[],
  probabilities: readonly number[],
): EventImportance[] {
  const top = modules.length - 1;
  const total = probabilities[top];
  if (!(total > 0)) {
    return [];
  }
  const parents = parentVariables(modules);
  const levels = modules.map(one =>
    Float64Array.from(one.variableAt, variable => {
      const event = one.module.event[variable];
      return event >= 0
        ? events[event].probability!
        : probabilities[one.module.module[variable]];
    }),
  );
  const reach: (ModuleReach | undefined)[] = modules.map(() => undefined);
  reach[top] = { birnbaum: 1, participation: 1 };
  const found: { event: number; importance: EventImportance }[] = [];
  for (let m = top; m >= 0; m--) {
    const above = reach[m];
    const { diagram, module, variableAt } = modules[m];
    if (!above || !diagram) {
      continue;
    }
    const p = levels[m];
    const birnbaum = diagram.bdd.birnbaum(diagram.root, p);
    const participation =
      above.participation === undefined
        ? undefined
        : participations(modules[m], p);
    variableAt.forEach((variable, level) => {
      const own: ModuleReach = {
        birnbaum: above.birnbaum * birnbaum[level],
        participation: participation
          ? above.participation! * participation[level]
          : undefined,
      };
      const event = module.event[variable];
      if (event < 0) {
        reach[module.module[variable]] = own;
        return;
      }
      const share = p[level] * own.birnbaum;
      // The difference keeps its digits unless nearly all of the total goes.
      const without =
        share < 0.9 * total
          ? total - share
          : probabilityWithout(modules, levels, parents, m, level);
      const achieved = Math.min(1, without + own.birnbaum);
      const exact =
        own.participation === undefined
          ? undefined
          : (p[level] * own.participation) / total;
      found.push({
        event,
        importance: {
          event: events[event].name,
          birnbaum: own.birnbaum,
          criticality: share / total,
          fussellVesely: {
            from: exact ?? share / total,
            to: exact ?? Math.min(1, (p[level] * achieved) / total),
          },
          riskAchievement: achieved / total,
          riskReduction: total / without,
        },
      });
    });
  }
  return found
    .sort((a, b) => a.event - b.event)
    .map(({ importance }) => importance);
}

/** How a module, or an event, acts on the top. */
interface ModuleReach {
  /** Birnbaum importance. */
  birnbaum: number;
  /** Probability that the rest of some minimal cut set around it has failed; absent when beyond the budget. */
  participation?: number;
}

/** For each module, where it stands in the one above: module and level. */
function parentVariables(
  modules: readonly SolvedModule[],
): { module: number; level: number }[] {
  const parents: { module: number; level: number }[] = [];
  modules.forEach(({ module, variableAt }, m) =>
    variableAt.forEach((variable, level) => {
      const below = module.module[variable];
      if (below >= 0) {
        parents[below] = { module: m, level };
      }
    }),
  );
  return parents;
}

/** Probability of the top when a variable of a module is known not to happen. Evaluated anew up to the top. */
function probabilityWithout(
  modules: readonly SolvedModule[],
  levels: readonly Float64Array[],
  parents: readonly { module: number; level: number }[],
  module: number,
  level: number,
): number {
  let value = 0;
  let at: { module: number; level: number } | undefined = { module, level };
  while (at) {
    const p = levels[at.module].slice();
    p[at.level] = value;
    const { bdd, root } = modules[at.module].diagram!;
    value = bdd.probability(root, p);
    at = parents[at.module];
  }
  return value;
}

/** For each level, the probability that the rest of a minimal cut set around it has failed. */
function participations(
  { family, module }: SolvedModule,
  p: Float64Array,
): Float64Array | undefined {
  if (!family || family.completeTo !== Infinity) {
    return undefined;
  }
  const { zbdd, root } = family;
  const size = zbdd.nodes.below(root).length;
  if (size * module.graph.events > FUSSELL_VESELY_BUDGET) {
    return undefined;
  }
  try {
    return p.map((_, level) => restFails(zbdd, root, level, p));
  } catch (error) {
    if (error instanceof NodeBudgetExceeded) {
      return undefined;
    }
    throw error;
  }
}

/** Probability that all others of some set around the level have failed. */
function restFails(
  zbdd: Zbdd,
  root: number,
  level: number,
  p: Float64Array,
): number {
  const around = zbdd.quotient(root, level);
  const bdd = new Bdd(Math.ceil(FUSSELL_VESELY_BUDGET / p.length));
  return bdd.probability(zbdd.disjunction(around, bdd), p);
}
