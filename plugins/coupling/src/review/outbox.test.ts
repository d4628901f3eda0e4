import type {
  CouplingClient,
  NewReviewEvent,
  Review,
} from '@posiwid/backstage-plugin-coupling-common';
import fc from 'fast-check';
import { Outbox, withUnsent, type EventChange } from './outbox';

const REVIEW = { id: 'r.1', state: 'running' } as Review;

/** What becomes of one request: it arrives, or gets lost on the way there, or its answer on the way back. */
type Fate = 'arrives' | 'lost' | 'answer-lost' | 'overloaded';

/** A backend that counts positions and knows ids, as the real one, behind a network with such fates; then all arrives. */
function backend(fates: Fate[], start = 1) {
  const taken: NewReviewEvent[] = [];
  const asked: string[] = [];
  let current: string | undefined = 'a';
  let position = start;
  const review = (): Review => ({ ...REVIEW, position, current });
  const take = (event: NewReviewEvent) => {
    if (taken.some(({ id }) => id === event.id)) return false;
    if (event.body.kind !== 'noted' && event.after !== position) return true;
    taken.push(event);
    position += 1;
    if (event.body.kind === 'went-to') current = event.body.key;
    return false;
  };
  const client = {
    addReviewEvent: async (_: string, event: NewReviewEvent) => {
      asked.push(event.id);
      const fate = fates.shift() ?? 'arrives';
      if (fate === 'lost') throw new TypeError('Failed to fetch');
      if (fate === 'overloaded') {
        throw Object.assign(new Error('busy'), { statusCode: 503 });
      }
      const overtaken = take(event);
      if (fate === 'answer-lost') throw new TypeError('Failed to fetch');
      return overtaken
        ? { overtaken, body: { message: '', review: review() } }
        : { overtaken, body: review() };
    },
  } as Partial<CouplingClient> as CouplingClient;
  return { client, taken, asked, foreign: take, review };
}

function outboxOf(client: CouplingClient, storage?: Storage) {
  return new Outbox({
    client,
    reviewId: 'r.1',
    onReview: () => {},
    onDecided: async () => {},
    pause: 0,
    ...(storage && { storage }),
  });
}

function change(
  id: string,
  body: EventChange['body'],
  after = 1,
  from = 'a',
): EventChange {
  return { kind: 'event', id, after, at: '2026-11-25T10:00:00Z', body, from };
}

const settled = (outbox: Outbox) =>
  new Promise<void>(resolve => {
    const look = () => {
      if (outbox.getState().unsent.length === 0) resolve();
    };
    outbox.subscribe(look);
    look();
  });

const note = (n: number) =>
  change(`note-${n}`, { kind: 'noted', key: 'a', text: `note ${n}` });

describe('what is done in a meeting', () => {
  it('arrives once, in its order, under its one id, whatever the network does', async () => {
    const fate = fc.constantFrom<Fate>(
      'arrives',
      'lost',
      'answer-lost',
      'overloaded',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fate, { maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        async (fates, n) => {
          const { client, taken } = backend([...fates]);
          const outbox = outboxOf(client);
          const ids = Array.from({ length: n }, (_, i) => {
            outbox.add(note(i));
            return `note-${i}`;
          });
          await settled(outbox);
          outbox.close();
          expect(taken.map(({ id }) => id)).toEqual(ids);
          expect(outbox.getState().setbacks).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes to the last of several items that were asked for while the first was on its way', async () => {
    const { client, taken } = backend(['lost', 'answer-lost']);
    const outbox = outboxOf(client);
    outbox.add(change('go-b', { kind: 'went-to', key: 'b' }, 1, 'a'));
    outbox.add(change('go-c', { kind: 'went-to', key: 'c' }, 1, 'b'));
    outbox.add(change('go-d', { kind: 'went-to', key: 'd' }, 1, 'c'));
    await settled(outbox);
    expect(taken.map(({ body }) => body.key)).toEqual(['b', 'd']);
    expect(outbox.getState().setbacks).toEqual([]);
  });

  it('goes on after a note of somebody, and not after their step to another item', async () => {
    const { client, taken, foreign } = backend([]);
    foreign({
      id: 'theirs-1',
      after: 1,
      body: { kind: 'noted', text: 'hm' },
    });
    const outbox = outboxOf(client);
    outbox.add(change('go-b', { kind: 'went-to', key: 'b' }));
    await settled(outbox);
    expect(taken.map(({ id }) => id)).toEqual(['theirs-1', 'go-b']);
    foreign({ id: 'theirs-2', after: 3, body: { kind: 'went-to', key: 'z' } });
    outbox.add(change('go-c', { kind: 'went-to', key: 'c' }, 3, 'b'));
    await settled(outbox);
    expect(outbox.getState().setbacks).toMatchObject([
      { id: 'go-c', why: 'overtaken' },
    ]);
  });

  it('outlives a reload of the page', async () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    } as unknown as Storage;
    const down = backend(Array.from({ length: 50 }, () => 'lost' as const));
    const before = outboxOf(down.client, storage);
    before.add(note(1));
    before.add(note(2));
    before.close();
    const up = backend([]);
    const after = outboxOf(up.client, storage);
    expect(after.getState().unsent.map(({ id }) => id)).toEqual([
      'note-1',
      'note-2',
    ]);
    after.open();
    await settled(after);
    expect(up.taken.map(({ id }) => id)).toEqual(['note-1', 'note-2']);
    expect(kept.size).toBe(0);
  });

  it('is on screen before it is sent', () => {
    const review = {
      ...REVIEW,
      current: 'a',
      attendance: [{ who: 'group:default/a', here: true }],
    } as Review;
    const shown = withUnsent(review, [
      change('go-b', { kind: 'went-to', key: 'b' }),
      change('absent', {
        kind: 'attendance',
        who: 'group:default/a',
        here: false,
      }),
    ]);
    expect(shown.current).toBe('b');
    expect(shown.attendance).toEqual([{ who: 'group:default/a', here: false }]);
  });
});
