/**
 * Time zones as far as schedules need them: the distance from UTC, and when it changes. Read from the time zone data that
 * comes with the runtime, which is what cron-parser reads too.
 */
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** The moment from which another distance holds, and the distances before and after, all in milliseconds. */
export interface Transition {
  at: number;
  before: number;
  after: number;
}

/** IANA names only: "system" or "+05" would mean something else on another machine, or nothing at all. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && formatOf(name) !== undefined;
}

/** One zone. Holds a formatter, so it is made once a zone and run. */
export class Zone {
  private readonly format: Intl.DateTimeFormat | undefined;

  /** @param name - one that `isTimeZone` accepts */
  constructor(name: string) {
    this.format = /^(utc|etc\/utc|gmt)$/i.test(name)
      ? undefined
      : formatOf(name);
  }

  /** Milliseconds to add to UTC for local time; whole minutes. */
  offsetAt(time: number): number {
    if (!this.format) return 0;
    const part: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(time)) {
      part[type] = Number(value);
    }
    const local = Date.UTC(
      part.year,
      part.month - 1,
      part.day,
      part.hour,
      part.minute,
    );
    return Math.round((local - time) / MINUTE) * MINUTE;
  }

  /** Every change of the distance in `from .. to`, ascending; found by bisection between days. Zones change once a day at most. */
  transitions(from: number, to: number): Transition[] {
    const found: Transition[] = [];
    if (!this.format) return found;
    let before = this.offsetAt(from);
    for (let day = from; day < to; day += DAY) {
      const end = Math.min(day + DAY, to);
      const after = this.offsetAt(end);
      if (after !== before) {
        found.push({ at: this.changeWithin(day, end, before), before, after });
      }
      before = after;
    }
    return found;
  }

  private changeWithin(from: number, to: number, before: number): number {
    let low = from;
    let high = to;
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
      if (this.offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch {
    return undefined;
  }
}
