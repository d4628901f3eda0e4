import type {
  Count,
  StandingState,
} from '@posiwid/backstage-plugin-coupling-common';

/** How many findings stand in one of these states. */
export function standingIn(
  standings: readonly Count[],
  states: readonly StandingState[],
): number {
  return standings
    .filter(({ value }) => states.includes(value as StandingState))
    .reduce((sum, { count }) => sum + count, 0);
}

/** Where a count of findings leads: an address, or a filter of the page that it stands on. */
export interface Lead {
  to?: (states: StandingState[]) => string | undefined;
  onOnly?: (states: StandingState[]) => void;
}
