import { styled } from '@mui/material/styles';
import type {
  ClaimSummary,
  EntityView,
} from '@posiwid/backstage-plugin-coupling-common';
import { Muted, Num } from '../components';
import { useClaim, useClaimsOf } from '../independence';
import { distinct } from '../independence/claimWords';
import { EventName } from '../independence/EventName';
import { useTokens } from '../theme/tokens';
import { useCouplingPaths } from '../url/paths';
import { claimThings } from './claimVoice';
import { Fact } from './Fact';

const SHOWN = 3;
/** What defeats a claim, as far as lists name it. */
const LISTED = 10;
/** Dots of one event; a claim with more members is drawn with as many. */
const MOST_DOTS = 6;
const PITCH = 9;

const Things = styled('span')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 14,
  rowGap: 2,
  '& svg': { marginRight: 6, verticalAlign: -1 },
});

/** The members on one line: what stops them all at once. */
function Dots(props: { members: number }) {
  const t = useTokens();
  const n = Math.min(MOST_DOTS, props.members);
  const colour = t.severity.critical;
  return (
    <svg width={(n - 1) * PITCH + 8} height={9} aria-hidden>
      <path
        d={`M4 4.5H${(n - 1) * PITCH + 4}`}
        stroke={colour}
        strokeWidth="1.6"
      />
      {Array.from({ length: n }, (_, i) => (
        <circle key={i} cx={i * PITCH + 4} cy={4.5} r={3.4} fill={colour} />
      ))}
    </svg>
  );
}

function Line(props: { claim: ClaimSummary }) {
  const { claim } = props;
  const paths = useCouplingPaths();
  const { members, need } = claim;
  const defeatedBy = distinct(claim.defeatedBy);
  // The list names ten at most; then the claim itself says how many there are.
  const isCut = claim.defeatedBy.length >= LISTED;
  const whole = useClaim(isCut ? claim.id : undefined).data;
  const alone = whole?.byOrder.find(({ order }) => order === 1);
  const total = alone ? Number(alone.count) : defeatedBy.length;
  const things = claimThings(claim);
  const term =
    need === 1
      ? `Alone stops ${members.length} ${things}`
      : `Alone, too few ${things}`;
  const more = total - SHOWN;
  return (
    <Fact
      term={term}
      number={
        <Num
          value={total}
          to={paths.claim(claim.id)}
          label={`${total} that alone defeat the claim ${claim.name}`}
        />
      }
    >
      {defeatedBy.length === 0 ? (
        <Muted>
          {claim.verdict === 'holds'
            ? 'nothing that is known to be shared'
            : 'not counted'}
        </Muted>
      ) : (
        <Things>
          {defeatedBy.slice(0, SHOWN).map(event => (
            <span key={`${event.kind} ${event.name}`}>
              <Dots members={members.length} />
              <EventName event={event} />
            </span>
          ))}
          {more > 0 && <Muted>and {more} more</Muted>}
        </Things>
      )}
    </Fact>
  );
}

/** Of each claim of redundancy that it is part of, what defeats it alone; nothing where there is no claim. */
export function AloneStops(props: { view: EntityView }) {
  const { view } = props;
  const { data } = useClaimsOf(view.ref, view.kind === 'entity');
  return (
    <>
      {data?.items.slice(0, 2).map(claim => (
        <Line key={claim.id} claim={claim} />
      ))}
    </>
  );
}
