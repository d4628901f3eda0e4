import fc from 'fast-check';
import {
  analysed,
  api,
  component,
  resource,
} from '../../__testUtils__/catalog';
import { analyse } from '../../analyse';
import { DEFAULT_POLICY } from '../../policy/policy';
import type { Independence } from '../types';

const RUNS_AT = 'posiwid.dev/runs-at';
const BEFORE_SPRING = '2026-03-25T09:00:00Z';
const BEFORE_AUTUMN = '2026-10-21T09:00:00Z';

function clocks(entities: unknown[], at?: string, windowMinutes = 10) {
  const analysis = analyse({
    entities: entities.map(entity => ({ entity })),
    policy: { ...DEFAULT_POLICY, sameClock: { windowMinutes, minJobs: 2 } },
    ...(at ? { at } : {}),
  });
  const refOf = (position: number) => analysis.model.entities[position].name;
  const { from, schedules, coincidences } = (
    analysis.independence as Independence
  ).clocks;
  return {
    from,
    schedules: schedules.map(s => ({ ...s, entity: refOf(s.entity) })),
    meetings: coincidences.map(c => ({
      ...c,
      target: refOf(c.target),
      jobs: c.jobs.map(refOf),
    })),
    problems: analysis.problems.filter(p => p.key === RUNS_AT),
  };
}

const job = (name: string, runsAt: string, stated = {}) =>
  component(name, { [RUNS_AT]: runsAt, dependsOn: ['resource:db'], ...stated });

/** Starts of one expression as ISO times, in the week of `at`. */
function startsAt(expression: string, at?: string): string[] {
  const { from, schedules } = clocks([job('a', expression)], at);
  return (schedules[0]?.starts ?? []).map(minute =>
    new Date(Date.parse(from) + minute * 60_000).toISOString().slice(5, 16),
  );
}

function problemWith(expression: string, at?: string): string | undefined {
  const { problems } = clocks([job('a', expression)], at);
  expect(problems.length).toBeLessThan(2);
  if (problems[0]) {
    expect(problems[0]).toMatchObject({
      code: 'unreadable-value',
      ref: 'component:default/a',
    });
  }
  return problems[0]?.message;
}

describe('the week', () => {
  it('begins on the Monday before the time of the analysis', () => {
    expect(clocks([], '2026-03-29T23:59:59Z').from).toBe(
      '2026-03-23T00:00:00.000Z',
    );
    expect(clocks([], '2026-03-30T00:00:00Z').from).toBe(
      '2026-03-30T00:00:00.000Z',
    );
  });

  it('is the first of 1970 without a time, or with one that cannot be read', () => {
    expect(clocks([]).from).toBe('1970-01-05T00:00:00.000Z');
    expect(clocks([], 'yesterday').from).toBe('1970-01-05T00:00:00.000Z');
    expect(clocks([], '1969-12-31T00:00:00Z').from).toBe(
      '1969-12-29T00:00:00.000Z',
    );
  });
});

describe('a schedule', () => {
  it('has 10,080 starts a week when it runs every minute', () => {
    expect(startsAt('* * * * *')).toHaveLength(10_080);
  });

  it('is read in its time zone', () => {
    // Monday the 23rd, 02:00 there, is in the week before.
    expect(startsAt('TZ=Asia/Kolkata 0 2 * * MON', BEFORE_SPRING)).toEqual([
      '03-29T20:30',
    ]);
    expect(startsAt('CRON_TZ=Asia/Kolkata 0 2 * * 2', BEFORE_SPRING)).toEqual([
      '03-23T20:30',
    ]);
  });

  it('has no starts when it runs on demand, and is then no schedule', () => {
    expect(clocks([job('a', 'on-demand')])).toMatchObject({
      schedules: [],
      problems: [],
    });
  });

  it('may be one of several', () => {
    const { schedules } = clocks([
      job('a', '0 2 * * 1; TZ=Europe/Berlin 0 3 * * 1'),
    ]);
    expect(schedules).toMatchObject([
      { timezone: 'UTC', starts: [120] },
      { timezone: 'Europe/Berlin', starts: [120] },
    ]);
  });

  it('starts on either day when a day of the month and one of the week are stated', () => {
    expect(startsAt('0 0 25 * FRI', BEFORE_SPRING)).toEqual([
      '03-25T00:00',
      '03-27T00:00',
    ]);
  });
});

describe('a clock that goes forward', () => {
  it('moves a start in the hour that is missing, and says so', () => {
    expect(startsAt('TZ=Europe/Berlin 30 2 * * 6,7', BEFORE_SPRING)).toEqual([
      '03-28T01:30',
      '03-29T01:30',
    ]);
    expect(problemWith('TZ=Europe/Berlin 30 2 * * *', BEFORE_SPRING)).toBe(
      'posiwid.dev/runs-at: expected a time that every day has, found "TZ=Europe/Berlin 30 2 * * *": 2026-03-29 02:30 does not exist in Europe/Berlin, as clocks go forward then; that start moves to 03:30',
    );
  });

  it('drops a start in half an hour that is missing, and says so', () => {
    const expression = 'TZ=Australia/Lord_Howe 15 2 * * *';
    expect(startsAt(expression, '2026-10-02T00:00:00Z')).not.toContain(
      '10-03T15:45',
    );
    expect(problemWith(expression, '2026-10-02T00:00:00Z')).toContain(
      '2026-10-04 02:15 does not exist in Australia/Lord_Howe, as clocks go forward then; that start is skipped',
    );
  });

  it('is told of when it is less than a year away', () => {
    expect(problemWith('TZ=Europe/Berlin 30 2 * * *', BEFORE_AUTUMN)).toContain(
      '2027-03-28 02:30 does not exist',
    );
    expect(problemWith('TZ=Europe/Berlin 30 2 29 3 *', BEFORE_AUTUMN)).toBe(
      undefined,
    );
    expect(problemWith('TZ=Europe/Berlin 30 3 * * *', BEFORE_AUTUMN)).toBe(
      undefined,
    );
    expect(problemWith('30 2 * * *', BEFORE_SPRING)).toBe(undefined);
  });

  it('is nothing to a job of every hour', () => {
    expect(problemWith('TZ=Europe/Berlin 30 * * * *', BEFORE_SPRING)).toBe(
      undefined,
    );
    expect(startsAt('TZ=Europe/Berlin 30 * * * *', BEFORE_SPRING)).toHaveLength(
      168,
    );
  });

  it('starts once in an hour that comes twice, unless it runs every hour', () => {
    expect(startsAt('TZ=Europe/Berlin 30 2 * * 7', BEFORE_AUTUMN)).toEqual([
      '10-25T00:30',
    ]);
    expect(startsAt('TZ=Europe/Berlin 30 * * * *', BEFORE_AUTUMN)).toHaveLength(
      168,
    );
  });
});

describe('a schedule that cannot be', () => {
  it.each([
    ['61 * * * *', '61 is not in 0-59'],
    ['0 24 * * *', '24 is not in 0-23'],
    ['0 0 31 2 *', 'it never starts'],
    ['0 0 30-31 2 *', 'it never starts'],
    ['0 0 31 4,6 *', 'it never starts'],
    ['TZ=Mars/Base 0 0 * * *', 'a time zone of the IANA list'],
    ['TZ=system 0 0 * * *', 'a time zone of the IANA list'],
    ['TZ=UTC+2 0 0 * * *', 'a time zone of the IANA list'],
    ['0 22-2 * * *', 'ranges whose first number is not above the second'],
    ['H H * * *', 'numbers, *, and names'],
    ['0 0 L * *', 'numbers, *, and names'],
    ['* * * *', 'five fields'],
  ])('%s is a problem', (expression, expected) => {
    expect(problemWith(expression)).toContain(expected);
    expect(clocks([job('a', expression)]).schedules).toEqual([]);
  });

  it('is fine when only some years have the day', () => {
    expect(problemWith('0 0 29 2 *')).toBe(undefined);
  });
});

describe('jobs that meet', () => {
  const at = (a: string, b: string, stated = {}) =>
    clocks([resource('db'), job('a', a), job('b', b, stated)]).meetings;

  it('start within the window on one thing', () => {
    expect(at('0 2 * * 1', '10 2 * * 1')).toMatchObject([
      { target: 'db', jobs: ['a', 'b'], by: ['needs', 'needs'], at: [120] },
    ]);
    expect(at('0 2 * * 1', '11 2 * * 1')).toEqual([]);
  });

  it('do not meet when one states jitter, or runs all the time', () => {
    expect(
      at('0 2 * * 1', '0 2 * * 1', { 'posiwid.dev/mechanisms': 'jitter' }),
    ).toEqual([]);
    expect(
      at('0 2 * * 1', '0 2 * * 1', {
        'posiwid.dev/mechanisms': 'timeout, backoff-jitter',
      }),
    ).toEqual([]);
    expect(at('0 2 * * 1', '*/5 * * * *')).toEqual([]);
    expect(at('0 2 * * 1', '0 * * * *')).toHaveLength(1);
  });

  it('meet on what an API is provided by, on what they write to and act on, and not two steps away', () => {
    const { meetings } = clocks([
      component('server', { providesApis: ['x'], dependsOn: ['resource:db'] }),
      resource('db'),
      resource('disk'),
      api('x'),
      component('a', { [RUNS_AT]: '0 2 * * 1', consumesApis: ['x'] }),
      component('b', {
        [RUNS_AT]: '5 2 * * 1',
        dependsOn: ['component:server'],
        'posiwid.dev/writes-to': 'resource:disk',
      }),
      component('c', {
        [RUNS_AT]: '5 2 * * 1',
        'posiwid.dev/acts-on': 'resource:disk',
        dependsOn: ['resource:disk'],
      }),
    ]);
    expect(meetings).toMatchObject([
      { target: 'server', jobs: ['a', 'b'], by: ['needs', 'needs'] },
      { target: 'disk', jobs: ['b', 'c'], by: ['writes-to', 'acts-on'] },
    ]);
  });

  it('do not meet on a library', () => {
    const uses = (name: string) =>
      component(name, { [RUNS_AT]: '0 2 * * 1', dependsOn: ['component:lib'] });
    expect(
      clocks([component('lib', { type: 'node-library' }), uses('a'), uses('b')])
        .meetings,
    ).toEqual([]);
  });

  it('are one meeting for as long as windows overlap', () => {
    const { meetings } = clocks([
      resource('db'),
      job('a', '0 2 * * 1'),
      job('b', '8 2 * * 1'),
      job('c', '16 2 * * 1'),
      job('d', '40 2 * * 1'),
      job('e', '41 2 * * 1'),
    ]);
    expect(meetings).toMatchObject([
      { jobs: ['a', 'b', 'c', 'd', 'e'], at: [120, 160] },
    ]);
  });

  it('are the same in any order of reading', () => {
    const entities = [
      resource('db'),
      job('a', '0 2 * * *'),
      job('b', 'TZ=Europe/Berlin 0 3 * * *'),
      job('c', '5 2 * * *'),
    ];
    expect(clocks([...entities].reverse())).toEqual(clocks(entities));
  });

  it('can be ten thousand with a timetable each minute', () => {
    const entities = [
      resource('db'),
      ...Array.from({ length: 10_000 }, (_, i) =>
        job(`j${i}`, `${i % 60} ${i % 24} * * *`),
      ),
    ];
    const { independence } = analysed(entities);
    expect(independence.clocks.coincidences[0].jobs).toHaveLength(10_000);
  });
});

/** One field of a cron expression with the numbers that it means, worked out apart from any library. */
interface Field {
  text: string;
  means: Set<number>;
  any: boolean;
}

function field(low: number, high: number): fc.Arbitrary<Field> {
  const number = fc.integer({ min: low, max: high });
  const upTo = (from: number, to: number, step: number) => {
    const found = new Set<number>();
    for (let n = from; n <= to; n += step) found.add(n);
    return found;
  };
  return fc.oneof(
    fc.constant({ text: '*', means: upTo(low, high, 1), any: true }),
    fc.uniqueArray(number, { minLength: 1, maxLength: 4 }).map(values => ({
      text: values.join(','),
      means: new Set(values),
      any: false,
    })),
    fc.tuple(number, number).map(([a, b]) => ({
      text: `${Math.min(a, b)}-${Math.max(a, b)}`,
      means: upTo(Math.min(a, b), Math.max(a, b), 1),
      any: false,
    })),
    fc.integer({ min: 2, max: 7 }).map(step => ({
      text: `*/${step}`,
      means: upTo(low, high, step),
      any: false,
    })),
  );
}

const cron = fc.tuple(
  field(0, 59),
  field(0, 23),
  field(1, 31),
  field(1, 12),
  field(0, 6),
);

/** The oracle: every minute of the week asked whether all five fields name it. */
function bruteForce([m, h, dom, mon, dow]: Field[], from: string): number[] {
  const starts: number[] = [];
  for (let minute = 0; minute < 7 * 24 * 60; minute++) {
    const date = new Date(Date.parse(from) + minute * 60_000);
    const byDate = dom.means.has(date.getUTCDate());
    const byWeekday = dow.means.has(date.getUTCDay());
    const day = dom.any || dow.any ? byDate && byWeekday : byDate || byWeekday;
    if (
      m.means.has(date.getUTCMinutes()) &&
      h.means.has(date.getUTCHours()) &&
      mon.means.has(date.getUTCMonth() + 1) &&
      day
    ) {
      starts.push(minute);
    }
  }
  return starts;
}

describe('against brute force', () => {
  it('starts are those that a minute-by-minute matcher finds', () => {
    fc.assert(
      fc.property(cron, fc.integer({ min: 0, max: 3_000 }), (fields, week) => {
        const at = new Date(week * 7 * 86_400_000).toISOString();
        const expression = fields.map(({ text }) => text).join(' ');
        // `*/n` over days of a month is not what 1-28 means: the oracle would differ for 29 to 31.
        fc.pre(!/^\*\/\d/.test(fields[2].text));
        const { from, schedules } = clocks([job('a', expression)], at);
        // A day that never comes is no schedule, and the oracle finds it nowhere.
        expect(schedules[0]?.starts ?? []).toEqual(bruteForce(fields, from));
      }),
      { numRuns: 150 },
    );
  });

  it('meetings are those of all pairs of starts', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        fc.array(minutes, { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 0, max: 12 }),
        (jobs, window) => {
          const { meetings } = clocks(
            [
              resource('db'),
              ...jobs.map((starts, i) =>
                job(`j${i}`, `${starts.join(',')} 2 * * 1`),
              ),
            ],
            undefined,
            window,
          );
          expect(meetings[0]?.at ?? []).toEqual(openings(jobs, window));
          expect(meetings[0]?.jobs ?? []).toEqual(
            jobs.flatMap((own, i) =>
              jobs.some((theirs, k) => k !== i && near(own, theirs, window))
                ? [`j${i}`]
                : [],
            ),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

function near(own: number[], theirs: number[], window: number): boolean {
  return own.some(a => theirs.some(b => Math.abs(a - b) <= window));
}

/** First starts of runs of windows that overlap and hold two jobs. */
function openings(jobs: number[][], window: number): number[] {
  const opens: number[] = [];
  for (let start = 0; start < 60; start++) {
    const inside = jobs.filter(own =>
      own.some(m => m >= start && m <= start + window),
    );
    const isStart = jobs.some(own => own.includes(start));
    if (isStart && inside.length >= 2) opens.push(start);
  }
  return opens
    .filter((start, i) => i === 0 || start - opens[i - 1] > window)
    .map(start => 120 + start);
}
