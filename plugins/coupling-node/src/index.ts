/**
 * Extension points of the coupling backend.
 *
 * @packageDocumentation
 */
export * from './collectors';
export * from './evidence';
export * from './extensions';
export type {
  Finding,
  FindingDraft,
  Measure,
  MeasureContext,
  Observation,
  ObservationKind,
  Rule,
  RuleContext,
} from '@posiwid/coupling-engine';
