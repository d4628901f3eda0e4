export * from './types';
export type { Seen, SeenCounts, Sighting } from './seen';
export { couplingProposal } from './proposal';
export * from './scorecard/types';
export { NO_TEAM } from './viewer';
export { teamScope } from './holding';
export { clockView } from './clocks';
export {
  availabilityView,
  quantifiedFaultTree,
  type AvailabilityOptions,
} from './availability';
export { blastRadius } from './blastRadius';
export { claimDetail, claimList, type ClaimBase } from './claims';
export { entityView } from './entityView';
export { independenceView } from './independence';
export { interfaceList } from './interfaces';
export { overview } from './overview';
export {
  scorecardList,
  type ScorecardListOptions,
} from './scorecard/scorecardList';
export { scorecardView } from './scorecard/scorecardView';
export { searchEntities } from './search';
export { sharedDependencies } from './sharedDependencies';
export { findingsOfTeams, teamList } from './teams';
export { matrix } from './matrix/matrix';
export { matrixCell } from './matrix/matrixCell';
export { entityMap, type EntityMapOptions } from './entityMap';
