import { styled } from '@mui/material/styles';
import type { ClockMeeting } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { EntityLink } from '../../../components/EntityLink';
import { FindingLines } from '../../../components/FindingLines';
import { Act, Muted } from '../../../components/styled';
import { TeamLinks } from '../../../components/TeamLink';

const BY_WORDS: Record<ClockMeeting['jobs'][number]['by'], string> = {
  needs: 'needs it',
  'writes-to': 'writes to it',
  'acts-on': 'acts on it',
};

/** Jobs of one thing that are listed before the rest is asked for. */
const FIRST = 8;

const Jobs = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': { padding: '1px 0', overflowWrap: 'anywhere' },
  '& code': { whiteSpace: 'nowrap' },
});

/** The expression with its zone said once. */
function stated(expression: string, timezone: string): string {
  return /TZ=/.test(expression) ? expression : `${expression} ${timezone}`;
}

/** The jobs that meet on one thing: whose they are, how they touch it, and the schedule that brings them there. */
export function JobLines(props: { meeting: ClockMeeting }) {
  const { jobs } = props.meeting;
  const [all, setAll] = useState(false);
  return (
    <>
      <Jobs>
        {jobs.slice(0, all ? jobs.length : FIRST).map(job => (
          <li key={job.entity.ref}>
            <EntityLink
              entityRef={job.entity.ref}
              title={job.entity.title}
              kind
            />{' '}
            <TeamLinks teams={job.entity.teams} max={1} />{' '}
            <Muted>
              {BY_WORDS[job.by]},{' '}
              <code>{stated(job.expression, job.timezone)}</code>
            </Muted>
          </li>
        ))}
      </Jobs>
      {!all && jobs.length > FIRST && (
        <Act type="button" onClick={() => setAll(true)}>
          {jobs.length - FIRST} more
        </Act>
      )}
    </>
  );
}

/** Findings about a meeting, or the words that there is none. */
export function MeetingFindings(props: { meeting: ClockMeeting }) {
  const { findings } = props.meeting;
  return findings.length > 0 ? (
    <FindingLines ids={findings} />
  ) : (
    <Muted>no finding</Muted>
  );
}
