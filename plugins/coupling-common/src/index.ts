/**
 * Permissions, API types and client of the coupling plugins.
 *
 * @packageDocumentation
 */
export * from './permissions';
export * from './types';
export * from './client';
export * from './requestOptions';
export { instantAt, wallClock } from './wallClock';
export type { GovernanceClient, Outcome } from './governance';
export type { components, operations, paths } from './schema';
