import { styled } from '@mui/material/styles';
import type { TeamCount } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { Act, TeamLink } from '../../components';
import { NO_OWNER } from '../../refs';
import { tokensOf, useTokens } from '../../theme/tokens';

const SQUARE = 8;
const PITCH = 11;
/** Squares a team has room for; above that, one square stands for several entities. */
const MOST_SQUARES = 14;
const SHOWN_TEAMS = 12;

const Strip = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 28,
    rowGap: 8,
    padding: '7px 0 9px',
    borderTop: `1px solid ${t.line}`,
    borderBottom: `1px solid ${t.line}`,
    fontSize: 12,
    '& svg': { display: 'block', marginTop: 4 },
  };
});

/** What the squares of all teams stand for: 1 entity each, or as many as make the largest team fit. */
export function entitiesPerSquare(counts: readonly TeamCount[]): number {
  const largest = Math.max(
    0,
    ...counts.map(({ fails, degrades, keeps }) => fails + degrades + keeps),
  );
  return Math.max(1, Math.ceil(largest / MOST_SQUARES));
}

/** One team's entities as squares: dark fails, light degrades, outlined keeps working. */
export function TeamSquares(props: { count: TeamCount; perSquare?: number }) {
  const { fails, degrades, keeps, team } = props.count;
  const { perSquare = 1 } = props;
  const tokens = useTokens();
  const squares = [
    ...Array(Math.ceil(fails / perSquare)).fill('fails'),
    ...Array(Math.ceil(degrades / perSquare)).fill('degrades'),
    ...Array(Math.ceil(keeps / perSquare)).fill('keeps'),
  ];
  const label = `${team.title}: ${fails} fail, ${degrades} degrade, ${keeps} keep working`;
  return (
    <svg
      width={Math.max(1, squares.length) * PITCH}
      height={SQUARE + 1}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {squares.map((state, i) => (
        <rect
          key={i}
          x={i * PITCH + 0.5}
          y={0.5}
          width={SQUARE}
          height={SQUARE}
          fill={
            { fails: tokens.fails, degrades: tokens.degrades, keeps: 'none' }[
              state as 'fails' | 'degrades' | 'keeps'
            ]
          }
          stroke={state === 'keeps' ? tokens.faint : 'none'}
        />
      ))}
    </svg>
  );
}

/** Which teams the failure of the focus reaches, most affected first as the API gives them. */
export function TeamStrip(props: { counts: readonly TeamCount[] }) {
  const { counts } = props;
  const [all, setAll] = useState(false);
  const shown = all ? counts : counts.slice(0, SHOWN_TEAMS);
  const perSquare = entitiesPerSquare(counts);
  if (counts.length === 0) {
    return null;
  }
  return (
    <Strip>
      {shown.map(count => (
        <div key={count.team.ref}>
          <TeamLink
            team={count.team.ref === NO_OWNER ? NO_OWNER : count.team}
          />
          <TeamSquares count={count} perSquare={perSquare} />
        </div>
      ))}
      {counts.length > shown.length && (
        <Act type="button" onClick={() => setAll(true)}>
          {counts.length - shown.length} more teams
        </Act>
      )}
      {perSquare > 1 && (
        <span style={{ alignSelf: 'flex-end' }}>
          one square: up to {perSquare} entities
        </span>
      )}
    </Strip>
  );
}
