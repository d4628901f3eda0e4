import type {
  Count,
  Finding,
  FindingPage,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  claimById,
  claimPage,
  clocks,
  register,
} from '../independence/__fixtures__/harborClaims';
import {
  evidence,
  observationPage,
  scorecardOf,
  scorecardPage,
} from '../scorecard/__fixtures__/harborScorecards';
import {
  findings,
  interfacePage,
  interfaces,
  overview,
  resolvedFinding,
  sharedDependencyPage,
  status,
  teams,
} from './harbor';
import { UNDECIDED } from './harborDecisions';

/** What a request is answered with. */
export interface Answer {
  status: number;
  body: unknown;
}

const SEVERITY_ORDER = ['critical', 'high', 'medium', 'low', 'info'];

/** More than the filter rail shows at first. */
const SYSTEMS: Count[] = [
  'Storefront',
  'Ordering',
  'Money',
  'Sign-in',
  'Finding',
  'Warehouse',
  'Refunds',
].map((title, i) => ({
  value: `system:default/${title.toLocaleLowerCase('en-US')}`,
  count: 9 - i,
  title,
}));

function tally(values: string[]): Count[] {
  const counts = new Map<string, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].map(([value, count]) => ({ value, count }));
}

function withParents(refs: string[]): string[] {
  return [
    ...new Set(
      refs.flatMap(ref => [
        ref,
        ...teams
          .filter(team => team.ref === ref)
          .flatMap(team => team.parent ?? []),
      ]),
    ),
  ];
}

function matches(finding: Finding, search: URLSearchParams): boolean {
  const among = (name: string, values: string[]) =>
    search.getAll(name).length === 0 ||
    search.getAll(name).some(value => values.includes(value));
  const named = search
    .getAll('team')
    .flatMap(ref => [
      ref,
      ...(teams.find(team => team.ref === ref)?.children ?? []),
    ]);
  const statuses = search.getAll('status');
  return (
    (named.length === 0 || named.some(ref => finding.teams.includes(ref))) &&
    among('category', [finding.category]) &&
    among('severity', [finding.severity]) &&
    among('rule', [finding.rule]) &&
    among('standing', [finding.standing?.state ?? 'undecided']) &&
    among('entity', [...finding.subjects, ...finding.chain]) &&
    (statuses.length > 0
      ? statuses.includes(finding.status)
      : finding.status !== 'resolved') &&
    finding.title
      .toLocaleLowerCase('en-US')
      .includes((search.get('q') ?? '').toLocaleLowerCase('en-US'))
  );
}

function findingPage(search: URLSearchParams): FindingPage {
  const all = [...findings, resolvedFinding].filter(each =>
    matches(each, search),
  );
  const by = search.get('sort') ?? 'severity';
  const sorted = [...all].sort((a, b) =>
    by.endsWith('age')
      ? b.firstSeen.localeCompare(a.firstSeen)
      : SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity),
  );
  const ordered = by.startsWith('-') ? sorted.reverse() : sorted;
  const limit = Number(search.get('limit') ?? 25);
  const from = Number(search.get('cursor') ?? 0);
  const critical = all.filter(each => each.severity === 'critical').length;
  return {
    items: ordered.slice(from, from + limit),
    total: all.length,
    headline: `${all.length} open risks, ${critical} of them critical`,
    ...(from + limit < all.length ? { nextCursor: String(from + limit) } : {}),
    hidden: 0,
    facets: {
      team: tally(all.flatMap(each => withParents(each.teams))),
      category: tally(all.map(each => each.category)),
      severity: tally(all.map(each => each.severity)),
      status: tally(all.map(each => each.status)),
      standing: tally(all.map(each => each.standing?.state ?? UNDECIDED.state)),
      grade: [
        { value: 'tested', count: 1 },
        { value: 'observed', count: 1 },
        { value: 'declared', count: all.length - 1 },
        { value: 'inferred', count: all.length },
      ],
      rule: tally(all.map(each => each.rule)),
      system: SYSTEMS,
      domain: [{ value: 'domain:default/retail', count: 11, title: 'Retail' }],
    },
  };
}

function refused(statusCode: number, name: string, message: string): Answer {
  return {
    status: statusCode,
    body: { error: { name, message }, response: { statusCode } },
  };
}

/** Answers as the coupling backend would about Harbor; the path is what follows `/api/coupling`. */
export function fakeBackend(path: string, search: URLSearchParams): Answer {
  const ok = (body: unknown): Answer => ({ status: 200, body });
  switch (path) {
    case '/v1/status':
      return ok(status);
    case '/v1/analyses':
      return { status: 202, body: status };
    case '/v1/teams':
      return ok({ items: teams });
    case '/v1/overview':
      return ok(overview);
    case '/v1/findings':
      return ok(findingPage(search));
    case '/v1/findings/export':
      return ok(findings);
    case '/v1/shared-dependencies': {
      const layer = search.get('layer');
      const items = sharedDependencyPage.items.filter(
        each =>
          (!layer || each.layer === layer) &&
          (search.get('defeating') !== 'true' || each.defeats.length > 0),
      );
      return ok({ ...sharedDependencyPage, items, total: items.length });
    }
    case '/v1/claims': {
      const by = search.get('defeatedBy');
      const items = claimPage.items.filter(
        each => !by || each.defeatedBy.some(({ ref }) => ref === by),
      );
      return ok({ ...claimPage, items, total: items.length });
    }
    case '/v1/claims/by-id': {
      const claim = claimById(search.get('id'));
      return claim ? ok(claim) : refused(404, 'NotFoundError', 'No such claim');
    }
    case '/v1/independence':
      return ok(register);
    case '/v1/clocks':
      return ok(clocks);
    case '/v1/scorecards':
      return ok(scorecardPage(search));
    case '/v1/scorecards/by-ref': {
      const scorecard = scorecardOf(search.get('ref'));
      return scorecard
        ? ok(scorecard)
        : refused(404, 'NotFoundError', 'No such scorecard');
    }
    case '/v1/series':
      return ok({ items: [], mayRun: true });
    case '/v1/evidence':
      return ok(evidence);
    case '/v1/observations':
      return ok(observationPage(search));
    case '/v1/interfaces': {
      const lacking = search.get('lacking');
      const items = interfaces.filter(
        each =>
          (lacking !== 'contract' || each.contract !== 'stated') &&
          (lacking !== 'api' || !each.viaApi),
      );
      return ok({ ...interfacePage, items, total: items.length });
    }
    default: {
      if (/^\/v1\/findings\/[^/]+\/decisions$/.test(path)) {
        return ok({ items: [], standing: UNDECIDED, may: [] });
      }
      const id = /^\/v1\/findings\/([^/]+)$/.exec(path)?.[1];
      const found = [...findings, resolvedFinding].find(each => each.id === id);
      return found
        ? ok(found)
        : refused(404, 'NotFoundError', `No such thing: ${path}`);
    }
  }
}
