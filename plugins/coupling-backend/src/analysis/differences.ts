/** What another policy would find in the same catalog: raised, retired, worse, better. */
import {
  SEVERITIES,
  type Finding,
  type Severity,
} from '@posiwid/coupling-engine';

export type Change = 'raised' | 'retired' | 'worse' | 'better';

const ORDER: Change[] = ['raised', 'worse', 'retired', 'better'];

/** A finding that is not the same under both policies. */
export interface Difference {
  change: Change;
  /** Its severity as it would be; of a retired one, as it is. */
  severity: Severity;
  /** As it is, where it would be another. */
  before?: Severity;
  finding: Pick<
    Finding,
    'id' | 'rule' | 'category' | 'title' | 'summary' | 'teams'
  >;
  /** What it names, of the catalog: who may not see one of these is not told of it. */
  names: string[];
}

/**
 * @param exists - true for references that the catalog has
 * @returns raised ones first, then worse, retired and better ones, the worst first
 */
export function differencesOf(
  before: readonly Finding[],
  after: readonly Finding[],
  exists: (ref: string) => boolean,
): Difference[] {
  const known = new Map(before.map(finding => [finding.id, finding]));
  const still = new Set(after.map(({ id }) => id));
  const found: Difference[] = [];
  for (const finding of after) {
    const was = known.get(finding.id);
    if (!was) {
      found.push(toDifference('raised', finding, exists));
    } else if (was.severity !== finding.severity) {
      const worse = rank(finding.severity) < rank(was.severity);
      found.push({
        ...toDifference(worse ? 'worse' : 'better', finding, exists),
        before: was.severity,
      });
    }
  }
  for (const finding of before) {
    if (!still.has(finding.id)) {
      found.push(toDifference('retired', finding, exists));
    }
  }
  return found.sort(
    (a, b) =>
      ORDER.indexOf(a.change) - ORDER.indexOf(b.change) ||
      rank(a.severity) - rank(b.severity) ||
      (a.finding.id < b.finding.id ? -1 : 1),
  );
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function toDifference(
  change: Change,
  finding: Finding,
  exists: (ref: string) => boolean,
): Difference {
  const { id, rule, category, title, summary, teams, severity } = finding;
  return {
    change,
    severity,
    finding: { id, rule, category, title, summary, teams },
    names: [...new Set([...finding.subjects, ...finding.chain])].filter(exists),
  };
}
