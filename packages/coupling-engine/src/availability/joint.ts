/**
 * How often too few members of a redundant set are left: on paper, and on the graph they share.
 *
 * Paper: every gate taken as if its inputs were independent, so that a thing two replicas share counts as two things.
 * Joint: the top of the fault tree, exact on its decision diagram (see ../fault-tree/analyse.ts for the ladder below it),
 * with a beta-factor group over the members' own failures. Beta is not known, so the value is a range over it.
 * Sources: Treynor, Dahlin, Rau, Beyer, "The Calculus of Service Availability", ACM Queue 15(2), 2017, for counting a
 * dependency once; NUREG/CR-4780 (1988) for the beta factor. Cost: four analyses of the tree.
 */
import {
  FaultTreeAnalysis,
  type AnalysisOptions,
  type EventImportance,
  type FaultTree,
  type Gate,
} from '../failure/fault-tree';
import { anyOf, atLeast } from './arithmetic';
import { fellsMembers } from './fells';

export interface JointInput {
  /** Every event with its probability; one without leaves the result without a value. */
  tree: FaultTree;
  /** Names of the gates or events that are the members; none for a plain entity. */
  members: readonly string[];
  /** Events that are the members' own and alike: what fells one may fell the others too. Sets that do not overlap. */
  alike: readonly (readonly string[])[];
  beta: { low: number; high: number };
}

export interface JointAvailability {
  paper?: number;
  joint?: { low: number; high: number };
  /** The part of `joint` that would go if nothing were shared, common causes included, and what it is made of. */
  shared?: { low: number; high: number; events: string[] };
  /** At the high end of beta, most first by Fussell-Vesely. */
  importance: EventImportance[];
  method: 'exact' | 'monte-carlo' | 'none';
  standardError: number;
  /** Events whose probability is not known. */
  unknown: readonly string[];
  /** Events of the common causes, by name, with the members' events they fell. */
  commonCauses: ReadonlyMap<string, readonly string[]>;
  /** Events that a common cause made of one, by name, with the one. */
  originOf: ReadonlyMap<string, string>;
}

/** @throws FaultTreeError when the tree has a defect */
export function jointAvailability(
  input: JointInput,
  options: AnalysisOptions = {},
): JointAvailability {
  const { tree, beta } = input;
  const analyse = (at: number, stated = tree) =>
    new FaultTreeAnalysis(withCommonCause(stated, input.alike, at), options);
  const high = analyse(beta.high);
  const commonCauses = commonEvents(input.alike);
  const originOf = origins(input.alike);
  if (!high.probability) {
    return {
      importance: [],
      method: 'none',
      standardError: 0,
      unknown: high.unknown,
      commonCauses,
      originOf,
    };
  }
  const low = beta.low === beta.high ? high : analyse(beta.low);
  const importance = high
    .importance()
    .sort((a, b) => b.fussellVesely.to - a.fussellVesely.to);
  const joint = {
    low: low.probability!.value,
    high: high.probability.value,
  };
  const measured = [low.probability!, high.probability];
  return {
    paper: onPaper(tree),
    joint,
    ...sharedPart(input, joint, importance, commonCauses, options),
    importance,
    method: measured.some(({ step }) => step === 'monte-carlo')
      ? 'monte-carlo'
      : 'exact',
    standardError: Math.max(...measured.map(m => m.standardError)),
    unknown: [],
    commonCauses,
    originOf,
  };
}

/** What goes when everything that fells several members alone, common causes included, never happens. */
function sharedPart(
  { tree, members, beta }: JointInput,
  joint: { low: number; high: number },
  importance: readonly EventImportance[],
  commonCauses: ReadonlyMap<string, readonly string[]>,
  options: AnalysisOptions,
): Pick<JointAvailability, 'shared'> {
  if (members.length < 2) return {};
  const fells = fellsMembers(tree, members);
  const shared = new Set(
    [...fells].filter(([, felled]) => felled.length > 1).map(([name]) => name),
  );
  if (shared.size === 0 && (commonCauses.size === 0 || beta.high === 0)) {
    return {};
  }
  const apart = new FaultTreeAnalysis(
    {
      ...tree,
      events: tree.events.map(event =>
        shared.has(event.name) ? { ...event, probability: 0 } : event,
      ),
    },
    options,
  ).probability!.value;
  return {
    shared: {
      low: Math.max(0, joint.low - apart),
      high: Math.max(0, joint.high - apart),
      events: importance
        .map(({ event }) => event)
        .filter(event => shared.has(event) || commonCauses.has(event)),
    },
  };
}

/** The top as if all inputs of every gate were independent. Linear, but for k-of-n gates: n k. */
export function onPaper(tree: FaultTree): number | undefined {
  const chance = new Map<string, number | undefined>();
  tree.events.forEach(({ name, probability }) => chance.set(name, probability));
  tree.houseEvents?.forEach(({ name, state }) =>
    chance.set(name, state ? 1 : 0),
  );
  for (const gate of bottomUp(tree)) {
    const inputs = gate.inputs.map(input => chance.get(input));
    chance.set(
      gate.name,
      inputs.some(p => p === undefined)
        ? undefined
        : gateOnPaper(gate, inputs as number[]),
    );
  }
  return chance.get(tree.top);
}

function gateOnPaper({ kind, k }: Gate, inputs: readonly number[]): number {
  if (kind === 'or') return anyOf(inputs);
  if (kind === 'and') return inputs.reduce((product, p) => product * p, 1);
  return atLeast(k!, inputs);
}

/** Gates, each after its inputs. Iterative: a chain may be long. */
function bottomUp({ gates, top }: FaultTree): Gate[] {
  const byName = new Map(gates.map(gate => [gate.name, gate]));
  const order = new Set<Gate>();
  const stack = [top];
  while (stack.length > 0) {
    const gate = byName.get(stack[stack.length - 1]);
    const open =
      gate && !order.has(gate)
        ? gate.inputs.filter(input => {
            const below = byName.get(input);
            return below !== undefined && !order.has(below);
          })
        : [];
    if (open.length > 0) {
      stack.push(...open);
      continue;
    }
    stack.pop();
    if (gate) order.add(gate);
  }
  return [...order];
}

/** Names that common causes get in the analysed tree, see ../fault-tree/common-cause.ts. */
function commonEvents(
  alike: JointInput['alike'],
): Map<string, readonly string[]> {
  return new Map(
    alike
      .filter(group => group.length > 1)
      .map(group => [nameOf(group), group]),
  );
}

function nameOf(group: readonly string[]): string {
  return `[${group.map(partOf).join(' ')}]`;
}

/** Of a member's own failures, those of the size that all of its like have. */
function partOf(event: string): string {
  return `${event}, as its like`;
}

/** What it fails more often than the best of its like. */
function restOf(event: string): string {
  return `${event}, beyond its like`;
}

function origins(alike: JointInput['alike']): Map<string, string> {
  return new Map(
    alike
      .flat()
      .flatMap(event => [
        [`[${partOf(event)}]`, event] as const,
        [restOf(event), event] as const,
      ]),
  );
}

/**
 * The tree with a beta-factor group over each set of alike events. They may differ in how often they fail: the group is
 * over as much as the best of them fails, and what another fails more often stays its own.
 */
function withCommonCause(
  tree: FaultTree,
  alike: JointInput['alike'],
  beta: number,
): FaultTree {
  const groups = alike.filter(group => group.length > 1);
  const probability = new Map(tree.events.map(e => [e.name, e.probability]));
  const known = groups.filter(group =>
    group.every(event => probability.get(event) !== undefined),
  );
  if (beta === 0 || known.length === 0) return tree;
  const events = new Map(tree.events.map(event => [event.name, event]));
  const gates = [...tree.gates];
  const commonCause = known.map(group => {
    const least = Math.min(...group.map(event => probability.get(event)!));
    for (const name of group) {
      const own = probability.get(name)!;
      const rest = restOf(name);
      const inputs = [partOf(name)];
      events.delete(name);
      events.set(partOf(name), { name: partOf(name), probability: least });
      if (own > least) {
        inputs.push(rest);
        events.set(rest, {
          name: rest,
          probability: (own - least) / (1 - least),
        });
      }
      gates.push({ name, kind: 'or', inputs });
    }
    return {
      name: nameOf(group),
      model: 'beta-factor' as const,
      members: group.map(partOf),
      probability: least,
      factors: [beta],
    };
  });
  return { ...tree, events: [...events.values()], gates, commonCause };
}
