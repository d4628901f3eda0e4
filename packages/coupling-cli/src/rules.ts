import { builtInRules } from '@posiwid/coupling-engine';

/** One line on when a rule raises a finding; undefined for a rule that the engine does not bring along. */
export function ruleDescription(id: string): string | undefined {
  return builtInRules.find(rule => rule.id === id)?.description;
}
