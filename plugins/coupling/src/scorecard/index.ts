export { Emerges } from './Emerges';
export { Mechanisms } from './Mechanisms';
export { ObservationTable } from './ObservationTable';
export { PromiseDrawer, useOpenPromise } from './PromiseDrawer';
export { PromiseTable } from './PromiseTable';
export {
  useEvidence,
  useObservations,
  useScorecard,
  useScorecards,
} from './queries';
export { SaysDoes } from './SaysDoes';
export { ScorecardTable } from './ScorecardTable';
export { Example, StatePurpose } from './StatePurpose';
export { VerdictMark } from './VerdictMark';
export { VerdictTally } from './VerdictTally';
