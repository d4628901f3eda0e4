import type {
  AgendaItem,
  Decision,
  DecisionBody,
  DecisionList,
  Finding,
  NewDecision,
  NewReviewEvent,
  Review,
  ReviewEventBody,
  SeriesChange,
  SeriesView,
  Standing,
} from '@posiwid/backstage-plugin-coupling-common';
import { http, HttpResponse } from 'msw';
import { finding, TEAMS } from '../../__fixtures__/harbor';
import { BASE_URL, server } from '../../__testUtils__/server';

const MARA = 'user:default/mara.lindqvist';
/** Of the first two items; the others are new. */
const FIRST_REASONS: AgendaItem['reason'][] = ['worse', 'lapsed'];
const DAY = 24 * 3600 * 1000;

export function settings(): SeriesView['settings'] {
  return {
    name: 'Architecture review',
    cadence: 'FREQ=MONTHLY;BYDAY=4WE',
    startsAt: '2026-01-28T09:00:00.000Z',
    timezone: 'Europe/Berlin',
    minutes: 60,
    itemMinutes: 8,
    scope: {},
    facilitator: MARA,
    participants: [TEAMS.runtime.ref, TEAMS.checkout.ref],
    delegates: [],
    minSeverity: 'medium',
    moves: 1,
  };
}

/** Findings for an agenda of any length. */
export function manyFindings(n: number): Finding[] {
  return Array.from({ length: n }, (_, i) =>
    finding({
      id: `risk-${i + 1}`,
      rule: 'hub',
      category: 'shared-dependency',
      severity: i % 2 === 0 ? 'critical' : 'high',
      title: `thing-${i + 1} fells ${40 - i} of 64 entities`,
      summary: `Everything that reads thing-${i + 1} stops with it.`,
      subjects: [`component:default/thing-${i + 1}`],
      teams: [TEAMS.runtime.ref, TEAMS.checkout.ref],
      steps: [
        {
          ref: `component:default/thing-${i + 1}`,
          teams: [TEAMS.runtime.ref],
          coupling: 'read on every request',
          grade: 'observed',
        },
        { ref: 'system:default/checkout', teams: [TEAMS.checkout.ref] },
      ],
      interventions: [
        {
          kind: 'cache',
          leverage: 'feedback',
          text: `Serve the last good answer of thing-${i + 1}`,
          retires: 2,
        },
      ],
      reach: {
        fails: 40 - i,
        degrades: 4,
        ofEntities: 64,
        teams: 8,
        ofTeams: 8,
        systems: 11,
      },
    }),
  );
}

/**
 * Series, reviews and decisions in memory, answered as the backend does: positions, ids that were seen before, and who was first.
 * What others do at the same time is done by calling its methods.
 */
export class FakeMeetings {
  series = new Map<string, SeriesView>();
  mayRun = true;
  /** Answers nothing, as a network that is down. */
  down = false;
  /** Takes what is sent and then loses the answer, that many times. */
  loseAnswers = 0;
  /** Ids of everything that arrived, in order, each time it did. */
  arrived: string[] = [];
  private readonly findings: Finding[];
  private items: AgendaItem[];
  private edit: NonNullable<Review['edit']> = {};
  private readonly events: {
    id: string;
    by: string;
    body: ReviewEventBody;
    at: string;
  }[] = [];
  private readonly decisions: Decision[] = [];
  private state: Review['state'] = 'called';
  private current?: string;
  private currentSince?: string;

  constructor(findings: Finding[], reason: AgendaItem['reason'] = 'new') {
    this.findings = findings;
    this.items = findings.map(({ id, title, severity }, i) => ({
      key: id,
      reason: FIRST_REASONS[i] ?? reason,
      words:
        i === 0
          ? 'worse: it reaches 48 and reached 31'
          : `new since 2026-11-0${(i % 9) + 1}`,
      title,
      severity,
      minutes: 8,
    }));
  }

  /** With one series that has one review. */
  static called(findings: Finding[]): FakeMeetings {
    const fake = new FakeMeetings(findings);
    fake.setSeries('architecture', { after: 0, settings: settings() });
    fake.events.push({
      id: 'called',
      by: MARA,
      body: { kind: 'noted' },
      at: now(),
    });
    return fake;
  }

  /** With the meeting under way. */
  static running(findings: Finding[]): FakeMeetings {
    const fake = FakeMeetings.called(findings);
    fake.happen({ kind: 'started' });
    return fake;
  }

  get position(): number {
    return this.events.length;
  }

  said(kind: ReviewEventBody['kind']): ReviewEventBody[] {
    return this.events
      .slice(1)
      .map(({ body }) => body)
      .filter(body => body.kind === kind);
  }

  decidedAbout(findingId: string): DecisionBody[] {
    return this.decisions
      .filter(each => each.findingId === findingId)
      .map(({ body }) => body);
  }

  setSeries(
    id: string,
    { settings: own, after, retired = false }: SeriesChange,
  ): SeriesView {
    const view: SeriesView = {
      id,
      version: after + 1,
      settings: own,
      retired,
      nextAt: retired
        ? []
        : [1, 2, 3].map(n => new Date(Date.now() + n * 28 * DAY).toISOString()),
      held: 0,
    };
    this.series.set(id, view);
    return view;
  }

  happen(
    body: ReviewEventBody,
    by = MARA,
    id = `event-${this.position}-own`,
  ): void {
    const at = now();
    this.events.push({ id, by, body, at });
    switch (body.kind) {
      case 'started':
        this.state = 'running';
        this.items = this.ordered();
        this.current = this.items[0]?.key;
        this.currentSince = at;
        break;
      case 'went-to':
        this.current = body.key;
        this.currentSince = at;
        break;
      case 'edited':
        this.edit = body.edit ?? {};
        break;
      case 'ended':
        this.state = 'ended';
        break;
      case 'called-off':
        this.state = 'called-off';
        break;
      default:
    }
  }

  decide(findingId: string, body: DecisionBody, by = MARA, id?: string): void {
    const position = this.decidedAbout(findingId).length + 1;
    this.decisions.push({
      id: id ?? `decision-${this.decisions.length}-own`,
      findingId,
      position,
      sequence: this.decisions.length + 1,
      at: now(),
      by,
      body,
      seen: { severity: 'high', subjects: [] },
      reviewId: 'architecture.1',
    });
  }

  review(): Review {
    const items = this.state === 'called' ? this.ordered() : this.items;
    const remarks = (kind: 'noted' | 'dissented', key?: string) =>
      this.events
        .slice(1)
        .filter(({ body }) => body.kind === kind && body.key === key)
        .map(({ at, by, body }) => ({ at, by, text: body.text! }));
    const attendance = new Map(
      this.events.flatMap(({ body }) =>
        body.kind === 'attendance'
          ? [[body.who!, { who: body.who!, here: body.here! }] as const]
          : [],
      ),
    );
    const times = (kind: ReviewEventBody['kind']) =>
      this.events.find(({ body }) => body.kind === kind)?.at;
    return {
      id: 'architecture.1',
      series: this.series.get('architecture')!,
      number: 1,
      state: this.state,
      plannedAt: '2026-11-25T09:00:00.000Z',
      ...(times('started') && { startedAt: times('started') }),
      ...(times('ended') && { endedAt: times('ended') }),
      ...(this.current && {
        current: this.current,
        currentSince: this.currentSince,
      }),
      agenda: {
        items,
        fits: Math.min(items.length, 7),
        leftOut: 32,
        belowSeverity: 5,
        remediated: [],
        retired: [{ key: 'gone', title: 'A finding that a rule made' }],
      },
      items: items.map(item => {
        const about = this.findings.find(({ id }) => id === item.key);
        return {
          item,
          ...(about && {
            finding: { ...about, standing: this.standing(item.key) },
          }),
          decisions: this.decisions.filter(each => each.findingId === item.key),
          dissents: remarks('dissented', item.key),
          notes: remarks('noted', item.key),
        };
      }),
      hidden: 0,
      attendance: [...attendance.values()],
      notes: remarks('noted'),
      position: this.position,
      now: now(),
      mayRun: this.mayRun,
      ...(this.state === 'called' && this.mayRun && { edit: this.edit }),
    };
  }

  /** Answers the routes of series, reviews and decisions, to the end of the test. */
  serve(): this {
    const route = (path: string) => `${BASE_URL}${path}`;
    const json = (body: unknown, status = 200) =>
      HttpResponse.json(body as {}, { status });
    const answer = (make: () => Response) => {
      if (this.down) return HttpResponse.error();
      const response = make();
      if (this.loseAnswers > 0) {
        this.loseAnswers -= 1;
        return HttpResponse.error();
      }
      return response;
    };
    const read = (make: () => Response) =>
      this.down ? HttpResponse.error() : make();
    server.use(
      http.get(route('/v1/series'), () =>
        read(() =>
          json({ items: [...this.series.values()], mayRun: this.mayRun }),
        ),
      ),
      http.put(route('/v1/series/:id'), async ({ params, request }) => {
        const change = (await request.json()) as SeriesChange;
        return answer(() => json(this.setSeries(String(params.id), change)));
      }),
      http.get(route('/v1/series/:id/agenda'), () =>
        read(() => json(this.review().agenda)),
      ),
      http.get(route('/v1/series/:id/reviews'), () =>
        read(() => json({ items: [] })),
      ),
      http.post(route('/v1/series/:id/reviews'), () => {
        if (this.events.length === 0) {
          this.events.push({
            id: 'called',
            by: MARA,
            body: { kind: 'noted' },
            at: now(),
          });
        }
        return answer(() => json(this.review()));
      }),
      http.get(route('/v1/reviews/:id'), ({ params }) =>
        read(() =>
          params.id === 'architecture.1'
            ? json(this.review())
            : json(
                {
                  error: { name: 'NotFoundError', message: 'No such review' },
                  response: { statusCode: 404 },
                },
                404,
              ),
        ),
      ),
      http.post(route('/v1/reviews/:id/events'), async ({ request }) => {
        const event = (await request.json()) as NewReviewEvent;
        if (!this.down) this.arrived.push(event.id);
        return answer(() => this.answerEvent(event, json));
      }),
      http.get(route('/v1/findings/:id/decisions'), ({ params }) =>
        read(() => json(this.list(String(params.id)))),
      ),
      http.post(
        route('/v1/findings/:id/decisions'),
        async ({ params, request }) => {
          const decision = (await request.json()) as NewDecision;
          if (!this.down) this.arrived.push(decision.id);
          return answer(() =>
            this.answerDecision(String(params.id), decision, json),
          );
        },
      ),
    );
    return this;
  }

  private answerEvent(
    { id, after, body }: NewReviewEvent,
    json: (body: unknown, status?: number) => Response,
  ): Response {
    if (this.events.some(known => known.id === id)) return json(this.review());
    const beside = ['noted', 'dissented', 'attendance'].includes(body.kind);
    if (!beside && after !== this.position) {
      return json(
        { message: 'Somebody else was first', review: this.review() },
        409,
      );
    }
    this.happen(body, MARA, id);
    return json(this.review());
  }

  private answerDecision(
    findingId: string,
    { id, after, body }: NewDecision,
    json: (body: unknown, status?: number) => Response,
  ): Response {
    const known = this.decisions.filter(each => each.findingId === findingId);
    if (known.some(each => each.id === id)) return json(this.list(findingId));
    if (after !== known.length) {
      return json(
        {
          message: 'Somebody decided',
          since: known.slice(after),
          standing: this.standing(findingId),
        },
        409,
      );
    }
    this.decide(findingId, body, MARA, id);
    return json(this.list(findingId), 201);
  }

  private list(findingId: string): DecisionList {
    return {
      items: this.decisions.filter(each => each.findingId === findingId),
      standing: this.standing(findingId),
      may: ['accept', 'assign', 'plan', 'dispute', 'done', 'defer', 'comment'],
    };
  }

  private standing(findingId: string): Standing {
    const about = this.decisions.filter(each => each.findingId === findingId);
    const last = about[about.length - 1];
    const states = {
      accept: 'accepted',
      assign: 'assigned',
      plan: 'planned',
      defer: 'deferred',
    } as const;
    return {
      state: last
        ? states[last.body.kind as keyof typeof states] ?? 'disputed'
        : 'undecided',
      because: last ? `By ${last.by}` : 'Nobody has decided',
      decisions: last ? [last.id] : [],
      position: about.length,
    };
  }

  private ordered(): AgendaItem[] {
    const { removed = [], order = [] } = this.edit;
    const placeOf = ({ key }: AgendaItem) =>
      order.includes(key) ? order.indexOf(key) : order.length;
    const added = (this.edit.added ?? [])
      .filter(id => !this.items.some(({ key }) => key === id))
      .map(
        (id): AgendaItem => ({
          key: id,
          reason: 'added',
          words: 'put on by hand',
          title: id,
          minutes: 8,
        }),
      );
    return [...this.items, ...added]
      .filter(({ key }) => !removed.includes(key))
      .sort((a, b) => placeOf(a) - placeOf(b));
  }
}

function now(): string {
  return new Date().toISOString();
}
