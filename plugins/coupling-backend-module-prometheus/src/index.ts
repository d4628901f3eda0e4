/**
 * Calls between entities from Prometheus-compatible stores.
 *
 * @packageDocumentation
 */
export { couplingModulePrometheus as default } from './module';
