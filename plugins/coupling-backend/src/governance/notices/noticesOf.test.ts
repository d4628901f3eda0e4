import fc from 'fast-check';
import type { Severity } from '@posiwid/coupling-engine';
import { finding } from '../../__testUtils__/findings';
import { advance, isOpen, markOf, type FindingRecord } from '../../lifecycle';
import {
  outgrown,
  standingOf,
  SYSTEM,
  type Decision,
  type DecisionBody,
  type Sight,
} from '../decisions';
import { noticesOf, topmost } from './noticesOf';
import { NOTICE_KINDS, type NoticeKind, type NoticeMark } from './types';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-01-01T12:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const RED = 'group:default/red';
const BLUE = 'group:default/blue';

/** One finding over time, with all that is done about it. */
class History {
  now = START;
  record: FindingRecord | undefined;
  analysedAt = '';
  decisions: Decision[] = [];
  sequence = 0;
  teams = [RED];

  analyse(severity: Severity | undefined): void {
    const at = iso((this.now += 1000));
    const findings = severity
      ? [{ ...finding('f', ['component:default/x']), severity }]
      : [];
    [this.record] = advance(
      this.record ? [this.record] : [],
      this.analysedAt || undefined,
      { at, findings, exists: () => true },
    ).records;
    this.analysedAt = at;
    const sight = this.sight();
    const lapse = sight && outgrown(this.decisions, sight);
    if (lapse) {
      const { of, because } = lapse;
      this.decide({ kind: 'lapse', of: of.id, because }, SYSTEM);
    }
  }

  decide(
    body: DecisionBody,
    by = 'user:default/mara',
    more: Pick<Decision, 'needsSecond'> = {},
  ): string {
    const position = this.decisions.length + 1;
    this.decisions.push({
      id: `d${position}`,
      findingId: 'f',
      position,
      sequence: (this.sequence += 1),
      at: iso((this.now += 1000)),
      by,
      body,
      seen: markOf(this.record!.finding),
      ...more,
    });
    return `d${position}`;
  }

  accept(days: number) {
    return this.decide({ kind: 'accept', reason: 'x', until: this.day(days) });
  }

  assign(team: string, days: number) {
    return this.decide({ kind: 'assign', team, due: this.day(days) });
  }

  wait(days: number): void {
    this.now += days * DAY;
  }

  day(ahead: number): string {
    return iso(this.now + ahead * DAY).slice(0, 10);
  }

  sight(): Sight | undefined {
    if (!this.record) return undefined;
    const { from, to } = this.record.spells[this.record.spells.length - 1];
    return {
      analysedAt: this.analysedAt,
      found: to === undefined,
      since: to ?? from,
      mark: markOf(this.record.finding),
    };
  }

  standing() {
    return standingOf(this.decisions, this.sight(), iso(this.now));
  }

  mark(): NoticeMark {
    const { analysedAt, sequence } = this;
    return { at: iso(this.now), analysedAt, sequence };
  }

  notices(told: NoticeMark) {
    const { record, decisions, teams } = this;
    return noticesOf({
      findings:
        record && isOpen(record)
          ? [{ record, decisions, teams, standing: this.standing() }]
          : [],
      told: { everybody: told, teams: {} },
      until: this.mark(),
      minSeverity: 'high',
      above: () => [],
      isTeam: ref => /^(group|user):/.test(ref) && ref !== 'group:default/gone',
    });
  }

  /** Kinds of news by team: `red new`. */
  news(told: NoticeMark): string[] {
    return this.notices(told).flatMap(({ team, news }) =>
      NOTICE_KINDS.filter(kind => news[kind] > 0).map(
        kind => `${team.slice('group:default/'.length)} ${kind}`,
      ),
    );
  }
}

function found(severity: Severity = 'high'): History {
  const history = new History();
  history.analyse(severity);
  return history;
}

describe('the owners of a finding', () => {
  it('are told of it when it is new and severe enough, once', () => {
    const history = new History();
    const start = history.mark();
    history.analyse('medium');
    expect(history.news(start)).toEqual([]);
    history.analyse('critical');
    expect(history.news(start)).toEqual(['red new']);
    expect(history.notices(start)[0]).toMatchObject({
      severity: 'critical',
      now: { new: 1, overdue: 0 },
    });
    const told = history.mark();
    history.analyse('high');
    expect(history.news(told)).toEqual([]);
  });

  it('are told when it became severe, and when it is back', () => {
    const history = found('low');
    const low = history.mark();
    history.analyse('high');
    expect(history.news(low)).toEqual(['red new']);
    const high = history.mark();
    history.analyse(undefined);
    const gone = history.mark();
    expect(history.news(high)).toEqual([]);
    history.analyse('high');
    expect(history.news(gone)).toEqual(['red new']);
  });

  it('are not told of what was decided before they could be', () => {
    const history = new History();
    const start = history.mark();
    history.analyse('high');
    history.accept(90);
    expect(history.news(start)).toEqual([]);
  });

  it('are told of what they are given, and not when a plan leaves it with them', () => {
    const history = found();
    const start = history.mark();
    history.assign(BLUE, 30);
    expect(history.news(start)).toEqual(['blue assigned']);
    const told = history.mark();
    history.decide({ kind: 'plan', move: 'split it' });
    history.decide({ kind: 'plan', move: 'split it', team: BLUE });
    expect(history.news(told)).toEqual([]);
    const before = history.mark();
    history.assign(RED, 30);
    expect(history.news(before)).toEqual(['red assigned']);
  });

  it('are told a week before an acceptance runs out, and when it has', () => {
    const history = found();
    history.accept(30);
    const accepted = history.mark();
    history.wait(20);
    expect(history.news(accepted)).toEqual([]);
    history.wait(5);
    expect(history.news(accepted)).toEqual(['red expiring']);
    const warned = history.mark();
    history.wait(3);
    expect(history.news(warned)).toEqual([]);
    history.wait(5);
    expect(history.news(warned)).toEqual(['red lapsed']);
    const told = history.mark();
    // What has run out and then outgrown is the same lapse.
    history.analyse('critical');
    expect(history.decisions).toHaveLength(2);
    expect(history.news(told)).toEqual([]);
  });

  it('are told when it outgrew an acceptance', () => {
    const history = found();
    history.accept(90);
    const accepted = history.mark();
    history.analyse('critical');
    expect(history.news(accepted)).toEqual(['red lapsed']);
  });

  it('are told what is overdue, by the team that has it', () => {
    const history = found();
    history.assign(BLUE, 3);
    const told = history.mark();
    history.wait(5);
    expect(history.news(told)).toEqual(['blue overdue']);
    expect(history.news(history.mark())).toEqual([]);
  });

  it('are told how it stands when it is back', () => {
    const history = found();
    history.assign(BLUE, 3);
    history.analyse(undefined);
    history.wait(5);
    const gone = history.mark();
    history.analyse('high');
    expect(history.news(gone)).toEqual(['blue overdue']);
  });

  it('are told nothing of an assignment that was taken back', () => {
    const history = found();
    const start = history.mark();
    history.decide({ kind: 'withdraw', of: history.assign(BLUE, 30) });
    expect(history.news(start)).toEqual([]);
  });

  it('are nobody when no living team is named', () => {
    const history = new History();
    history.teams = ['group:default/gone'];
    const start = history.mark();
    history.analyse('critical');
    expect(history.notices(start)).toEqual([]);
    history.assign('group:default/gone', 10);
    expect(history.notices(start)).toEqual([]);
  });
});

describe('who is asked to agree with an acceptance', () => {
  const IVO = 'user:default/ivo';
  const propose = (history: History) =>
    history.decide(
      {
        kind: 'accept',
        reason: 'x',
        until: history.day(30),
        approvedBy: [IVO, BLUE, 'the board', 'user:default/mara'],
      },
      'user:default/mara',
      { needsSecond: true },
    );
  const asked = (history: History, told: NoticeMark) =>
    history
      .notices(told)
      .filter(({ news }) => news.asked > 0)
      .map(({ team }) => team);

  it('is told once, unless it is gone and back, and no more when agreed', () => {
    const history = found();
    const start = history.mark();
    const of = propose(history);
    expect(asked(history, start)).toEqual([BLUE, IVO]);
    const told = history.mark();
    expect(asked(history, told)).toEqual([]);
    history.analyse(undefined);
    history.analyse('high');
    expect(asked(history, told)).toEqual([BLUE, IVO]);
    history.decide({ kind: 'second', of }, IVO);
    expect(asked(history, told)).toEqual([]);
    expect(history.standing().state).toBe('accepted');
  });

  it('means that its teams are told a week before it runs out, and when it has', () => {
    const history = found();
    history.decide({ kind: 'second', of: propose(history) }, IVO);
    const agreed = history.mark();
    history.wait(25);
    expect(history.news(agreed)).toEqual(['red expiring']);
    const warned = history.mark();
    history.wait(10);
    expect(history.news(warned)).toEqual(['red lapsed']);
    const told = history.mark();
    history.analyse('critical');
    expect(history.news(told)).toEqual([]);
  });
});

describe('of groups and groups below them', () => {
  const parents: Record<string, string[]> = {
    a: ['top'],
    b: ['a', 'top'],
    x: ['y'],
    y: ['x'],
  };
  const above = (team: string) => parents[team] ?? [];

  it('only the uppermost is told', () => {
    expect(topmost(['b', 'a', 'other'], above)).toEqual(['a', 'other']);
    expect(topmost(['b', 'top', 'b'], above)).toEqual(['top']);
  });

  it('all of a loop are told', () => {
    expect(topmost(['x', 'y'], above)).toEqual(['x', 'y']);
  });
});

type Step =
  | { step: 'analyse'; severity: Severity | undefined }
  | { step: 'accept' | 'assign' | 'assign-blue' | 'wait'; days: number }
  | { step: 'tell' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      step: fc.constant('analyse' as const),
      severity: fc.constantFrom(undefined, 'low', 'high', 'critical') as never,
    }),
    fc.record({
      step: fc.constantFrom('accept', 'assign', 'assign-blue', 'wait') as never,
      days: fc.integer({ min: 0, max: 20 }),
    }),
    fc.constant<Step>({ step: 'tell' }),
  ) as fc.Arbitrary<Step>,
  { maxLength: 40 },
);

/** Names each thing that can be told; a told one is not told again. An oracle without clocks. */
class Ledger {
  private readonly told = new Set<string>();
  private episode = 0;
  private severe = false;
  private given = 0;
  private team: string | undefined;

  after(history: History): void {
    const { record } = history;
    const severe =
      !!record && isOpen(record) && record.finding.severity !== 'low';
    if (severe && !this.severe) this.episode += 1;
    this.severe = severe;
    const last = history.decisions[history.decisions.length - 1];
    if (last?.body.kind === 'assign' && last.body.team !== this.team) {
      this.team = last.body.team;
      this.given += 1;
    }
  }

  /** What is to be told now; from then on all of it is told, and what was passed over too. */
  take(history: History): string[] {
    const { record, decisions } = history;
    if (!record || !isOpen(record)) return [];
    const spell = record.spells.length;
    const { state } = history.standing();
    const keys: [string, string][] = [];
    const say = (kind: NoticeKind, what: unknown, to = RED) =>
      keys.push([`${kind} ${what}`, `${to.slice(14)} ${kind}`]);
    const accepted = [...decisions]
      .reverse()
      .find(({ body }) => body.kind === 'accept');
    const assigned = [...decisions]
      .reverse()
      .find(({ body }) => body.kind === 'assign');
    const until =
      accepted?.body.kind === 'accept'
        ? Date.parse(`${accepted.body.until}T23:59:59.999Z`)
        : 0;
    if (this.severe && state === 'undecided') say('new', this.episode);
    if (state === 'lapsed') say('lapsed', `${spell} ${accepted!.id}`);
    if (state === 'accepted' && until <= history.now + 7 * DAY) {
      say('expiring', `${spell} ${accepted!.id}`);
    }
    if (state === 'assigned')
      say('assigned', `${spell} ${this.given}`, this.team);
    if (state === 'overdue' && assigned?.body.kind === 'assign') {
      say('overdue', `${spell} ${this.given} ${assigned.body.due}`, this.team);
    }
    const fresh = keys.filter(([key]) => !this.told.has(key));
    keys.forEach(([key]) => this.told.add(key));
    this.told.add(`new ${this.episode}`).add(`assigned ${spell} ${this.given}`);
    return fresh.map(([, words]) => words);
  }
}

/** Plays a history; what was told each time, beside what the ledger says should have been. */
function play(all: readonly Step[]) {
  const history = new History();
  const ledger = new Ledger();
  let told = history.mark();
  const tellings: { told: string[]; due: string[]; again: string[] }[] = [];
  for (const step of [...all, { step: 'tell' } as Step]) {
    const known = history.record !== undefined;
    if (step.step === 'analyse') history.analyse(step.severity);
    else if (step.step === 'wait') history.wait(step.days);
    else if (step.step === 'accept' && known) history.accept(step.days);
    else if (step.step === 'assign' && known) history.assign(RED, step.days);
    else if (step.step === 'assign-blue' && known) {
      history.assign(BLUE, step.days);
    }
    ledger.after(history);
    if (step.step === 'tell') {
      const news = history.news(told).sort();
      told = history.mark();
      tellings.push({
        told: news,
        due: ledger.take(history).sort(),
        again: history.news(told),
      });
    }
  }
  return tellings;
}

describe('over any history', () => {
  it('everything is told once, however often is told', () => {
    fc.assert(
      fc.property(steps, all => {
        for (const { told, due, again } of play(all)) {
          expect(told).toEqual(due);
          expect(again).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
