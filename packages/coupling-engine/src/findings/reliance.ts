import type { SeverityInput } from './types';
import { count } from '../model/words';

/** Findings about owners say who is missing, not what has failed or will. */
export const NOT_A_FAILURE: NonNullable<SeverityInput['cap']> = {
  severity: 'high',
  because: 'it says who is missing, not what fails',
};

/** Points for the teams that rely on something nobody answers for: they are the ones who will ask, whatever fails. */
export function dependingTeams(teams: number): {
  points: number;
  because: string;
} {
  return {
    points: Math.min(35, 7 * teams),
    because: `${count(teams, 'other team relies', 'other teams rely')} on it`,
  };
}
