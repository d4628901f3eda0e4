import type { TrendPoint } from '@posiwid/backstage-plugin-coupling-common';
import { DAY_MS } from '../day';
import { wasOpenAt } from '../lifecycle';
import type { ServedFinding } from './findings/types';

const MAX_POINTS = 60;
const WEEK_MS = 7 * DAY_MS;

/**
 * How many of the findings were open at each analysis of the last weeks, oldest first, thinned evenly to at most 60 points with
 * the newest kept.
 *
 * @param times - when analyses were made, oldest first
 */
export function trendOf(
  findings: ServedFinding[],
  times: string[],
  weeks: number,
): TrendPoint[] {
  const since = startOfTrend(times, weeks);
  return thin(times.filter(at => at >= since)).map(at => {
    const byCategory: Record<string, number> = {};
    let open = 0;
    for (const { record } of findings) {
      if (wasOpenAt(record, at)) {
        const { category } = record.finding;
        open += 1;
        byCategory[category] = (byCategory[category] ?? 0) + 1;
      }
    }
    return { at, open, byCategory };
  });
}

/** The beginning of a window of weeks that ends with the newest analysis. */
export function startOfTrend(times: string[], weeks: number): string {
  const newest = times[times.length - 1];
  return newest === undefined
    ? ''
    : new Date(Date.parse(newest) - weeks * WEEK_MS).toISOString();
}

function thin(times: string[]): string[] {
  if (times.length <= MAX_POINTS) {
    return times;
  }
  const step = (times.length - 1) / (MAX_POINTS - 1);
  return Array.from(
    { length: MAX_POINTS },
    (_, i) => times[Math.round(i * step)],
  );
}
