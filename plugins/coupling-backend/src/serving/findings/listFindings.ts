import type {
  FindingPage,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import { pageOf } from '../paging';
import type { ServedFinding, ServedSnapshot } from '../ServedSnapshot';
import type { Audience } from '../visibility';
import { facetsOf } from './facets';
import { predicatesOf, select, type FindingFilters } from './filters';
import type { FindingIndex } from './FindingIndex';
import { headlineOf } from './headline';
import { inOrder } from './order';

/** A page of findings with the counts for each filter. */
export function listFindings(
  served: ServedSnapshot,
  index: FindingIndex,
  audience: Audience,
  query: QueryOf<'listFindings'>,
): FindingPage {
  const findings = served.findingsFor(audience);
  const predicates = predicatesOf(query, index);
  const selected = select(findings, predicates);
  const page = pageOf(inOrder(selected, query.sort), query);
  return {
    ...page,
    items: page.items.map(finding => finding.dto),
    headline: headlineOf(selected, query, index),
    facets: facetsOf(findings, predicates, index, query.children ?? true),
    // Not of those that pass the filters: a search that finds nothing must not tell whether there is something to find.
    hidden: served.hiddenFrom(audience),
  };
}

/** All findings that pass the filters, worst first. */
export function selectFindings(
  served: ServedSnapshot,
  index: FindingIndex,
  audience: Audience,
  filters: FindingFilters,
): ServedFinding[] {
  const predicates = predicatesOf(filters, index);
  return inOrder(select(served.findingsFor(audience), predicates));
}
