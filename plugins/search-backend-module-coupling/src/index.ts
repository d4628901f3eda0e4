/**
 * Findings, interfaces and reviews of coupling in the portal's search.
 *
 * @packageDocumentation
 */
export { searchModuleCoupling as default } from './module';
