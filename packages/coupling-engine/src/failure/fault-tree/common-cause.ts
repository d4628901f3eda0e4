/**
 * Common cause failures: basic events that fail together more often than independence allows. A member of a group becomes
 * "its own part, or any common event that contains it"; the common events are basic events like any other, so everything
 * after this stays exact.
 *
 * With n members, Q the probability that one member fails, Q_k that of the common event of one specific set of k members:
 * - beta factor, one factor b: Q_1 = (1 - b) Q, Q_n = b Q, no others
 * - multiple Greek letters, n - 1 factors r_2 .. r_n (r_1 = 1, r_{n+1} = 0):
 *   Q_k = r_1 .. r_k (1 - r_{k+1}) Q / C(n-1, k-1)
 * - alpha factor, n factors a_1 .. a_n, not staggered: Q_k = k a_k Q / (C(n-1, k-1) sum_j j a_j)
 * - phi factor, n factors that sum to 1: Q_k = phi_k Q
 *
 * Source: Mosleh, Fleming, Parry, Paula, Worledge, Rasmuson, "Procedures for treating common cause failures in safety and
 * reliability studies", NUREG/CR-4780 (1988); formulas as in SCRAM's ccf_group.cc.
 * Limits: all but beta make 2^n - 1 events a group, so a group has at most 12 members there.
 */
import {
  BasicEvent,
  CommonCauseGroup,
  FaultTree,
  FaultTreeError,
  FaultTreeProblem,
  Gate,
} from './fault-tree';

/** Most members of a group whose model needs an event for every subset. */
export const MAX_SUBSET_MEMBERS = 12;

/**
 * The same tree with its common-cause groups written out. The event `pump-1` of a group becomes a gate of that name over
 * `[pump-1]`, its own part, and the common events, such as `[pump-1 pump-2]`. A tree without groups is returned as it is.
 * @throws FaultTreeError when a group cannot be read
 */
export function applyCommonCause(tree: FaultTree): FaultTree {
  const groups = tree.commonCause ?? [];
  if (groups.length === 0) {
    return tree;
  }
  const problems = checkGroups(tree);
  if (problems.length > 0) {
    throw new FaultTreeError(problems);
  }
  const members = new Set(groups.flatMap(group => group.members));
  const labels = new Map(tree.events.map(e => [e.name, e.label]));
  const events = tree.events.filter(event => !members.has(event.name));
  const gates = [...tree.gates];
  for (const group of groups) {
    const common = commonEvents(group);
    events.push(...common.map(({ event }) => event));
    for (const member of group.members) {
      gates.push(memberGate(member, labels.get(member), common));
    }
  }
  return { ...tree, events, gates, commonCause: undefined };
}

/** Probabilities Q_1 .. Q_n, at positions 0 .. n-1. */
export function commonCauseProbabilities(group: CommonCauseGroup): number[] {
  const { factors, model, probability } = group;
  const n = group.members.length;
  const orders = Array.from({ length: n }, (_, i) => i + 1);
  switch (model) {
    case 'beta-factor':
      return orders.map(k => {
        if (k === 1) {
          return (1 - factors[0]) * probability;
        }
        return k === n ? factors[0] * probability : 0;
      });
    case 'MGL': {
      const letter = (k: number) => (k === 1 ? 1 : factors[k - 2] ?? 0);
      let product = 1;
      return orders.map(k => {
        product *= letter(k);
        return (
          (product * (1 - letter(k + 1)) * probability) / choose(n - 1, k - 1)
        );
      });
    }
    case 'alpha-factor': {
      const sum = orders.reduce((total, k) => total + k * factors[k - 1], 0);
      return orders.map(
        k => (k * factors[k - 1] * probability) / (choose(n - 1, k - 1) * sum),
      );
    }
    default:
      return orders.map(k => factors[k - 1] * probability);
  }
}

interface CommonEvent {
  members: string[];
  event: BasicEvent;
}

/** The events that take the place of the members, those that cannot happen left out. */
function commonEvents(group: CommonCauseGroup): CommonEvent[] {
  const { members } = group;
  const q = commonCauseProbabilities(group);
  const subsets =
    group.model === 'beta-factor'
      ? [...members.map(member => [member]), members]
      : subsetsOf(members);
  return subsets
    .map(subset => ({
      members: subset,
      event: {
        name: `[${subset.join(' ')}]`,
        probability: q[subset.length - 1],
      },
    }))
    .filter(
      ({ members: together, event }) =>
        together.length === 1 || event.probability > 0,
    );
}

function memberGate(
  member: string,
  label: string | undefined,
  common: CommonEvent[],
): Gate {
  return {
    name: member,
    label,
    kind: 'or',
    inputs: common
      .filter(({ members }) => members.includes(member))
      .map(({ event }) => event.name),
  };
}

/** Non-empty subsets, smaller ones first. */
function subsetsOf<T>(items: readonly T[]): T[][] {
  let all: T[][] = [[]];
  for (const item of items) {
    all = [...all, ...all.map(subset => [...subset, item])];
  }
  return all.slice(1).sort((a, b) => a.length - b.length);
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) {
    result = (result * (n - k + i)) / i;
  }
  return result;
}

function checkGroups(tree: FaultTree): FaultTreeProblem[] {
  const problems: FaultTreeProblem[] = [];
  const events = new Set(tree.events.map(event => event.name));
  const taken = new Set<string>();
  for (const group of tree.commonCause ?? []) {
    const problem = (message: string) =>
      problems.push({
        code: 'bad-common-cause',
        at: group.name,
        message: `Common-cause group "${group.name}" ${message}`,
      });
    const n = group.members.length;
    if (n < 2) {
      problem('has fewer than two members');
    }
    for (const member of group.members) {
      if (!events.has(member)) {
        problem(`names "${member}", which is not a basic event`);
      }
      if (taken.has(member)) {
        problem(`takes "${member}", which is in a group already`);
      }
      taken.add(member);
    }
    if (!(group.probability >= 0 && group.probability <= 1)) {
      problem(`has probability ${group.probability}; expected 0 to 1`);
    }
    if (group.model !== 'beta-factor' && n > MAX_SUBSET_MEMBERS) {
      problem(
        `has ${n} members; at most ${MAX_SUBSET_MEMBERS} with model ${group.model}`,
      );
    }
    const expected =
      { 'beta-factor': 1, MGL: n - 1 }[group.model as string] ?? n;
    if (group.factors.length !== expected) {
      problem(`has ${group.factors.length} factors; expected ${expected}`);
    } else if (!group.factors.every(factor => factor >= 0 && factor <= 1)) {
      problem('has a factor that is not between 0 and 1');
    } else if (!factorsAddUp(group)) {
      problem(
        group.model === 'phi-factor'
          ? 'has factors that do not sum to 1'
          : 'has no factor above 0',
      );
    }
  }
  return problems;
}

function factorsAddUp({ model, factors }: CommonCauseGroup): boolean {
  const sum = factors.reduce((total, factor) => total + factor, 0);
  if (model === 'phi-factor') {
    return Math.abs(sum - 1) < 1e-9;
  }
  return model !== 'alpha-factor' || sum > 0;
}
