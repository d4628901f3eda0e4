import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { DenySomePolicy } from './DenySomePolicy';

/** Everybody may do everything in the example portal, but what `examples.deny` lists. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'example-policy',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        policy.setPolicy(
          new DenySomePolicy(config.getOptionalStringArray('examples.deny')),
        );
      },
    });
  },
});
