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
import { readGitHubConfig } from './config';
import { GitHubCollector } from './GitHubCollector';
import { signatureValidator } from './signature';

/** Reads GitHub webhooks of a topic as evidence. */
export const couplingModuleGitHub = createBackendModule({
  pluginId: 'coupling',
  moduleId: 'github',
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
          new GitHubCollector({
            config: readGitHubConfig(config),
            events,
            lookup: new CatalogLookup({ catalog, auth }),
          }),
        );
      },
    });
  },
});

/** Takes signed webhooks over HTTP for that topic. */
export const eventsModuleGitHub = createBackendModule({
  pluginId: 'events',
  moduleId: 'coupling-github',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        ingresses: eventsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, ingresses, logger }) {
        const { topic, secret } = readGitHubConfig(config);
        ingresses.addHttpPostIngress({
          topic,
          validator: signatureValidator(secret),
        });
        if (secret === undefined) {
          logger.warn(
            'GitHub webhooks are refused until coupling.github.secret is configured',
          );
        }
      },
    });
  },
});
