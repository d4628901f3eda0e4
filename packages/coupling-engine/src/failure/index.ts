export * from './fault-tree';
export * from './types';
export { independenceOf } from './independenceOf';
export {
  independenceGap,
  minutesAMonth,
  minutesAYear,
  nines,
  type AvailabilityEvidence,
} from './availability';
export {
  faultTreeOf,
  type FaultTreeSubject,
  type RiskCounts,
  type SubjectFaultTree,
} from './claims';
