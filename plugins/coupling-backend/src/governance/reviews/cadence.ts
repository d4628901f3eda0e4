import {
  instantAt,
  wallClock,
} from '@posiwid/backstage-plugin-coupling-common';
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
  const shown = (time: string) =>
    new Date(wallClock(Date.parse(time), timezone));
  const rule = new RRule({
    ...RRule.parseString(cadence),
    dtstart: shown(startsAt),
  });
  const meetings: string[] = [];
  let from = shown(at);
  for (let inclusive = true; meetings.length < count; inclusive = false) {
    const next = rule.after(from, inclusive);
    if (!next) break;
    meetings.push(new Date(instantAt(next.getTime(), timezone)).toISOString());
    from = next;
  }
  return meetings;
}
