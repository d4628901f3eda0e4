/**
 * The coupling backend: reads the catalog, analyses its couplings, stores and serves the findings.
 *
 * @packageDocumentation
 */
export { couplingPlugin as default } from './plugin';
