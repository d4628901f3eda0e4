/**
 * Fields of each kind of observation and how they are read: one row a field. A field that is not in the table is left out;
 * one that cannot be read costs the whole observation, since half of one would be read as something else.
 */
import { parseRef } from '../model/refs';
import type { ObservationKind } from './types';

export type Parsed = { value: unknown } | { expected: string };

/** What times are held against. */
export interface Clock {
  /** Times later than this, ISO 8601 in UTC, are in the future. */
  latest?: string;
  /** Times read before, by their text: a million calls share a few thousand. */
  known: Map<string, Parsed>;
}

type Parser = (value: unknown, clock: Clock) => Parsed;

export interface Field {
  name: string;
  parse: Parser;
  optional?: boolean;
  /** A list that may be empty where this field is given. */
  emptyWith?: string;
}

const MAX_TEXT = 2000;
/** Times that are remembered at once. */
const MAX_KNOWN = 10_000;
/** Lists longer than this name a fleet, not what an incident hit. */
const MAX_REFS = 10_000;
/** No platform that is watched by this is older: an earlier time is a clock that was never set. */
const EARLIEST = Date.UTC(2000, 0, 1);
/** Date, time and offset; a time without one would mean something else on every machine. */
const ISO =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

export const text: Parser = value =>
  typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT
    ? { value }
    : { expected: `expected text of 1 to ${MAX_TEXT} characters` };

const anyTime: Parser = (value, clock) => {
  if (typeof value !== 'string') return timeOf(value);
  let parsed = clock.known.get(value);
  if (!parsed) {
    parsed = timeOf(value);
    if (clock.known.size >= MAX_KNOWN) clock.known.clear();
    clock.known.set(value, parsed);
  }
  return parsed;
};

function timeOf(value: unknown): Parsed {
  const ms =
    typeof value === 'string' && ISO.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(ms)) {
    return {
      expected: 'expected a time with its offset, such as 2026-03-01T09:30:00Z',
    };
  }
  return ms < EARLIEST
    ? { expected: 'expected a time after 2000: a clock that was never set?' }
    : { value: new Date(ms).toISOString() };
}

export const time: Parser = (value, clock) => {
  const parsed = anyTime(value, clock);
  if ('expected' in parsed || clock.latest === undefined) return parsed;
  return (parsed.value as string) > clock.latest
    ? { expected: 'expected a time that is not in the future' }
    : parsed;
};

const count: Parser = value =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? { value }
    : { expected: 'expected a number of 0 or more' };

const refOf =
  (kind: string): Parser =>
  value => {
    const parsed = parseRef(value, { kind });
    return 'ref' in parsed ? { value: parsed.ref } : parsed;
  };
const entity = refOf('component');
const group = refOf('group');

const refs: Parser = (value, clock) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_REFS) {
    return { expected: `expected a list of 1 to ${MAX_REFS} references` };
  }
  const found = new Set<string>();
  for (const one of value) {
    const parsed = entity(one, clock);
    if ('expected' in parsed) return parsed;
    found.add(parsed.value as string);
  }
  return { value: [...found].sort() };
};

const oneOf =
  (...words: string[]): Parser =>
  value =>
    words.includes(value as string)
      ? { value }
      : { expected: `expected one of ${words.join(', ')}` };

const coupling: Parser = (value, clock) => {
  const { from, to } = (value ?? {}) as { from?: unknown; to?: unknown };
  const ends = [entity(from, clock), entity(to, clock)];
  return ends.every(end => 'value' in end)
    ? {
        value: {
          from: (ends[0] as { value: unknown }).value,
          to: (ends[1] as { value: unknown }).value,
        },
      }
    : { expected: 'expected {from, to}, two references' };
};

const must = (name: string, parse: Parser): Field => ({ name, parse });
const may = (name: string, parse: Parser): Field => ({
  name,
  parse,
  optional: true,
});

/** On every observation. */
export const COMMON: Field[] = [
  must('source', text),
  must('id', text),
  must('at', time),
];

export const FIELDS: Record<ObservationKind, Field[]> = {
  deployment: [
    must('entity', entity),
    must('outcome', oneOf('succeeded', 'failed', 'rolled-back')),
    may('version', text),
    may('environment', text),
    may('change', text),
  ],
  incident: [
    { ...must('entities', refs), emptyWith: 'incident' },
    must('startedAt', time),
    may('detectedAt', time),
    may('resolvedAt', time),
    may('severity', text),
    may('trigger', text),
    may('triggerRemovedAt', time),
    may('coupling', coupling),
    may('postmortem', text),
    may('incident', text),
  ],
  calls: [
    must('from', entity),
    must('to', entity),
    must('windowStart', time),
    must('windowEnd', time),
    must('requests', count),
    may('errors', count),
    may('retries', count),
  ],
  communication: [
    must('from', group),
    must('to', group),
    must('windowStart', time),
    must('windowEnd', time),
    must('count', count),
    may('channel', text),
  ],
  schedule: [
    must('entity', entity),
    must('cron', text),
    may('timezone', text),
    may('target', entity),
  ],
  artifact: [must('entity', entity), must('purl', text)],
  drill: [
    must('entities', refs),
    must('induced', text),
    must('outcome', oneOf('passed', 'failed', 'partial')),
    may('report', text),
  ],
  'ownership-confirmed': [must('entity', entity), must('by', group)],
  // A freeze is announced before it begins: its times may lie ahead.
  freeze: [
    must('from', anyTime),
    must('to', anyTime),
    must('scope', refs),
    may('reason', text),
  ],
};

/** Pairs of times of which the first may not come after the second. */
export const IN_ORDER: Partial<Record<ObservationKind, [string, string][]>> = {
  incident: [
    ['startedAt', 'detectedAt'],
    ['startedAt', 'resolvedAt'],
    ['startedAt', 'triggerRemovedAt'],
  ],
  calls: [['windowStart', 'windowEnd']],
  communication: [['windowStart', 'windowEnd']],
  freeze: [['from', 'to']],
};
