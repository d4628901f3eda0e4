import type {
  Count,
  Overview,
} from '@posiwid/backstage-plugin-coupling-common';
import { CATEGORIES, type OverviewView } from '@posiwid/coupling-engine';
import { STANDING_STATES } from '../governance/decisions';
import { isOpen } from '../lifecycle';
import type { ServedFinding } from './findings/types';
import { startOfTrend, trendOf } from './trend';

const TREND_WEEKS = 12;

/**
 * The engine's overview with what only the history of findings and what was decided about them know.
 *
 * @param findings - those that the reader may see, of the teams asked for, resolved ones included
 * @param times - when analyses were made, oldest first
 */
export function withHistory(
  view: OverviewView,
  findings: ServedFinding[],
  times: string[],
): Overview {
  const since = startOfTrend(times, TREND_WEEKS);
  const known = new Map(view.categories.map(c => [c.category, c]));
  const categories = CATEGORIES.map(category => {
    const ofCategory = findings.filter(f => f.dto.category === category);
    return {
      category,
      open: known.get(category)?.open ?? 0,
      fresh: ofCategory.filter(f => isFresh(f, since, times[0])).length,
      resolved: ofCategory.filter(f => isResolvedSince(f, since)).length,
      findings: known.get(category)?.findings ?? [],
    };
  });
  return {
    ...view,
    standings: standingsOf(findings),
    categories: categories.filter(
      c => c.open > 0 || c.fresh > 0 || c.resolved > 0,
    ),
    trend: trendOf(findings, times, TREND_WEEKS),
  };
}

/** Open findings by where they stand, in the order of the states; those in which none stands are left out. */
function standingsOf(findings: readonly ServedFinding[]): Count[] {
  const counts = new Map<string, number>();
  for (const { record, dto } of findings) {
    const state = dto.standing?.state;
    if (state !== undefined && isOpen(record)) {
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
  }
  return STANDING_STATES.flatMap(value => {
    const count = counts.get(value);
    return count === undefined ? [] : [{ value, count }];
  });
}

/** Found, or found again, within the window. What the very first analysis found is where counting begins: it is not news. */
function isFresh(
  { record }: ServedFinding,
  since: string,
  first: string | undefined,
): boolean {
  const { from, to } = record.spells[record.spells.length - 1];
  return to === undefined && from >= since && from !== first;
}

function isResolvedSince({ record }: ServedFinding, since: string): boolean {
  const { to } = record.spells[record.spells.length - 1];
  return to !== undefined && to >= since;
}
