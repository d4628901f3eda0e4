export { DecisionForm, type DecisionFormProps } from './DecisionForm';
export { DecisionSection } from './DecisionSection';
export { saidOf } from './saidOf';
export { StandingLine } from './StandingLine';
export { StandingMark } from './StandingMark';
export { useDecide, useDecisions } from './useDecide';
