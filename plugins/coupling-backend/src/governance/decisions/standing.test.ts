import fc from 'fast-check';
import { SEVERITIES, type Severity } from '@posiwid/coupling-engine';
import {
  outgrown,
  possibleKinds,
  refusalOf,
  standingOf,
  STANDING_STATES,
  SYSTEM,
  type Decision,
  type DecisionBody,
  type DecisionKind,
  type Sight,
  type StandingState,
} from '.';
import type { Mark } from '../../lifecycle';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-01-01T12:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const dayOf = (ms: number) => iso(ms).slice(0, 10);

const small: Mark = {
  severity: 'medium',
  reach: 10,
  subjects: ['component:default/a'],
};

/** A finding, what is decided about it, and the time, as the backend has them together. */
class History {
  now = START;
  /** How far the clock of the replica that analyses is ahead of that of the one that decides. */
  analystAhead = 0;
  decisions: Decision[] = [];
  sight: Sight = {
    analysedAt: iso(START),
    since: iso(START),
    found: true,
    mark: small,
  };

  decide(
    body: DecisionBody,
    by = 'user:default/mara',
    more: Pick<Decision, 'needsSecond'> = {},
  ): Decision {
    const position = this.decisions.length + 1;
    const decision: Decision = {
      id: `d${position}`,
      findingId: 'f',
      position,
      sequence: position,
      at: iso((this.now += 1000)),
      by,
      body,
      seen: this.sight.mark,
      analysedAt: this.sight.analysedAt,
      ...more,
    };
    this.decisions.push(decision);
    return decision;
  }

  /** @param retired - not found, and by the policy */
  analyse(found: boolean, mark: Mark = this.sight.mark, retired = false): void {
    this.now += 1000;
    const at = iso(this.now + this.analystAhead);
    const since = found === this.sight.found ? this.sight.since : at;
    this.sight = {
      analysedAt: at,
      since,
      found,
      mark,
      ...(retired && { retired: { version: 3 } }),
    };
    const lapse = outgrown(this.decisions, this.sight);
    if (lapse) {
      this.decide(
        { kind: 'lapse', of: lapse.of.id, because: lapse.because },
        SYSTEM,
      );
    }
  }

  wait(days: number): void {
    this.now += days * DAY;
  }

  standing() {
    return standingOf(this.decisions, this.sight, iso(this.now));
  }
}

describe('a finding that somebody decided about', () => {
  it('is undecided until then, a comment notwithstanding', () => {
    const history = new History();
    expect(history.standing()).toMatchObject({
      state: 'undecided',
      position: 0,
    });
    history.decide({ kind: 'comment', text: 'hm' });
    expect(history.standing()).toMatchObject({
      state: 'undecided',
      position: 1,
    });
  });

  it('is accepted to the end of the stated day', () => {
    const history = new History();
    const until = dayOf(START + 10 * DAY);
    history.decide({ kind: 'accept', reason: 'known', until });
    history.wait(10);
    expect(history.standing()).toMatchObject({ state: 'accepted', until });
    history.wait(0.6);
    expect(history.standing()).toMatchObject({
      state: 'lapsed',
      because: `Accepted until ${until}, which is over`,
    });
  });

  it.each<[string, Mark]>([
    ['it is high and was medium', { ...small, severity: 'high' }],
    ['it reaches 11 and reached 10', { ...small, reach: 11 }],
    [
      'component:default/b is in it and was not',
      { ...small, subjects: [...small.subjects, 'component:default/b'] },
    ],
  ])('lapses when %s, and stays lapsed when it shrinks again', (why, worse) => {
    const history = new History();
    history.decide({ kind: 'accept', reason: 'known', until: '2027-01-01' });
    history.analyse(true, worse);
    expect(history.standing()).toMatchObject({
      state: 'lapsed',
      because: `Lapsed: ${why}`,
    });
    history.analyse(true, small);
    expect(history.standing().state).toBe('lapsed');
  });

  it('stays accepted when it gets better', () => {
    const history = new History();
    history.decide({ kind: 'accept', reason: 'known', until: '2027-01-01' });
    history.analyse(true, { ...small, severity: 'low', reach: 3 });
    expect(history.standing().state).toBe('accepted');
  });

  it('is no risk when two agree, until it grows', () => {
    const history = new History();
    const dispute = history.decide({
      kind: 'dispute',
      reason: 'a test system',
    });
    expect(history.standing().state).toBe('disputed');
    history.decide({ kind: 'second', of: dispute.id }, 'user:default/ivo');
    expect(history.standing()).toMatchObject({
      state: 'not-a-risk',
      because:
        'user:default/mara and user:default/ivo agree that it is no risk: a test system',
    });
    history.analyse(true, { ...small, reach: 40 });
    expect(history.standing().state).toBe('lapsed');
  });

  it('is proposed where the policy asks for a second person, until one agrees', () => {
    const history = new History();
    const until = '2027-01-01';
    const accept = () =>
      history.decide(
        { kind: 'accept', reason: 'known', until },
        'user:default/mara',
        { needsSecond: true },
      );
    const second = (of: Decision) =>
      history.decide({ kind: 'second', of: of.id }, 'user:default/ivo');
    const first = accept();
    expect(history.standing()).toMatchObject({
      state: 'proposed',
      because: `user:default/mara would accept it until ${until}; a second person has to agree: known`,
    });
    // It covers nothing yet, so nothing lapses.
    history.analyse(true, { ...small, reach: 20 });
    expect(history.standing().state).toBe('proposed');
    second(first);
    expect(history.standing()).toMatchObject({
      state: 'accepted',
      until,
      decisions: [first.id, 'd2'],
      because: `Accepted until ${until} by user:default/mara, and user:default/ivo agreed: known`,
    });
    // What the second person saw is what is accepted.
    history.analyse(true, { ...small, reach: 21 });
    expect(history.standing()).toMatchObject({
      state: 'lapsed',
      because: 'Lapsed: it reaches 21 and reached 20',
    });
    const again = accept();
    second(again);
    history.decide({ kind: 'withdraw', of: again.id });
    expect(history.standing().state).toBe('lapsed');
    accept();
    history.wait(400);
    expect(history.standing()).toMatchObject({
      state: 'lapsed',
      because: `user:default/mara would have accepted it until ${until}, which is over; nobody agreed`,
    });
  });

  it('is retired, and not remediated, when it is gone by the policy', () => {
    const history = new History();
    history.decide({ kind: 'done' });
    history.analyse(false, small, true);
    expect(history.standing()).toMatchObject({
      state: 'retired',
      because:
        'Version 3 of the policy no longer raises it; nothing says that it is mended',
    });
    history.analyse(false, small);
    expect(history.standing().state).toBe('remediated');
  });

  it('is remediated when the analysis says so, and not when somebody does', () => {
    const history = new History();
    history.decide({
      kind: 'assign',
      team: 'group:default/x',
      due: '2026-02-01',
    });
    history.decide({ kind: 'done' });
    expect(history.standing().state).toBe('said-done');
    history.analyse(true);
    expect(history.standing().state).toBe('still-found');
    history.analyse(false);
    expect(history.standing().state).toBe('remediated');
    history.analyse(true);
    expect(history.standing()).toMatchObject({
      state: 'still-found',
      because: 'user:default/mara said it is mended; it was gone and is back',
    });
  });

  it('is said to be done until an analysis looks, also where that replica is minutes ahead', () => {
    const history = new History();
    history.analystAhead = 300_000;
    history.analyse(true);
    history.decide({ kind: 'done' });
    expect(history.standing().state).toBe('said-done');
    history.analyse(true);
    expect(history.standing().state).toBe('still-found');
  });

  it('is overdue after its day; a plan keeps the team and the day of the assignment', () => {
    const history = new History();
    history.decide({
      kind: 'assign',
      team: 'group:default/x',
      due: '2026-01-05',
    });
    history.decide({
      kind: 'plan',
      move: 'Check between regions',
      link: 'https://tracker/1',
    });
    expect(history.standing()).toMatchObject({
      state: 'planned',
      team: 'group:default/x',
      due: '2026-01-05',
      link: 'https://tracker/1',
      decisions: ['d1', 'd2'],
    });
    history.wait(5);
    expect(history.standing()).toMatchObject({ state: 'overdue' });
  });

  it('stands as before when a decision is taken back', () => {
    const history = new History();
    const assign = history.decide({
      kind: 'assign',
      team: 'group:default/x',
      due: '2026-05-05',
    });
    const accept = history.decide({
      kind: 'accept',
      reason: 'r',
      until: '2026-05-05',
    });
    history.decide({ kind: 'withdraw', of: accept.id });
    expect(history.standing().state).toBe('assigned');
    history.decide({ kind: 'withdraw', of: assign.id });
    expect(history.standing().state).toBe('undecided');
  });
});

/**
 * The same rules as a machine that is stepped through time and keeps a stack of what stood before: the oracle. It knows nothing
 * of folds over a list.
 */
const covers = ({ kind, waits }: { kind: string; waits?: boolean }) =>
  kind === 'second' || (kind === 'accept' && !waits);

class Machine {
  private stack: {
    id: string;
    kind: string;
    until?: number;
    due?: number;
    mark: Mark;
    at: number;
    lapsed: boolean;
    settledBy?: string;
    waits?: boolean;
  }[] = [];
  private found = true;
  private retired = false;
  private mark = small;
  private analysedAt = START;

  analyse(now: number, found: boolean, mark: Mark, retired: boolean): void {
    Object.assign(this, { found, mark, retired, analysedAt: now });
    const top = this.stack[this.stack.length - 1];
    if (found && top && covers(top) && this.worse(top.mark)) {
      top.lapsed = true;
    }
  }

  decide(now: number, id: string, body: DecisionBody, waits: boolean): void {
    if (body.kind === 'comment' || body.kind === 'lapse') return;
    if (body.kind === 'withdraw') {
      this.stack = this.stack.filter(
        entry => entry.id !== body.of && entry.settledBy !== body.of,
      );
      return;
    }
    const day = (text: string | undefined) =>
      text === undefined
        ? undefined
        : Date.parse(`${text}T00:00:00Z`) + DAY - 1;
    this.stack.push({
      id,
      kind: body.kind,
      at: now,
      mark: this.mark,
      lapsed: false,
      ...(body.kind === 'accept' && { until: day(body.until) }),
      ...((body.kind === 'assign' || body.kind === 'plan') && {
        due: day(body.due),
      }),
      ...(body.kind === 'second' && {
        settledBy: body.of,
        until: this.stack.find(entry => entry.id === body.of)?.until,
      }),
      waits,
    });
  }

  state(now: number): StandingState {
    const top = this.stack[this.stack.length - 1];
    if (!top) return 'undecided';
    if (!this.found) return this.retired ? 'retired' : 'remediated';
    if (top.lapsed) return 'lapsed';
    // One that stands again, because what followed was taken back, covers the risk as it is now or not at all.
    if (covers(top) && this.worse(top.mark)) return 'lapsed';
    if (top.until !== undefined) {
      if (now > top.until) return 'lapsed';
      return top.waits ? 'proposed' : 'accepted';
    }
    if (top.kind === 'done')
      return this.analysedAt > top.at ? 'still-found' : 'said-done';
    if (top.kind === 'assign' || top.kind === 'plan') {
      const dues = this.stack.flatMap(({ due }) =>
        due === undefined ? [] : [due],
      );
      const due = dues[dues.length - 1];
      if (due !== undefined && now > due) return 'overdue';
      return top.kind === 'assign' ? 'assigned' : 'planned';
    }
    const plain: Record<string, StandingState> = {
      dispute: 'disputed',
      second: 'not-a-risk',
      merge: 'merged',
      split: 'split',
      defer: 'deferred',
    };
    return plain[top.kind];
  }

  private worse(then: Mark): boolean {
    return (
      SEVERITIES.indexOf(this.mark.severity) <
        SEVERITIES.indexOf(then.severity) ||
      this.mark.reach! > then.reach! ||
      this.mark.subjects.some(subject => !then.subjects.includes(subject))
    );
  }
}

interface Real {
  history: History;
  reached: Set<StandingState>;
}

function check(machine: Machine, { history, reached }: Real): void {
  const standing = history.standing();
  expect(standing.state).toBe(machine.state(history.now));
  expect(standing.because).not.toBe('');
  expect(standing.position).toBe(history.decisions.length);
  reached.add(standing.state);
}

function isExplained(refused: string): void {
  expect(refused).not.toBe('');
}

/** Nothing decided before is lost or changed. */
function isKept(before: Decision[], after: Decision[]): void {
  expect(after.slice(0, before.length)).toEqual(before);
}

/** Disputes and what needs a second person by one, all else by another. */
const by = ({ kind }: DecisionBody, waits: boolean) =>
  kind === 'dispute' || waits ? 'user:default/mara' : 'user:default/ivo';

/** Every decision that could be well filled in: the kinds of those that are not refused are those that are possible. */
const fillings = ({ decisions, now }: History): DecisionBody[] => [
  { kind: 'accept', reason: 'r', until: dayOf(now) },
  { kind: 'assign', team: 't', due: dayOf(now) },
  { kind: 'plan', move: 'm' },
  { kind: 'dispute', reason: 'r' },
  ...decisions.map(({ id: of }) => ({ kind: 'second' as const, of })),
  { kind: 'done' },
  { kind: 'defer', reason: 'r' },
  { kind: 'merge', into: 'g', reason: 'r' },
  { kind: 'split', parts: ['p', 'q'], reason: 'r' },
  ...decisions.map(({ id: of }) => ({ kind: 'withdraw' as const, of })),
  { kind: 'comment', text: 't' },
  { kind: 'lapse', of: 'd1', because: 'b' },
];

/** Kinds that are possible are those that can be taken. */
function isPossible(history: History): void {
  const { decisions, sight, now } = history;
  const limit = { maxDays: 366, secondPerson: false };
  const ivo = 'user:default/ivo';
  const taken = new Set<DecisionKind>();
  for (const body of fillings(history)) {
    const why = refusalOf(body, ivo, decisions, sight, iso(now), limit);
    if (why === undefined) taken.add(body.kind);
  }
  expect(possibleKinds(ivo, decisions, sight, iso(now), limit).sort()).toEqual(
    [...taken].sort(),
  );
}

class Decide implements fc.Command<Machine, Real> {
  constructor(
    private readonly make: (history: History) => DecisionBody,
    private readonly waits = false,
  ) {}
  check = () => true;
  run(machine: Machine, real: Real): void {
    const before = [...real.history.decisions];
    const { history } = real;
    const wanted = this.make(history);
    const refused = refusalOf(
      wanted,
      'user:default/ivo',
      history.decisions,
      history.sight,
      iso(history.now),
    );
    if (refused !== undefined) {
      isExplained(refused);
      return;
    }
    const { waits } = this;
    const { id, body } = history.decide(
      wanted,
      by(wanted, waits),
      waits ? { needsSecond: true } : {},
    );
    machine.decide(real.history.now, id, body, waits);
    check(machine, real);
    isPossible(history);
    isKept(before, real.history.decisions);
  }
  toString = () => `decide`;
}

class Analyse implements fc.Command<Machine, Real> {
  constructor(
    private readonly found: boolean,
    private readonly mark: Mark,
    private readonly retired = false,
  ) {}
  check = () => true;
  run(machine: Machine, real: Real): void {
    real.history.analyse(this.found, this.mark, this.retired);
    machine.analyse(
      Date.parse(real.history.sight.analysedAt),
      this.found,
      this.mark,
      this.retired,
    );
    check(machine, real);
  }
  toString = () => `analyse(${this.found}, ${JSON.stringify(this.mark)})`;
}

class Wait implements fc.Command<Machine, Real> {
  constructor(private readonly days: number) {}
  check = () => true;
  run(machine: Machine, real: Real): void {
    real.history.wait(this.days);
    check(machine, real);
  }
  toString = () => `wait(${this.days})`;
}

it('stands as a machine stepped through time says, whatever happens in whatever order; every state is reached', () => {
  const reached = new Set<StandingState>();
  const mark = fc.record({
    severity: fc.constantFrom<Severity>('high', 'medium', 'low'),
    reach: fc.integer({ min: 8, max: 12 }),
    subjects: fc.subarray(['component:default/a', 'component:default/b'], {
      minLength: 1,
    }),
  });
  const days = fc.integer({ min: 0, max: 9 });
  const decide = (make: (history: History) => DecisionBody, waits = false) =>
    new Decide(make, waits);
  const someDecision = (history: History, pick: number) =>
    history.decisions.length === 0
      ? 'none'
      : history.decisions[pick % history.decisions.length].id;
  const commands = [
    fc.tuple(days, fc.boolean()).map(([ahead, waits]) =>
      decide(
        ({ now }) => ({
          kind: 'accept',
          reason: 'r',
          until: dayOf(now + ahead * DAY),
        }),
        waits,
      ),
    ),
    days.map(ahead =>
      decide(({ now }) => ({
        kind: 'assign',
        team: 'group:default/x',
        due: dayOf(now + ahead * DAY),
      })),
    ),
    fc.constant(decide(() => ({ kind: 'plan', move: 'm' }))),
    fc.constant(decide(() => ({ kind: 'dispute', reason: 'r' }))),
    fc.constant(
      decide(({ decisions }) => {
        const open = decisions
          .filter(
            ({ body, needsSecond }) => body.kind === 'dispute' || needsSecond,
          )
          .pop();
        return open
          ? { kind: 'second', of: open.id }
          : { kind: 'dispute', reason: 'r' };
      }),
    ),
    fc.constant(decide(() => ({ kind: 'done' }))),
    fc.constant(decide(() => ({ kind: 'defer', reason: 'r' }))),
    fc.constant(decide(() => ({ kind: 'merge', into: 'g', reason: 'r' }))),
    fc.constant(
      decide(() => ({ kind: 'split', parts: ['p', 'q'], reason: 'r' })),
    ),
    fc.constant(decide(() => ({ kind: 'comment', text: 't' }))),
    fc.nat().map(pick =>
      decide(history => {
        const of = someDecision(history, pick);
        const body = history.decisions.find(({ id }) => id === of)?.body;
        return body ? { kind: 'withdraw', of } : { kind: 'comment', text: 't' };
      }),
    ),
    fc
      .tuple(fc.boolean(), mark)
      .map(([found, seen]) => new Analyse(found, seen)),
    mark.map(seen => new Analyse(true, seen)),
    mark.map(seen => new Analyse(false, seen, true)),
    days.map(n => new Wait(n)),
  ];
  fc.assert(
    fc.property(fc.commands(commands, { maxCommands: 40 }), sequence => {
      fc.modelRun(
        () => ({
          model: new Machine(),
          real: { history: new History(), reached },
        }),
        sequence,
      );
    }),
    { numRuns: 3000 },
  );
  expect([...reached].sort()).toEqual([...STANDING_STATES].sort());
});
