export * from './types';
export { readObservations } from './read';
export type { ObservationLine, ReadObservations } from './read';
export { evidenceOf, observed } from './evidence';
export type { EvidenceIndex } from './evidence';
