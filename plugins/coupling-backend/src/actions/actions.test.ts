import {
  actionsRegistryServiceMock,
  type MockActionsRegistry,
} from '@backstage/backend-test-utils/alpha';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import { component, smallPlatform } from '../__testUtils__/entities';
import { CALLERS, TestPortal } from '../__testUtils__/portal';

jest.setTimeout(60_000);

const MARA = 'user:default/mara';
const ACTIONS = [
  'blast-radius',
  'explain-finding',
  'get-agenda',
  'list-findings',
];

/** Two that stand in for each other and both need one database. */
function secrets() {
  return ['secret-a', 'secret-b'].map(name => {
    const copy = component(name, ['db'], 'green');
    const annotations = { 'posiwid.dev/redundancy-group': 'secrets' };
    return { ...copy, metadata: { ...copy.metadata, annotations } };
  });
}

describe('actions for assistants', () => {
  let registry: MockActionsRegistry;
  let portal: TestPortal;

  beforeAll(async () => {
    registry = actionsRegistryServiceMock();
    portal = await TestPortal.start({
      entities: [...smallPlatform(), ...secrets()],
      features: [
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
      ],
    });
    await portal.analyse();
  });
  afterAll(() => portal?.stop());

  async function invoke(
    name: string,
    input: JsonObject = {},
    caller: string = MARA,
  ): Promise<any> {
    const { output } = await registry.invoke({
      id: `test:${name}`,
      input,
      credentials: mockCredentials.user(caller),
    });
    return output;
  }

  it('all read only, and are seen by those who may read findings', async () => {
    const { actions } = await registry.list();
    expect(actions.map(({ name }) => name).sort()).toEqual(ACTIONS);
    for (const { attributes } of actions) {
      expect(attributes).toEqual({
        readOnly: true,
        destructive: false,
        idempotent: true,
      });
    }
    for (const { visibilityPermission } of registry.actions.values()) {
      expect(visibilityPermission?.name).toBe('coupling.finding.read');
    }
  });

  it.each([
    ['list-findings', {}],
    ['explain-finding', { id: 'x' }],
    ['get-agenda', {}],
    ['blast-radius', { entity: 'component:default/db' }],
  ])('%s is refused to who may not read findings', async (name, input) => {
    await expect(invoke(name, input, CALLERS.denied)).rejects.toThrow(
      'coupling.finding.read',
    );
    await expect(
      registry.invoke({ id: `test:${name}`, input }),
    ).rejects.toThrow('signed in');
  });

  it('list what the caller may see, by the filters of the page', async () => {
    const all = await invoke('list-findings');
    const { body } = await portal.get('/findings?limit=20').expect(200);
    expect(all.findings.map(({ id }: { id: string }) => id)).toEqual(
      body.items.map(({ id }: { id: string }) => id),
    );
    expect(all).toMatchObject({ total: body.total, hidden: 0 });
    expect(all.findings[0]).toMatchObject({
      standing: 'undecided',
      link: `/coupling/risks?finding=${body.items[0].id}`,
    });

    const limited = await invoke('list-findings', {}, CALLERS.limited);
    expect(limited.hidden).toBeGreaterThan(0);
    expect(JSON.stringify(limited)).not.toContain('secret');
    const blind = await invoke('list-findings', {}, CALLERS.blind);
    expect(JSON.stringify(blind)).not.toContain('component:default/db');

    const one = await invoke('list-findings', {
      entity: 'component:default/db',
      text: 'db',
      team: 'group:default/red',
      standing: ['undecided'],
      limit: 1,
    });
    expect(one.findings).toHaveLength(1);
    await expect(
      invoke('list-findings', { severity: ['awful'] }),
    ).rejects.toThrow('Invalid input');
    await expect(invoke('list-findings', { limit: 1000 })).rejects.toThrow(
      'Invalid input',
    );
  });

  it('explain one, with what was decided, to who may see it', async () => {
    const { findings } = await invoke('list-findings');
    const secret = (
      await invoke('list-findings', { entity: 'component:default/secret-a' })
    ).findings[0].id;
    const { id } = findings.find(({ subjects }: { subjects: string[] }) =>
      subjects.includes('component:default/db'),
    );
    const decided = await portal.decide(
      id,
      { id: 'a-comment', after: 0, body: { kind: 'comment', text: '<b>so' } },
      MARA,
    );
    expect(decided.status).toBe(201);
    const explained = await invoke('explain-finding', { id });
    const { body } = await portal.get(`/findings/${id}`).expect(200);
    expect(explained).toMatchObject({
      id,
      title: body.title,
      summary: body.summary,
      why: body.why,
      because: 'Commented on, and nobody has decided',
      decisions: [{ by: MARA, body: { kind: 'comment', text: '<b>so' } }],
    });
    expect(explained.steps).toHaveLength(body.steps.length);
    await expect(
      invoke('explain-finding', { id: secret }, CALLERS.limited),
    ).rejects.toThrow(`No finding ${secret}`);
    await expect(invoke('explain-finding', { id: 'nope' })).rejects.toThrow(
      'No finding nope',
    );
  });

  it('say what falls with an entity', async () => {
    const radius = await invoke('blast-radius', {
      entity: 'Component:default/DB',
    });
    expect(radius.entity).toBe('component:default/db');
    expect(radius.fails.count).toBeGreaterThan(5);
    expect(radius.fails.refs).toContain('component:default/r1');
    const limited = await invoke(
      'blast-radius',
      { entity: 'component:default/db' },
      CALLERS.limited,
    );
    expect(limited.hidden).toBe(2);
    expect(JSON.stringify(limited)).not.toContain('secret');
    await expect(
      invoke(
        'blast-radius',
        { entity: 'component:default/secret-a' },
        CALLERS.limited,
      ),
    ).rejects.toThrow('does not know');
  });

  it('give the agenda of the only series, and of a named one', async () => {
    expect(await invoke('get-agenda')).toEqual({ series: [] });
    const settings = {
      name: 'Architecture review',
      cadence: 'FREQ=MONTHLY;BYDAY=4WE',
      startsAt: '2026-09-23T08:00:00.000Z',
      timezone: 'Europe/Stockholm',
      minutes: 60,
      itemMinutes: 8,
      scope: {},
      facilitator: MARA,
      participants: [],
      delegates: [],
      minSeverity: 'low',
      moves: 1,
    };
    const put = (id: string) =>
      request(portal.server)
        .put(`/api/coupling/v1/series/${id}`)
        .set('Authorization', mockCredentials.user.header(MARA))
        .send({ after: 0, settings })
        .expect(200);
    await put('arch');
    const one = await invoke('get-agenda');
    expect(one.series).toMatchObject([
      { id: 'arch', name: 'Architecture review' },
    ]);
    const [item] = one.agenda.items;
    expect(item).toMatchObject({
      reason: 'new',
      link: `/coupling/risks?finding=${item.key}`,
    });
    expect(one.agenda.seriesId).toBe('arch');
    await put('other');
    expect((await invoke('get-agenda')).agenda).toBeUndefined();
    const limited = await invoke(
      'get-agenda',
      { series: 'other' },
      CALLERS.limited,
    );
    expect(limited.agenda.items.length).toBeLessThan(one.agenda.items.length);
    expect(JSON.stringify(limited)).not.toContain('secret');
    await expect(invoke('get-agenda', { series: 'nope' })).rejects.toThrow(
      'No series nope',
    );
  });
});

describe('the registry of a portal', () => {
  it('lists and runs them for users, over HTTP', async () => {
    const portal = await TestPortal.start({ entities: smallPlatform() });
    try {
      await portal.analyse();
      const path = '/api/coupling/.backstage/actions';
      const get = (caller: string) =>
        request(portal.server)
          .get(`${path}/v1/actions`)
          .set('Authorization', mockCredentials.user.header(caller));
      const listed = await get(MARA).expect(200);
      expect(
        listed.body.actions.map(({ id }: { id: string }) => id).sort(),
      ).toEqual(ACTIONS.map(name => `coupling:${name}`));
      const denied = await get(CALLERS.denied).expect(200);
      expect(denied.body.actions).toEqual([]);
      const run = (caller: string) =>
        request(portal.server)
          .post(`${path}/v1/actions/coupling:list-findings/invoke`)
          .set('Authorization', mockCredentials.user.header(caller))
          .send({ limit: 2 });
      const { body } = await run(MARA).expect(200);
      expect(body.output.findings).toHaveLength(2);
      await run(CALLERS.denied).expect(404);
    } finally {
      await portal.stop();
    }
  });
});
