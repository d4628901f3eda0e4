/**
 * What fails a fault tree, and how likely that is. A ladder of methods, each step taken only where the one before does
 * not fit into its budget: single points out first, modules apart, decision diagrams (exact), cut sets up to an order,
 * simulation. Every number says which step gave it.
 *
 * Sources: see the files of the steps. Without shared events between modules, the probability of a module is that of a
 * basic event, so the parts put together are as exact as each of them.
 */
import { applyCommonCause } from './common-cause';
import { CutSetFamily } from './cut-sets';
import { compileFaultTree } from './fault-graph';
import { FaultTree } from './fault-tree';
import { EventImportance, importances } from './importance';
import { simulate } from './monte-carlo';
import { solveFaultGraph } from './solve-graph';
import { SolvedModule } from './solve-module';

export interface AnalysisOptions {
  /** Nodes a decision diagram may have; about 40 bytes each. */
  nodeBudget?: number;
  /** Largest order of cut sets that is looked for where the exact family does not fit. */
  orderLimit?: number;
  /** Trials of a simulation. */
  trials?: number;
  /** Seed of simulations. The same seed gives the same numbers. */
  seed?: number;
}

export const DEFAULT_ANALYSIS = {
  nodeBudget: 1 << 22,
  orderLimit: 3,
  trials: 1 << 20,
  seed: 1,
} as const;

/** A probability, and the step of the ladder it comes from. */
export interface MeasuredProbability {
  value: number;
  step: 'exact' | 'monte-carlo';
  /** Of simulation; 0 when exact. Rounding to a double is not counted. */
  standardError: number;
  /** Trials of each simulated module. */
  trials?: number;
}

/** The minimal cut sets, and the step of the ladder they come from. */
export interface MeasuredCutSets {
  /** `order-limit`: complete up to `completeTo` events, silent beyond. `none`: not even single points fit. */
  step: 'exact' | 'order-limit' | 'none';
  completeTo: number;
  /** How many, up to `completeTo`. */
  count: bigint;
  /** The same by number of events in a set, orders without sets left out. */
  byOrder: readonly { order: number; count: bigint }[];
}

export class FaultTreeAnalysis {
  /** The tree that was analysed: common-cause groups written out as events and gates. */
  readonly tree: FaultTree;
  /** Parts that were solved apart. */
  readonly modules: number;
  /** Variables of the largest part. */
  readonly largestModule: number;
  /** Absent when the probability of some event is not known; `unknown` names these. */
  readonly probability?: MeasuredProbability;
  /** Events the top depends on whose probability is not known. */
  readonly unknown: readonly string[];
  readonly cutSets: MeasuredCutSets;
  private readonly solved: SolvedModule[];
  private readonly moduleProbabilities?: MeasuredProbability[];
  private readonly family?: CutSetFamily;

  /** @throws FaultTreeError when the tree has a defect */
  constructor(stated: FaultTree, options: AnalysisOptions = {}) {
    const { nodeBudget, orderLimit, trials, seed } = {
      ...DEFAULT_ANALYSIS,
      ...options,
    };
    this.tree = applyCommonCause(stated);
    this.solved = solveFaultGraph(compileFaultTree(this.tree), {
      nodes: nodeBudget,
      order: orderLimit,
    });
    const modules = this.solved.map(({ module }) => module);
    this.modules = modules.length;
    this.largestModule = modules.reduce(
      (most, { graph }) => Math.max(most, graph.events),
      0,
    );
    this.unknown = modules
      .flatMap(({ event }) => Array.from(event))
      .filter(e => e >= 0 && this.tree.events[e].probability === undefined)
      .sort((a, b) => a - b)
      .map(e => this.tree.events[e].name);
    if (this.unknown.length === 0) {
      this.moduleProbabilities = this.measure(trials, seed);
      this.probability = this.moduleProbabilities[modules.length - 1];
    }
    if (this.solved.every(({ family }) => family)) {
      this.family = new CutSetFamily(this.solved);
    }
    this.cutSets = measuredCutSets(this.family);
  }

  /** Minimal cut sets as names of events, smallest first, computed while they are taken: there may be billions. */
  *sets(maxOrder = Infinity): Generator<string[]> {
    for (const set of this.family?.sets(maxOrder) ?? []) {
      yield set.map(event => this.tree.events[event].name);
    }
  }

  /** Importance of every event the top depends on, in the order of the tree; empty when the probability is unknown. */
  importance(): EventImportance[] {
    return this.moduleProbabilities
      ? importances(
          this.solved,
          this.tree.events,
          this.moduleProbabilities.map(({ value }) => value),
        )
      : [];
  }

  private measure(trials: number, seed: number): MeasuredProbability[] {
    const measured: MeasuredProbability[] = [];
    this.solved.forEach((one, i) => {
      const p = variableProbabilities(one, this.tree.events, measured);
      if (one.diagram) {
        const { bdd, root } = one.diagram;
        const byLevel = Array.from(one.variableAt, variable => p[variable]);
        const birnbaum = bdd.birnbaum(root, byLevel);
        measured.push({
          value: bdd.probability(root, byLevel),
          ...inheritedError(one, measured, birnbaum),
        });
        return;
      }
      // A seed of its own for each module: their estimates are independent.
      const estimate = simulate(one.module.graph, p, trials, seed + i);
      // That of modules below comes through with at most its own size: Birnbaum importance is at most 1.
      const below = inheritedError(one, measured);
      measured.push({
        value: estimate.value,
        step: 'monte-carlo',
        standardError: Math.hypot(estimate.standardError, below.standardError),
        trials: estimate.trials,
      });
    });
    return measured;
  }
}

/** Probability of each variable of a module, those of modules below it as measured. */
function variableProbabilities(
  { module }: SolvedModule,
  events: FaultTree['events'],
  measured: readonly MeasuredProbability[],
): number[] {
  return Array.from(module.event, (event, variable) =>
    event >= 0
      ? events[event].probability!
      : measured[module.module[variable]].value,
  );
}

/** Standard error that comes from simulated modules below: independent ones, each weighed by its Birnbaum importance. */
function inheritedError(
  { module, variableAt }: SolvedModule,
  measured: readonly MeasuredProbability[],
  birnbaum?: Float64Array,
): Pick<MeasuredProbability, 'step' | 'standardError' | 'trials'> {
  const parts = Array.from(variableAt, (variable, level) => ({
    below: measured[module.module[variable]],
    weight: birnbaum ? birnbaum[level] : 1,
  })).filter(({ below }) => below?.step === 'monte-carlo');
  return parts.length === 0
    ? { step: 'exact', standardError: 0 }
    : {
        step: 'monte-carlo',
        standardError: Math.hypot(
          ...parts.map(({ below, weight }) => weight * below.standardError),
        ),
        trials: Math.min(...parts.map(({ below }) => below.trials!)),
      };
}

/** What a family says of its sets, or that there is none. */
export function measuredCutSets(
  family: CutSetFamily | undefined,
): MeasuredCutSets {
  return family
    ? {
        step: family.completeTo === Infinity ? 'exact' : 'order-limit',
        completeTo: family.completeTo,
        count: family.count,
        byOrder: family.histogram,
      }
    : { step: 'none', completeTo: 0, count: 0n, byOrder: [] };
}
