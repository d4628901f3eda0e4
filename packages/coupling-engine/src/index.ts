/**
 * Couplings of a software catalog: who shares what, what falls with what, and who owns the interface. Catalog entities and a
 * policy in, an `Analysis` out. No I/O, no clock, no Backstage at run time.
 */
export { analyse, builtInRules } from './analyse';
export * from './analysis';
export * from './policy';
export { PolicyOfEntities, strictest } from './model/domainPolicy';

export * from './model/types';
export { buildModel } from './model/build-model';
export { ENTITY_FIELDS } from './model/entity-fields';
export { countsAsTeam } from './model/owners';
export {
  DEFAULT_NAMESPACE,
  formatRef,
  kindOf,
  nameOf,
  parseRef,
} from './model/refs';
export type { RefContext, RefResult } from './model/refs';
export { compareText } from './model/text';

export * from './structure/types';
export { entryPoints, structureOf } from './structure';
export { componentLevel } from './structure/component-level';
export { failureOf } from './structure/failure';
export type { Failure } from './structure/failure';
export { distinct, fromEdges, needsGraph, transpose } from './structure/csr';
export type { Csr } from './structure/csr';
export { cyclesOf, stronglyConnected } from './structure/scc';
export type { Components } from './structure/scc';
export { dominatorTree } from './structure/dominators';
export type { DominatorTree } from './structure/dominators';
export { impactOf } from './structure/impact';
export type { Impact } from './structure/impact';
export { visibilityOf } from './structure/visibility';
export type { Visibility } from './structure/visibility';

export * from './ownership/types';
export { ownershipOf } from './ownership';

export * from './findings/types';
export {
  compareFindings,
  evaluateRules,
  findingId,
  severityOf,
} from './findings';

export * from './views';
export * from './report';
export * from './failure';
export {
  independenceGap,
  minutesAMonth,
  minutesAYear,
  nines,
  type AvailabilityEvidence,
} from './availability';
export * from './evidence';
export * from './purpose';
export * from './territory';
