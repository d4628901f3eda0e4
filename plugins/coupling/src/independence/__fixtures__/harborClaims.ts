import type {
  Availability,
  Claim,
  ClaimPage,
  ClaimSummary,
  Clocks,
  EntitySummary,
  Independence,
  IndependencePart,
  RiskEvent,
  TeamRef,
} from '@posiwid/backstage-plugin-coupling-common';

/** Claims of redundancy of Harbor: one broken by a configuration push, one by a control plane, one that holds. */

const team = (name: string, title: string): TeamRef => ({
  ref: `group:default/${name}`,
  title,
  standing: 'living',
});
const CHECKOUT = team('checkout', 'Checkout');
const RUNTIME = team('runtime-platform', 'Runtime Platform');

function entity(ref: string, teams: TeamRef[]): EntitySummary {
  const [kind, rest] = ref.split(':');
  return { ref, kind, name: rest.split('/')[1], teams };
}

const checkoutApi = entity('component:default/checkout-api', [CHECKOUT]);

const REGIONS = ['eu-west', 'eu-north', 'us-east', 'us-west', 'ap-south'];

const members = REGIONS.map(label => ({
  entity: checkoutApi,
  label,
  domain: label,
}));

const ALL = [0, 1, 2, 3, 4];

const event = (
  name: string,
  layer: string,
  kind: RiskEvent['kind'] = 'entity',
): RiskEvent => ({
  kind,
  name,
  layer,
  ...(kind === 'domain' ? {} : { ref: `component:default/${name}` }),
});

const configPush = event('config-push', 'control plane', 'change');
const identity = event('identity', 'access');
const baseImage = event('base-image', 'image', 'change');

const regions: ClaimSummary = {
  id: 'spread-over:component:default/checkout-api',
  kind: 'spread-over',
  name: 'checkout-regions',
  source: 'posiwid.dev/spread-over',
  members,
  need: 1,
  onPaper: 5,
  least: 1,
  verdict: 'defeated',
  defeatedBy: [configPush, identity, baseImage],
  teams: [CHECKOUT],
  drilled: { at: '2026-03-04T00:00:00Z', outcome: 'passed', expired: true },
};

const copies: ClaimSummary = {
  id: 'redundancy-group:registry-copies',
  kind: 'redundancy-group',
  name: 'registry-copies',
  source: 'posiwid.dev/redundancy-group',
  members: ['registry-a', 'registry-b', 'registry-c'].map(name => ({
    entity: entity(`component:default/${name}`, [RUNTIME]),
    label: name,
  })),
  need: 2,
  onPaper: 2,
  least: 1,
  verdict: 'defeated',
  defeatedBy: [configPush],
  teams: [RUNTIME],
};

const dns: ClaimSummary = {
  id: 'redundancy-group:edge-dns',
  kind: 'redundancy-group',
  name: 'edge-dns',
  source: 'posiwid.dev/redundancy-group',
  members: ['edge-dns-a', 'edge-dns-b'].map(name => ({
    entity: entity(`resource:default/${name}`, [RUNTIME]),
    label: name,
  })),
  need: 1,
  onPaper: 2,
  least: 2,
  verdict: 'holds',
  defeatedBy: [],
  teams: [RUNTIME],
  drilled: { at: '2026-10-14T00:00:00Z', outcome: 'passed', expired: false },
};

export const claims: ClaimSummary[] = [regions, copies, dns];

export const claimPage: ClaimPage = {
  items: claims,
  total: 3,
  defeated: 2,
  hidden: 0,
  headline: '2 of 3 claims of redundancy are defeated by one thing',
};

const part = (
  name: string,
  on: number[],
  rest: Partial<IndependencePart> = {},
): IndependencePart => ({
  name,
  ref: `component:default/${name}`,
  members: on,
  by: 'fails',
  grade: 'declared',
  way: ['component:default/checkout-api', `component:default/${name}`],
  ...rest,
});

export const register: Independence = {
  members: members.map(({ entity: of, label }) => ({ entity: of, label })),
  headline: 'The five share config-push, identity and base-image',
  rows: [
    { layer: 'failure domain', verdict: 'apart', words: '5 apart', parts: [] },
    {
      layer: 'network',
      verdict: 'partly',
      words: '3 apart',
      parts: [
        part('transit-eu', [0, 1]),
        part('transit-us', [2, 3]),
        part('own', [4]),
      ],
    },
    {
      layer: 'data',
      verdict: 'several',
      words: 'a pair',
      parts: [part('orders-db', ALL), part('orders-db-replica', ALL)],
    },
    {
      layer: 'change channel',
      verdict: 'alone',
      words: 'alone',
      parts: [
        part('config-push', ALL, {
          by: 'changes',
          mechanism: 'all at once, no check between',
          accepted: 'until the staged rollout is there',
        }),
      ],
    },
    {
      layer: 'access',
      verdict: 'alone',
      words: 'alone',
      parts: [part('identity', ALL)],
    },
    {
      layer: 'service',
      verdict: 'alone',
      words: 'degrades',
      parts: [part('fraud-api', ALL, { by: 'degrades' })],
    },
    {
      layer: 'outside party',
      verdict: 'assumed',
      words: 'assumed',
      parts: [],
    },
    { layer: 'clock', verdict: 'no-data', words: 'no data', parts: [] },
  ],
  omissions: [
    { what: 'power', missing: 1, of: 1, text: 'power and people on call' },
  ],
  hidden: 0,
};

export const availability: Availability = {
  title: 'checkout-regions',
  paper: 1e-15,
  joint: { low: 3e-4, high: 7.2e-4 },
  beta: { low: 0.02, high: 0.2 },
  sharedTerm: { low: 2.8e-4, high: 5e-4, events: [configPush, identity] },
  inputs: [
    {
      name: 'eu-west',
      kind: 'domain',
      unavailability: 1e-3,
      source: 'policy',
      detail: 'default of a failure domain',
    },
    {
      name: 'identity',
      ref: 'component:default/identity',
      kind: 'entity',
      unavailability: 1e-4,
      source: 'claim',
      detail: '99.99 % promised',
    },
  ],
  sensitivity: [
    {
      event: configPush,
      birnbaum: 1,
      fussellVesely: 0.6,
      riskAchievement: 1e3,
      riskReduction: 2.5,
    },
  ],
  method: 'exact',
  standardError: 0,
  events: 14,
};

const detail: Omit<Claim, keyof ClaimSummary> = {
  headline:
    'On paper all five must fail. In fact config-push alone is enough, and so are two more.',
  groups: [
    { events: [configPush], fells: [ALL] },
    { events: [identity], fells: [ALL] },
    { events: [baseImage], fells: [ALL] },
    {
      events: [event('edge-dns-a', 'DNS'), event('edge-dns-b', 'DNS')],
      fells: [ALL, ALL],
    },
    {
      events: [
        event('transit-eu', 'network'),
        event('transit-us', 'network'),
        event('ap-south', 'failure domain', 'domain'),
      ],
      fells: [[0, 1], [2, 3], [4]],
    },
  ],
  byOrder: [
    { order: 1, count: '3' },
    { order: 2, count: '1' },
    { order: 3, count: '1' },
    { order: 5, count: '1' },
  ],
  count: '6',
  method: 'exact',
  events: 14,
  availability,
  register,
  findings: [],
  omissions: [],
  hidden: 0,
};

/** Every claim as its section shows it; all but the first with the same innards. */
export function claimById(id: string | null): Claim | undefined {
  const summary = claims.find(claim => claim.id === id);
  if (!summary) return undefined;
  return summary === regions
    ? { ...summary, ...detail }
    : {
        ...summary,
        ...detail,
        headline: `On paper ${summary.onPaper} of ${summary.members.length} must fail.`,
        groups: [],
        availability: {
          ...availability,
          paper: undefined,
          joint: undefined,
          sharedTerm: undefined,
          inputs: [],
          sensitivity: [],
          method: 'none',
          missing: 'two inputs are not known',
        },
        register: {
          ...register,
          members: summary.members,
          rows: register.rows.filter(row => row.parts.length === 0),
        },
      };
}

export const clocks: Clocks = {
  from: '2026-11-23T00:00:00.000Z',
  headline: 'Two jobs start together on orders-db at 02:00, every night',
  meetings: [
    {
      target: entity('resource:default/orders-db', []),
      jobs: [
        {
          entity: entity('component:default/backup', []),
          by: 'acts-on',
          expression: '0 2 * * *',
          timezone: 'UTC',
        },
        {
          entity: entity('component:default/warehouse-etl', []),
          by: 'needs',
          expression: '0 2 * * *',
          timezone: 'UTC',
        },
      ],
      at: [120, 1560, 3000, 4440, 5880, 7320, 8760],
      fails: 11,
      findings: [],
    },
  ],
  scheduled: 3,
  alone: 1,
  hidden: 0,
  omissions: [],
};
