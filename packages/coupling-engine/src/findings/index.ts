export { builtInRules } from './rules';
export { evaluateRules } from './evaluate';
export { severityOf, BANDS } from './severity';
export { findingId } from './identity';
