export * from './types';
export * from './pictures';
export { PROPERTY_IDS, type PropertyId } from './emergence';
export { parseClaims } from './claims';
export type {
  ClaimError,
  ClaimGrammar,
  MeasureId,
  PurposeClaim,
} from './claims';
export type {
  History,
  PastCalls,
  PastDeployments,
  PastIncident,
} from './history';
export type { Measure, MeasureContext, Settlement } from './measures';
export { purposeOf } from './purposeOf';
