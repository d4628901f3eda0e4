import type { QueryOf } from '@posiwid/backstage-plugin-coupling-common';
import { STANDINGS } from '../../decision/standingWords';
import { choice, choices, list, optional, page, text } from '../../url/params';
import { SCOPE, scopeQuery } from '../../url/scope';
import type { UrlState } from '../../url/useUrlState';
import { CATEGORIES, GRADES, SEVERITIES, STATUSES } from '../../words';

/** Orders that the backend offers; `-` turns one round. */
export const SORTS = [
  'severity',
  '-severity',
  'age',
  '-age',
  'title',
  '-title',
] as const;

export type Sort = (typeof SORTS)[number];

/** Rows on one page. */
export const PAGE_SIZE = 25;

/** Everything that decides what the Risks page shows. */
export const RISK_PARAMS = {
  ...SCOPE,
  category: choices(CATEGORIES),
  severity: choices(SEVERITIES),
  status: choices(STATUSES),
  standing: choices(STANDINGS),
  holder: list(),
  rule: list(),
  system: list(),
  domain: list(),
  entity: list(),
  grade: choice(['', ...GRADES] as const, ''),
  q: text(),
  sort: choice<Sort>(SORTS, 'severity'),
  page: page(),
  cursor: optional(),
};

export type RiskFilters = UrlState<typeof RISK_PARAMS>;

/** Back to the first page: what every change of a filter needs. */
export const FIRST_PAGE = { page: 1, cursor: undefined } as const;

const ifAny = <T>(values: T[]): T[] | undefined =>
  values.length > 0 ? values : undefined;

/** The filters as REST takes them, without order and page; what filters nothing is left out. */
export function filterQuery(
  filters: RiskFilters,
): Omit<QueryOf<'exportFindings'>, 'format'> {
  const query = {
    ...scopeQuery(filters),
    category: ifAny(filters.category),
    severity: ifAny(filters.severity),
    status: ifAny(filters.status),
    standing: ifAny(filters.standing),
    holder: ifAny(filters.holder),
    rule: ifAny(filters.rule),
    system: ifAny(filters.system),
    domain: ifAny(filters.domain),
    entity: ifAny(filters.entity),
    grade: filters.grade || undefined,
    q: filters.q || undefined,
  };
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined),
  );
}

/** The filters as REST takes them for one page of the list. */
export function pageQuery(filters: RiskFilters): QueryOf<'listFindings'> {
  return {
    ...filterQuery(filters),
    sort: filters.sort,
    limit: PAGE_SIZE,
    ...(filters.cursor ? { cursor: filters.cursor } : {}),
  };
}

/** Whether anything but the order is set. */
export function isFiltered(filters: RiskFilters): boolean {
  return Object.keys(filterQuery(filters)).length > 0;
}

/** Every filter off; the order stays. */
export const NO_FILTERS: Partial<RiskFilters> = {
  ...FIRST_PAGE,
  team: [],
  children: true,
  category: [],
  severity: [],
  status: [],
  standing: [],
  holder: [],
  rule: [],
  system: [],
  domain: [],
  entity: [],
  grade: '',
  q: '',
};
