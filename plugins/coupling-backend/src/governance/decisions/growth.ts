import { SEVERITIES } from '@posiwid/coupling-engine';
import type { Mark } from '../../lifecycle';

/**
 * How a risk is worse than it was when somebody decided about it: a worse severity, a longer reach, or a subject that nobody
 * had seen. Undefined when it is not.
 */
export function growthOf(then: Mark, now: Mark): string | undefined {
  if (rank(now) < rank(then)) {
    return `it is ${now.severity} and was ${then.severity}`;
  }
  if (now.reach !== undefined && now.reach > (then.reach ?? Infinity)) {
    return `it reaches ${now.reach} and reached ${then.reach}`;
  }
  const known = new Set(then.subjects);
  const added = now.subjects.filter(subject => !known.has(subject));
  if (added.length === 0) {
    return undefined;
  }
  return added.length === 1
    ? `${added[0]} is in it and was not`
    : `${added.length} more are in it than there were`;
}

function rank({ severity }: Mark): number {
  return SEVERITIES.indexOf(severity);
}
