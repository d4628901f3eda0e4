import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CouplingClient } from '@posiwid/backstage-plugin-coupling-common';

/** The client of the coupling backend that every page and card reads from. */
export const couplingApiRef = createApiRef<CouplingClient>().with({
  id: 'plugin.coupling.client',
  pluginId: 'coupling',
});
