import type { Meeting, ReviewBody, ReviewEvent } from './types';

/** A meeting from its events, by position; undefined when the first is not that it was called. */
export function meetingOf(events: readonly ReviewEvent[]): Meeting | undefined {
  const [first, ...rest] = events;
  if (first?.body.kind !== 'called') return undefined;
  const { seriesId, number, plannedAt } = first.body;
  const meeting: Meeting = {
    state: 'called',
    seriesId,
    number,
    plannedAt,
    edit: {},
    items: [],
    attendance: [],
    notes: [],
    dissents: [],
    position: first.position,
  };
  return rest.reduce(after, meeting);
}

/**
 * Why something cannot happen in a meeting as it is, in a sentence; undefined when it can.
 */
export function outOfOrder(
  meeting: Meeting,
  body: ReviewBody,
): string | undefined {
  const { state, items } = meeting;
  const onAgenda = (key: string | undefined) =>
    key === undefined || items.some(item => item.key === key);
  if (state === 'ended' || state === 'called-off') {
    // What somebody remembers afterwards still belongs into the minutes.
    return body.kind === 'noted' && onAgenda(body.key)
      ? undefined
      : `The meeting is ${state === 'ended' ? 'over' : 'called off'}`;
  }
  switch (body.kind) {
    case 'called':
      return 'The meeting is called already';
    case 'edited':
      return state === 'running'
        ? 'The agenda stands once the meeting has started'
        : undefined;
    case 'started':
      return state === 'running'
        ? 'The meeting has started already'
        : undefined;
    case 'called-off':
      return state === 'running'
        ? 'The meeting has started; end it instead'
        : undefined;
    case 'attendance':
      return undefined;
    default:
  }
  if (state !== 'running') return 'The meeting has not started';
  return 'key' in body && !onAgenda(body.key)
    ? 'That is not on the agenda'
    : undefined;
}

function after(
  meeting: Meeting,
  { position, at, by, body }: ReviewEvent,
): Meeting {
  return { ...meeting, ...changes(meeting, at, by, body), position };
}

function changes(
  meeting: Meeting,
  at: string,
  by: string,
  body: ReviewBody,
): Partial<Meeting> {
  switch (body.kind) {
    case 'edited':
      return { edit: body.edit };
    case 'started':
      return {
        state: 'running',
        startedAt: at,
        items: body.items,
        ...(body.since !== undefined && { since: body.since }),
        ...(body.items.length > 0 && {
          current: body.items[0].key,
          currentSince: at,
        }),
      };
    case 'went-to':
      return { current: body.key, currentSince: at };
    case 'attendance': {
      const { kind: _, ...attendance } = body;
      const others = meeting.attendance.filter(({ who }) => who !== body.who);
      return {
        attendance: [...others, attendance].sort((a, b) =>
          a.who < b.who ? -1 : 1,
        ),
      };
    }
    case 'noted': {
      const { text, key } = body;
      return {
        notes: [
          ...meeting.notes,
          { at, by, text, ...(key !== undefined && { key }) },
        ],
      };
    }
    case 'dissented':
      return {
        dissents: [
          ...meeting.dissents,
          { at, by, text: body.text, key: body.key },
        ],
      };
    case 'ended':
      return { state: 'ended', endedAt: at };
    case 'called-off':
      return { state: 'called-off', endedAt: at };
    default:
      return {};
  }
}
