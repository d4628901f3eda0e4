/**
 * A fault tree as people and files state it: basic events, gates over them, one top event. "Tree" by custom; any acyclic
 * graph is meant. Coherent only: AND, OR and at-least-k gates, so that one more failure never repairs anything.
 *
 * Source: Vesely, Goldberg, Roberts, Haasl, "Fault Tree Handbook", NUREG-0492 (1981), chapter IV.
 * Limits: no NOT, no XOR, no timed or dynamic gates.
 */

/** A failure that is not explained further. */
export interface BasicEvent {
  name: string;
  /** What people call it, where that differs from the name. */
  label?: string;
  /** Probability that it has failed, 0 to 1. Absent means unknown: then nothing that needs it is computed. */
  probability?: number;
}

/** `atleast` fails when `k` of its inputs have failed; `and` when all have, `or` when one has. */
export type GateKind = 'and' | 'or' | 'atleast';

export interface Gate {
  name: string;
  label?: string;
  kind: GateKind;
  /** Only for `atleast`. */
  k?: number;
  /** Names of events, house events and gates. */
  inputs: string[];
}

/** An event that is known to have happened, or not to happen. */
export interface HouseEvent {
  name: string;
  state: boolean;
}

export interface FaultTree {
  name: string;
  events: BasicEvent[];
  gates: Gate[];
  /** Name of the gate or event that is the failure asked about. */
  top: string;
  houseEvents?: HouseEvent[];
  commonCause?: CommonCauseGroup[];
}

/** Basic events that fail together more often than chance would have it. See common-cause.ts. */
export interface CommonCauseGroup {
  name: string;
  model: CommonCauseModel;
  /** Names of basic events, at least two. */
  members: string[];
  /** Total failure probability of one member, all causes together. */
  probability: number;
  /** Factors of the model, see common-cause.ts for how many and what they mean. */
  factors: number[];
}

export type CommonCauseModel =
  | 'beta-factor'
  | 'MGL'
  | 'alpha-factor'
  | 'phi-factor';

export type FaultTreeProblemCode =
  | 'unreadable'
  | 'unsupported'
  | 'duplicate-name'
  | 'undefined-name'
  | 'no-top'
  | 'several-tops'
  | 'empty-gate'
  | 'k-out-of-range'
  | 'repeated-input'
  | 'cycle'
  | 'probability-out-of-range'
  | 'bad-common-cause';

/** What is wrong with a fault tree, and where. */
export interface FaultTreeProblem {
  code: FaultTreeProblemCode;
  /** Name of the gate, event or group it is about, when it is about one. */
  at?: string;
  message: string;
}

/** Thrown when a tree cannot be analysed. Carries every problem found, not only the first. */
export class FaultTreeError extends Error {
  readonly problems: FaultTreeProblem[];

  constructor(problems: FaultTreeProblem[]) {
    super(problems.map(problem => problem.message).join('\n'));
    this.name = 'FaultTreeError';
    this.problems = problems;
  }
}

/** Every defect of a fault tree that would make its analysis meaningless; empty when there is none. Linear time. */
export function checkFaultTree(tree: FaultTree): FaultTreeProblem[] {
  const problems: FaultTreeProblem[] = [];
  const gates = new Map(tree.gates.map(gate => [gate.name, gate]));
  const names = new Set<string>();
  for (const { name } of [
    ...tree.events,
    ...tree.gates,
    ...(tree.houseEvents ?? []),
  ]) {
    if (names.has(name)) {
      problems.push({
        code: 'duplicate-name',
        at: name,
        message: `"${name}" is defined more than once`,
      });
    }
    names.add(name);
  }
  for (const { name, probability } of tree.events) {
    if (probability !== undefined && !(probability >= 0 && probability <= 1)) {
      problems.push({
        code: 'probability-out-of-range',
        at: name,
        message: `Event "${name}" has probability ${probability}; expected a number from 0 to 1`,
      });
    }
  }
  for (const gate of tree.gates) {
    problems.push(...checkGate(gate, names));
  }
  if (!names.has(tree.top)) {
    problems.push({
      code: 'no-top',
      at: tree.top,
      message: `The top event "${tree.top}" is not defined`,
    });
  }
  const cycle = findCycle(tree.gates, gates);
  if (cycle) {
    problems.push({
      code: 'cycle',
      at: cycle[0],
      message: `Gates depend on themselves: ${cycle.join(' -> ')}`,
    });
  }
  return problems;
}

function checkGate(gate: Gate, names: Set<string>): FaultTreeProblem[] {
  const problems: FaultTreeProblem[] = [];
  const n = gate.inputs.length;
  if (n === 0) {
    problems.push({
      code: 'empty-gate',
      at: gate.name,
      message: `Gate "${gate.name}" has no inputs`,
    });
  }
  for (const input of new Set(gate.inputs)) {
    if (!names.has(input)) {
      problems.push({
        code: 'undefined-name',
        at: gate.name,
        message: `Gate "${gate.name}" names "${input}", which is not defined`,
      });
    }
  }
  if (gate.kind !== 'atleast') {
    return problems;
  }
  const k = gate.k;
  if (n > 0 && (k === undefined || !Number.isInteger(k) || k < 1 || k > n)) {
    problems.push({
      code: 'k-out-of-range',
      at: gate.name,
      message: `Gate "${gate.name}" needs ${
        k ?? 'no stated number'
      } of ${n} inputs; expected a whole number from 1 to ${n}`,
    });
  }
  if (new Set(gate.inputs).size < n) {
    problems.push({
      code: 'repeated-input',
      at: gate.name,
      message: `Gate "${gate.name}" counts an input twice, so "${
        k ?? '?'
      } of ${n}" is not what it says`,
    });
  }
  return problems;
}

/** Names around one cycle of gates, first name repeated at the end; undefined when there is none. Iterative. */
function findCycle(
  gates: Gate[],
  byName: Map<string, Gate>,
): string[] | undefined {
  const done = new Set<string>();
  for (const start of gates) {
    if (done.has(start.name)) {
      continue;
    }
    const path: { gate: Gate; next: number }[] = [{ gate: start, next: 0 }];
    const onPath = new Set([start.name]);
    while (path.length > 0) {
      const frame = path[path.length - 1];
      if (frame.next === frame.gate.inputs.length) {
        done.add(frame.gate.name);
        onPath.delete(frame.gate.name);
        path.pop();
        continue;
      }
      const name = frame.gate.inputs[frame.next++];
      const child = byName.get(name);
      if (onPath.has(name)) {
        const names = path.map(({ gate }) => gate.name);
        return [...names.slice(names.indexOf(name)), name];
      }
      if (child && !done.has(name)) {
        path.push({ gate: child, next: 0 });
        onPath.add(name);
      }
    }
  }
  return undefined;
}
