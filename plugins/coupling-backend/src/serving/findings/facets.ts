import type {
  Count,
  FindingPage,
} from '@posiwid/backstage-plugin-coupling-common';
import { CATEGORIES, GRADES, SEVERITIES } from '@posiwid/coupling-engine';
import { STANDING_STATES } from '../../governance/decisions';
import type { ServedFinding } from '../ServedSnapshot';
import type { FilterName, Predicate } from './filters';
import { select } from './filters';
import type { FindingIndex } from './FindingIndex';

const STATUSES = ['new', 'open', 'regressed', 'resolved'] as const;

/**
 * For each filter, how many findings each of its values would give with all the other filters as they are. Values that would
 * give none are left out.
 */
export function facetsOf(
  findings: ServedFinding[],
  predicates: Map<FilterName, Predicate>,
  index: FindingIndex,
  children: boolean,
): FindingPage['facets'] {
  const count = (
    filter: FilterName,
    valuesOf: (finding: ServedFinding) => Iterable<string>,
    order?: readonly string[],
  ): Count[] => {
    const counts = new Map<string, number>();
    for (const finding of select(findings, predicates, filter)) {
      for (const value of valuesOf(finding)) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    const facet = [...counts].map(([value, n]) => ({ value, count: n }));
    return order
      ? facet.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
      : facet.sort((a, b) => b.count - a.count || compare(a.value, b.value));
  };

  return {
    team: count('team', finding => {
      const traits = index.of(finding);
      return children ? traits.teamsAndParents : traits.teams;
    }),
    category: count('category', f => [f.dto.category], CATEGORIES),
    severity: count('severity', f => [f.dto.severity], SEVERITIES),
    status: count('status', f => [f.dto.status], STATUSES),
    standing: count(
      'standing',
      f => (f.dto.standing ? [f.dto.standing.state] : []),
      STANDING_STATES,
    ),
    grade: count('grade', f => GRADES.slice(index.of(f).grade), GRADES),
    rule: count('rule', f => [f.dto.rule]),
  };
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
