/**
 * Observations from lines: JSON text or values, each with where it was read. A line that cannot be read becomes a problem with
 * file, line and what was expected, and the rest is still read. Not here: which entities the catalog knows (evidence.ts).
 */
import { shown } from '../model/problems';
import type { Problem, ProblemCode } from '../model/types';
import type { Clock } from './fields';
import { COMMON, FIELDS, IN_ORDER } from './fields';
import type { Observation, ObservationKind } from './types';
import { OBSERVATION_KINDS } from './types';

/** One line as it was read: its text, or the value when somebody parsed it already. */
export interface ObservationLine {
  text?: string;
  value?: unknown;
  file?: string;
  line?: number;
}

export interface ReadObservations {
  /** In the order read, each once. */
  observations: Observation[];
  /** Line of each observation, where lines are numbered. */
  lines: (number | undefined)[];
  problems: Problem[];
  /** Lines that said again what an earlier one said. */
  repeated: number;
}

/** Clocks of two machines may differ by so much before a time counts as in the future. */
const SKEW_MS = 5 * 60_000;

/**
 * Reads observations. A second one with the same source and id is left out: silently when it says the same, as a problem of
 * code `duplicate` when it does not.
 *
 * @param at - time of reading, ISO 8601: later times are in the future. Without it none is.
 */
export function readObservations(
  lines: Iterable<ObservationLine>,
  { at }: { at?: string } = {},
): ReadObservations {
  const clock: Clock = { known: new Map() };
  if (at !== undefined) {
    clock.latest = new Date(Date.parse(at) + SKEW_MS).toISOString();
  }
  const read: ReadObservations = {
    observations: [],
    lines: [],
    problems: [],
    repeated: 0,
  };
  const known = new Map<string, Map<string, Observation>>();
  for (const line of lines) {
    const report = (code: ProblemCode, message: string, key?: string) =>
      read.problems.push({
        code,
        ...(line.file === undefined ? {} : { file: line.file }),
        ...(line.line === undefined ? {} : { line: line.line }),
        ...(key === undefined ? {} : { key }),
        message,
      });
    const parsed = valueOf(line);
    if ('defect' in parsed) {
      report('unreadable-value', parsed.defect);
      continue;
    }
    const observation = observationOf(parsed.value, clock);
    if ('defect' in observation) {
      report('unreadable-value', observation.defect, observation.key);
      continue;
    }
    const { source, id } = observation;
    let ofSource = known.get(source);
    if (!ofSource) known.set(source, (ofSource = new Map()));
    const earlier = ofSource.get(id);
    if (earlier === undefined) {
      ofSource.set(id, observation);
      read.observations.push(observation);
      read.lines.push(line.line);
    } else if (JSON.stringify(earlier) === JSON.stringify(observation)) {
      read.repeated += 1;
    } else {
      report(
        'duplicate',
        `The id ${shown(id)} of source ${shown(
          source,
        )} was used before for something else; the first is kept`,
      );
    }
  }
  return read;
}

type Defect = { defect: string; key?: string };

function valueOf(line: ObservationLine): { value: unknown } | Defect {
  if (line.text === undefined) return { value: line.value };
  try {
    return { value: JSON.parse(line.text) };
  } catch (error) {
    return { defect: `Not valid JSON: ${(error as Error).message}` };
  }
}

function observationOf(value: unknown, clock: Clock): Observation | Defect {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      defect: `Got ${shown(value)}; expected an observation, a JSON object`,
    };
  }
  const given = value as Record<string, unknown>;
  if (!OBSERVATION_KINDS.includes(given.kind as ObservationKind)) {
    return {
      key: 'kind',
      defect: `Got ${shown(
        given.kind,
      )}; expected one of ${OBSERVATION_KINDS.join(', ')}`,
    };
  }
  const kind = given.kind as ObservationKind;
  const observation: Record<string, unknown> = { kind };
  const fieldOf = (name: string) =>
    Object.hasOwn(given, name) ? given[name] : undefined;
  for (const { name, parse, optional, emptyWith } of [
    ...COMMON,
    ...FIELDS[kind],
  ]) {
    const field = fieldOf(name);
    if (optional && isAbsent(field)) continue;
    if (emptyWith && isEmpty(field) && !isAbsent(fieldOf(emptyWith))) {
      observation[name] = [];
      continue;
    }
    const parsed = parse(field, clock);
    if ('expected' in parsed) {
      return { key: name, defect: `Got ${shown(field)}; ${parsed.expected}` };
    }
    observation[name] = parsed.value;
  }
  for (const [first, second] of IN_ORDER[kind] ?? []) {
    const late = observation[second];
    if (
      late !== undefined &&
      (observation[first] as string) > (late as string)
    ) {
      return {
        key: second,
        defect: `Got ${shown(given[second])}; expected no time before ${first}`,
      };
    }
  }
  return observation as unknown as Observation;
}

function isAbsent(field: unknown): boolean {
  return field === undefined || field === null;
}

function isEmpty(field: unknown): boolean {
  return isAbsent(field) || (Array.isArray(field) && field.length === 0);
}
