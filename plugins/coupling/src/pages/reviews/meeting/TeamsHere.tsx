import { styled } from '@mui/material/styles';
import type {
  Finding,
  Review,
} from '@posiwid/backstage-plugin-coupling-common';
import type { RefObject } from 'react';
import { useTeamTitles } from '../../../components';
import { NO_OWNER } from '../../../refs';
import { tokensOf } from '../../../theme/tokens';
import { nameOf } from '../../../refs';

type Presence = 'here' | 'absent' | 'unknown';

const List = styled('ul')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: 20,
    lineHeight: '26px',
    '& li': {
      padding: '5px 0',
      display: 'flex',
      // What does not fit beside a long name stands below it, whole.
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      columnGap: 12,
    },
    '& i': {
      fontStyle: 'normal',
      color: t.muted,
      textAlign: 'right',
      marginLeft: 'auto',
      overflowWrap: 'anywhere',
    },
    '& button': {
      font: 'inherit',
      color: t.accent,
      background: 'none',
      border: 0,
      padding: 0,
      textAlign: 'left',
      whiteSpace: 'nowrap',
      cursor: 'pointer',
    },
    '& button:hover': { textDecoration: 'underline' },
    '& button:focus-visible': {
      outline: `2px solid ${t.accent}`,
      outlineOffset: 2,
    },
    '& svg': {
      width: 15,
      height: 15,
      marginRight: 10,
      verticalAlign: -1,
      color: t.text,
    },
  };
});

const Heading = styled('h3')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    fontSize: 17,
    lineHeight: '22px',
    margin: 0,
    color: t.muted,
    borderBottom: `1px solid ${t.line}`,
    paddingBottom: 3,
  };
});

function Mark(props: { presence: Presence }) {
  switch (props.presence) {
    case 'here':
      return <circle cx="7" cy="7" r="6" fill="currentColor" />;
    case 'absent':
      return (
        <circle
          cx="7"
          cy="7"
          r="5.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeDasharray="3.2 2.2"
        />
      );
    default:
      return (
        <circle
          cx="7"
          cy="7"
          r="5.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1"
        />
      );
  }
}

export function presenceOf(review: Review, team: string): Presence {
  const asked = review.attendance.filter(
    ({ who, for: of }) => who === team || of === team,
  );
  if (asked.some(({ here }) => here)) return 'here';
  return asked.length > 0 ? 'absent' : 'unknown';
}

/** What a team has to do with it: what of the chain it owns. */
function roleOf({ steps, subjects }: Finding, team: string): string {
  const own = steps.filter(step => step.teams.includes(team));
  if (own.length === 0) return 'takes part';
  if (own.some(({ ref }) => ref === subjects[0])) return 'owns it';
  return own.length === 1
    ? `owns ${nameOf(own[0].ref)}`
    : `owns ${own.length} of it`;
}

const MOST = 6;

/** The teams on the chain: which are here. With `onSay` each can be said to be here or absent. */
export function TeamsHere(props: {
  review: Review;
  finding: Finding;
  onSay?: (team: string, here: boolean) => void;
  firstRef: RefObject<HTMLButtonElement>;
}) {
  const { review, finding, onSay, firstRef } = props;
  const titleOf = useTeamTitles();
  const teams = finding.teams.filter(team => team !== NO_OWNER);
  const here = teams.filter(team => presenceOf(review, team) === 'here').length;
  const rest = teams.slice(MOST);
  return (
    <section aria-label="Teams on the chain">
      <Heading>
        Teams on the chain: {here} of {teams.length} here
      </Heading>
      <List>
        {teams.slice(0, MOST).map((team, i) => {
          const presence = presenceOf(review, team);
          const word = presence === 'unknown' ? 'not asked' : presence;
          const title = titleOf(team);
          const mark = (
            <svg viewBox="0 0 14 14" aria-hidden>
              <Mark presence={presence} />
            </svg>
          );
          return (
            <li key={team}>
              {onSay ? (
                <button
                  ref={i === 0 ? firstRef : undefined}
                  type="button"
                  title={team}
                  aria-label={`${title}: ${word}. Say it is ${
                    presence === 'here' ? 'absent' : 'here'
                  }`}
                  onClick={() => onSay(team, presence !== 'here')}
                >
                  {mark}
                  {title}
                </button>
              ) : (
                <span>
                  {mark}
                  {title}
                </span>
              )}
              <i>{presence === 'absent' ? 'absent' : roleOf(finding, team)}</i>
            </li>
          );
        })}
        {rest.length > 0 && (
          <li>
            <i title={rest.map(titleOf).join(', ')}>and {rest.length} more</i>
          </li>
        )}
        {teams.length === 0 && (
          <li>
            <i>no team owns it</i>
          </li>
        )}
      </List>
    </section>
  );
}
