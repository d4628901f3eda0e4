import type { Review } from '@posiwid/backstage-plugin-coupling-common';
import { statusCodeOf } from '../../api/errors';
import { Act, EmptyState, QueryState } from '../../components';
import { useReview } from '../../review/queries';
import { useMeeting } from '../../review/useMeeting';
import { useUrlState } from '../../url/useUrlState';
import { MeetingRoom } from './meeting/MeetingRoom';
import { Minutes } from './Minutes';
import { Packet } from './Packet';
import { REVIEWS_PARAMS } from './reviewsUrl';

function Loaded(props: { answered: Review; lost: boolean }) {
  const { answered, lost } = props;
  const meeting = useMeeting(answered);
  const [{ beside }, setUrl] = useUrlState(REVIEWS_PARAMS);
  const { state } = answered;
  if (state === 'running' && !beside) {
    return (
      <MeetingRoom
        meeting={meeting}
        lost={lost || meeting.outbox.waiting}
        onLeave={() => setUrl({ beside: true })}
      />
    );
  }
  return state === 'ended' || state === 'called-off' ? (
    <Minutes meeting={meeting} />
  ) : (
    <Packet
      meeting={meeting}
      lost={lost || meeting.outbox.waiting}
      onEnter={() => setUrl({ beside: false })}
    />
  );
}

/** One review at its one address: the packet before, the meeting while it is held, the minutes after. */
export function ReviewPage(props: { id: string }) {
  const query = useReview(props.id);
  const [, setUrl] = useUrlState(REVIEWS_PARAMS);
  const code = query.isError ? statusCodeOf(query.error) : undefined;
  const gone = code !== undefined && code < 500;
  // What was read stays on screen while the network is down.
  if (query.data && !gone) {
    return (
      <Loaded
        answered={query.data}
        lost={query.failureCount > 0 || query.isError}
      />
    );
  }
  return (
    <QueryState
      query={query}
      notFound={
        <EmptyState
          title="There is no such review"
          action={
            <Act type="button" onClick={() => setUrl({ review: undefined })}>
              All reviews
            </Act>
          }
        >
          <p>The address names none that is stored.</p>
        </EmptyState>
      }
    >
      {review => <Loaded answered={review} lost={false} />}
    </QueryState>
  );
}
