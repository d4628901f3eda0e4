import { styled } from '@mui/material/styles';
import type { Standing } from '@posiwid/backstage-plugin-coupling-common';
import { AccentLink, Muted } from '../components/styled';
import { TeamLink } from '../components/TeamLink';
import { day } from '../time';
import { useCouplingPaths } from '../url/paths';
import { dayWords } from './calendar';
import { LongText } from './LongText';
import { sentenceOf } from './sentenceOf';
import { StandingMark } from './StandingMark';

const Line = styled('div')({ overflowWrap: 'anywhere' });

const Strong = styled('span')({ fontWeight: 600, marginRight: 8 });

/** What a standing names beside its sentence: the team, the dates, the ticket, what it was merged into. */
function Particulars(props: { standing: Standing }) {
  const { state, team, due, until, link, into } = props.standing;
  const paths = useCouplingPaths();
  const merged = into && paths.risks({ finding: into });
  const parts = [
    team && (
      <span key="team">
        team <TeamLink team={team} />
      </span>
    ),
    due && <span key="due">due {dayWords(due)}</span>,
    // The sentence of an acceptance says it already.
    state === 'deferred' && until && (
      <span key="until">until {dayWords(until)}</span>
    ),
    link && <OutsideLink key="link" href={link} />,
    merged && (
      <AccentLink key="into" to={merged}>
        what it was merged into
      </AccentLink>
    ),
  ].filter(Boolean);
  if (parts.length === 0) {
    return null;
  }
  return (
    <div>
      <Muted>
        {parts.map((part, i) => (
          <span key={i}>
            {i > 0 && ' · '}
            {part}
          </span>
        ))}
      </Muted>
    </div>
  );
}

/** A ticket or a decision record. Only the web's own addresses are links: what was stored may be older than the check. */
export function OutsideLink(props: { href: string }) {
  const { href } = props;
  return /^https?:\/\//i.test(href) ? (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {href}
    </a>
  ) : (
    <>{href}</>
  );
}

/** Where a finding stands: its word with a shape, why it stands so, and since when. */
export function StandingLine(props: { standing: Standing }) {
  const { standing } = props;
  return (
    <Line>
      <div>
        <Strong>
          <StandingMark state={standing.state} />
        </Strong>
        {standing.since && <Muted>since {day(standing.since)}</Muted>}
      </div>
      <LongText text={sentenceOf(standing)} />
      <Particulars standing={standing} />
    </Line>
  );
}
