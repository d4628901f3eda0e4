import type { Model, Problem } from '../../model/types';
import type { Policy } from '../../policy';
import type { Structure } from '../../structure/types';
import type { EarlierAudits } from '../independenceOf';
import type { Clocks, RedundancyClaim } from '../types';

/** Every claim of redundancy that a catalog makes, audited. */
export function claimsOf(
  _input: {
    model: Model;
    structure: Structure;
    policy: Policy;
    clocks: Clocks;
    earlier?: EarlierAudits;
    problems: Problem[];
  },
  _onProgress: (share: number) => void = () => {},
): RedundancyClaim[] {
  return [];
}
