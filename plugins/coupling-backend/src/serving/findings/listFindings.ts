import type {
  FindingPage,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import { rangeOf, withCursor } from '../paging';
import type { ServedSnapshot } from '../ServedSnapshot';
import type { ServedFinding } from './types';
import type { Audience } from '../visibility';
import type { FindingIndex } from './FindingIndex';
import type { FindingFilters } from './FindingTable';
import { headlineOf } from './headline';

/** A page of findings with the counts for each filter. */
export function listFindings(
  served: ServedSnapshot,
  index: FindingIndex,
  audience: Audience,
  query: QueryOf<'listFindings'>,
): FindingPage {
  const table = served.tableFor(audience, index);
  const selection = table.select(query);
  const range = rangeOf(query);
  const items = table.page(selection, query.sort ?? 'severity', range);
  return {
    ...withCursor({ items, total: selection.count }, range.offset),
    items: items.map(finding => finding.dto),
    headline: headlineOf(table, selection, query, index),
    facets: table.facets(selection, query.children ?? true),
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
  const table = served.tableFor(audience, index);
  return table.all(table.select(filters));
}
