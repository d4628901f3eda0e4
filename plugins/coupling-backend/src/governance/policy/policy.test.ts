/** The policy over REST: read, preview, set, and what the analysis makes of it. */
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type {
  PolicyField,
  PolicyPreview,
  PolicyState,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { component, smallPlatform } from '../../__testUtils__/entities';
import { CALLERS, TestPortal } from '../../__testUtils__/portal';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const MARA = 'user:default/mara';
const IVO = 'user:default/ivo';
const today = () => new Date().toISOString().slice(0, 10);
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each(databases.eachSupportedId())('the policy on %s', databaseId => {
  const auditor = mockServices.auditor.mock();
  let knex: Knex;
  let portal: TestPortal;
  let count = 0;

  beforeAll(async () => {
    const event = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(event as never);
    knex = await databases.init(databaseId);
    portal = await TestPortal.start({
      knex,
      entities: [...smallPlatform(), component('secret-x', ['db'], 'red')],
      config: { policy: { hub: { minTeams: 2, minFails: 4 } } },
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => auditor as never,
        }),
      ],
    });
    await portal.analyse();
  });
  afterAll(async () => {
    await portal?.stop();
    await knex?.destroy();
  });

  const send = (
    method: 'put' | 'post',
    path: string,
    body: object,
    caller: string | undefined = MARA,
  ) =>
    request(portal.server)
      [method](`/api/coupling/v1${path}`)
      .set(
        'Authorization',
        caller === 'nobody'
          ? mockCredentials.none.header()
          : mockCredentials.user.header(caller),
      )
      .send(body);

  const state = async (): Promise<PolicyState> =>
    (await portal.get('/policy').expect(200)).body;

  const change = async (overrides: object, more: object = {}) => {
    count += 1;
    const { position } = await state();
    return {
      id: `policy-${count}`,
      after: position,
      overrides,
      comment: 'because',
      countsFrom: today(),
      ...more,
    };
  };

  const field = ({ fields }: PolicyState, path: string): PolicyField =>
    fields.find(one => one.path.join('.') === path)!;

  /** Ids with severities of what is found now. */
  const found = async () => {
    const { body } = await portal.get('/findings?limit=100').expect(200);
    const { items } = body as {
      items: { id: string; severity: string; status: string }[];
    };
    return new Map(items.map(({ id, severity }) => [id, severity]));
  };

  it('says what counts and where each value comes from', async () => {
    const before = await state();
    expect(before).toMatchObject({
      versions: [],
      position: 0,
      today: today(),
      mayUpdate: true,
    });
    expect(field(before, 'hub.minFails')).toEqual({
      path: ['hub', 'minFails'],
      kind: 'count',
      about: expect.any(String),
      value: 4,
      configured: 4,
      standard: 3,
      source: 'app-config',
    });
    expect(field(before, 'hub.minTeams').source).toBe('default');
  });

  it('is set in versions that hold what differs, each once', async () => {
    const first = await change({
      hub: { minTeams: 5, minFails: 4 },
      drillAgeDays: 200,
    });
    const { body } = await send('put', '/policy', first).expect(201);
    expect(body).toMatchObject({
      counts: 1,
      versions: [
        {
          version: 1,
          by: MARA,
          comment: 'because',
          state: 'counts',
          overrides: { hub: { minTeams: 5 }, drillAgeDays: 200 },
        },
      ],
    });
    await send('put', '/policy', first).expect(200);
    await send('put', '/policy', { ...first, comment: 'other' }).expect(400);
    const second = await change({ hub: { minTeams: 5 } });
    await send('put', '/policy', second).expect(201);
    const after = await state();
    expect(after.position).toBe(2);
    expect(field(after, 'hub.minTeams')).toMatchObject({
      value: 5,
      source: 'version',
      version: 1,
    });
    expect(field(after, 'drillAgeDays').source).toBe('default');
    await send('put', '/policy', await change({})).expect(201);
  });

  it('tells the second of two how the policy is now, and keeps nothing of the second', async () => {
    const stale = await change({ drillAgeDays: 1 }, { after: 0 });
    const { body } = await send('put', '/policy', stale).expect(409);
    expect(body.policy.position).toBe((await state()).position);
    expect(body.message).toMatch(/first/);
  });

  it.each([
    [{ hub: { minShare: 40 } }, /hub\.minShare must be a share/],
    [{ hubs: {} }, /unknown key hubs/],
    [{ placeholderOwners: ['('] }, /not a regular expression/],
    [
      { requiredMechanisms: [{ mechanism: 'hope', on: 'all' }] },
      /requiredMechanisms\[0\]\.mechanism must be one of/,
    ],
  ])('refuses %j and says why', async (overrides, why) => {
    const { body } = await send(
      'put',
      '/policy',
      await change(overrides),
    ).expect(400);
    expect(body.error.message).toMatch(why);
    const preview = await send('post', '/policy/preview', { overrides });
    expect(preview.status).toBe(400);
  });

  it('refuses a day that is past, or none', async () => {
    for (const countsFrom of [inDays(-1), '2026-02-30', '2999-13-01']) {
      const late = await change({}, { countsFrom });
      expect((await send('put', '/policy', late)).status).toBe(400);
    }
  });

  it('counts from its day on, and not before', async () => {
    const later = await change({ drillAgeDays: 7 }, { countsFrom: inDays(3) });
    const { body } = await send('put', '/policy', later).expect(201);
    expect(body.versions[0]).toMatchObject({ state: 'announced' });
    expect(field(body, 'drillAgeDays').value).toBe(365);
  });

  it('is previewed as the analysis then finds it, and nothing is stored', async () => {
    const overrides = {
      hub: { minFails: 9_999 },
      disabledRules: ['no-owner'],
      requiredMechanisms: [{ mechanism: 'timeout', on: 'across-teams' }],
    };
    const before = await found();
    const { body: all } = await portal.get('/findings?limit=100').expect(200);
    const hub = all.items.find(({ rule }: { rule: string }) => rule === 'hub');
    const reason = { kind: 'defer', reason: 'next month' };
    await portal.decide(
      hub.id,
      { id: 'put-off-hub', after: 0, body: reason },
      MARA,
    );
    const { body } = await send('post', '/policy/preview', { overrides });
    const preview = body as PolicyPreview;
    expect(await found()).toEqual(before);
    await portal.analyse();
    expect(await found()).toEqual(before);

    await send('put', '/policy', await change(overrides)).expect(201);
    await portal.analyse();
    const after = await found();
    const idsOf = (...changes: string[]) =>
      preview.items
        .filter(item => changes.includes(item.change))
        .map(({ id }) => id)
        .sort();
    expect(idsOf('raised')).toEqual(
      [...after.keys()].filter(id => !before.has(id)).sort(),
    );
    expect(idsOf('retired')).toEqual(
      [...before.keys()].filter(id => !after.has(id)).sort(),
    );
    expect(idsOf('worse', 'better')).toEqual(
      [...after.keys()]
        .filter(id => before.has(id) && before.get(id) !== after.get(id))
        .sort(),
    );
    expect(preview.retired.total).toBeGreaterThan(0);
    const asHub = async () =>
      (await portal.get(`/findings/${hub.id}`).expect(200)).body;
    expect(await asHub()).toMatchObject({
      status: 'resolved',
      resolvedBecause: 'policy',
      retiredByVersion: (await state()).counts,
      standing: { state: 'retired' },
    });
    await send('put', '/policy', await change({})).expect(201);
    await portal.analyse();
    expect([...(await found()).keys()].sort()).toEqual(
      [...before.keys()].sort(),
    );
    expect(await asHub()).toMatchObject({
      status: 'open',
      standing: { state: 'deferred' },
    });
  });

  it('limits what is accepted, at once and with words that say the limit', async () => {
    const { body: page } = await portal.get('/findings?limit=100').expect(200);
    const { id, severity } = page.items.find(
      ({ standing }: { standing: { position: number } }) =>
        standing.position === 0,
    );
    const limits = { [severity]: { maxDays: 30, secondPerson: true } };
    await send('put', '/policy', await change({ acceptance: limits }));
    const list = await portal.get(`/findings/${id}/decisions`).expect(200);
    expect(list.body.acceptance).toEqual({ maxDays: 30, secondPerson: true });
    expect(list.body.may).toContain('accept');
    const accept = async (until: string, approvedBy?: string[]) => {
      count += 1;
      const body = { kind: 'accept', reason: 'x', until, approvedBy };
      return portal.decide(id, { id: `accept-${count}`, after: 0, body }, MARA);
    };
    const tooLong = await accept(inDays(31), ['user:default/ivo']);
    expect(tooLong.status).toBe(400);
    expect(tooLong.body.error.message).toMatch(/at most 30 days/);
    expect((await accept(inDays(9), [MARA])).body.error.message).toMatch(
      /somebody else/,
    );
    const proposed = await accept(inDays(9), [IVO]);
    expect(proposed.status).toBe(201);
    expect(proposed.body.standing.state).toBe('proposed');
    expect(proposed.body.may).not.toContain('second');

    const [{ id: of }] = proposed.body.items;
    const agree = (by: string, name: string) => {
      const body = { kind: 'second', of };
      return portal.decide(id, { id: name, after: 1, body }, by);
    };
    const alone = await agree(MARA, 'agreed-alone');
    expect(alone.body.error.message).toBe('A second person has to agree');
    // A shorter limit since counts for who agrees.
    const shorter = { [severity]: { maxDays: 3, secondPerson: true } };
    await send('put', '/policy', await change({ acceptance: shorter }));
    const late = await agree(IVO, 'agreed-late');
    expect(late.body.error.message).toMatch(/at most 3 days/);
    await send('put', '/policy', await change({ acceptance: limits }));
    const agreed = await agree(IVO, 'agreed-by-ivo');
    expect(agreed.body.standing).toMatchObject({
      state: 'accepted',
      decisions: [of, 'agreed-by-ivo'],
    });
    await send('put', '/policy', await change({})).expect(201);
  });

  it('previews one at a time, and says when to ask again', async () => {
    const body = { overrides: { disabledRules: ['hub'] } };
    const answers = await Promise.all(
      [1, 2].map(() => send('post', '/policy/preview', body)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 429]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await send('post', '/policy/preview', body).expect(200);
  });

  it('tells of no finding that names what the caller may not see, but how many', async () => {
    const body = { overrides: { disabledRules: ['hub', 'no-owner'] } };
    const whole = await send('post', '/policy/preview', body).expect(200);
    const blind = await send('post', '/policy/preview', body, CALLERS.blind);
    expect(blind.body).toMatchObject({
      items: [],
      hidden: whole.body.items.length,
      retired: { total: 0 },
    });
    expect(whole.body.items.length).toBeGreaterThan(0);
  });

  it('is read by readers, and previewed and set by those who may', async () => {
    const preview = { overrides: {} };
    const set = await change({});
    const reader = await portal.get('/policy', CALLERS.reader).expect(200);
    expect(reader.body.mayUpdate).toBe(false);
    await portal.get('/policy', CALLERS.denied).expect(403);
    await portal.getAnonymously('/policy').expect(401);
    for (const [caller, status] of [
      [CALLERS.reader, 403],
      [CALLERS.denied, 403],
      ['nobody', 401],
    ] as const) {
      await send('post', '/policy/preview', preview, caller).expect(status);
      await send('put', '/policy', set, caller).expect(status);
    }
    await send('put', '/policy', set).expect(201);
  });

  it('leaves a trace of each preview and each attempt to set it', () => {
    const ids = auditor.createEvent.mock.calls.map(([{ eventId }]) => eventId);
    expect(ids).toEqual(
      expect.arrayContaining(['policy-preview', 'policy-set']),
    );
  });
});
