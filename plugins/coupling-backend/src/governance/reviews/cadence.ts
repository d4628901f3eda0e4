import { RRule } from 'rrule';
import type { Series } from './types';

/** Why a cadence cannot be used; undefined when it can. */
export function cadenceDefect(
  series: Pick<Series, 'cadence' | 'startsAt' | 'timezone'>,
): string | undefined {
  try {
    return meetingsAfter(series, series.startsAt, 2).length === 2
      ? undefined
      : 'The cadence has to go on: at least two meetings';
  } catch (error) {
    return `Expected a recurrence such as FREQ=MONTHLY;BYDAY=4WE: ${
      (error as Error).message
    }`;
  }
}

/**
 * The next meetings at or after a time, ISO 8601. Local hours stay as they are when clocks change.
 *
 * Source of the rule's meaning: RFC 5545, 3.3.10, by the library rrule, which reckons in wall-clock times written as if they
 * were UTC.
 */
export function meetingsAfter(
  {
    cadence,
    startsAt,
    timezone,
  }: Pick<Series, 'cadence' | 'startsAt' | 'timezone'>,
  at: string,
  count: number,
): string[] {
  const rule = new RRule({
    ...RRule.parseString(cadence),
    dtstart: wallClock(startsAt, timezone),
  });
  const meetings: string[] = [];
  let from = wallClock(at, timezone);
  for (let inclusive = true; meetings.length < count; inclusive = false) {
    const next = rule.after(from, inclusive);
    if (!next) break;
    meetings.push(instant(next, timezone).toISOString());
    from = next;
  }
  return meetings;
}

/** The wall clock of a time zone at an instant, written as if it were UTC. */
function wallClock(at: string, timezone: string): Date {
  const ms = Date.parse(at);
  return new Date(ms + offsetOf(ms, timezone));
}

/** The instant at which a wall clock shows a time. */
function instant(wall: Date, timezone: string): Date {
  const guess = wall.getTime() - offsetOf(wall.getTime(), timezone);
  return new Date(wall.getTime() - offsetOf(guess, timezone));
}

/** Milliseconds that a time zone is ahead of UTC at an instant. */
function offsetOf(ms: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms);
  const of = (type: string) =>
    Number(parts.find(part => part.type === type)!.value);
  const shown = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return shown - Math.floor(ms / 1000) * 1000;
}
