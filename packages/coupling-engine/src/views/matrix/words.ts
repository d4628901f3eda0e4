/** What a matrix says of itself: its headline, and what has no place in it. */
import type { Omission } from '../../analysis';
import { count, number } from '../../model/words';
import type { Seen, SeenCounts } from '../seen';
import type { MatrixLevel } from '../types';
import { NO_TEAM, type Viewer } from '../viewer';
import type { SeenFilter } from './couplings';
import type { Rows } from './rows';

const PLURAL: Record<MatrixLevel, string> = {
  team: 'teams',
  system: 'systems',
  domain: 'domains',
};

const SEEN_WORDS: Record<Seen, string> = {
  declared: 'declared and not seen',
  observed: 'seen and not declared',
  both: 'declared and seen',
};

export function headline(found: {
  level: MatrixLevel;
  filter: SeenFilter;
  rows: number;
  total: number;
  upwards: number;
  all: number;
  seen: SeenCounts;
}): string {
  const { level, filter, rows, total, upwards, all, seen } = found;
  if (filter !== 'all') {
    const crossing = seen.declared + seen.observed + seen.both;
    return `${number(total)} of ${count(crossing, 'coupling')} between ${number(
      rows,
    )} ${PLURAL[level]} ${total === 1 ? 'is' : 'are'} ${SEEN_WORDS[filter]}`;
  }
  if (total === 0) {
    return `No coupling crosses from one ${level} to another, of ${count(
      all,
      'coupling',
    )} ${seen.observed > 0 ? 'known' : 'declared'}`;
  }
  const undeclared =
    seen.observed > 0 ? `; ${number(seen.observed)} seen, not declared` : '';
  return `${number(total)} of ${count(all, 'coupling')} ${
    total === 1 ? 'crosses' : 'cross'
  } between ${number(rows)} ${PLURAL[level]}; ${
    upwards === 0
      ? 'none runs'
      : `${number(upwards)} ${upwards === 1 ? 'runs' : 'run'}`
  } against the order${undeclared}`;
}

/** What has no place in the matrix at this level. */
export function omissionsOf(
  viewer: Viewer,
  level: MatrixLevel,
  rows: Rows,
): Omission[] {
  const nothing = rows.refs.indexOf(NO_TEAM);
  if (nothing < 0) return [];
  const missing = rows.of.filter(row => row === nothing).length;
  const what = level === 'team' ? 'living owner' : level;
  return [
    {
      what: `no ${what}`,
      missing,
      of: viewer.lens.size,
      text: `${count(missing, 'entity', 'entities')} without a ${what} ${
        missing === 1 ? 'stands' : 'stand'
      } in one row`,
    },
  ];
}
