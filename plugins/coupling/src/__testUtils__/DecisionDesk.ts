import type {
  AcceptanceLimit,
  Decision,
  DecisionBody,
  DecisionList,
  NewDecision,
  Standing,
  StandingState,
} from '@posiwid/backstage-plugin-coupling-common';
import { http, HttpResponse } from 'msw';
import { MARA, UNDECIDED, decision } from '../__fixtures__/harborDecisions';
import { BASE_URL } from './server';

const ALL = [
  'accept',
  'assign',
  'plan',
  'dispute',
  'done',
  'defer',
  'merge',
  'split',
  'comment',
];

const STATES: Partial<Record<DecisionBody['kind'], StandingState>> = {
  accept: 'accepted',
  assign: 'assigned',
  plan: 'planned',
  dispute: 'disputed',
  second: 'not-a-risk',
  done: 'said-done',
  defer: 'deferred',
  merge: 'merged',
  split: 'split',
  lapse: 'lapsed',
};

/** Where decisions about one finding are taken in tests, over real requests: appended in order, once each, never over another. */
export class DecisionDesk {
  /** What was sent, in the order it came. */
  readonly received: NewDecision[] = [];
  private readonly refusals: { status: number; message: string }[] = [];
  private lost = 0;
  /** What the policy allows of an acceptance. */
  acceptance: AcceptanceLimit = { maxDays: 366, secondPerson: false };

  constructor(readonly items: Decision[] = [], public may: string[] = ALL) {}

  /** The next decision is refused with these words. */
  refuse(status: number, message: string) {
    this.refusals.push({ status, message });
  }

  /** The next answers get lost on their way, after the decision was taken. */
  loseAnswers(n: number) {
    this.lost = n;
  }

  /** Somebody decides elsewhere. */
  decideElsewhere(by: string, body: DecisionBody) {
    this.append({ id: `elsewhere-${this.items.length}`, body }, by);
  }

  list(): DecisionList {
    return {
      items: this.items,
      standing: this.standing(),
      may: this.mayNow(),
      acceptance: this.acceptance,
    };
  }

  readonly handlers = [
    http.get(`${BASE_URL}/v1/findings/:id/decisions`, () =>
      HttpResponse.json(this.list()),
    ),
    http.post(`${BASE_URL}/v1/findings/:id/decisions`, async ({ request }) => {
      const wanted = (await request.json()) as NewDecision;
      this.received.push(wanted);
      const refusal = this.refusals.shift();
      if (refusal) {
        return HttpResponse.json(
          {
            error: { name: 'InputError', message: refusal.message },
            response: { statusCode: refusal.status },
          },
          { status: refusal.status },
        );
      }
      return this.take(wanted);
    }),
  ];

  private take(wanted: NewDecision) {
    const isRepeated = this.items.some(({ id }) => id === wanted.id);
    const since = this.items.filter(({ position }) => position > wanted.after);
    if (!isRepeated && since.length > 0) {
      const message = 'Somebody decided in between; nothing was kept';
      return HttpResponse.json(
        { message, since, standing: this.standing() },
        { status: 409 },
      );
    }
    if (!isRepeated) this.append(wanted, MARA);
    if (this.lost > 0) {
      this.lost -= 1;
      return HttpResponse.error();
    }
    return HttpResponse.json(this.list(), { status: isRepeated ? 200 : 201 });
  }

  private append(wanted: Pick<NewDecision, 'id' | 'body'>, by: string) {
    const { id, body } = wanted;
    const position = this.items.length + 1;
    this.items.push(decision({ id, body, by, position }));
  }

  private mayNow(): string[] {
    const isTaken = this.last() !== undefined && this.may.length > 0;
    return isTaken ? [...this.may, 'withdraw'] : this.may;
  }

  private last(): Decision | undefined {
    const gone = this.items.map(({ body }) =>
      body.kind === 'withdraw' ? body.of : undefined,
    );
    return this.items
      .filter(({ id, body }) => STATES[body.kind] && !gone.includes(id))
      .pop();
  }

  private standing(): Standing {
    const last = this.last();
    const position = this.items.length;
    return last
      ? {
          state: STATES[last.body.kind]!,
          because: `${last.body.kind}: ${last.body.reason ?? ''}`,
          since: last.at,
          decisions: [last.id],
          position,
        }
      : { ...UNDECIDED, position };
  }
}
