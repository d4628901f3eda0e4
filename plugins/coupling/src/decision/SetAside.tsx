import type {
  Count,
  StandingState,
} from '@posiwid/backstage-plugin-coupling-common';
import { Num } from '../components/Num';
import { count } from '../words';
import { SET_ASIDE } from './standingWords';
import { standingIn, type Lead } from './tally';

/** What is said of those that somebody decided to leave as they are. */
const WORDS: Partial<Record<StandingState, string>> = {
  accepted: 'accepted until their date',
  'not-a-risk': 'agreed to be no risk',
};

/**
 * The count with what was accepted, how much of it that is, and the count without: `41 open, 6 of them accepted until their date:
 * 35 without.` Nothing where nothing was accepted.
 */
export function SetAside(
  props: { standings: readonly Count[] | undefined } & Lead,
) {
  const { standings = [], to, onOnly } = props;
  const all = standings.reduce((sum, each) => sum + each.count, 0);
  const set = SET_ASIDE.map(state => ({
    state,
    n: standingIn(standings, [state]),
  })).filter(({ n }) => n > 0);
  if (set.length === 0) {
    return null;
  }
  const without = set.reduce((left, { n }) => left - n, all);
  return (
    <>
      {count(all, 'finding')},{' '}
      {set.map(({ state, n }, i) => (
        <span key={state}>
          {i > 0 && ' and '}
          <Num
            value={n}
            to={to?.([state])}
            onClick={onOnly && (() => onOnly([state]))}
            label={`${count(n, 'finding')} ${WORDS[state]}`}
          />{' '}
          {i === 0 && 'of them '}
          {WORDS[state]}
        </span>
      ))}
      : {without.toLocaleString('en')} without.{' '}
    </>
  );
}
