import type {
  ProblemPage,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import { pageOf } from './paging';
import type { ServedSnapshot } from './ServedSnapshot';
import type { Audience } from './visibility';

/** A page of the defects of the map itself. Those that name no entity are for readers of the whole catalog. */
export function listProblems(
  served: ServedSnapshot,
  audience: Audience,
  query: QueryOf<'listProblems'>,
): ProblemPage {
  const all = served.analysis.problems;
  const visible = served.visibleTo(audience);
  const seen = all.filter(({ ref }) =>
    ref === undefined ? audience === 'everything' : visible(ref),
  );
  const text = query.q?.trim().toLocaleLowerCase('en-US') ?? '';
  const found = seen.filter(problem =>
    [problem.message, problem.ref, problem.file, problem.key, problem.code]
      .join('\n')
      .toLocaleLowerCase('en-US')
      .includes(text),
  );
  return { ...pageOf(found, query), hidden: all.length - seen.length };
}
