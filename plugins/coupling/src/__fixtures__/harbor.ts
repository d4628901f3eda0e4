import type {
  AnalysisInfo,
  EntitySummary,
  Finding,
  Interface,
  InterfacePage,
  Overview,
  SharedDependency,
  SharedDependencyPage,
  Status,
  TeamRef,
  TeamSummary,
} from '@posiwid/backstage-plugin-coupling-common';

/** Answers of the coupling backend about Harbor, an invented organisation, for tests and the plugin's own dev app. */

function team(name: string, title: string): TeamRef {
  return { ref: `group:default/${name}`, title, standing: 'living' };
}

export const TEAMS = {
  checkout: team('checkout', 'Checkout'),
  payments: team('payments', 'Payments'),
  catalogSearch: team('catalog-search', 'Catalog & Search'),
  fulfilment: team('fulfilment', 'Fulfilment'),
  runtime: team('runtime-platform', 'Runtime Platform'),
  data: team('data-platform', 'Data Platform'),
  identity: team('identity', 'Identity'),
  observability: team('observability', 'Observability'),
  legacy: {
    ref: 'group:default/commerce-legacy',
    title: 'commerce-legacy',
    standing: 'unknown',
  } as TeamRef,
};

function summary(
  teamRef: TeamRef,
  open: number,
  critical: number,
  parent: string,
): TeamSummary {
  return {
    ...teamRef,
    parent: `group:default/${parent}`,
    children: [],
    owns: 8,
    open,
    critical,
  };
}

export const teams: TeamSummary[] = [
  {
    ...team('commerce', 'Commerce'),
    children: [
      'group:default/checkout',
      'group:default/payments',
      'group:default/catalog-search',
      'group:default/fulfilment',
    ],
    owns: 0,
    open: 8,
    critical: 2,
  },
  summary(TEAMS.checkout, 6, 2, 'commerce'),
  summary(TEAMS.payments, 5, 1, 'commerce'),
  summary(TEAMS.catalogSearch, 2, 0, 'commerce'),
  summary(TEAMS.fulfilment, 3, 0, 'commerce'),
  {
    ...team('platform', 'Platform'),
    children: [
      'group:default/runtime-platform',
      'group:default/data-platform',
      'group:default/identity',
      'group:default/observability',
    ],
    owns: 0,
    open: 7,
    critical: 3,
  },
  summary(TEAMS.runtime, 4, 1, 'platform'),
  summary(TEAMS.data, 3, 0, 'platform'),
  summary(TEAMS.identity, 3, 2, 'platform'),
  summary(TEAMS.observability, 1, 1, 'platform'),
  {
    ref: 'none',
    title: 'no owner',
    standing: 'placeholder',
    children: [],
    owns: 2,
    open: 2,
    critical: 0,
  },
];

export const analysis: AnalysisInfo = {
  id: 'analysis-1',
  at: '2026-11-23T09:40:00.000Z',
  ageSeconds: 720,
  durationMs: 84,
  entities: 64,
  couplings: 166,
  teams: 8,
  systems: 11,
  domains: 3,
  digest: 'sha256:5b1c',
  problems: 2,
  propagationCost: 0.21,
};

export const status: Status = { analysis, stale: false, mayAnalyse: true };

export function entity(
  ref: string,
  teamRefs: TeamRef[],
  type?: string,
): EntitySummary {
  const [kind, rest] = ref.split(':');
  return { ref, kind, name: rest.split('/')[1], type, teams: teamRefs };
}

const DAY = 24 * 3600 * 1000;

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString();
}

/** A finding with everything that most findings have alike. */
export function finding(
  own: Pick<Finding, 'id' | 'rule' | 'category' | 'severity' | 'title'> &
    Partial<Finding> & { days?: number },
): Finding {
  const { days = 30, ...rest } = own;
  return {
    score: 0.5,
    why: ['reach 20 of 64 entities: +3', 'teams 4 of 8: +2'],
    summary: '',
    subjects: [],
    related: [],
    teams: [],
    chain: [],
    steps: [],
    evidence: [
      {
        grade: 'declared',
        source: 'catalog',
        at: daysAgo(days),
        detail: 'dependsOn',
      },
    ],
    interventions: [],
    status: 'open',
    firstSeen: daysAgo(days),
    lastSeen: daysAgo(0),
    ...rest,
  };
}

const configPush: Finding = finding({
  id: 'hub-4a1c',
  rule: 'hub',
  category: 'shared-dependency',
  severity: 'critical',
  title: 'config-push fells 48 of 64 entities in all 8 teams',
  summary:
    'Everything that reads a flag on each request stops with it; 4 more degrade.',
  subjects: ['component:default/config-push'],
  related: [
    'component:default/feature-flags',
    'component:default/checkout-api',
    'component:default/cart',
    'component:default/ledger',
  ],
  teams: [
    TEAMS.runtime.ref,
    TEAMS.checkout.ref,
    TEAMS.payments.ref,
    TEAMS.identity.ref,
    TEAMS.data.ref,
  ],
  chain: [
    'component:default/config-push',
    'component:default/feature-flags',
    'component:default/checkout-api',
    'system:default/checkout',
  ],
  steps: [
    {
      ref: 'component:default/config-push',
      teams: [TEAMS.runtime.ref],
      coupling: 'pushes each change everywhere at once',
      grade: 'observed',
    },
    {
      ref: 'component:default/feature-flags',
      teams: [TEAMS.runtime.ref],
      coupling: 'read on every request, hard',
      grade: 'declared',
    },
    {
      ref: 'component:default/checkout-api',
      teams: [TEAMS.checkout.ref],
      coupling: 'is part of',
      grade: 'declared',
    },
    { ref: 'system:default/checkout', teams: [TEAMS.checkout.ref] },
  ],
  evidence: [
    {
      grade: 'tested',
      source: 'incidents',
      at: daysAgo(17),
      detail: 'INC-2317 stopped all five regions for 23 min',
    },
    {
      grade: 'declared',
      source: 'catalog',
      at: daysAgo(103),
      detail: 'feature-flags dependsOn config-push',
    },
  ],
  interventions: [
    {
      kind: 'stage-changes',
      leverage: 'rule',
      text: 'Check between regions on every channel',
      retires: 3,
      target: 'component:default/config-push',
    },
    {
      kind: 'cache',
      leverage: 'feedback',
      text: 'Serve the last good configuration when config-push is away',
      retires: 1,
    },
    {
      kind: 'observe',
      leverage: 'parameter',
      text: 'Slow the push to 10 min',
      retires: 0,
    },
  ],
  reach: {
    fails: 48,
    degrades: 4,
    ofEntities: 64,
    teams: 8,
    ofTeams: 8,
    systems: 11,
  },
  days: 103,
});

export const findings: Finding[] = [
  configPush,
  finding({
    id: 'recovery-77b2',
    rule: 'recovery-path',
    category: 'shared-dependency',
    severity: 'critical',
    title:
      'status-page and pager sign in through identity, which they announce',
    subjects: ['component:default/status-page', 'component:default/pager'],
    teams: [TEAMS.observability.ref, TEAMS.identity.ref],
    status: 'new',
    days: 0,
  }),
  finding({
    id: 'hub-91d0',
    rule: 'hub',
    category: 'shared-dependency',
    severity: 'critical',
    title: 'identity fells 20 of 64 entities in all 8 teams',
    subjects: ['component:default/identity'],
    teams: [
      TEAMS.identity.ref,
      TEAMS.checkout.ref,
      TEAMS.payments.ref,
      TEAMS.data.ref,
    ],
    days: 61,
  }),
  finding({
    id: 'single-path-11',
    rule: 'single-path',
    category: 'shared-dependency',
    severity: 'high',
    title: 'everything between Commerce and its data crosses event-bus',
    subjects: ['resource:default/event-bus'],
    teams: [TEAMS.data.ref, TEAMS.checkout.ref, TEAMS.fulfilment.ref],
    days: 12,
  }),
  finding({
    id: 'dissolved-owner-3c',
    rule: 'dissolved-owner',
    category: 'un-owned-interface',
    severity: 'high',
    title:
      'orders-events has 4 consuming teams; owner group:commerce-legacy does not exist',
    subjects: ['api:default/orders-events'],
    teams: [
      TEAMS.payments.ref,
      TEAMS.fulfilment.ref,
      TEAMS.checkout.ref,
      TEAMS.data.ref,
    ],
    days: 148,
  }),
  finding({
    id: 'no-owner-8f',
    rule: 'no-owner',
    category: 'un-owned-interface',
    severity: 'high',
    title: 'fraud-api: 3 consuming teams, no owner and no contract',
    subjects: ['api:default/fraud-api'],
    teams: [TEAMS.payments.ref, TEAMS.checkout.ref, TEAMS.fulfilment.ref],
    status: 'regressed',
    days: 34,
  }),
  finding({
    id: 'split-path-2a',
    rule: 'split-path',
    category: 'conway',
    severity: 'high',
    title: 'refunds works end to end across 4 owners; none owns the path',
    subjects: ['system:default/refunds'],
    teams: [
      TEAMS.payments.ref,
      TEAMS.checkout.ref,
      TEAMS.fulfilment.ref,
      TEAMS.data.ref,
    ],
    days: 203,
  }),
  finding({
    id: 'undeclared-5e',
    rule: 'undeclared-interface',
    category: 'un-owned-interface',
    severity: 'medium',
    title: 'orders-db is read by two teams with no API between',
    subjects: ['resource:default/orders-db'],
    teams: [TEAMS.data.ref, TEAMS.catalogSearch.ref],
    days: 77,
  }),
  finding({
    id: 'two-meanings-6',
    rule: 'two-meanings',
    category: 'conway',
    severity: 'medium',
    title: '“session” is one name for two things in Identity and Checkout',
    subjects: ['resource:default/session-store'],
    teams: [TEAMS.identity.ref, TEAMS.checkout.ref],
    days: 55,
  }),
  finding({
    id: 'dangling-a1',
    rule: 'dangling',
    category: 'territory',
    severity: 'low',
    title: 'cart depends on component:default/pricing-v1, which does not exist',
    subjects: ['component:default/cart'],
    related: ['component:default/pricing-v1'],
    teams: [TEAMS.checkout.ref],
    status: 'new',
    days: 0,
  }),
  finding({
    id: 'unreadable-b2',
    rule: 'unreadable',
    category: 'territory',
    severity: 'info',
    title: 'carrier-adapter: change-pace “fast” cannot be read',
    subjects: ['component:default/carrier-adapter'],
    teams: [TEAMS.fulfilment.ref],
    evidence: [
      {
        grade: 'inferred',
        source: 'catalog',
        detail: 'posiwid.dev/change-pace',
      },
    ],
    days: 6,
  }),
];

export const resolvedFinding: Finding = finding({
  id: 'no-owner-77',
  rule: 'no-owner',
  category: 'un-owned-interface',
  severity: 'medium',
  title: 'tax-api: 2 consuming teams, no owner',
  subjects: ['api:default/tax-api'],
  teams: [TEAMS.payments.ref],
  status: 'resolved',
  resolvedAt: daysAgo(3),
  resolvedBecause: 'no-longer-found',
  days: 40,
});

function shared(
  own: Pick<
    SharedDependency,
    'entity' | 'layer' | 'fails' | 'degrades' | 'teams'
  > &
    Partial<SharedDependency>,
): SharedDependency {
  return {
    by: 'failure',
    ofEntities: 64,
    teamRefs: Object.values(TEAMS).slice(0, own.teams),
    systems: 6,
    dependents: 9,
    mechanisms: [],
    defeats: [],
    ofClaims: 3,
    findings: [],
    grade: 'declared',
    ...own,
  };
}

export const sharedDependencies: SharedDependency[] = [
  shared({
    entity: entity('component:default/config-push', [TEAMS.runtime]),
    layer: 'control plane',
    fails: 48,
    degrades: 4,
    teams: 8,
    severity: 'critical',
    note: 'reaches five regions in 40 s, no check between',
    findings: ['hub-4a1c'],
    defeats: [
      'spread-over:component:default/checkout-api',
      'redundancy-group:registry-copies',
    ],
    control: 'all at once, no check',
    drilled: {
      at: '2026-11-06T00:00:00Z',
      outcome: 'passed',
      expired: false,
    },
    grade: 'declared',
  }),
  shared({
    entity: entity('component:default/service-registry', [TEAMS.runtime]),
    layer: 'control plane',
    fails: 44,
    degrades: 6,
    teams: 8,
    severity: 'high',
    note: 'five copies with one config-push behind them',
  }),
  shared({
    entity: entity('resource:default/session-store', [TEAMS.identity]),
    layer: 'data',
    fails: 22,
    degrades: 9,
    teams: 8,
    severity: 'medium',
    note: 'stand-in starts cold and refills from identity',
    findings: ['two-meanings-6'],
  }),
  shared({
    entity: entity('component:default/identity', [TEAMS.identity]),
    layer: 'access',
    fails: 20,
    degrades: 9,
    teams: 8,
    severity: 'critical',
    note: 'signs people in to the tools that repair it',
    findings: ['hub-91d0', 'recovery-77b2'],
    mechanisms: ['manual-rate-limit'],
    control: 'rate limit, by hand',
    breakGlass: 'local accounts, sealed',
    defeats: ['spread-over:component:default/checkout-api'],
    grade: 'observed',
  }),
  shared({
    entity: entity('resource:default/event-bus', [TEAMS.data]),
    layer: 'data',
    fails: 14,
    degrades: 11,
    teams: 7,
    severity: 'high',
    note: 'one cluster, partitioning not stated',
    findings: ['single-path-11'],
  }),
  shared({
    entity: entity('resource:default/orders-db', [TEAMS.data]),
    layer: 'data',
    fails: 11,
    degrades: 6,
    teams: 5,
    severity: 'medium',
    note: 'read by two teams with no API between',
    findings: ['undeclared-5e'],
    mechanisms: ['admission-control'],
  }),
  shared({
    entity: entity('resource:default/edge-dns', []),
    layer: 'network',
    fails: 0,
    degrades: 36,
    teams: 7,
    note: 'a pair, 90 s to switch',
    grade: 'inferred',
  }),
];

export const changeDependencies: SharedDependency[] = [
  shared({
    entity: entity('resource:default/base-image', [TEAMS.runtime]),
    layer: 'image',
    by: 'change',
    fails: 41,
    degrades: 0,
    teams: 8,
    severity: 'high',
    note: 'rebuilt into all of these within one day',
  }),
  shared({
    entity: entity('component:default/retail-client', [TEAMS.runtime]),
    layer: 'library',
    by: 'change',
    fails: 12,
    degrades: 0,
    teams: 4,
    note: 'one version, bumped in the same release',
  }),
];

export const sharedDependencyPage: SharedDependencyPage = {
  items: [...sharedDependencies, ...changeDependencies],
  total: 9,
  hidden: 0,
  headline: '9 shared things; 2 of them defeat a redundancy claim',
  layers: [
    { value: 'control plane', count: 2 },
    { value: 'data', count: 3 },
    { value: 'access', count: 1 },
    { value: 'network', count: 1 },
    { value: 'image', count: 1 },
    { value: 'library', count: 1 },
  ],
};

const consumer = (ref: string, owner: TeamRef) => ({
  entity: entity(ref, [owner]),
  strength: 'hard' as const,
  grade: 'declared' as const,
});

export const interfaces: Interface[] = [
  {
    provider: entity('api:default/orders-events', [TEAMS.legacy], 'asyncapi'),
    consumers: [
      consumer('component:default/refunds-worker', TEAMS.payments),
      consumer('component:default/pick-list', TEAMS.fulfilment),
      consumer('component:default/cart', TEAMS.checkout),
      consumer('component:default/warehouse-etl', TEAMS.data),
    ],
    consumerTeams: [
      TEAMS.payments,
      TEAMS.fulfilment,
      TEAMS.checkout,
      TEAMS.data,
    ],
    viaApi: true,
    contract: 'not-stated',
    findings: ['dissolved-owner-3c'],
    severity: 'high',
  },
  {
    provider: entity('api:default/fraud-api', [], 'openapi'),
    consumers: [
      consumer('component:default/ledger', TEAMS.payments),
      consumer('component:default/checkout-api', TEAMS.checkout),
    ],
    consumerTeams: [TEAMS.payments, TEAMS.checkout],
    viaApi: true,
    contract: 'none',
    unknownConsumers: ['component:default/checkout-api'],
    findings: ['no-owner-8f'],
    severity: 'high',
  },
  {
    provider: entity('component:default/identity', [TEAMS.identity], 'service'),
    consumers: [consumer('component:default/pager', TEAMS.observability)],
    consumerTeams: [TEAMS.observability],
    viaApi: false,
    contract: 'stated',
    contractText: 'OpenID Connect, docs/identity.md',
    findings: [],
  },
];

export const interfacePage: InterfacePage = {
  items: interfaces,
  total: 3,
  hidden: 0,
  headline: '2 of 3 interfaces between teams have nobody behind them',
  lacking: { owner: 2, contract: 2, api: 1 },
};

const marks = (category: Finding['category']) =>
  findings
    .filter(each => each.category === category)
    .map(({ id, severity, title }) => ({ id, severity, title }));

const tally = (category: Finding['category']) => ({
  category,
  open: marks(category).length,
  fresh: 1,
  resolved: category === 'un-owned-interface' ? 1 : 0,
  findings: marks(category),
});

export const overview: Overview = {
  analysis,
  headline: 'Two changes would retire 5 of the 11 open findings',
  entities: 64,
  couplings: 166,
  teams: 8,
  open: findings.length,
  severities: [
    { value: 'critical', count: 3 },
    { value: 'high', count: 4 },
    { value: 'medium', count: 2 },
    { value: 'low', count: 1 },
    { value: 'info', count: 1 },
  ],
  categories: [
    tally('shared-dependency'),
    tally('un-owned-interface'),
    tally('conway'),
    tally('territory'),
  ],
  trend: [
    [70, 7, 2],
    [56, 8, 3],
    [42, 8, 3],
    [21, 10, 4],
    [7, 10, 4],
    [0, 11, 4],
  ].map(([days, open, sharedOpen]) => ({
    at: daysAgo(days),
    open,
    byCategory: {
      'shared-dependency': sharedOpen,
      'un-owned-interface': 3,
      conway: 2,
      territory: open - sharedOpen - 5,
    },
  })),
  sharedDependencies: sharedDependencies.slice(0, 6),
  changeDependencies,
  moves: [
    {
      kind: 'stage-changes',
      leverage: 'rule',
      text: 'Require a check between regions on every change channel, config-push first.',
      target: 'component:default/config-push',
      findings: ['hub-4a1c', 'single-path-11', 'undeclared-5e'],
      severities: ['critical', 'high', 'medium'],
      teams: [TEAMS.runtime],
    },
    {
      kind: 'own',
      leverage: 'information-flow',
      text: 'Give orders-events one owner and a contract.',
      findings: ['dissolved-owner-3c', 'no-owner-8f'],
      severities: ['high', 'high'],
      teams: [TEAMS.checkout, TEAMS.data],
    },
    {
      kind: 'second-path',
      leverage: 'feedback',
      text: 'Let status-page and pager sign in without identity.',
      findings: [],
      severities: [],
      teams: [TEAMS.observability],
    },
  ],
  omissions: [
    {
      what: 'entities-without-owner',
      missing: 4,
      of: 64,
      text: '4 of 64 entities name no owner.',
      refs: [
        'component:default/labels',
        'component:default/returns',
        'resource:default/media',
        'api:default/labels-api',
      ],
    },
    {
      what: 'entities-without-dependencies',
      missing: 12,
      of: 56,
      text: '12 of 56 components and resources declare no dependency: nothing is known of what they need.',
    },
    {
      what: 'apis-without-definition',
      missing: 9,
      of: 14,
      text: '9 of 14 APIs have no definition that can be read.',
    },
  ],
  hidden: 0,
};
