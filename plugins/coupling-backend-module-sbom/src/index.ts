/**
 * Libraries and base images of entities from CycloneDX bills of materials.
 *
 * @packageDocumentation
 */
export { couplingModuleSbom as default } from './module';
