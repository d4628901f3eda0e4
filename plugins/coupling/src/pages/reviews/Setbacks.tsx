import { styled } from '@mui/material/styles';
import { Act } from '../../components';
import type { Setback } from '../../review/outbox';
import type { MeetingActs } from '../../review/useMeeting';
import { tokensOf } from '../../theme/tokens';

const Line = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 16,
  margin: '0 0 12px',
  padding: '7px 0 7px 12px',
  borderLeft: `3px solid ${tokensOf(theme).severity.high}`,
}));

/** Why something that was done on this page was not kept. */
export function whyNot(setback: Setback): string {
  if (setback.why === 'refused') return `Not kept: ${setback.message}`;
  return setback.change.kind === 'event' &&
    setback.change.body.kind === 'edited'
    ? 'Somebody else changed the agenda first; this is theirs. Yours was not kept.'
    : 'Somebody else was first; yours was not kept.';
}

export function Offline(props: { lost: boolean }) {
  return (
    <div role="status">
      {props.lost && (
        <Line>
          Not connected, trying again. What you do is kept and sent when the
          connection is back.
        </Line>
      )}
    </div>
  );
}

/** What was not kept, each with a word that takes the message away. */
export function Setbacks(props: { meeting: MeetingActs }) {
  const { outbox, forget } = props.meeting;
  return (
    <div role="alert">
      {outbox.setbacks.map(setback => (
        <Line key={setback.id}>
          <span>{whyNot(setback)}</span>
          <Act type="button" onClick={() => forget(setback.id)}>
            Good
          </Act>
        </Line>
      ))}
    </div>
  );
}
