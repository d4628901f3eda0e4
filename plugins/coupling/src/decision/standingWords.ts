import type { StandingState } from '@posiwid/backstage-plugin-coupling-common';

/**
 * What a standing asks of a reader: to decide, to look again because what was decided no longer holds, to wait for work or
 * for somebody, or nothing.
 */
export type Ask = 'decide' | 'again' | 'wait' | 'nothing' | 'gone';

/** What a reader sees for where a finding stands, in the order in which they are listed: what asks for somebody first. */
export const STANDINGS: readonly StandingState[] = [
  'lapsed',
  'overdue',
  'still-found',
  'undecided',
  'disputed',
  'proposed',
  'deferred',
  'assigned',
  'planned',
  'said-done',
  'accepted',
  'not-a-risk',
  'merged',
  'split',
  'retired',
  'remediated',
];

export const STANDING_WORDS: Record<StandingState, string> = {
  undecided: 'Undecided',
  proposed: 'Proposed for acceptance',
  accepted: 'Accepted',
  lapsed: 'Lapsed',
  assigned: 'Assigned',
  planned: 'Planned',
  overdue: 'Overdue',
  'said-done': 'Said to be mended',
  'still-found': 'Still found',
  disputed: 'Disputed',
  'not-a-risk': 'Not a risk',
  deferred: 'Put off',
  merged: 'Merged',
  split: 'Split',
  retired: 'Retired by the policy',
  remediated: 'Remediated',
};

export const STANDING_ASKS: Record<StandingState, Ask> = {
  undecided: 'decide',
  disputed: 'decide',
  proposed: 'decide',
  deferred: 'decide',
  lapsed: 'again',
  overdue: 'again',
  'still-found': 'again',
  assigned: 'wait',
  planned: 'wait',
  'said-done': 'wait',
  accepted: 'nothing',
  'not-a-risk': 'nothing',
  merged: 'nothing',
  split: 'nothing',
  retired: 'gone',
  remediated: 'gone',
};

/** Somebody decided that nothing is done about these for now: shown muted, and counted apart. */
export const SET_ASIDE: readonly StandingState[] = ['accepted', 'not-a-risk'];

/** What was decided no longer holds. */
export const COME_BACK: readonly StandingState[] = [
  'lapsed',
  'overdue',
  'still-found',
];
