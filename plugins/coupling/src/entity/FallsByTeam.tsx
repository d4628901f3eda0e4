import { styled } from '@mui/material/styles';
import type { TeamCount } from '@posiwid/backstage-plugin-coupling-common';
import { Muted, TeamLink } from '../components';
import { NO_OWNER } from '../refs';
import { useTokens } from '../theme/tokens';

const SHOWN = 4;
const SQUARE = 6;
const PITCH = 7;
/** Squares of the largest team; above that a bar of squares stands for its share. */
const MOST_SQUARES = 10;

const Teams = styled('span')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 11,
  rowGap: 2,
  '& > span': { whiteSpace: 'nowrap' },
  '& svg': { marginRight: 5 },
});

/** The teams whose entities fail, as a square an entity, most first. */
export function FallsByTeam(props: { counts: readonly TeamCount[] }) {
  const tokens = useTokens();
  const hit = props.counts.filter(({ fails }) => fails > 0);
  const most = Math.max(1, ...hit.map(({ fails }) => fails));
  const scale = Math.min(1, MOST_SQUARES / most);
  return (
    <Teams>
      {hit.slice(0, SHOWN).map(({ team, fails }) => {
        const width = PITCH * Math.max(1, Math.round(fails * scale)) - 1;
        const label = `${fails} of ${team.title}`;
        return (
          <span key={team.ref} title={label}>
            <svg
              width={width}
              height={SQUARE + 1}
              role="img"
              aria-label={label}
            >
              <path
                d={`M0 3.5H${width}`}
                stroke={tokens.fails}
                strokeWidth={SQUARE + 1}
                strokeDasharray={`${SQUARE} ${PITCH - SQUARE}`}
              />
            </svg>
            <TeamLink team={team.ref === NO_OWNER ? NO_OWNER : team} />
          </span>
        );
      })}
      {hit.length > SHOWN && (
        <Muted>
          and {hit.length - SHOWN} more{' '}
          {hit.length - SHOWN === 1 ? 'team' : 'teams'}
        </Muted>
      )}
    </Teams>
  );
}
