import type {
  Count,
  StandingState,
} from '@posiwid/backstage-plugin-coupling-common';
import { Num } from '../components/Num';
import { COME_BACK } from './standingWords';
import { standingIn, type Lead } from './tally';

/** What no longer holds, for one finding and for several. */
const WORDS: Partial<Record<StandingState, [one: string, many: string]>> = {
  lapsed: ['acceptance lapsed', 'acceptances lapsed'],
  overdue: ['assignment overdue', 'assignments overdue'],
  'still-found': [
    'said to be mended and still found',
    'said to be mended and still found',
  ],
};

/** Decisions that no longer hold: `4 acceptances lapsed, 2 assignments overdue.` Nothing where all of them do. */
export function ComeBack(
  props: { standings: readonly Count[] | undefined } & Lead,
) {
  const { standings = [], to, onOnly } = props;
  const back = COME_BACK.map(state => ({
    state,
    n: standingIn(standings, [state]),
  })).filter(({ n }) => n > 0);
  if (back.length === 0) {
    return null;
  }
  return (
    <>
      {back.map(({ state, n }, i) => {
        const words = WORDS[state]![n === 1 ? 0 : 1];
        return (
          <span key={state}>
            {i > 0 && ', '}
            <Num
              value={n}
              to={to?.([state])}
              onClick={onOnly && (() => onOnly([state]))}
              label={`${n} ${words}`}
            />{' '}
            {words}
          </span>
        );
      })}
      .{' '}
    </>
  );
}
