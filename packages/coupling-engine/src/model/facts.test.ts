import { component } from '../__testUtils__/entities';
import { DEFAULT_POLICY } from '../policy/policy';
import { buildModel } from './build-model';
import type { Facts } from './types';

function read(
  annotations: Record<string, unknown>,
  { tags, type }: { tags?: string[]; type?: string } = {},
) {
  const keyed = Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [
      `posiwid.dev/${key}`,
      value,
    ]),
  );
  const { entities, problems } = buildModel(
    [
      component(
        'orders',
        { type },
        { namespace: 'shop', annotations: keyed, tags },
      ),
    ],
    DEFAULT_POLICY,
  );
  return { facts: entities[0].facts, problems };
}

describe('each annotation of the vocabulary becomes a fact', () => {
  it.each<[string, string, Partial<Facts>]>([
    ['purpose', ' Take orders. ', { purpose: 'Take orders.' }],
    [
      'claims',
      'availability >= 99.9% over 30d\nowned',
      { claims: 'availability >= 99.9% over 30d\nowned' },
    ],
    ['redundancy-group', 'db', { redundancyGroup: { name: 'db', need: 1 } }],
    ['failure-domain', 'eu/a/r1', { failureDomain: ['eu', 'a', 'r1'] }],
    ['spread-over', 'eu/a, eu/b', { spreadOver: ['eu/a', 'eu/b'] }],
    ['partitioning', 'cells', { partitioning: 'cells' }],
    ['instances', '3', { instances: 3 }],
    ['instances', 'many', { instances: 'many' }],
    ['standby-state', 'cold', { standbyState: 'cold' }],
    [
      'change-channel',
      'pipeline, base/image',
      { changeChannel: ['component:shop/pipeline', 'component:base/image'] },
    ],
    [
      'change-channel',
      'external: vendor, by mail',
      { changeChannel: ['external: vendor; by mail'] },
    ],
    ['change-pace', 'staged-checked', { changePace: 'staged-checked' }],
    [
      'runs-at',
      '0 2 * * *; TZ=Europe/Paris */5 8-18 * * MON-FRI',
      { runsAt: ['0 2 * * *', 'TZ=Europe/Paris */5 8-18 * * MON-FRI'] },
    ],
    ['runs-at', 'on-demand', { runsAt: ['on-demand'] }],
    [
      'on-dependency-failure',
      'degrade, retry',
      { onDependencyFailure: ['degrade', 'retry'] },
    ],
    ['dependency-strength', 'soft', { dependencyStrength: 'soft' }],
    [
      'mechanisms',
      'timeout, own-invention',
      { mechanisms: ['timeout', 'own-invention'] },
    ],
    ['mechanisms', 'none', { mechanisms: [] }],
    ['absorbs-load-for', 'db', { absorbsLoadFor: ['component:shop/db'] }],
    ['warm-up', 'refills from db', { warmUp: 'refills from db' }],
    ['watches', 'api:orders', { watches: ['api:shop/orders'] }],
    ['acts-on', 'a,b', { actsOn: ['component:shop/a', 'component:shop/b'] }],
    ['guards', 'a', { guards: ['component:shop/a'] }],
    ['writes-to', 'resource:default/db', { writesTo: ['resource:default/db'] }],
    ['health-action', 'restarts', { healthAction: 'restarts' }],
    [
      'supports',
      'deployment, restore',
      { supports: ['deployment', 'restore'] },
    ],
    ['break-glass', 'none', { breakGlass: 'none' }],
    [
      'kill-switch',
      'https://x.example/y',
      { killSwitch: 'https://x.example/y' },
    ],
    ['runbook', 'https://x.example/r', { runbook: 'https://x.example/r' }],
    [
      'drilled',
      '2026-02-28 passed',
      { drilled: { at: '2026-02-28', outcome: 'passed' } },
    ],
    ['contract', 'none', { contract: 'none' }],
    [
      'consumers',
      'checkout, api:x/y',
      { consumers: ['component:shop/checkout', 'api:x/y'] },
    ],
    ['consumers', 'none', { consumers: [] }],
    [
      'consumers',
      'https://wiki.example/who',
      { consumers: ['https://wiki.example/who'] },
    ],
    [
      'consumers',
      'everybody in retail',
      { consumers: ['everybody in retail'] },
    ],
    ['known-limit', '300 a second', { knownLimit: '300 a second' }],
    ['external-party', 'the bank', { externalParty: 'the bank' }],
  ])('%s: %s', (key, value, expected) => {
    const { facts, problems } = read({ [key]: value });
    expect(facts).toEqual({ inferred: [], ...expected });
    expect(problems).toEqual([]);
  });
});

describe('what cannot be read is a problem and no fact', () => {
  it.each<[string, unknown, string]>([
    ['redundancy-group', 'db/0', 'name or name/k'],
    ['redundancy-group', 'db/two', 'name or name/k'],
    ['redundancy-group', 'db/-1', 'name or name/k'],
    ['partitioning', 'some', 'one of none, cells, shards'],
    ['instances', '-3', 'a whole number or many'],
    ['instances', 3, 'text'],
    ['change-pace', 'fast', 'one of all-at-once'],
    ['runs-at', '61 seconds', 'cron expressions'],
    ['runs-at', '* * * *', 'cron expressions'],
    ['on-dependency-failure', 'cry', 'a list of fail'],
    ['supports', 'everything', 'a list of observability'],
    ['watches', 'component:', 'a comma separated list of references'],
    ['drilled', '2026-02-30 passed', 'YYYY-MM-DD'],
    ['drilled', 'yesterday', 'YYYY-MM-DD'],
    ['failure-domain', 'eu//rack', 'a path'],
    ['spread-over', 'eu/a, eu//rack', 'a list of failure domains'],
    ['purpose', '  ', 'a value'],
    ['purpose', 'x'.repeat(1_000_000), 'at most 10000 characters'],
    ['watches', 'a,'.repeat(500_000), 'at most 10000 characters'],
    ['purpose', 'a\u001b[31mb', 'text without control characters'],
    ['purpos', 'typo', 'a key of the vocabulary'],
  ])('%s: %j', (key, value, expected) => {
    const { facts, problems } = read({ [key]: value });
    expect(facts).toEqual({ inferred: [] });
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'unreadable-value',
        ref: 'component:shop/orders',
        key: `posiwid.dev/${key}`,
        message: expect.stringContaining(`expected ${expected}`),
      }),
    ]);
    expect(problems[0].message.length).toBeLessThan(300);
  });
});

describe('tags and types that plainly say so are inferred facts', () => {
  it.each([
    [{ tags: ['monitoring'] }, ['observability']],
    [{ type: 'status-page' }, ['status-communication']],
    [{ tags: ['CI', 'observability'] }, ['deployment', 'observability']],
  ])('%j', (entity, supports) => {
    expect(read({}, entity).facts).toEqual({
      supports,
      inferred: ['supports'],
    });
  });

  it('what is stated goes before what is inferred', () => {
    const { facts } = read({ supports: 'restore' }, { tags: ['monitoring'] });
    expect(facts).toEqual({ supports: ['restore'], inferred: [] });
  });

  it('a library about monitoring helps nobody see an outage', () => {
    expect(read({}, { tags: ['monitoring'], type: 'library' }).facts).toEqual({
      inferred: [],
    });
  });
});
