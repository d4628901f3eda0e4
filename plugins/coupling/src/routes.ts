import { createRouteRef } from '@backstage/core-plugin-api';

/** The Coupling page. Usable in apps on either frontend system. */
export const rootRouteRef = createRouteRef({ id: 'coupling' });

/** The Coupling tab of an entity page. */
export const entityContentRouteRef = createRouteRef({
  id: 'coupling:entity-content',
});
