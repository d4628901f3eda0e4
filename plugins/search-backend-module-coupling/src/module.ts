import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { couplingFindingReadPermission } from '@posiwid/backstage-plugin-coupling-common';
import { readSearchConfig, type Guard } from './config';
import { CouplingCollatorFactory } from './CouplingCollatorFactory';
import { readFindingsAndInterfaces, readReviews } from './read';

const PERMISSIONS = {
  'coupling.finding.read': couplingFindingReadPermission,
  'catalog.entity.read': catalogEntityReadPermission,
} satisfies Record<Guard, unknown>;

/** Findings, interfaces and reviews in the portal's search. */
export const searchModuleCoupling = createBackendModule({
  pluginId: 'search',
  moduleId: 'coupling-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        index: searchIndexRegistryExtensionPoint,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, index, logger, scheduler }) {
        const { guard, page, schedule } = readSearchConfig(config);
        // Series and reviews hold no name of an entity; whoever reads findings reads them.
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new CouplingCollatorFactory({
            type: 'coupling-review',
            visibilityPermission: couplingFindingReadPermission,
            auth,
            discovery,
            read: client => readReviews(client, page),
          }),
        });
        if (guard === 'unknown') {
          logger.info(
            'Findings and interfaces are not put into the search: coupling.search.guardedBy does not say who may find them',
          );
          return;
        }
        index.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new CouplingCollatorFactory({
            type: 'coupling',
            ...(guard !== 'nobody-asks' && {
              visibilityPermission: PERMISSIONS[guard],
            }),
            auth,
            discovery,
            read: client => readFindingsAndInterfaces(client, page),
          }),
        });
      },
    });
  },
});
