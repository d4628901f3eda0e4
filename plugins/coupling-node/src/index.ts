/**
 * Extension points of the coupling backend.
 *
 * @packageDocumentation
 */
export * from './extensions';
export type {
  Finding,
  FindingDraft,
  Rule,
  RuleContext,
} from '@posiwid/coupling-engine';
