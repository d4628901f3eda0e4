export * from './fault-tree';
export * from './types';
export { independenceOf } from './independenceOf';
export {
  faultTreeOf,
  type FaultTreeSubject,
  type RiskCounts,
  type SubjectFaultTree,
} from './claims';
