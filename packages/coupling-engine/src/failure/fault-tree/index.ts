export * from './fault-tree';
export {
  FaultTreeAnalysis,
  DEFAULT_ANALYSIS,
  type AnalysisOptions,
  type MeasuredCutSets,
  type MeasuredProbability,
} from './analyse';
export {
  applyCommonCause,
  commonCauseProbabilities,
  MAX_SUBSET_MEMBERS,
} from './common-cause';
export type { EventImportance } from './importance';
export { readOpenPsa } from './open-psa-read';
export { writeOpenPsa, type OpenPsaDocument } from './open-psa-write';
