/**
 * Coupling maps, shared dependencies and un-owned interfaces, for apps on the new frontend system. Apps on the old one
 * take the same pages from `@posiwid/backstage-plugin-coupling/legacy`.
 *
 * @packageDocumentation
 */
export { couplingPlugin as default } from './plugin';
export { couplingApiRef } from './api/couplingApiRef';
export { rootRouteRef, entityContentRouteRef } from './routes';
