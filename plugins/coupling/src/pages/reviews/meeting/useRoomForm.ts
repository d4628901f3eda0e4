import type {
  OvertakenDecision,
  Review,
} from '@posiwid/backstage-plugin-coupling-common';
import { useEffect, useRef, useState } from 'react';
import { useTeamTitles } from '../../../components';
import { newId } from '../../../decision/useDecide';
import { usePersonTitle } from '../../../review/PeoplePicker';
import { lineOf } from '../../../review/reviewWords';
import type { Setback } from '../../../review/outbox';
import type { MeetingActs } from '../../../review/useMeeting';
import {
  decisionOf,
  firstValues,
  formOf,
  type FormKind,
  type FormValues,
  type RoomForm,
} from './roomForm';

/** The open form of the room: one at a time, about one item, whatever item the room goes on to. */
export interface RoomFormActs {
  form: RoomForm | undefined;
  /** Not kept, with their words, and not open again: the room has gone on. */
  setbacks: { setback: Setback; words: string; reopen?: () => void }[];
  open(kind: FormKind): void;
  close(): void;
  keep(values: FormValues): void;
  send(values: FormValues): void;
}

export function useRoomForm(
  meeting: MeetingActs,
  known: { position: number; agreeTo?: string },
): RoomFormActs {
  const { review, outbox } = meeting;
  const [form, setForm] = useState<RoomForm>();
  const typed = useRef<FormValues>();
  const wordsOf = useSetbackWords(review);
  const current = review.items.find(({ item }) => item.key === review.current);

  const show = (next: Omit<RoomForm, 'id'>) => {
    typed.current = next.values;
    setForm({ ...next, id: newId() });
  };
  const reopen = (setback: Setback) => {
    const back = formOf(setback, wordsOf(setback));
    if (!back) return;
    meeting.forget(setback.id);
    show(back);
  };

  // What was not kept comes back as it was written, unless something else is being written.
  const [newest] = outbox.setbacks;
  useEffect(() => {
    if (!newest || form) return;
    const back = formOf(newest, '');
    if (back && back.key === review.current) reopen(newest);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [newest, form, review.current]);

  return {
    form,
    setbacks: outbox.setbacks.map(setback => ({
      setback,
      words: wordsOf(setback),
      ...(formOf(setback, '') && !form && { reopen: () => reopen(setback) }),
    })),
    open: kind => {
      if (!current) return;
      show({
        kind,
        key: current.item.key,
        after: known.position,
        values: firstValues(kind, current, review),
      });
    },
    close: () => setForm(undefined),
    keep: values => {
      typed.current = values;
    },
    send: values => {
      if (!form) return;
      const { kind, key, after } = form;
      const body = decisionOf(kind, values, known.agreeTo);
      if (body) {
        meeting.decide(key, after, body);
      } else {
        meeting.happen({
          kind: kind as 'noted' | 'dissented',
          key,
          text: values.text.trim(),
        });
      }
      setForm(undefined);
    },
  };
}

/** Why something was not kept: who was first with what, or what the backend said. */
function useSetbackWords(review: Review): (setback: Setback) => string {
  const titleOf = useTeamTitles();
  const personOf = usePersonTitle();
  const numberOf = (key: string | undefined) =>
    review.items.findIndex(({ item }) => item.key === key) + 1;
  const theirs = ({ since }: OvertakenDecision) =>
    since
      .slice(-3)
      .map(
        ({ by, body }) =>
          `${personOf(by)}: ${lineOf(body, titleOf).slice(0, 200)}`,
      )
      .join('; ');
  return setback => {
    const { change } = setback;
    const n = numberOf(
      change.kind === 'decision' ? change.findingId : change.body.key,
    );
    if (setback.why === 'refused') {
      return `Item ${n} was not kept: ${setback.message}`;
    }
    if ('by' in setback) {
      return `Somebody decided item ${n} first. ${theirs(
        setback.by,
      )}. Your words are still here: change them, send them after it, or close.`;
    }
    return change.kind === 'event' && change.body.kind === 'went-to'
      ? 'Somebody else went to another item first; this is where the room is.'
      : 'Somebody else was first; this was not kept.';
  };
}
