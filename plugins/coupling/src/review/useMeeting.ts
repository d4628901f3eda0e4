import type {
  AgendaEdit,
  DecisionBody,
  Review,
  ReviewEventBody,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMemo } from 'react';
import { newId } from '../decision/useDecide';
import { withUnsent, type OutboxState } from './outbox';
import { useOutbox } from './useOutbox';

/** One review as this screen shows it, and what can be done in it. Everything done is on screen at once and sent until answered. */
export interface MeetingActs {
  /** With what is not sent yet. */
  review: Review;
  outbox: OutboxState;
  happen(body: ReviewEventBody): void;
  goTo(key: string): void;
  edit(edit: AgendaEdit): void;
  /**
   * @param after - position of the newest decision that whoever decides has seen
   */
  decide(findingId: string, after: number, body: DecisionBody): void;
  forget(setbackId: string): void;
}

export function useMeeting(read: Review): MeetingActs {
  const [outbox, state] = useOutbox(read.id);
  return useMemo(() => {
    const own = state.answered;
    const answered = own && own.position > read.position ? own : read;
    const review = withUnsent(answered, state.unsent);
    const happen = (body: ReviewEventBody) =>
      outbox.add({
        kind: 'event',
        id: newId(),
        after: answered.position,
        at: new Date().toISOString(),
        body,
        ...(review.current !== undefined && { from: review.current }),
      });
    return {
      review,
      outbox: state,
      happen,
      goTo: key => {
        if (key !== review.current) happen({ kind: 'went-to', key });
      },
      edit: edit => happen({ kind: 'edited', edit }),
      decide: (findingId, after, body) =>
        outbox.add({
          kind: 'decision',
          id: newId(),
          findingId,
          after,
          at: new Date().toISOString(),
          body,
        }),
      forget: id => outbox.forget(id),
    };
  }, [read, outbox, state]);
}
