import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  Agenda,
  Review,
  ReviewItem,
  ReviewSummary,
  SeriesChange,
  SeriesView,
} from '@posiwid/backstage-plugin-coupling-common';
import type { AgendaOrder } from '../../serving/questions';
import type { SnapshotServer } from '../../serving/SnapshotServer';
import type { NamedAudience } from '../../serving/SnapshotView';
import type { Decider } from '../decisions/Decider';
import { decisionStream, toDecision, type Decision } from '../decisions';
import type { Entry, Journal } from '../journal';
import { cadenceDefect, meetingsAfter } from './cadence';
import { meetingOf, outOfOrder } from './meeting';
import {
  REVIEWS,
  SERIES,
  SERIES_ID,
  fromReviewBody,
  reviewId,
  reviewStream,
  seriesOf,
  seriesStream,
  toReviewEvent,
  toSeries,
  type SeriesVersion,
} from './streams';
import type { AgendaItem, Meeting, ReviewBody, ReviewEvent } from './types';

/** Meetings shown ahead. */
const AHEAD = 3;
const PAGE = 500;
/** What happens beside what others do is tried again after them; everything else has to know them. */
const BESIDE: ReviewBody['kind'][] = ['noted', 'dissented', 'attendance'];
const ATTEMPTS = 20;

export interface ReviewerOptions {
  journal: Journal;
  snapshots: SnapshotServer;
  decider: Decider;
  /** What time it is; the system's when left out. */
  clock?: () => Date;
}

/** Who asks, and what of it the pages have to know. */
export interface Asker {
  audience: NamedAudience;
  mayRun: boolean;
}

/** A meeting with the id of its review. */
interface NamedMeeting {
  id: string;
  meeting: Meeting;
}

/** Series of reviews and their meetings, out of the journal. */
export class Reviewer {
  private readonly options: ReviewerOptions;
  private readonly clock: () => Date;

  constructor(options: ReviewerOptions) {
    this.options = options;
    this.clock = options.clock ?? (() => new Date());
  }

  async listSeries(): Promise<SeriesView[]> {
    const newest = new Map<string, SeriesVersion>();
    for (const entry of await this.all(SERIES)) {
      const version = toSeries(entry);
      newest.set(version.id, version);
    }
    const meetings = await this.meetingsIn(REVIEWS);
    const views = [...newest.values()].map(version =>
      this.viewOf(
        version,
        meetings.filter(({ meeting }) => meeting.seriesId === version.id),
      ),
    );
    return views.sort((a, b) =>
      a.settings.name.localeCompare(b.settings.name, 'en'),
    );
  }

  async series(id: string): Promise<SeriesView> {
    return this.viewOf(await this.version(id), await this.meetings(id));
  }

  /** Makes or changes a series. Rejects with ConflictError when somebody else changed it first. */
  async setSeries(
    id: string,
    change: SeriesChange,
    by: string,
  ): Promise<SeriesView> {
    const { after, settings, retired = false } = change;
    if (!SERIES_ID.test(id)) {
      throw new InputError(
        'The id of a series is lower case letters, digits and dashes, at most 60',
      );
    }
    const defect = cadenceDefect(settings);
    if (defect !== undefined) throw new InputError(defect);
    const stream = seriesStream(id);
    const answer = await this.options.journal.append([
      {
        id: `${stream}-${after + 1}`,
        stream,
        after,
        at: this.now(),
        by,
        body: JSON.parse(JSON.stringify({ settings, retired })),
      },
    ]);
    if (answer.result === 'overtaken' || answer.result === 'id-taken') {
      throw new ConflictError('Somebody else changed the series first');
    }
    return this.series(id);
  }

  /** Meetings of a series, the newest first. */
  async reviews(seriesId: string): Promise<ReviewSummary[]> {
    await this.version(seriesId);
    return (await this.meetings(seriesId)).map(toSummary);
  }

  /** The agenda of the next meeting, as it would be now. */
  async agenda(seriesId: string, { audience }: Asker): Promise<Agenda> {
    const version = await this.version(seriesId);
    const meetings = await this.meetings(seriesId);
    const open = meetings.find(({ meeting }) => meeting.state === 'called');
    return this.agendaOf(version, audience, meetings, open?.meeting);
  }

  /** Calls the next meeting, or gives the one that is called or under way. */
  async call(seriesId: string, by: string, asker: Asker): Promise<Review> {
    const { settings, retired } = await this.version(seriesId);
    if (retired) throw new InputError('The series is retired');
    const meetings = await this.meetings(seriesId);
    const open = meetings.find(({ meeting }) => isOpen(meeting));
    if (open) return this.review(open.id, asker);
    const number = (meetings[0]?.meeting.number ?? 0) + 1;
    const id = reviewId(seriesId, number);
    const [plannedAt] = meetingsAfter(settings, this.now(), 1);
    await this.options.journal.append([
      {
        id: `called-${id}`,
        stream: reviewStream(id),
        after: 0,
        at: this.now(),
        by,
        body: fromReviewBody({ kind: 'called', seriesId, number, plannedAt }),
      },
    ]);
    // Of two at once the second finds what the first called.
    return this.review(id, asker);
  }

  /** Rejects with NotFoundError when there is none. */
  async review(id: string, asker: Asker): Promise<Review> {
    const meetings = await this.meetings(seriesOf(id));
    const meeting = meetings.find(one => one.id === id)?.meeting;
    if (!meeting) throw new NotFoundError(`No review ${id}`);
    const version = await this.version(meeting.seriesId);
    const agenda =
      meeting.state === 'called'
        ? await this.agendaOf(version, asker.audience, meetings, meeting)
        : frozen(meeting);
    const { items, hidden } = await this.itemsOf(
      id,
      meeting,
      agenda.items,
      asker.audience,
    );
    return {
      id,
      series: this.viewOf(version, meetings),
      number: meeting.number,
      state: meeting.state,
      plannedAt: meeting.plannedAt,
      ...pick(meeting, ['startedAt', 'endedAt', 'since', 'currentSince']),
      ...(items.some(({ item }) => item.key === meeting.current) && {
        current: meeting.current,
      }),
      agenda: { ...agenda, items: items.map(({ item }) => item) },
      items,
      hidden,
      attendance: meeting.attendance,
      notes: meeting.notes.filter(({ key }) => key === undefined),
      position: meeting.position,
      now: this.now(),
      mayRun: asker.mayRun,
      ...(asker.mayRun && meeting.state === 'called' && { edit: meeting.edit }),
    };
  }

  /**
   * Something happens in a meeting. Rejects with InputError when it cannot happen as things stand.
   *
   * @param event - `after` is the position of the newest event that the caller knew
   */
  async happen(
    id: string,
    event: { id: string; after: number; body: ReviewBody },
    by: string,
    asker: Asker,
  ): Promise<{ overtaken: boolean; review: Review }> {
    for (let attempt = 0; ; attempt++) {
      const entries = await this.options.journal.read([reviewStream(id)]);
      const events = entries.map(toReviewEvent);
      const meeting = meetingOf(events);
      if (!meeting) throw new NotFoundError(`No review ${id}`);
      const known = events.find(one => one.id === event.id);
      if (known) {
        if (!isSame(known, event.body, by)) throw taken(event.id);
        return { overtaken: false, review: await this.review(id, asker) };
      }
      const beside = BESIDE.includes(event.body.kind);
      const after = beside ? meeting.position : event.after;
      if (after === meeting.position) {
        const refusal = outOfOrder(meeting, event.body);
        if (refusal !== undefined) throw new InputError(refusal);
      }
      const answer = await this.options.journal.append([
        {
          id: event.id,
          stream: reviewStream(id),
          after,
          at: this.now(),
          by,
          body: fromReviewBody(await this.complete(event.body, meeting, asker)),
        },
      ]);
      if (answer.result === 'id-taken') {
        throw taken(event.id);
      }
      if (answer.result !== 'overtaken') {
        return { overtaken: false, review: await this.review(id, asker) };
      }
      if (!beside || attempt >= ATTEMPTS) {
        return { overtaken: true, review: await this.review(id, asker) };
      }
    }
  }

  /** What only the backend can say: the agenda that a meeting starts with. */
  private async complete(
    body: ReviewBody,
    meeting: Meeting,
    { audience }: Asker,
  ): Promise<ReviewBody> {
    if (body.kind !== 'started' || meeting.state !== 'called') return body;
    if (!this.options.snapshots.current()) {
      throw new InputError(
        'There is no analysis yet that an agenda could be made of',
      );
    }
    const version = await this.version(meeting.seriesId);
    const { items, since } = await this.agendaOf(
      version,
      audience,
      await this.meetings(meeting.seriesId),
      meeting,
    );
    return { kind: 'started', items, ...(since !== undefined && { since }) };
  }

  private async agendaOf(
    { settings }: SeriesVersion,
    audience: NamedAudience,
    meetings: readonly NamedMeeting[],
    meeting?: Meeting,
  ): Promise<Agenda> {
    const at = this.now();
    const last = meetings.find(one => one.meeting.state === 'ended')?.meeting;
    // Its agenda stood from its start on: what was found while it lasted is for the next one.
    const since = last?.startedAt;
    const upcoming = meetingsAfter(settings, at, 2);
    const order: AgendaOrder = {
      settings,
      before: last?.items.map(({ key }) => key) ?? [],
      at,
      next: upcoming[1] ?? upcoming[0] ?? at,
      edit: meeting?.edit ?? {},
      since,
    };
    const agenda = await this.ask<Agenda>('workOutAgenda', order, audience);
    return { ...agenda, since };
  }

  /** Items that the reader may see, with what was said and decided about each. */
  private async itemsOf(
    review: string,
    meeting: Meeting,
    items: readonly AgendaItem[],
    audience: NamedAudience,
  ): Promise<{ items: ReviewItem[]; hidden: number }> {
    const { decider, journal } = this.options;
    const ids = items.flatMap(findingsIn);
    const found = new Map(
      (await decider.find(ids, audience)).map(({ finding }) => [
        finding.id,
        finding,
      ]),
    );
    const targets = items.flatMap(item => targetOf(item) ?? []);
    const visible = new Set(
      await this.ask<string[]>('whichAreVisible', { refs: targets }, audience),
    );
    const shown = items
      .filter(item => {
        const target = targetOf(item);
        return isFinding(item)
          ? // One that is no longer stored is known only to those who may see everything.
            found.has(item.key) || audience === 'everything'
          : target === undefined || visible.has(target);
      })
      .map(
        ({ findings, ...item }): AgendaItem => ({
          ...item,
          ...(findings && { findings: findings.filter(one => found.has(one)) }),
        }),
      );
    const streams = new Set(shown.flatMap(findingsIn).map(decisionStream));
    const decisions = (await journal.read([...streams]))
      .map(toDecision)
      .filter(({ reviewId: of }) => of === review);
    const about = <T extends { key?: string }>(remarks: T[], key: string) =>
      remarks
        .filter(remark => remark.key === key)
        .map(({ key: _, ...remark }) => remark);
    return {
      items: shown.map(item => ({
        item,
        ...(found.has(item.key) && { finding: found.get(item.key) }),
        decisions: decisions.filter(decision => isAbout(decision, item)),
        dissents: about(meeting.dissents, item.key),
        notes: about(meeting.notes, item.key),
      })),
      hidden: items.length - shown.length,
    };
  }

  private viewOf(
    { id, version, settings, retired }: SeriesVersion,
    meetings: readonly NamedMeeting[],
  ): SeriesView {
    const reviews = meetings.map(toSummary);
    const open = reviews.find(isOpen);
    const last = reviews.find(({ state }) => state === 'ended');
    return {
      id,
      version,
      settings,
      retired,
      nextAt: retired ? [] : meetingsAfter(settings, this.now(), AHEAD),
      held: reviews.filter(({ state }) => state === 'ended').length,
      ...(open && { open }),
      ...(last && { last }),
    };
  }

  /** Of one series, the newest first. */
  private async meetings(seriesId: string): Promise<NamedMeeting[]> {
    return this.meetingsIn(reviewStream(`${seriesId}.`));
  }

  /** Of all whose stream begins so, the newest first. */
  private async meetingsIn(prefix: string): Promise<NamedMeeting[]> {
    const byReview = new Map<string, ReviewEvent[]>();
    for (const entry of await this.all(prefix)) {
      const id = entry.stream.slice(REVIEWS.length);
      const events = byReview.get(id) ?? [];
      events.push(toReviewEvent(entry));
      byReview.set(id, events);
    }
    return [...byReview]
      .flatMap(([id, events]) => {
        const meeting = meetingOf(events);
        return meeting ? [{ id, meeting }] : [];
      })
      .sort((a, b) => b.meeting.number - a.meeting.number);
  }

  private async version(id: string): Promise<SeriesVersion> {
    const entries = await this.options.journal.read([seriesStream(id)]);
    if (entries.length === 0) throw new NotFoundError(`No series ${id}`);
    return toSeries(entries[entries.length - 1]);
  }

  private async all(prefix: string): Promise<Entry[]> {
    const found: Entry[] = [];
    for (;;) {
      const after = found[found.length - 1]?.sequence ?? 0;
      const page = await this.options.journal.since(after, {
        prefix,
        limit: PAGE,
      });
      found.push(...page);
      if (page.length < PAGE) return found;
    }
  }

  private async ask<T>(
    operation: 'workOutAgenda' | 'whichAreVisible',
    query: object,
    audience: NamedAudience,
  ): Promise<T> {
    const { body } = await this.options.snapshots.ask(
      { operation, query: query as never },
      audience,
    );
    return JSON.parse(new TextDecoder().decode(body));
  }

  private now(): string {
    return this.clock().toISOString();
  }
}

function toSummary({ id, meeting }: NamedMeeting): ReviewSummary {
  return {
    id,
    seriesId: meeting.seriesId,
    number: meeting.number,
    state: meeting.state,
    plannedAt: meeting.plannedAt,
    ...pick(meeting, ['startedAt', 'endedAt']),
    ...(meeting.startedAt !== undefined && { items: meeting.items.length }),
  };
}

/** Whether an event is what is sent once more. The agenda that a meeting started with is the backend's, and was not sent. */
function isSame(known: ReviewEvent, body: ReviewBody, by: string): boolean {
  const sent = (of: ReviewBody) =>
    JSON.stringify(of.kind === 'started' ? of.kind : of);
  return known.by === by && sent(known.body) === sent(body);
}

function taken(id: string): InputError {
  return new InputError(`The id ${id} was used for something else`);
}

function isOpen({ state }: { state: Meeting['state'] }): boolean {
  return state === 'called' || state === 'running';
}

const MOVE = 'move:';

function isFinding({ key }: AgendaItem): boolean {
  return !key.startsWith(MOVE);
}

/** The finding, or those that the move would retire. */
function findingsIn(item: AgendaItem): string[] {
  return isFinding(item) ? [item.key] : item.findings ?? [];
}

/** A move is decided by planning it about the findings that it would retire. */
function isAbout({ findingId, body }: Decision, item: AgendaItem): boolean {
  return isFinding(item)
    ? findingId === item.key
    : body.kind === 'plan' &&
        body.move === item.title &&
        findingsIn(item).includes(findingId);
}

/** The entity that a move would change. */
function targetOf({ key }: AgendaItem): string | undefined {
  if (!key.startsWith(MOVE)) return undefined;
  const target = key.slice(key.indexOf(':', MOVE.length) + 1);
  return target === '' ? undefined : target;
}

/** The agenda of a meeting that has started: what it started with. */
function frozen({ items, since }: Meeting): Agenda {
  return {
    items,
    fits: items.length,
    leftOut: 0,
    belowSeverity: 0,
    remediated: [],
    retired: [],
    ...(since !== undefined && { since }),
  };
}

function pick<T, K extends keyof T>(from: T, keys: K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) {
    if (from[key] !== undefined) picked[key] = from[key];
  }
  return picked;
}
