/**
 * The week of a calendar, pure: where a start falls, in UTC or in the reader's own time, and which jobs meet in an hour.
 */
import type {
  ClockMeeting,
  Clocks,
} from '@posiwid/backstage-plugin-coupling-common';

export const DAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
export const HOURS = 24;

export type Clock = 'utc' | 'local';

/** One start of a meeting as a place in the calendar. */
export interface Start {
  /** 0 is Monday. */
  day: number;
  hour: number;
  minute: number;
}

/** What meets on one thing in one hour. */
export interface CellMeeting {
  meeting: ClockMeeting;
  starts: Start[];
}

/** One hour of one day: its meetings, and how many jobs take part in them, each counted once. */
export interface Cell {
  day: number;
  hour: number;
  jobs: number;
  meetings: CellMeeting[];
}

/** A minute of the week that begins at `from`. In local time a week may begin on a Sunday: its weekday counts. */
export function startAt(from: string, minutes: number, clock: Clock): Start {
  const date = new Date(new Date(from).getTime() + minutes * 60_000);
  return clock === 'utc'
    ? {
        day: (date.getUTCDay() + 6) % 7,
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
      }
    : {
        day: (date.getDay() + 6) % 7,
        hour: date.getHours(),
        minute: date.getMinutes(),
      };
}

/** Cells that hold a meeting, by `keyOf` their day and hour. */
export function cellsOf(
  { from, meetings }: Pick<Clocks, 'from' | 'meetings'>,
  clock: Clock,
): Map<number, Cell> {
  const cells = new Map<number, Cell>();
  for (const meeting of meetings) {
    for (const minutes of meeting.at) {
      const start = startAt(from, minutes, clock);
      const { day, hour } = start;
      const key = keyOf(day, hour);
      const cell = cells.get(key) ?? { day, hour, jobs: 0, meetings: [] };
      cells.set(key, cell);
      const last = cell.meetings[cell.meetings.length - 1];
      if (last?.meeting === meeting) last.starts.push(start);
      else cell.meetings.push({ meeting, starts: [start] });
    }
  }
  for (const cell of cells.values()) {
    cell.jobs = new Set(
      cell.meetings.flatMap(({ meeting }) =>
        meeting.jobs.map(({ entity }) => entity.ref),
      ),
    ).size;
  }
  return cells;
}

export function keyOf(day: number, hour: number): number {
  return day * HOURS + hour;
}

/** `02:05`. */
export function timeOf({ hour, minute }: { hour: number; minute: number }) {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(hour)}:${two(minute)}`;
}

/** `every day 02:00`, `Mon, Tue 02:00; Sat 09:15`; at most `max` times of day. */
export function whenWords(starts: readonly Start[], max = 4): string {
  const byTime = new Map<string, Set<number>>();
  for (const start of starts) {
    const time = timeOf(start);
    const known = byTime.get(time);
    if (known) known.add(start.day);
    else byTime.set(time, new Set([start.day]));
  }
  const parts = [...byTime]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([time, days]) => `${daysWords(days)} ${time}`);
  return parts.length > max
    ? `${parts.slice(0, max - 1).join('; ')} and ${parts.length - max + 1} more`
    : parts.join('; ');
}

function daysWords(days: ReadonlySet<number>): string {
  if (days.size === DAYS.length) return 'every day';
  return [...days]
    .sort((a, b) => a - b)
    .map(day => DAYS[day].slice(0, 3))
    .join(', ');
}

/** Jobs from which each stronger shade begins. */
export const SHADE_BOUNDS = [1, 3, 5, 10, 20] as const;

/** 0 for no job, else 1 to 5. */
export function shadeOf(jobs: number): number {
  return SHADE_BOUNDS.filter(bound => jobs >= bound).length;
}

/** Where a key leads in the calendar (WAI-ARIA grid pattern); nothing when it is not one of navigation. */
export function moveInWeek(
  place: { day: number; hour: number },
  key: string,
  withControl: boolean,
): { day: number; hour: number } | undefined {
  const { day, hour } = place;
  const to = (nextDay: number, nextHour: number) => ({
    day: Math.min(DAYS.length - 1, Math.max(0, nextDay)),
    hour: Math.min(HOURS - 1, Math.max(0, nextHour)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(day - 1, hour);
    case 'ArrowDown':
      return to(day + 1, hour);
    case 'ArrowLeft':
      return to(day, hour - 1);
    case 'ArrowRight':
      return to(day, hour + 1);
    case 'Home':
      return to(withControl ? 0 : day, 0);
    case 'End':
      return to(withControl ? DAYS.length - 1 : day, HOURS - 1);
    default:
      return undefined;
  }
}
