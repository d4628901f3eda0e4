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
  Observation,
  ObservationKind,
  Rule,
  RuleContext,
} from '@posiwid/coupling-engine';
