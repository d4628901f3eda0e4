import { resolve } from 'node:path';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { couplingEvidenceExtensionPoint } from '@posiwid/backstage-plugin-coupling-node';
import { FileCollector } from './FileCollector';

/** Reads `examples.observations`, a file or folder of JSON lines, where it is set. */
export default createBackendModule({
  pluginId: 'coupling',
  moduleId: 'observations-in-files',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        evidence: couplingEvidenceExtensionPoint,
      },
      async init({ config, evidence }) {
        const path = config.getOptional('examples.observations');
        if (path === undefined || path === '') return;
        if (typeof path !== 'string')
          throw new InputError(
            'examples.observations: expected the path of a file or folder',
          );
        evidence.addCollector(new FileCollector(resolve(path)));
      },
    });
  },
});
