export { builtInRules } from './rules';
export { compareFindings, evaluateRules } from './evaluate';
export { BANDS, severityOf } from './severity';
export { findingId } from './identity';
