import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { couplingEvidenceExtensionPoint } from '@posiwid/backstage-plugin-coupling-node';
import { readSbomConfig } from './config';
import { SbomCollector } from './SbomCollector';

/** What entities are built with, from the bills of materials that the catalog and `coupling.sbom` name. */
export const couplingModuleSbom = createBackendModule({
  pluginId: 'coupling',
  moduleId: 'sbom',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        evidence: couplingEvidenceExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ auth, catalog, config, evidence, reader }) {
        evidence.addCollector(
          new SbomCollector({
            config: readSbomConfig(config),
            catalog,
            auth,
            reader,
          }),
        );
      },
    });
  },
});
