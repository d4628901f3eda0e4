/**
 * The starts of a schedule in one week, and the starts that daylight saving takes away.
 *
 * Where the distance from UTC is fixed the fields are laid over the days directly, which costs microseconds; within a day of
 * a change of clocks cron-parser decides, so that what a gap or an hour that comes twice does to a start is said in one
 * place only. cron-parser moves a start in a gap of an hour on by the hour, drops one in a gap of half an hour, and starts
 * once in an hour that comes twice unless the hour field is `*`.
 */
import { CronExpressionParser } from 'cron-parser';
import { type Cron, startsOn } from './cron';
import { DAY, MINUTE, type Transition, Zone } from './timezone';

export const WEEK = 7 * DAY;
/** How far ahead a gap is worth telling about. */
const YEAR = 366 * DAY;
/** Starts that are asked of cron-parser in one run, about 0.1 ms each; beyond them the plain distance of each side is used. */
const MAX_ASKED = 20_000;

/** A start that no clock on the wall will show, and what becomes of it. */
export interface LostStart {
  /** `2026-03-29 02:30`. */
  local: string;
  /** Local time of the start in its place; `skipped`; or nothing when there are too many to work out. */
  instead?: string;
}

/** Expands schedules over one week; one for a run, as it remembers zones. */
export class WeekExpander {
  private readonly from: number;
  private readonly zones = new Map<
    string,
    { zone: Zone; changes: Transition[] }
  >();
  private asked = 0;

  /** @param from - start of the week, milliseconds since 1970 */
  constructor(from: number) {
    this.from = from;
  }

  /** Minutes since the start of the week, ascending, each once: at most 10,080. */
  starts(cron: Cron): number[] {
    const { zone, changes } = this.zoneOf(cron.timezone);
    const end = this.from + WEEK;
    const found: number[] = [];
    let time = this.from;
    for (const { at } of changes) {
      if (at + DAY <= this.from || at - DAY >= end) continue;
      if (this.asked >= MAX_ASKED) {
        // A side each.
        this.lay(cron, zone, time, clamp(at, time, end), found);
        time = clamp(at, time, end);
        continue;
      }
      const first = clamp(at - DAY, time, end);
      const last = clamp(at + DAY, time, end);
      this.lay(cron, zone, time, first, found);
      this.ask(cron, first, last, found);
      time = last;
    }
    this.lay(cron, zone, time, end, found);
    return [...new Set(found)].sort((a, b) => a - b);
  }

  /**
   * The first start within a year that falls into a gap. A schedule of every hour has none: its next start is never more
   * than an hour away.
   */
  lostStart(cron: Cron): LostStart | undefined {
    if (cron.hours.length === 24) return undefined;
    const { changes } = this.zoneOf(cron.timezone);
    for (const { at, before, after } of changes) {
      if (at < this.from || after <= before) continue;
      for (let local = at + before; local < at + after; local += MINUTE) {
        if (!names(cron, local)) continue;
        return {
          local: wallTime(local),
          ...this.insteadOf(cron, at, after, before),
        };
      }
    }
    return undefined;
  }

  private insteadOf(
    cron: Cron,
    at: number,
    after: number,
    before: number,
  ): { instead?: string } {
    if (this.asked >= MAX_ASKED) return {};
    this.asked += 1;
    const next = iterate(cron, at);
    return {
      instead:
        next < at + (after - before)
          ? wallTime(next + after).slice(-5)
          : 'skipped',
    };
  }

  /** Starts in `start .. end`, in which the distance from UTC does not change. */
  private lay(
    cron: Cron,
    zone: Zone,
    start: number,
    end: number,
    into: number[],
  ) {
    if (start >= end) return;
    const offset = zone.offsetAt(start);
    const firstDay = Math.floor((start + offset) / DAY) * DAY;
    for (let day = firstDay; day < end + offset; day += DAY) {
      if (!startsOn(cron, day)) continue;
      for (const hour of cron.hours) {
        for (const minute of cron.minutes) {
          const time = day + (hour * 60 + minute) * MINUTE - offset;
          if (time >= start && time < end) {
            into.push(Math.round((time - this.from) / MINUTE));
          }
        }
      }
    }
  }

  private ask(cron: Cron, start: number, end: number, into: number[]) {
    if (start >= end) return;
    const expression = CronExpressionParser.parse(cron.fields, {
      currentDate: new Date(start - 1),
      tz: cron.timezone,
    });
    for (;;) {
      this.asked += 1;
      const time = nextOf(expression);
      if (time >= end) return;
      into.push(Math.floor((time - this.from) / MINUTE));
    }
  }

  private zoneOf(name: string) {
    let found = this.zones.get(name);
    if (!found) {
      const zone = new Zone(name);
      const changes = zone.transitions(this.from - 2 * DAY, this.from + YEAR);
      found = { zone, changes };
      this.zones.set(name, found);
    }
    return found;
  }
}

function names(cron: Cron, local: number): boolean {
  const date = new Date(local);
  return (
    cron.minutes.includes(date.getUTCMinutes()) &&
    cron.hours.includes(date.getUTCHours()) &&
    startsOn(cron, Math.floor(local / DAY) * DAY)
  );
}

function iterate(cron: Cron, from: number): number {
  return nextOf(
    CronExpressionParser.parse(cron.fields, {
      currentDate: new Date(from - 1),
      tz: cron.timezone,
    }),
  );
}

/** The library gives up on a day that is decades away by throwing. */
function nextOf(expression: { next(): { getTime(): number } }): number {
  try {
    return expression.next().getTime();
  } catch {
    return Infinity;
  }
}

/** `2026-03-29 02:30`, of a time given as if its zone were UTC. */
function wallTime(local: number): string {
  return new Date(local).toISOString().slice(0, 16).replace('T', ' ');
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
