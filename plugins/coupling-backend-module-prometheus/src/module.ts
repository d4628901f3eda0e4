import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { couplingEvidenceExtensionPoint } from '@posiwid/backstage-plugin-coupling-node';
import { CallsCollector } from './CallsCollector';
import { readSources } from './config';

/** Calls between entities, from every store under `coupling.prometheus`. Without one it does nothing. */
export const couplingModulePrometheus = createBackendModule({
  pluginId: 'coupling',
  moduleId: 'prometheus',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        evidence: couplingEvidenceExtensionPoint,
      },
      async init({ config, evidence }) {
        for (const source of readSources(config)) {
          evidence.addCollector(new CallsCollector(source));
        }
      },
    });
  },
});
