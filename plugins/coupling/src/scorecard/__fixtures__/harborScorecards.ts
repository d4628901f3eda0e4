import type {
  EmergentProperty,
  EvidenceHealth,
  Observation,
  ObservationPage,
  PromiseView,
  Scorecard,
  ScorecardPage,
  ScorecardRow,
} from '@posiwid/backstage-plugin-coupling-common';
import { entity, team } from '../../map/__fixtures__/parts';

const checkout = team('checkout', 'Checkout');
const payments = team('payments', 'Payments');
const delivery = team('delivery', 'Delivery');
const platformTeam = team('runtime-platform', 'Runtime Platform');

const configPush = entity('component:default/config-push', [platformTeam]);
const checkoutApi = entity('component:default/checkout-api', [checkout]);
const gateway = entity('component:default/payments-gateway', [payments]);
const retailClient = entity('component:default/retail-client', [payments]);
const ciPipeline = entity('component:default/ci-pipeline', [delivery]);
const searchApi = entity('component:default/search-api', [
  team('search', 'Search'),
]);
const dashboards = entity('component:default/dashboards', [platformTeam]);
const ordersEvents = entity('api:default/orders-events', [checkout]);

/** `2025-12` to `2026-11`. */
export const MONTHS = Array.from({ length: 12 }, (_, i) =>
  new Date(Date.UTC(2025, 11 + i, 1)).toISOString().slice(0, 7),
);

const lost = [2, 4, 45, 3, 6, 2, 8, 3, 5, 4, 55, 24];

const availability: PromiseView = {
  claim: 'availability >= 99.95% over 30d',
  title: 'Survives loss of a region',
  measure: 'availability',
  verdict: 'contradicted',
  words: '3 of 12 months over',
  grade: 'tested',
  newest: '2026-11-06T10:40:00Z',
  working: [
    '7 incidents over 365 d, 162 min lost',
    '3 of 12 months lost more than 21.6 min',
  ],
  evidence: [
    { source: 'pager', id: 'INC-2207' },
    { source: 'pager', id: 'INC-2291' },
  ],
  observations: 7,
  picture: {
    kind: 'months',
    months: MONTHS.map((month, i) => ({ month, minutes: lost[i] })),
    promised: 21.6,
    marks: [
      { at: '2026-02-12T09:00:00Z', minutes: 41, text: 'all 5 regions' },
      { at: '2026-10-13T09:00:00Z', minutes: 52, text: 'through identity' },
      { at: '2026-11-06T10:17:00Z', minutes: 23, text: 'all 5 regions' },
    ],
  },
  indicts: {
    way: [checkoutApi, configPush],
    by: 'failure',
    others: [gateway],
    words: 'all 5 regions within 40 s; on 13 Oct through identity',
  },
  move: {
    kind: 'staged-rollout',
    leverage: 'rule',
    text: 'Check between regions',
    target: configPush.ref,
    findings: ['a', 'b', 'c', 'd', 'e', 'f'],
    severities: [],
    teams: [],
  },
  findings: ['purpose-contradicted:checkout'],
};

const apart = new Set([3, 9, 14, 15, 22]);

const lockStep: PromiseView = {
  claim: 'deploys independently',
  title: 'Each team ships on its day',
  measure: 'deploys-independently',
  of: { ref: 'system:default/storefront', title: 'Storefront' },
  verdict: 'contradicted',
  words: '21 of 26 hours; by chance 4 to 9',
  grade: 'observed',
  newest: '2026-11-20T09:40:00Z',
  working: ['checkout-api and payments-gateway: 21 of 26 hours shared'],
  evidence: [{ source: 'pipeline', id: '581' }],
  observations: 47,
  picture: {
    kind: 'pair',
    one: 'checkout-api',
    other: 'payments-gateway',
    hours: Array.from({ length: 26 }, (_, i) => ({
      at: new Date(Date.UTC(2026, 4, 4 + 7 * i, 9)).toISOString(),
      one: !apart.has(i) || i % 2 === 0,
      other: !apart.has(i) || i % 2 === 1,
    })),
  },
  indicts: {
    way: [checkoutApi, retailClient],
    by: 'change',
    others: [gateway],
    words: 'checkout-api and payments-gateway take its changes',
  },
  move: {
    kind: 'split',
    leverage: 'feedback',
    text: 'Split wire format from client',
    target: retailClient.ref,
    findings: ['lock-step:1', 'lock-step:2'],
    severities: [],
    teams: [],
  },
  findings: [],
};

const freeze: PromiseView = {
  claim: 'no freeze over 90d',
  title: 'Safe to ship any weekday',
  measure: 'no-freeze',
  of: { ref: 'system:default/delivery', title: 'Delivery' },
  verdict: 'contradicted',
  words: '2 of 136 on a Friday',
  grade: 'observed',
  newest: '2026-11-17T09:40:00Z',
  working: ['136 deployments on working days, 2 of them on a Friday'],
  evidence: [],
  observations: 136,
  picture: { kind: 'weekdays', counts: [31, 38, 36, 29, 2, 0, 0], frozen: [4] },
  indicts: {
    way: [checkoutApi, ciPipeline],
    by: 'delivery',
    others: [],
    words: '23 components ship through it',
  },
  move: {
    kind: 'rollback',
    leverage: 'rule',
    text: 'Roll back in the pipeline',
    target: ciPipeline.ref,
    findings: [],
    severities: [],
    teams: [],
  },
  findings: [],
};

const recovery: PromiseView = {
  claim: 'recovers within 1h over 90d',
  title: 'Back within the hour',
  measure: 'recovers-within',
  verdict: 'kept',
  words: '5 of 5 incidents',
  grade: 'observed',
  newest: '2026-11-06T10:40:00Z',
  working: ['5 incidents, the longest took 52 min'],
  evidence: [{ source: 'pager', id: 'INC-2291' }],
  observations: 5,
  picture: {
    kind: 'durations',
    promised: 60,
    items: [8, 12, 23, 33, 52].map((minutes, i) => ({
      at: new Date(Date.UTC(2026, 8, 1 + 12 * i, 9)).toISOString(),
      minutes,
      text: `INC-22${i}0`,
      over: false,
    })),
  },
  findings: [],
};

const isolated: PromiseView = {
  claim: 'isolated from component:default/search-api',
  title: 'Works while search-api is down',
  measure: 'isolated-from',
  verdict: 'unproven',
  words: 'nothing tested it yet',
  working: ['no incident of search-api and no drill in 365 d'],
  evidence: [],
  observations: 0,
  picture: {
    kind: 'no-data',
    why: 'nothing tested it yet',
    counts: [
      { what: 'drills', count: 0 },
      { what: 'incidents', count: 0 },
    ],
  },
  indicts: {
    way: [checkoutApi, searchApi],
    by: 'failure',
    others: [],
    words: 'checkout-web calls it; soft only by declaration',
  },
  findings: [],
};

const properties: EmergentProperty[] = [
  {
    id: 'availability',
    value: 0.9997,
    words: '162 min lost',
    trend: MONTHS.map((month, i) => ({ month, value: 1 - lost[i] / 43200 })),
    points: [],
    drivers: [{ entity: configPush, detail: '64 of 162 min' }],
    worst: {
      entity: checkoutApi,
      value: 0.9991,
      words: '380 min lost',
    },
    observations: 7,
  },
  {
    id: 'blast-radius',
    value: 14,
    words: 'of 64 entities, 4 teams',
    trend: MONTHS.map((month, i) => ({
      month,
      value: [9, 9, 9, 10, 10, 10, 11, 12, 12, 14, 14, 14][i],
    })),
    points: [],
    drivers: [{ entity: ordersEvents, detail: '9 to 14' }],
    observations: 0,
  },
  {
    id: 'change-safety',
    value: 0.18,
    words: 'fail; 13–26 % at 136 deployments',
    interval: { low: 0.13, high: 0.26 },
    trend: MONTHS.map((month, i) => ({
      month,
      value: 0.15 + (i % 4) * 0.01,
      interval: { low: 0.11 + (i % 4) * 0.01, high: 0.21 + (i % 4) * 0.01 },
    })),
    points: [],
    drivers: [{ entity: retailClient, detail: '11 of 25' }],
    observations: 136,
  },
  {
    id: 'recovery',
    value: 23,
    words: 'median; 8–52 in 7',
    interval: { low: 8, high: 52 },
    trend: MONTHS.map(month => ({ month })),
    points: [41, 12, 8, 33, 23, 52, 23].map((value, i) => ({
      at: new Date(Date.UTC(2026, 1 + i, 12)).toISOString(),
      value,
    })),
    drivers: [{ entity: dashboards, detail: 'needs identity' }],
    observations: 7,
  },
  {
    id: 'velocity',
    words: '',
    trend: MONTHS.map(month => ({ month })),
    points: [],
    drivers: [],
    observations: 0,
    noData: 'no deployment was observed',
  },
];

/** Checkout of Harbor: three promises contradicted, one kept, one that nothing tested. */
export const checkoutScorecard: Scorecard = {
  ref: 'system:default/checkout',
  kind: 'system',
  title: 'Checkout',
  teams: [checkout],
  within: [
    { ref: 'domain:default/commerce', title: 'Commerce', how: 'part of' },
    { ref: 'system:default/delivery', title: 'Delivery', how: 'ships through' },
  ],
  stated: {
    text: 'Take an order from any shopper, even with a region gone, and let each team ship on its own day.',
    by: [checkout],
    confirmedAt: '2026-06-04T08:00:00Z',
  },
  does: 'Stops whenever config-push does, ships with payments-gateway, rests on Fridays.',
  clauses: [
    { text: 'stops whenever config-push does', promise: 0 },
    { text: 'ships with payments-gateway', promise: 1 },
    { text: 'rests on Fridays', promise: 2 },
  ],
  read: {
    from: '2025-12-01T00:00:00Z',
    to: '2026-11-20T09:40:00Z',
    counts: [
      { value: 'incidents', count: 7 },
      { value: 'deployments', count: 580 },
    ],
  },
  verdicts: { contradicted: 3, expired: 0, unproven: 1, kept: 1 },
  promises: [availability, isolated, recovery, lockStep, freeze],
  members: [],
  properties,
  mechanisms: {
    couplings: 18,
    rows: (
      [
        ['timeout', 11, 7, 0, 0],
        ['retry-budget', 0, 0, 2, 16],
        ['circuit-breaker', 3, 9, 2, 4],
        ['bulkhead', 0, 0, 4, 14],
        ['load-shedding', 0, 2, 0, 16],
        ['progressive-delivery', 9, 4, 0, 5],
        ['automatic-rollback', 0, 0, 1, 17],
        ['kill-switch', 2, 0, 3, 13],
      ] as const
    ).map(([mechanism, observed, inherited, stated, unknown]) => ({
      mechanism,
      observed,
      inherited,
      stated,
      unknown,
    })),
  },
  omissions: [
    {
      what: 'calls',
      missing: 60,
      of: 166,
      text: 'calls below one minute',
    },
  ],
  hidden: 0,
};

export const checkoutRow: ScorecardRow = {
  ref: checkoutScorecard.ref,
  kind: 'system',
  title: 'Checkout',
  teams: [checkout],
  stated: checkoutScorecard.stated?.text,
  does: checkoutScorecard.does,
  verdicts: checkoutScorecard.verdicts,
  worst: 'contradicted',
  indicted: [configPush, retailClient, ciPipeline],
};

const rows: ScorecardRow[] = [
  checkoutRow,
  {
    ref: 'system:default/delivery',
    kind: 'system',
    title: 'Delivery',
    teams: [delivery],
    stated: 'Ship any change, any day, and take it back in minutes.',
    does: 'Rests on Fridays.',
    verdicts: { contradicted: 1, expired: 1, unproven: 0, kept: 0 },
    worst: 'contradicted',
    indicted: [ciPipeline],
  },
  {
    ref: 'component:default/ledger',
    kind: 'entity',
    title: 'ledger',
    teams: [payments],
    stated: 'Every order once.',
    does: 'Nothing was observed that speaks for or against it.',
    verdicts: { contradicted: 0, expired: 0, unproven: 2, kept: 0 },
    worst: 'unproven',
    indicted: [],
  },
];

/** The list of Harbor, as the backend narrows it. */
export function scorecardPage(search: URLSearchParams): ScorecardPage {
  const verdicts = search.getAll('verdict');
  const kinds = search.getAll('kind');
  const teams = search.getAll('team');
  const q = (search.get('q') ?? '').toLocaleLowerCase('en-US');
  const items = rows.filter(
    row =>
      (verdicts.length === 0 ||
        verdicts.some(each => row.verdicts[each as 'kept'] > 0)) &&
      (kinds.length === 0 || kinds.includes(row.kind)) &&
      (teams.length === 0 ||
        row.teams.some(({ ref }) => teams.includes(ref))) &&
      row.title.toLocaleLowerCase('en-US').includes(q),
  );
  return {
    items,
    total: items.length,
    hidden: 0,
    headline:
      '4 of 9 promises are contradicted; config-push breaks more of them than anything else',
    verdicts: { contradicted: 4, expired: 1, unproven: 3, kept: 1 },
    unstated: 12,
    omissions: [],
  };
}

/** One component in Checkout, as its page shows it. */
export const checkoutApiScorecard: Scorecard = {
  ...checkoutScorecard,
  ref: checkoutApi.ref,
  kind: 'entity',
  title: 'checkout-api',
  within: [
    { ref: 'system:default/checkout', title: 'Checkout', how: 'part of' },
  ],
};

/** Rolled up: nothing is stated by a team, what it owns does. */
export const teamScorecard: Scorecard = {
  ...checkoutScorecard,
  ref: 'group:default/checkout',
  kind: 'team',
  within: [],
  stated: undefined,
  does: '1 of the 1 that it states a purpose for breaks a promise.',
  clauses: [],
  promises: [],
  members: [checkoutRow],
};

export const platformScorecard: Scorecard = {
  ...teamScorecard,
  ref: 'platform',
  kind: 'platform',
  title: 'The whole platform',
  teams: [],
  members: rows,
  mechanisms: {
    couplings: 166,
    rows: [
      {
        mechanism: 'timeout',
        observed: 40,
        inherited: 30,
        stated: 6,
        unknown: 90,
      },
    ],
  },
};

/** Of a component that nobody said anything about. */
export const unstatedScorecard: Scorecard = {
  ...checkoutApiScorecard,
  stated: undefined,
  does: 'Nothing was observed.',
  clauses: [],
  read: { counts: [] },
  verdicts: { contradicted: 0, expired: 0, unproven: 0, kept: 0 },
  promises: [],
};

export function scorecardOf(ref: string | null): Scorecard | undefined {
  return [
    checkoutScorecard,
    checkoutApiScorecard,
    teamScorecard,
    platformScorecard,
  ].find(each => each.ref === ref);
}

const observations: Observation[] = [
  {
    source: 'pager',
    id: 'INC-2291',
    kind: 'incident',
    at: '2026-10-13T09:52:00Z',
    receivedAt: '2026-10-13T09:53:00Z',
    about: [
      { ref: checkoutApi.ref, known: true },
      { ref: 'component:default/old-cart', known: false },
    ],
    fields: {
      startedAt: '2026-10-13T09:00:00Z',
      resolvedAt: '2026-10-13T09:52:00Z',
      severity: 'sev1',
      postmortem: 'https://wiki.test/INC-2291',
      // eslint-disable-next-line no-script-url
      trigger: 'javascript:alert(1)',
    },
  },
  {
    source: 'pipeline',
    id: '581',
    kind: 'deployment',
    at: '2026-11-20T09:40:00Z',
    receivedAt: '2026-11-20T09:40:05Z',
    about: [{ ref: checkoutApi.ref, known: true }],
    fields: { outcome: 'succeeded', version: '4.2.0' },
  },
];

/** Observations as the backend narrows them. */
export function observationPage(search: URLSearchParams): ObservationPage {
  const among = (name: string, values: string[]) =>
    search.getAll(name).length === 0 ||
    search.getAll(name).some(value => values.includes(value));
  const items = observations.filter(
    each =>
      among('kind', [each.kind]) &&
      among('source', [each.source]) &&
      among('id', [each.id]) &&
      among(
        'entity',
        each.about.map(({ ref }) => ref),
      ),
  );
  return { items, hidden: 1 };
}

export const evidence: EvidenceHealth = {
  collectors: [
    {
      id: 'prometheus',
      title: 'Prometheus',
      state: 'failing',
      scheduled: true,
      lastSpokeAt: '2026-11-18T02:00:00Z',
      lastRunAt: '2026-11-20T02:00:00Z',
      lastOkAt: '2026-11-18T02:00:00Z',
      retryAt: '2026-11-20T18:00:00Z',
      failures: 3,
      stored: 240,
      unchanged: 12,
      refused: 0,
      problems: [
        { at: '2026-11-20T02:00:00Z', message: 'server is not reachable' },
      ],
    },
    {
      id: 'cdevents',
      title: 'CDEvents',
      state: 'never',
      scheduled: false,
      failures: 0,
      stored: 0,
      unchanged: 0,
      refused: 0,
      problems: [],
    },
  ],
  sources: [
    {
      source: 'pager',
      state: 'ok',
      observations: 7,
      firstAt: '2025-12-14T00:00:00Z',
      lastAt: '2026-11-06T10:40:00Z',
      lastReceivedAt: '2026-11-06T10:41:00Z',
      kinds: [{ kind: 'incident', count: 7 }],
      refused: 1,
      problems: [
        {
          at: '2026-11-06T10:41:00Z',
          message: 'INC-2300: resolvedAt is before startedAt',
        },
      ],
    },
    {
      source: 'pipeline',
      state: 'ok',
      observations: 580,
      firstAt: '2025-12-01T00:00:00Z',
      lastAt: '2026-11-20T09:40:00Z',
      lastReceivedAt: '2026-11-20T09:40:05Z',
      kinds: [
        { kind: 'deployment', count: 578 },
        { kind: 'freeze', count: 2 },
      ],
      refused: 0,
      problems: [],
    },
  ],
  observations: 587,
  maximum: 5_000_000,
  silentAfterDays: 14,
  maySend: false,
  hidden: 2,
};
