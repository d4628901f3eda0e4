import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { daysAfter } from '../decision/calendar';

/** How far ahead an acceptance is looked for that is about to end; days. */
export const AHEAD = 30;

export type What = 'overdue' | 'lapsed' | 'still-found' | 'given' | 'ending';

/** One thing that a team has to do next. */
export interface ToDo {
  what: What;
  finding: Finding;
  /** The day by which, or on which it ends. */
  by?: string;
}

/** What no longer holds comes before what has a day. */
const RANKS: Record<What, number> = {
  overdue: 0,
  lapsed: 1,
  'still-found': 2,
  given: 3,
  ending: 3,
};

/** Days compare as text; what has none comes last. */
const NEVER = '9999-12-31';

/**
 * What a team has to do next: what is late or no longer holds, then what it was given and which acceptances end, by day.
 *
 * @param given - findings that were given to the team, whether or not they name it
 * @param own - findings that name the team
 */
export function toDoOf(
  given: readonly Finding[],
  own: readonly Finding[],
  today: string,
): ToDo[] {
  const found = new Map<string, ToDo>();
  const end = daysAfter(today, AHEAD);
  for (const finding of [...given, ...own]) {
    const toDo = toDoAbout(finding, end);
    if (toDo && !found.has(finding.id)) found.set(finding.id, toDo);
  }
  // An assignment is for whoever was given it, and not for every team that is named beside.
  const theirs = new Set(given.map(({ id }) => id));
  const isForTeam = ({ what, finding }: ToDo) =>
    theirs.has(finding.id) ||
    (what === 'overdue' ? !finding.standing?.team : what !== 'given');
  return [...found.values()]
    .filter(isForTeam)
    .sort(
      (a, b) =>
        RANKS[a.what] - RANKS[b.what] ||
        compare(a.by ?? NEVER, b.by ?? NEVER) ||
        b.finding.score - a.finding.score,
    );
}

function toDoAbout(finding: Finding, end: string): ToDo | undefined {
  const { state, due, until } = finding.standing ?? {};
  switch (state) {
    case 'overdue':
      return { what: state, finding, ...(due && { by: due }) };
    case 'lapsed':
    case 'still-found':
      return { what: state, finding };
    case 'assigned':
    case 'planned':
      return { what: 'given', finding, ...(due && { by: due }) };
    case 'accepted':
      return until !== undefined && until <= end
        ? { what: 'ending', finding, by: until }
        : undefined;
    default:
      return undefined;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
