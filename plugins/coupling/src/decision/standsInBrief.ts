import type { Standing } from '@posiwid/backstage-plugin-coupling-common';
import { nameOf } from '../refs';
import { dayWords } from './calendar';
import { sentenceOf } from './sentenceOf';
import { STANDING_WORDS } from './standingWords';

/** Characters of a reason that fit into a row. */
const REASON = 120;

/** Where a finding stands in a few words, with the date or the team that matters; undefined while nobody decided. */
export function standsInBrief(
  standing: Standing | undefined,
): string | undefined {
  if (!standing) return undefined;
  const { state, because, team, due, until } = standing;
  const word = STANDING_WORDS[state];
  const to = team ? ` ${nameOf(team)}` : '';
  const by = due ? `, due ${dayWords(due)}` : '';
  switch (state) {
    case 'undecided':
      return undefined;
    case 'accepted':
      return `${word}${until ? ` until ${dayWords(until)}` : ''}`;
    case 'lapsed':
      return `${word}: ${shortened(
        sentenceOf({ because: because.replace(/^Lapsed: /, '') }).replace(
          /\.$/,
          '',
        ),
      )}`;
    case 'assigned':
      return `${word}${to && ` to${to}`}${by}`;
    case 'planned':
    case 'overdue':
      return `${word}${to && `:${to}`}${by}`;
    case 'still-found':
      return 'Said to be mended, still found';
    case 'deferred':
      return `${word}${until ? ` to ${dayWords(until)}` : ''}`;
    default:
      return word;
  }
}

function shortened(text: string): string {
  return text.length > REASON ? `${text.slice(0, REASON)}…` : text;
}
