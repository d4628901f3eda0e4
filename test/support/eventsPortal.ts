/** A portal with the real events backend, and with the real coupling plugin or one that writes down what it is handed. */
import type { AddressInfo } from 'node:net';
import {
  coreServices,
  createBackendPlugin,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import eventsBackend from '@backstage/plugin-events-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  couplingEvidenceExtensionPoint,
  type EvidenceCollector,
} from '@posiwid/backstage-plugin-coupling-node';
import { recorder, type Recorder } from './recorder';

export { recorder };

/** Closed after the tests of a file: the framework's own database in memory never is, and keeps the process. */
const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

function recordingCoupling({ sink }: Recorder) {
  return createBackendPlugin({
    pluginId: 'coupling',
    register(env) {
      const collectors: EvidenceCollector[] = [];
      env.registerExtensionPoint(couplingEvidenceExtensionPoint, {
        addCollector: collector => collectors.push(collector),
      });
      env.registerInit({
        deps: { logger: coreServices.logger },
        async init({ logger }) {
          for (const collector of collectors) {
            await collector.listen?.({ logger, sink });
          }
        },
      });
    },
  });
}

export interface EventsPortalOptions {
  /** Of what is observed; also the topic that events are sent to. */
  source: string;
  /** What is tested. */
  module: BackendFeature;
  config: JsonObject;
  entities?: Entity[];
  /** In place of the one that writes down. */
  coupling?: BackendFeature;
}

export async function startEventsPortal({
  source,
  module,
  config,
  entities,
  coupling,
}: EventsPortalOptions) {
  const recorded = recorder(source);
  const backend = await startTestBackend({
    features: [
      coupling ?? recordingCoupling(recorded),
      eventsBackend,
      eventsServiceFactory,
      module,
      mockServices.database.factory({
        knex: await databases.init('SQLITE_3'),
      } as never),
      mockServices.rootConfig.factory({
        data: {
          ...config,
          events: { ...(config.events as JsonObject), useEventBus: 'never' },
        },
      }),
      catalogServiceMock.factory({ entities }),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;
  return {
    ...recorded,
    async post(body: unknown, headers: Record<string, string>) {
      const url = `http://127.0.0.1:${port}/api/events/http/${source}`;
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, text: await response.text() };
    },
    async get(path: string): Promise<any> {
      const response = await fetch(`http://127.0.0.1:${port}/api${path}`);
      return response.json();
    },
    stop: () => backend.stop(),
  };
}

export type EventsPortal = Awaited<ReturnType<typeof startEventsPortal>>;
