/**
 * When jobs meet on one thing. A start opens a meeting when jobs of enough entities start from that minute to `window`
 * minutes later. Windows that overlap are one meeting, named by its first start.
 *
 * Sliding count over the minutes of the week: time O(starts), whatever the number of jobs that share a timetable.
 */
import { append } from '../../model/collect';

/** Jobs with the same starts, which are told apart only by their number. */
export interface Timetable {
  starts: readonly number[];
  jobs: number[];
}

/**
 * @param window - minutes; a start exactly so much later still belongs
 * @param least - jobs that have to start within the window
 * @returns first start of each meeting, and the timetables that take part in any
 */
export function meetingsOf(
  timetables: readonly Timetable[],
  window: number,
  least: number,
): { at: number[]; taking: Timetable[] } {
  const byMinute = new Map<number, number[]>();
  timetables.forEach(({ starts }, timetable) => {
    for (const start of starts) {
      append(byMinute, start, timetable);
    }
  });
  const minutes = [...byMinute.keys()].sort((a, b) => a - b);
  /** Starts of each timetable within the window now looked at. */
  const within = new Map<number, number>();
  let jobs = 0;
  let next = 0;
  let open = -Infinity;
  /** Minutes before this position have had their timetables noted. */
  let noted = 0;
  const at: number[] = [];
  const taking = new Set<number>();
  minutes.forEach((minute, position) => {
    for (; next < minutes.length && minutes[next] <= minute + window; next++) {
      for (const timetable of byMinute.get(minutes[next])!) {
        const before = within.get(timetable) ?? 0;
        if (before === 0) jobs += timetables[timetable].jobs.length;
        within.set(timetable, before + 1);
      }
    }
    if (jobs >= least) {
      if (minute > open) at.push(minute);
      open = minute + window;
      for (noted = Math.max(noted, position); noted < next; noted++) {
        byMinute.get(minutes[noted])!.forEach(found => taking.add(found));
      }
    }
    for (const timetable of byMinute.get(minute)!) {
      const left = within.get(timetable)! - 1;
      within.set(timetable, left);
      if (left === 0) jobs -= timetables[timetable].jobs.length;
    }
  });
  return {
    at,
    taking: [...taking].sort((a, b) => a - b).map(i => timetables[i]),
  };
}
