import type {
  FindingStatus,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import { GRADES } from '@posiwid/coupling-engine';
import type { ServedFinding } from '../ServedSnapshot';
import type { FindingIndex } from './FindingIndex';

export type FindingFilters = Omit<
  QueryOf<'listFindings'>,
  'sort' | 'limit' | 'cursor'
>;

/** One filter; every finding has to pass all of them. */
export type FilterName = Exclude<keyof FindingFilters, 'children'>;
export type Predicate = (finding: ServedFinding) => boolean;

/** What is shown when the status is left out. */
const CURRENT: FindingStatus[] = ['new', 'open', 'regressed'];

/**
 * The filters of a query as predicates, those that were left out missing. Values are refs in any case.
 */
export function predicatesOf(
  filters: FindingFilters,
  index: FindingIndex,
): Map<FilterName, Predicate> {
  const predicates = new Map<FilterName, Predicate>();
  const add = (
    name: FilterName,
    values: readonly string[] | undefined,
    test: (wanted: ReadonlySet<string>) => Predicate,
  ) => {
    if (values && values.length > 0) {
      predicates.set(
        name,
        test(new Set(values.map(v => v.toLocaleLowerCase('en-US')))),
      );
    }
  };

  const withParents = filters.children ?? true;
  add('team', filters.team, wanted => finding => {
    const traits = index.of(finding);
    return intersects(
      withParents ? traits.teamsAndParents : traits.teams,
      wanted,
    );
  });
  add('category', filters.category, wanted => f => wanted.has(f.dto.category));
  add('severity', filters.severity, wanted => f => wanted.has(f.dto.severity));
  add(
    'status',
    filters.status ?? CURRENT,
    wanted => f => wanted.has(f.dto.status),
  );
  add(
    'standing',
    filters.standing,
    wanted => f => wanted.has(f.dto.standing?.state ?? ''),
  );
  add(
    'rule',
    filters.rule,
    wanted => f => wanted.has(f.dto.rule.toLocaleLowerCase('en-US')),
  );
  add(
    'system',
    filters.system,
    wanted => f => intersects(index.of(f).systems, wanted),
  );
  add(
    'domain',
    filters.domain,
    wanted => f => intersects(index.of(f).domains, wanted),
  );
  add(
    'entity',
    filters.entity,
    wanted => f => intersects(index.of(f).entities, wanted),
  );
  const { grade, q } = filters;
  if (grade) {
    const weakest = GRADES.indexOf(grade);
    predicates.set('grade', finding => index.of(finding).grade <= weakest);
  }
  if (q && q.trim() !== '') {
    const text = q.trim().toLocaleLowerCase('en-US');
    predicates.set('q', finding => index.of(finding).text.includes(text));
  }
  return predicates;
}

/** The findings that pass every predicate, one of them left out when named. */
export function select(
  findings: ServedFinding[],
  predicates: Map<FilterName, Predicate>,
  except?: FilterName,
): ServedFinding[] {
  const tests = [...predicates]
    .filter(([name]) => name !== except)
    .map(([, test]) => test);
  return findings.filter(finding => tests.every(test => test(finding)));
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const value of few) {
    if (many.has(value)) {
      return true;
    }
  }
  return false;
}
