/** What of a policy decides which findings there are. */
import { createHash } from 'node:crypto';
import type { Policy } from '@posiwid/coupling-engine';

/** A policy, and which version of it people set; without one only app-config counts. */
export interface CountingPolicy {
  policy: Policy;
  version?: number;
}

/**
 * What each rule goes by, in a few characters: equal when the rule finds the same in the same catalog. Acceptances are no part of it,
 * nor which other rules are on.
 */
export function rulesUnder(policy: Policy): (rule: string) => string {
  const { acceptance: _, disabledRules, ...values } = policy;
  const text = JSON.stringify(values);
  return rule =>
    createHash('sha256')
      .update(disabledRules.includes(rule) ? 'off' : text)
      .digest('hex')
      .slice(0, 16);
}

/** True when one finds what the other does in every catalog; false when it may not. */
export function findTheSame(one: Policy, other: Policy): boolean {
  const findingPart = ({ acceptance: _, ...values }: Policy) =>
    JSON.stringify(values);
  return findingPart(one) === findingPart(other);
}
