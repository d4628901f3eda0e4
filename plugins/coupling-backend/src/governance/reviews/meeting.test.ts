import { meetingOf, outOfOrder } from './meeting';
import type { AgendaItem, ReviewBody, ReviewEvent } from './types';

const item = (key: string): AgendaItem => ({
  key,
  reason: 'new',
  words: 'new',
  title: key,
  minutes: 8,
});

const called: ReviewBody = {
  kind: 'called',
  seriesId: 's',
  number: 3,
  plannedAt: '2026-01-05T09:00:00.000Z',
};
const started: ReviewBody = {
  kind: 'started',
  items: [item('a'), item('b')],
  since: '2025-12-01T09:00:00.000Z',
};

function events(...bodies: ReviewBody[]): ReviewEvent[] {
  return bodies.map((body, i) => ({
    id: `e${i}`,
    position: i + 1,
    at: `2026-01-05T09:0${i}:00.000Z`,
    by: 'user:default/mara',
    body,
  }));
}

const meeting = (...bodies: ReviewBody[]) =>
  meetingOf(events(called, ...bodies))!;

describe('a meeting', () => {
  it('is nothing before it is called', () => {
    expect(meetingOf([])).toBeUndefined();
    expect(meetingOf(events(started))).toBeUndefined();
    expect(meeting()).toMatchObject({
      state: 'called',
      number: 3,
      items: [],
      position: 1,
    });
  });

  it('starts with the items it has, at the first', () => {
    expect(meeting(started)).toMatchObject({
      state: 'running',
      startedAt: '2026-01-05T09:01:00.000Z',
      current: 'a',
      currentSince: '2026-01-05T09:01:00.000Z',
      items: [{ key: 'a' }, { key: 'b' }],
    });
  });

  it('keeps who is here, what was noted and who was of another opinion', () => {
    const held = meeting(
      started,
      { kind: 'attendance', who: 'group:default/x', here: false },
      {
        kind: 'attendance',
        who: 'group:default/x',
        here: true,
        for: 'group:default/y',
      },
      { kind: 'went-to', key: 'b' },
      { kind: 'noted', text: 'as said', key: 'b' },
      { kind: 'dissented', text: 'too late', key: 'b' },
      { kind: 'ended' },
    );
    expect(held).toMatchObject({
      state: 'ended',
      endedAt: '2026-01-05T09:07:00.000Z',
      current: 'b',
      attendance: [
        { who: 'group:default/x', here: true, for: 'group:default/y' },
      ],
      notes: [{ text: 'as said', key: 'b', by: 'user:default/mara' }],
      dissents: [{ text: 'too late', key: 'b' }],
      position: 8,
    });
  });

  it.each<[string, ReviewBody[], ReviewBody]>([
    ['called already', [], called],
    ['has not started', [], { kind: 'went-to', key: 'a' }],
    ['has not started', [], { kind: 'ended' }],
    ['has started already', [started], started],
    ['stands once', [started], { kind: 'edited', edit: { removed: ['a'] } }],
    ['end it instead', [started], { kind: 'called-off', reason: 'r' }],
    ['not on the agenda', [started], { kind: 'went-to', key: 'z' }],
    ['is over', [started, { kind: 'ended' }], { kind: 'went-to', key: 'a' }],
    ['called off', [{ kind: 'called-off', reason: 'r' }], started],
  ])('refuses: %s', (words, before, body) => {
    expect(outOfOrder(meeting(...before), body)).toContain(words);
  });

  it.each<[ReviewBody[], ReviewBody]>([
    [[], started],
    [[], { kind: 'edited', edit: {} }],
    [[started], { kind: 'noted', text: 't' }],
    [[started], { kind: 'ended' }],
    [
      [started, { kind: 'ended' }],
      { kind: 'noted', text: 'remembered later', key: 'a' },
    ],
  ])('after %j takes %j', (before, body) => {
    expect(outOfOrder(meeting(...before), body)).toBeUndefined();
  });
});
