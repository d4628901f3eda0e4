/**
 * What was done in a meeting and the backend has not confirmed yet. Each change is sent until there is an answer, one after the
 * other, always under the id it was made with, so that a change that arrived although its answer got lost counts once. A network
 * that is down only makes it wait; it outlives a reload of the page.
 */
import type {
  AgendaEdit,
  CouplingClient,
  DecisionBody,
  DecisionList,
  OvertakenDecision,
  Review,
  ReviewEventBody,
} from '@posiwid/backstage-plugin-coupling-common';
import { messageOf, statusCodeOf } from '../api/errors';
import { withPatience } from './patience';

interface Base {
  id: string;
  /** Position that was known when it was made. */
  after: number;
  /** When it was made, for the minutes while it waits. ISO 8601. */
  at: string;
}
export interface EventChange extends Base {
  kind: 'event';
  body: ReviewEventBody;
  /** Item that was on when it was made. */
  from?: string;
}
export interface DecisionChange extends Base {
  kind: 'decision';
  findingId: string;
  body: DecisionBody;
}
export type Change = EventChange | DecisionChange;

/** A change that was not kept, and why. */
export type Setback = { id: string } & (
  | { why: 'overtaken'; change: DecisionChange; by: OvertakenDecision }
  | { why: 'overtaken'; change: EventChange; review: Review }
  | { why: 'refused'; change: Change; message: string }
);

export interface OutboxState {
  unsent: readonly Change[];
  /** The last attempt got no answer. */
  waiting: boolean;
  setbacks: readonly Setback[];
  /** The newest answer to a change made here: on screen as soon as the change no longer waits, not a moment later. */
  answered?: Review;
}

export interface OutboxOptions {
  client: CouplingClient;
  reviewId: string;
  onReview: (review: Review) => void;
  /** Resolves when what it changed is on screen; the change is shown as waiting until then. */
  onDecided: (findingId: string, answer: DecisionList) => Promise<unknown>;
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Milliseconds before the second attempt; doubled up to `MAX_PAUSE`. */
  pause?: number;
}

const PAUSE = 1_000;
const MAX_PAUSE = 8_000;

export class Outbox {
  private state: OutboxState = { unsent: [], waiting: false, setbacks: [] };
  private readonly listeners = new Set<() => void>();
  private readonly options: OutboxOptions;
  private sending = false;
  private closed = false;
  private timer?: ReturnType<typeof setTimeout>;
  private failures = 0;
  private answered?: Review;
  /** Positions that were followed by a change made here. */
  private readonly own = new Set<number>();

  constructor(options: OutboxOptions) {
    this.options = options;
    this.state = { ...this.state, unsent: this.restored() };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): OutboxState => this.state;

  /** Begins to send what a reload left over. */
  open(): void {
    this.closed = false;
    this.send();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  add(change: Change): void {
    const next =
      change.kind === 'event'
        ? { ...change, after: this.newest(change.after) }
        : change;
    this.set({ unsent: queued(this.state.unsent, next) });
    this.send();
  }

  forget(setbackId: string): void {
    this.set({
      setbacks: this.state.setbacks.filter(({ id }) => id !== setbackId),
    });
  }

  /** Tries at once, such as when the network is back. */
  readonly retry = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.send();
  };

  private async send(): Promise<void> {
    const [change] = this.state.unsent;
    if (!change || this.sending || this.closed || this.timer) return;
    this.sending = true;
    try {
      const setback =
        change.kind === 'event'
          ? await this.sendEvent(change)
          : await this.sendDecision(change);
      this.settle(change, setback);
    } catch (error) {
      if (isSilence(error)) {
        this.later();
      } else {
        this.settle(change, {
          id: change.id,
          why: 'refused',
          change,
          message: messageOf(error),
        });
      }
    } finally {
      this.sending = false;
    }
    this.send();
  }

  private async sendEvent(change: EventChange): Promise<Setback | undefined> {
    const { client, reviewId, onReview } = this.options;
    let { after } = change;
    for (;;) {
      const { id, body } = change;
      const event = { id, after, body };
      const answer = await withPatience(signal =>
        client.addReviewEvent(reviewId, event, { signal }),
      );
      if (!answer.overtaken) {
        this.answered = answer.body;
        onReview(answer.body);
        this.follow(after, answer.body.position);
        return undefined;
      }
      const { review } = answer.body;
      this.answered = review;
      onReview(review);
      if (!stillMeant(change, review) || review.position === after) {
        return { id, why: 'overtaken', change, review };
      }
      after = review.position;
    }
  }

  private async sendDecision(
    change: DecisionChange,
  ): Promise<Setback | undefined> {
    const { client, reviewId, onDecided } = this.options;
    const { id, after, body, findingId } = change;
    const decision = { id, after, body, reviewId };
    const answer = await withPatience(signal =>
      client.decide(findingId, decision, { signal }),
    );
    if (answer.overtaken) {
      return { id, why: 'overtaken', change, by: answer.body };
    }
    await onDecided(findingId, answer.body);
    return undefined;
  }

  /** What waits, or is made before the answer is on screen, was made with the own change before it in view, and with no other. */
  private follow(before: number, now: number): void {
    if (now !== before + 1) return;
    this.own.add(before);
    this.set({
      unsent: this.state.unsent.map(each =>
        each.kind === 'event'
          ? { ...each, after: this.newest(each.after) }
          : each,
      ),
    });
  }

  /** The position after all own changes that came right after it. */
  private newest(position: number): number {
    let newest = position;
    while (this.own.has(newest)) newest += 1;
    return newest;
  }

  private settle(change: Change, setback: Setback | undefined): void {
    this.failures = 0;
    this.set({
      waiting: false,
      ...(this.answered && { answered: this.answered }),
      unsent: this.state.unsent.filter(({ id }) => id !== change.id),
      ...(setback && { setbacks: [...this.state.setbacks, setback] }),
    });
  }

  private later(): void {
    const { pause = PAUSE } = this.options;
    const wait = Math.min(MAX_PAUSE, pause * 2 ** this.failures);
    this.failures += 1;
    this.set({ waiting: true });
    if (this.closed) return;
    this.timer = setTimeout(this.retry, wait);
  }

  private set(change: Partial<OutboxState>): void {
    const before = this.state.unsent;
    this.state = { ...this.state, ...change };
    if (before !== this.state.unsent) this.store();
    this.listeners.forEach(listener => listener());
  }

  private get key(): string {
    return `coupling-unsent:${this.options.reviewId}`;
  }

  private restored(): Change[] {
    try {
      return JSON.parse(this.options.storage?.getItem(this.key) ?? '[]');
    } catch {
      return [];
    }
  }

  private store(): void {
    const { storage } = this.options;
    try {
      if (this.state.unsent.length === 0) storage?.removeItem(this.key);
      else storage?.setItem(this.key, JSON.stringify(this.state.unsent));
    } catch {
      // A browser that keeps nothing still sends while the page is open.
    }
  }
}

/** Of several of these that wait only the last is meant. */
const SUPERSEDED: ReviewEventBody['kind'][] = ['went-to', 'edited'];

/** What waits, with a change behind it. One that it supersedes goes, unless it is first: that may be on its way already. */
function queued(unsent: readonly Change[], change: Change): Change[] {
  if (change.kind !== 'event' || !SUPERSEDED.includes(change.body.kind)) {
    return [...unsent, change];
  }
  const at = unsent.findIndex(
    (each, i) =>
      i > 0 && each.kind === 'event' && each.body.kind === change.body.kind,
  );
  if (at < 0) return [...unsent, change];
  // It was made on top of what the other was made on.
  const { after, from } = unsent[at] as EventChange;
  const others = unsent.filter((_, i) => i !== at);
  return [...others, { ...change, after, ...(from && { from }) }];
}

/** Whether an event that something else came before is still what its maker means. */
function stillMeant({ body, from }: EventChange, review: Review): boolean {
  switch (body.kind) {
    case 'went-to':
      // A note in between changes nothing; somebody who went elsewhere does.
      return review.state === 'running' && review.current === from;
    case 'ended':
      return review.state === 'running';
    case 'started':
    case 'called-off':
      return review.state === 'called';
    default:
      return false;
  }
}

/** No answer, or one that says to try again. */
function isSilence(error: unknown): boolean {
  const code = statusCodeOf(error);
  return code === undefined || code >= 500 || code === 429 || code === 408;
}

/** A review as it will be when everything unsent has arrived. */
export function withUnsent(review: Review, unsent: readonly Change[]): Review {
  return unsent.reduce((before, change) => {
    if (change.kind !== 'event') return before;
    const { body, at } = change;
    switch (body.kind) {
      case 'went-to':
        return before.current === body.key
          ? before
          : { ...before, current: body.key, currentSince: at };
      case 'attendance':
        return {
          ...before,
          attendance: [
            ...before.attendance.filter(({ who }) => who !== body.who),
            {
              who: body.who!,
              here: body.here!,
              ...(body.for && { for: body.for }),
            },
          ],
        };
      case 'edited':
        return edited(before, body.edit ?? {});
      default:
        return before;
    }
  }, review);
}

/** The agenda after an edit, as far as it can be told here: what was added comes with the answer. */
function edited(review: Review, edit: AgendaEdit): Review {
  const { removed = [], order = [] } = edit;
  const placeOf = (key: string) => {
    const at = order.indexOf(key);
    return at < 0 ? order.length : at;
  };
  const items = review.items
    .filter(({ item }) => !removed.includes(item.key))
    .sort((a, b) => placeOf(a.item.key) - placeOf(b.item.key));
  return {
    ...review,
    edit,
    items,
    agenda: { ...review.agenda, items: items.map(({ item }) => item) },
  };
}
