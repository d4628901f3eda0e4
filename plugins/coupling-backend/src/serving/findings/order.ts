import type { QueryOf } from '@posiwid/backstage-plugin-coupling-common';
import { compareText, SEVERITIES } from '@posiwid/coupling-engine';
import type { ServedFinding } from './types';

export type Sort = NonNullable<QueryOf<'listFindings'>['sort']>;
type Comparison = (a: ServedFinding, b: ServedFinding) => number;

const rank = new Map(SEVERITIES.map((severity, i) => [severity as string, i]));

/** Youngest first. */
const byAge: Comparison = (a, b) =>
  compareText(b.dto.firstSeen, a.dto.firstSeen) ||
  compareText(a.dto.id, b.dto.id);

/** Worst first, then the newest, then by id, so that no two findings are ever equal. */
const bySeverity: Comparison = (a, b) =>
  rank.get(a.dto.severity)! - rank.get(b.dto.severity)! ||
  b.dto.score - a.dto.score ||
  byAge(a, b);

const collator = new Intl.Collator('en');

const byTitle: Comparison = (a, b) =>
  collator.compare(a.dto.title, b.dto.title) || compareText(a.dto.id, b.dto.id);

const COMPARISONS: Record<Sort, Comparison> = {
  severity: bySeverity,
  '-severity': (a, b) => bySeverity(b, a),
  age: byAge,
  '-age': (a, b) => byAge(b, a),
  title: byTitle,
  '-title': (a, b) => byTitle(b, a),
};

/** The findings in the order asked for; a new array. */
export function inOrder(
  findings: ServedFinding[],
  sort: Sort = 'severity',
): ServedFinding[] {
  return [...findings].sort(COMPARISONS[sort]);
}
