/**
 * What of a catalog entity the engine reads, as a catalog takes it for `fields`. `spec.definition` is left out on purpose: contracts
 * can be megabytes, and only whether there is one is asked.
 */
export const ENTITY_FIELDS: readonly string[] = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'metadata.tags',
  'spec.owner',
  'spec.owners',
  'spec.type',
  'spec.lifecycle',
  'spec.system',
  'spec.domain',
  'spec.subdomainOf',
  'spec.subcomponentOf',
  'spec.dependsOn',
  'spec.dependencyOf',
  'spec.providesApis',
  'spec.consumesApis',
  'spec.couplings',
  'spec.profile.displayName',
  'spec.parent',
  'spec.children',
  'spec.members',
  'spec.memberOf',
  'relations',
];
