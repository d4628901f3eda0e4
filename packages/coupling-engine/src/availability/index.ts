export {
  anyOf,
  atLeast,
  independenceGap,
  minutesAMonth,
  minutesAYear,
  nines,
} from './arithmetic';
export {
  jointAvailability,
  onPaper,
  type JointAvailability,
  type JointInput,
} from './joint';
export {
  ownUnavailability,
  type AvailabilityEvidence,
  type OwnUnavailability,
} from './own';
