/**
 * What a claim is held against, as something to draw. A picture names entities by `Name` and its texts name none: inside the
 * engine a name is a position in `Model.entities`, and what leaves it is a name that the reader may see.
 * Times are ISO 8601 in UTC, months `2026-02`.
 */
import type { Incident } from '../evidence';
import { commonDowntime } from './measures/downtime';

/** A number with the range that the data leave open (95 %), where there is such a thing. */
export interface Interval {
  low: number;
  high: number;
}

export type Picture<Name = string> =
  /** Minutes lost by month, the last twelve; the line is what the promise leaves a month of 30 days. */
  | {
      kind: 'months';
      months: { month: string; minutes?: number }[];
      promised: number;
      /** The worst incidents, at most 3, in time. */
      marks: { at: string; minutes: number; text: string }[];
    }
  /** Hours in which one or both of two were deployed, in time; at most the last 40. */
  | {
      kind: 'pair';
      one: Name;
      other: Name;
      hours: { at: string; one: boolean; other: boolean }[];
    }
  /** Deployments by weekday, Monday first; `frozen` are positions of days that stand out. */
  | { kind: 'weekdays'; counts: number[]; frozen: number[] }
  /** How long each of several things took, in minutes. */
  | {
      kind: 'durations';
      items: { at: string; minutes: number; text: string; over: boolean }[];
      promised: number;
    }
  /** A share of a whole, with its interval. */
  | {
      kind: 'share';
      part: number;
      whole: number;
      promised: number;
      interval?: Interval;
      what: string;
    }
  /** A count by week, the last 26. */
  | {
      kind: 'weeks';
      weeks: { from: string; count: number }[];
      promised: number;
    }
  /** Things that passed or failed, in time: drills, confirmations. */
  | {
      kind: 'events';
      events: {
        at: string;
        outcome: 'passed' | 'failed' | 'partial';
        text: string;
      }[];
    }
  /** One number against its bound. */
  | { kind: 'bound'; value: number; promised: number; what: string }
  /** Nothing was observed. */
  | { kind: 'no-data'; why: string; counts: { what: string; count: number }[] };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;
const MONTHS = 12;
const WEEKS = 26;
const MAX_MARKS = 3;
const MAX_HOURS = 40;
const MAX_DURATIONS = 60;

/** One calendar month of UTC. */
export interface Month {
  /** `2026-02`. */
  month: string;
  from: number;
  /** Of the month under way: now. */
  to: number;
}

/** The month of `now` and the eleven before it, oldest first. */
export function lastMonths(now: number): Month[] {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return Array.from({ length: MONTHS }, (_, i) => {
    const from = Date.UTC(year, month - MONTHS + 1 + i, 1);
    return {
      month: new Date(from).toISOString().slice(0, 7),
      from,
      to: Math.min(now, Date.UTC(year, month - MONTHS + 2 + i, 1)),
    };
  });
}

/** Minutes of `intervals`, which must not overlap, within each month; none for a month that ended before `since`. */
export function minutesByMonth(
  intervals: readonly (readonly [from: number, to: number])[],
  since: number,
  now: number,
): { month: string; minutes?: number }[] {
  return lastMonths(now).map(({ month, from, to }) => {
    if (to <= since) return { month };
    const lost = intervals.reduce(
      (sum, [start, end]) =>
        sum + Math.max(0, Math.min(end, to) - Math.max(start, from)),
      0,
    );
    return { month, minutes: rounded(lost / MINUTE_MS) };
  });
}

/** Time lost to incidents by month. What overlaps counts once. */
export function monthsPicture(
  incidents: readonly Incident[],
  { since, now, promised }: { since: number; now: number; promised: number },
): Picture<never> {
  const lasted = incidents.map(incident => spanOf(incident, now));
  const marks = incidents
    .map((incident, i) => ({ incident, minutes: minutesOf(lasted[i]) }))
    .sort(
      (a, b) =>
        b.minutes - a.minutes ||
        (a.incident.startedAt < b.incident.startedAt ? -1 : 1),
    )
    .slice(0, MAX_MARKS)
    .sort((a, b) => (a.incident.startedAt < b.incident.startedAt ? -1 : 1))
    .map(({ incident, minutes }) => ({
      at: incident.startedAt,
      minutes,
      text: `${incident.entities.length} named, ${minutes} min`,
    }));
  const union = commonDowntime(
    lasted.map(([from, to]) => [Math.max(from, since), to]),
  );
  const months = minutesByMonth(union, since, now);
  return { kind: 'months', months, promised: rounded(promised), marks };
}

/** @param limit - in milliseconds */
export function durationsPicture(
  incidents: readonly Incident[],
  limit: number,
  now: number,
): Picture<never> {
  const items = incidents.slice(-MAX_DURATIONS).map(incident => {
    const [from, to] = spanOf(incident, now);
    const minutes = minutesOf([from, to]);
    return {
      at: incident.startedAt,
      minutes,
      text: `${minutes} min${
        incident.resolvedAt === undefined ? ', and it lasts' : ''
      }`,
      over: to - from > limit,
    };
  });
  return { kind: 'durations', items, promised: rounded(limit / MINUTE_MS) };
}

/** @param times - of what is counted, in milliseconds since 1970 */
export function weeksPicture(
  times: readonly number[],
  promised: number,
  now: number,
): Picture<never> {
  const counts = new Array<number>(WEEKS).fill(0);
  for (const time of times) {
    const ago = Math.floor((now - time) / WEEK_MS);
    if (ago >= 0 && ago < WEEKS) counts[WEEKS - 1 - ago] += 1;
  }
  const weeks = counts.map((count, i) => ({
    from: new Date(now - (WEEKS - i) * WEEK_MS).toISOString(),
    count,
  }));
  return { kind: 'weeks', weeks, promised };
}

/** The hours in which either of two was deployed. */
export function pairPicture<Name>(
  one: { name: Name; times: readonly number[] },
  other: { name: Name; times: readonly number[] },
): Picture<Name> {
  const hoursOf = (times: readonly number[]) =>
    new Set(times.map(time => Math.floor(time / HOUR_MS)));
  const [a, b] = [hoursOf(one.times), hoursOf(other.times)];
  const hours = [...new Set([...a, ...b])]
    .sort((x, y) => x - y)
    .slice(-MAX_HOURS)
    .map(hour => ({
      at: new Date(hour * HOUR_MS).toISOString(),
      one: a.has(hour),
      other: b.has(hour),
    }));
  return { kind: 'pair', one: one.name, other: other.name, hours };
}

export function noData(
  why: string,
  counts: { what: string; count: number }[] = [],
): Picture<never> {
  return { kind: 'no-data', why, counts };
}

function spanOf(
  { startedAt, resolvedAt }: Incident,
  now: number,
): [from: number, to: number] {
  return [
    Date.parse(startedAt),
    resolvedAt === undefined ? now : Date.parse(resolvedAt),
  ];
}

function minutesOf([from, to]: readonly [number, number]): number {
  return Math.round((to - from) / MINUTE_MS);
}

/** A tenth of a minute is as fine as anything is known. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
