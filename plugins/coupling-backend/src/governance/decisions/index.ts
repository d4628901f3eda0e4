export * from './types';
export { DecisionBook } from './DecisionBook';
export { DECISIONS, decisionStream, toBody, toDecision } from './entries';
export { growthOf } from './growth';
export { possibleKinds, refusalOf } from './refusal';
export {
  endOf,
  outgrown,
  standingOf,
  withoutWithdrawn,
  type Sight,
} from './standing';
