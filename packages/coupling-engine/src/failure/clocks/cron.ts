/**
 * One stated schedule, read: which minutes it names and in which time zone. The model checks the form of `runs-at`; here is
 * checked what it means: fields in range, a day that comes, a zone that exists.
 */
import { CronExpressionParser } from 'cron-parser';
import { isTimeZone } from './timezone';

export interface Cron {
  /** The five fields, without the time zone. */
  fields: string;
  timezone: string;
  minutes: number[];
  hours: number[];
  /** Days of the month that the calendar has, 1 to 31; absent when any day will do. */
  daysOfMonth?: ReadonlySet<number>;
  /** 1 to 12. */
  months: ReadonlySet<number>;
  /** 0 is Sunday; absent when any day will do. */
  daysOfWeek?: ReadonlySet<number>;
}

export type CronResult = { cron: Cron } | { expected: string };

const DEFAULT_ZONE = 'UTC';
const ZONE = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/s;
const WORDS = new Set(
  'jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec,sun,mon,tue,wed,thu,fri,sat'.split(
    ',',
  ),
);

/**
 * @param expression - five fields, with `TZ=Area/City` or `CRON_TZ=Area/City` before them or not
 * @returns what it means, or what was expected in its place
 */
export function parseCron(expression: string): CronResult {
  const zoned = ZONE.exec(expression.trim());
  const timezone = zoned ? zoned[1] : DEFAULT_ZONE;
  const fields = (zoned ? zoned[2] : expression).trim().replace(/\s+/g, ' ');
  if (!isTimeZone(timezone)) {
    return { expected: 'a time zone of the IANA list, such as Europe/Berlin' };
  }
  // The library also knows letters that mean "last" and "any, by hash", the second of which differs from run to run.
  const words = fields.toLowerCase().match(/[a-z]+/g) ?? [];
  if (!words.every(word => WORDS.has(word))) {
    return {
      expected: 'numbers, *, and names of months and days as JAN and MON',
    };
  }
  try {
    const parsed = CronExpressionParser.parse(fields, { tz: DEFAULT_ZONE });
    const { minute, hour, dayOfMonth, month, dayOfWeek } = parsed.fields;
    const days = dayOfMonth.values.filter(day => typeof day === 'number');
    const weekdays = dayOfWeek.values.filter(day => typeof day === 'number');
    return {
      cron: {
        fields,
        timezone,
        minutes: [...minute.values],
        hours: [...hour.values],
        months: new Set<number>(month.values),
        ...(dayOfMonth.isWildcard ? {} : { daysOfMonth: new Set(days) }),
        ...(dayOfWeek.isWildcard
          ? {}
          : { daysOfWeek: new Set(weekdays.map(day => day % 7)) }),
      },
    };
  } catch (error) {
    return { expected: expectedInstead(error) };
  }
}

/**
 * Whether it starts on a day. As in every cron since Version 7: with both a day of the month and a day of the week stated,
 * either is enough.
 *
 * @param day - midnight of the day, as if its time zone were UTC, in milliseconds
 */
export function startsOn(cron: Cron, day: number): boolean {
  const date = new Date(day);
  if (!cron.months.has(date.getUTCMonth() + 1)) return false;
  const { daysOfMonth, daysOfWeek } = cron;
  if (!daysOfMonth && !daysOfWeek) return true;
  return (
    daysOfMonth?.has(date.getUTCDate()) === true ||
    daysOfWeek?.has(date.getUTCDay()) === true
  );
}

/** What the library found, as the words that follow "expected". */
function expectedInstead(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/explicit day of month/i.test(message)) {
    return 'a day that comes: no month it names has such a day, so it never starts';
  }
  const range = /got value (\S+) expected range (\S+)/.exec(message);
  if (range) {
    return `numbers within the range of their field (${range[1]} is not in ${range[2]})`;
  }
  if (/invalid range/i.test(message)) {
    return 'ranges whose first number is not above the second';
  }
  return 'minute, hour, day of month, month and day of week that cron can read';
}
