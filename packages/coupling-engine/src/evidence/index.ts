export * from './types';
export { readObservations } from './read';
export type { ObservationLine, ReadObservations } from './read';
export { evidenceOf, observed, refsOf } from './evidence';
export type { EvidenceIndex } from './evidence';
