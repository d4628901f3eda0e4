export * from './types';
export { parseClaims } from './claims';
export type { ClaimError, MeasureId, PurposeClaim } from './claims';
export { purposeOf } from './purposeOf';
