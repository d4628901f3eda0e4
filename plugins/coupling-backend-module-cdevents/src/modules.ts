import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import {
  CatalogLookup,
  couplingEvidenceExtensionPoint,
} from '@posiwid/backstage-plugin-coupling-node';
import { CDEventsCollector } from './CDEventsCollector';
import { readCDEventsConfig } from './config';
import {
  CLOUD_EVENT_TYPES,
  cloudEventsParser,
  secretValidator,
} from './ingress';

/** Reads CDEvents of a topic as evidence. */
export const couplingModuleCDEvents = createBackendModule({
  pluginId: 'coupling',
  moduleId: 'cdevents',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        evidence: couplingEvidenceExtensionPoint,
      },
      async init({ auth, catalog, config, events, evidence }) {
        evidence.addCollector(
          new CDEventsCollector({
            config: readCDEventsConfig(config),
            events,
            lookup: new CatalogLookup({ catalog, auth }),
          }),
        );
      },
    });
  },
});

/** Takes CDEvents over HTTP for that topic. */
export const eventsModuleCDEvents = createBackendModule({
  pluginId: 'events',
  moduleId: 'coupling-cdevents',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        ingresses: eventsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config: root, ingresses, logger }) {
        const config = readCDEventsConfig(root);
        ingresses.addHttpPostIngress({
          topic: config.topic,
          validator: secretValidator(config),
        });
        for (const contentType of CLOUD_EVENT_TYPES) {
          ingresses.addHttpPostBodyParser({
            contentType,
            parser: cloudEventsParser,
          });
        }
        if (config.secret === undefined && !config.isLocal) {
          logger.warn(
            'CDEvents are refused until coupling.cdevents.secret is configured',
          );
        }
      },
    });
  },
});
