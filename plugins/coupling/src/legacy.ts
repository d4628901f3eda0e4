/**
 * The coupling plugin for apps on the old frontend system, made of the same pages and cards.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { createCouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import { couplingApiRef } from './api/couplingApiRef';
import { MY_TEAMS_RISKS } from './home/widget';
import { entityContentRouteRef, rootRouteRef } from './routes';

export { couplingApiRef } from './api/couplingApiRef';

export const couplingPlugin = createPlugin({
  id: 'coupling',
  apis: [
    createApiFactory({
      api: couplingApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        createCouplingClient({ fetch: fetchApi.fetch }),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
});

/** The page with all its tabs; mount it at `/coupling`. */
export const CouplingPage = couplingPlugin.provide(
  createRoutableExtension({
    name: 'CouplingPage',
    component: () =>
      import('./pages/legacy').then(
        ({ LegacyCouplingPage }) => LegacyCouplingPage,
      ),
    mountPoint: rootRouteRef,
  }),
);

/** A card for the overview of an entity page. */
export const EntityCouplingCard = couplingPlugin.provide(
  createComponentExtension({
    name: 'EntityCouplingCard',
    component: {
      lazy: () =>
        import('./entity').then(({ EntityCouplingCard: Card }) => Card),
    },
  }),
);

/** A tab of an entity page; mount it with `EntityLayout.Route`. */
export const EntityCouplingContent = couplingPlugin.provide(
  createRoutableExtension({
    name: 'EntityCouplingContent',
    component: () =>
      import('./entity').then(({ EntityCouplingContent: Content }) => Content),
    mountPoint: entityContentRouteRef,
  }),
);

/** A widget for the home page: the risks of the groups that the reader belongs to. */
export const MyTeamsCouplingRisks = couplingPlugin.provide(
  createCardExtension({
    name: 'MyTeamsCouplingRisks',
    ...MY_TEAMS_RISKS,
  }),
);
