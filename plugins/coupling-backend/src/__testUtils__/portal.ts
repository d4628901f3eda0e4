import {
  coreServices,
  createServiceFactory,
  type BackstageCredentials,
  type BackstageUserPrincipal,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Status } from '@posiwid/backstage-plugin-coupling-common';
import type { Knex } from 'knex';
import request from 'supertest';
import couplingPlugin from '..';
import { memoryDatabase } from './database';

/** What callers may do in the test portal; any other user may do everything. */
export const CALLERS = {
  /** Reads, but may not start an analysis. */
  reader: 'user:default/reader',
  /** May do nothing. */
  denied: 'user:default/denied',
  /** Reads only what the catalog gives: no entity whose name begins with `secret`. */
  limited: 'user:default/limited',
  /** Reads findings, but not a single entity. */
  blind: 'user:default/blind',
} as const;

/** A catalog that the test edits while the portal runs. */
export class TestCatalog {
  entities: Entity[];
  failure: Error | undefined;

  constructor(entities: Entity[]) {
    this.entities = entities;
  }

  readonly factory = createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => {
      const mock = catalogServiceMock.mock();
      mock.streamEntities.mockImplementation((query, options) =>
        this.stream(query, options as { credentials: BackstageCredentials }),
      );
      mock.getEntitiesByRefs.mockImplementation((query, options) =>
        this.readableTo(
          (options as { credentials: BackstageCredentials }).credentials,
        ).getEntitiesByRefs(query, options),
      );
      return mock;
    },
  });

  /** The catalog as a caller sees it. */
  private readableTo(credentials: BackstageCredentials) {
    const caller = callerOf(credentials);
    return catalogServiceMock({
      entities: this.entities.filter(
        entity =>
          caller !== CALLERS.blind &&
          (caller !== CALLERS.limited ||
            !entity.metadata.name.startsWith('secret')),
      ),
    });
  }

  private async *stream(
    query: Parameters<
      ReturnType<typeof catalogServiceMock>['streamEntities']
    >[0],
    options: { credentials: BackstageCredentials },
  ) {
    const client = this.readableTo(options.credentials);
    yield* client.streamEntities({ ...query, pageSize: 7 }, options);
    if (this.failure && !query?.filter) {
      throw this.failure;
    }
  }
}

const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: (): PermissionsService => ({
    async authorize(requests, { credentials }) {
      const caller = callerOf(credentials);
      return requests.map(({ permission }) => ({
        result:
          caller === CALLERS.denied ||
          (caller === CALLERS.reader && permission.attributes.action !== 'read')
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }));
    },
    async authorizeConditional(requests, { credentials }) {
      const caller = callerOf(credentials);
      return requests.map(() => {
        if (caller === CALLERS.limited) {
          return {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'catalog',
            resourceType: 'catalog-entity',
            conditions: { rule: 'NOT_SECRET', resourceType: 'catalog-entity' },
          };
        }
        return {
          result:
            caller === CALLERS.blind
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        };
      });
    },
  }),
});

/** A portal with only the coupling backend and the given catalog, on a database of its own. */
export class TestPortal {
  private constructor(
    private readonly backend: TestBackend,
    readonly catalog: TestCatalog,
    private readonly own: Knex | undefined,
  ) {}

  static async start(options: {
    entities: Entity[];
    knex?: Knex;
    features?: Parameters<typeof startTestBackend>[0]['features'];
    config?: object;
  }): Promise<TestPortal> {
    const catalog = new TestCatalog(options.entities);
    // The framework's own database in memory is never closed, and the timer of its pool keeps the process.
    const own = options.knex ? undefined : memoryDatabase().knex;
    const knex = options.knex ?? own;
    const backend = await startTestBackend({
      features: [
        couplingPlugin,
        catalog.factory,
        permissions,
        mockServices.rootConfig.factory({
          data: { coupling: options.config ?? {} } as never,
        }),
        mockServices.database.factory({ knex } as never),
        ...(options.features ?? []),
      ],
    });
    return new TestPortal(backend, catalog, own);
  }

  get(
    path: string,
    caller: string = mockCredentials.user().principal.userEntityRef,
  ) {
    return request(this.backend.server)
      .get(`/api/coupling/v1${path}`)
      .set('Authorization', mockCredentials.user.header(caller));
  }

  getAnonymously(path: string) {
    return request(this.backend.server)
      .get(`/api/coupling/v1${path}`)
      .set('Authorization', mockCredentials.none.header());
  }

  /** Sends observations, one a line, as a user or as a service. */
  send(
    observations: readonly unknown[] | string,
    caller: string = mockCredentials.user().principal.userEntityRef,
  ) {
    const user = caller.startsWith('user:');
    return request(this.backend.server)
      .post('/api/coupling/v1/observations')
      .set(
        'Authorization',
        user
          ? mockCredentials.user.header(caller)
          : mockCredentials.service.header(),
      )
      .set('Content-Type', 'application/x-ndjson')
      .send(
        typeof observations === 'string'
          ? observations
          : observations.map(one => JSON.stringify(one)).join('\n'),
      );
  }

  /** Decides about a finding. */
  decide(findingId: string, decision: object, caller: string) {
    return request(this.backend.server)
      .post(`/api/coupling/v1/findings/${findingId}/decisions`)
      .set('Authorization', mockCredentials.user.header(caller))
      .send(decision);
  }

  /** A request to be filled in, without credentials. */
  post(path: string) {
    return request(this.backend.server).post(`/api/coupling/v1${path}`);
  }

  /** Where the portal listens. */
  get server() {
    return this.backend.server;
  }

  analyseNow(caller: string = mockCredentials.user().principal.userEntityRef) {
    return request(this.backend.server)
      .post('/api/coupling/v1/analyses')
      .set('Authorization', mockCredentials.user.header(caller));
  }

  /** Starts an analysis and waits until it is over, well or not. */
  async analyse(): Promise<Status> {
    await this.analyseNow().expect(202);
    for (;;) {
      const { body } = await this.get('/status').expect(200);
      if (!body.running) {
        return body;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.own?.destroy();
  }
}

function callerOf(credentials: BackstageCredentials): string | undefined {
  return (credentials.principal as Partial<BackstageUserPrincipal>)
    .userEntityRef;
}
