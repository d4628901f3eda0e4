import type { Model, Problem } from '../model/types';
import type { Policy } from '../policy/policy';
import type { Structure } from '../structure/types';
import { claimsOf } from './claims';
import { clocksOf } from './clocks';
import type { EarlierAudits, Independence } from './types';

/**
 * What falls together: every claim of redundancy audited, and every pair of clocks that coincide.
 *
 * @param at - time of the analysis, ISO 8601: says which week schedules are expanded over; the week from 1970-01-05
 *   when it is left out
 * @param problems - where defects are added: k larger than the group, a group of one, a cron that never fires
 */
export function independenceOf(
  input: {
    model: Model;
    structure: Structure;
    policy: Policy;
    at?: string;
    earlier?: EarlierAudits;
    problems: Problem[];
  },
  onProgress: (share: number) => void = () => {},
): Independence {
  const clocks = clocksOf(input);
  const claims = claimsOf({ ...input, clocks }, onProgress);
  return { claims, clocks };
}
