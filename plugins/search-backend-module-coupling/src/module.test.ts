import {
  coreServices,
  createServiceFactory,
  type BackstageUserPrincipal,
  type PermissionsService,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import couplingPlugin from '@posiwid/backstage-plugin-coupling-backend';
import request from 'supertest';
import searchModule from '.';

jest.setTimeout(120_000);

/** Closed after the tests: the framework's own database in memory never is, and keeps the process. */
const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

const MARA = 'user:default/mara';
/** May read no finding. */
const DENIED = 'user:default/denied';
/** Reads every entity whose name does not begin with `secret`. */
const LIMITED = 'user:default/limited';

function component(
  name: string,
  needs: string[] = [],
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'red' },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/red' },
      ...needs.map(need => ({
        type: 'dependsOn',
        targetRef: `component:default/${need}`,
      })),
    ],
  };
}

const group = { 'posiwid.dev/redundancy-group': 'twins' };
const entities: Entity[] = [
  component('db'),
  component('secret-a', ['db'], group),
  component('secret-b', ['db'], group),
  // What is wrong with these is about each of them alone.
  component('odd', [], { 'posiwid.dev/instances': 'some' }),
  component('secret-odd', [], { 'posiwid.dev/instances': 'some' }),
];

function permissionsFor(refs: ReadonlySet<string>): PermissionsService {
  const isCatalog = (name: string) => name === 'catalog.entity.read';
  return {
    async authorize(requests, { credentials }) {
      const caller = callerOf(credentials.principal);
      return requests.map(({ permission: { name }, resourceRef }) => {
        const allowed = isCatalog(name)
          ? caller !== LIMITED ||
            (refs.has(resourceRef!) && !resourceRef!.includes('/secret'))
          : caller !== DENIED;
        return {
          result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        } as const;
      });
    },
    async authorizeConditional(requests, { credentials }) {
      const caller = callerOf(credentials.principal);
      return requests.map(
        ({ permission: { name } }): PolicyDecision =>
          caller === LIMITED && isCatalog(name)
            ? {
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'catalog',
                resourceType: 'catalog-entity',
                conditions: {
                  rule: 'NOT_SECRET',
                  resourceType: 'catalog-entity',
                },
              }
            : { result: AuthorizeResult.ALLOW },
      );
    },
  };
}

function callerOf(principal: unknown): string | undefined {
  return (principal as Partial<BackstageUserPrincipal>).userEntityRef;
}

describe('coupling in the search', () => {
  let scheduler: SchedulerService;
  let backend: TestBackend | undefined;

  async function start(config: object): Promise<void> {
    scheduler = mockServices.scheduler();
    backend = await startTestBackend({
      features: [
        searchPlugin,
        searchModule,
        couplingPlugin,
        catalogServiceMock.factory({ entities }),
        mockServices.database.factory({
          knex: await databases.init('SQLITE_3'),
        } as never),
        mockServices.rootConfig.factory({ data: config as never }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () =>
            permissionsFor(new Set(entities.map(e => stringifyEntityRef(e)))),
        }),
      ],
    });
    await analyse();
    await put('series/arch', {
      after: 0,
      settings: {
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
      },
    });
    for (const { id } of await scheduler.getScheduledTasks()) {
      if (id.startsWith('search_index_')) await scheduler.triggerTask(id);
    }
  }
  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  /** One that is asked for does not wait until the catalog has settled. */
  async function analyse(): Promise<void> {
    const { server } = backend!;
    const authorization = mockCredentials.user.header(MARA);
    await request(server)
      .post('/api/coupling/v1/analyses')
      .set('Authorization', authorization)
      .expect(202);
    for (;;) {
      const { body } = await request(server)
        .get('/api/coupling/v1/status')
        .set('Authorization', authorization);
      if (body.analysis && !body.running) return;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  function put(path: string, body: object) {
    return request(backend!.server)
      .put(`/api/coupling/v1/${path}`)
      .set('Authorization', mockCredentials.user.header(MARA))
      .send(body)
      .expect(200);
  }

  async function find(term: string, caller = MARA) {
    const { body } = await request(backend!.server)
      .get('/api/search/query')
      .query({ term })
      .set('Authorization', mockCredentials.user.header(caller))
      .expect(200);
    return body.results.map(
      ({ type, document }: { type: string; document: Document }) => ({
        type,
        ...document,
      }),
    ) as (Document & { type: string })[];
  }
  interface Document {
    kind: string;
    title: string;
    text: string;
    location: string;
    authorization?: unknown;
  }

  it('leads to findings and reviews where permissions are off', async () => {
    await start({ coupling: { page: '/risk/' } });
    const found = await find('secret-odd');
    expect(found.length).toBeGreaterThan(0);
    const [finding] = found;
    expect(finding).toMatchObject({ type: 'coupling', kind: 'finding' });
    expect(finding.location).toMatch(/^\/risk\/risks\?finding=[^&]+$/);
    expect(await find('Architecture')).toEqual([
      expect.objectContaining({
        type: 'coupling-review',
        title: 'Architecture review',
        location: '/risk/reviews?series=arch',
      }),
    ]);
  });

  it('gives no finding to anybody while it is not said who may find them', async () => {
    await start({ permission: { enabled: true } });
    expect(await find('odd')).toEqual([]);
    expect(await find('Architecture')).toHaveLength(1);
    expect(await find('Architecture', DENIED)).toEqual([]);
  });

  it('can be for who may read findings', async () => {
    await start({
      permission: { enabled: true },
      coupling: { search: { guardedBy: 'coupling.finding.read' } },
    });
    expect((await find('secret-a')).length).toBeGreaterThan(0);
    expect(await find('odd', DENIED)).toEqual([]);
    expect(await find('secret-a', DENIED)).toEqual([]);
  });

  it('can be for who may read the entities, all that are named', async () => {
    await start({
      permission: { enabled: true },
      coupling: { search: { guardedBy: 'catalog.entity.read' } },
    });
    expect((await find('secret-odd')).length).toBeGreaterThan(0);
    expect((await find('secret-a')).length).toBeGreaterThan(0);
    // About one entity that may be read.
    expect((await find('odd', LIMITED)).map(({ kind }) => kind)).toContain(
      'finding',
    );
    for (const term of ['odd', 'secret', 'secret-a', 'db', 'red', 'twins']) {
      expect(JSON.stringify(await find(term, LIMITED))).not.toContain('secret');
    }
  });

  it('does not start with a guard that is none', async () => {
    await expect(
      start({ coupling: { search: { guardedBy: 'everybody' } } }),
    ).rejects.toThrow(
      'coupling.search.guardedBy: expected one of coupling.finding.read, catalog.entity.read, found everybody',
    );
  });
});
