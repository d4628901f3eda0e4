/** What a trend spans and says, apart from how it is drawn. */
import type { EmergentProperty } from '@posiwid/backstage-plugin-coupling-common';
import { day } from '../time';
import { intervalText, monthName, propertyText } from './scorecardWords';

type Trend = EmergentProperty['trend'];

/** Ends of the axis: all values and their ranges with a little air; a flat line runs in the middle. */
export function trendRange(trend: Trend): { min: number; max: number } {
  const all = trend.flatMap(({ value, interval }) =>
    [value, interval?.low, interval?.high].filter(
      (each): each is number => each !== undefined && Number.isFinite(each),
    ),
  );
  if (all.length === 0) {
    return { min: 0, max: 1 };
  }
  const low = Math.min(...all);
  const high = Math.max(...all);
  const air = high > low ? (high - low) * 0.08 : Math.max(1e-6, Math.abs(high));
  return { min: low - air, max: high + air };
}

/** Whether there is anything to draw: two months make a trend. */
export function isDrawn({ points, trend }: EmergentProperty): boolean {
  const months = trend.filter(({ value }) => value !== undefined);
  return points.length > 0 || months.length > 1;
}

/** Every number of a trend in words: its text alternative. */
export function trendWords(property: EmergentProperty): string {
  const { id, trend, points } = property;
  if (id === 'recovery' && points.length > 0) {
    return points
      .map(({ at, value }) => `${day(at)} ${propertyText(id, value)}`)
      .join('; ');
  }
  return trend
    .map(({ month, value, interval }) => {
      const range = interval ? ` (${intervalText(id, interval)})` : '';
      return `${monthName(month)} ${
        value === undefined ? 'no data' : propertyText(id, value)
      }${range}`;
    })
    .join(', ');
}
