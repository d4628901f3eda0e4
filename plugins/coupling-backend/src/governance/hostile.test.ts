/**
 * What people with bad intentions send, and clocks that differ: texts are kept as texts, spreadsheets run nothing, nobody speaks for
 * another, nothing is told of what one may not see, and a request counts once.
 */
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type {
  DecisionBody,
  DecisionList,
  Review,
  ReviewEventBody,
  SeriesSettings,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { component, smallPlatform } from '../__testUtils__/entities';
import { CALLERS, TestPortal } from '../__testUtils__/portal';
import type { DecisionBody as TakenBody } from './decisions';
import { startGoverned, type World } from './reviews/__testUtils__/Governed';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const MARA = 'user:default/mara';
const IVO = 'user:default/ivo';
const DAY_MS = 86_400_000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Cells that a spreadsheet would run. */
const FORMULAS = [
  '=cmd|calc!A1',
  '=HYPERLINK("https://evil.example","x")',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '"=1"',
];
/** Markup that a page or a Markdown viewer would carry out. */
const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  'x\n\n# Decided: nothing\n\n---\nstatus: accepted',
  '`x` **x** ~~x~~ | x | &lt;b&gt;',
  '\u0000 \ud800 \u202egnp.exe \u2028',
];
const TEXTS = [...FORMULAS, ...MARKUP];

/** Rows of a CSV file (RFC 4180). */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("((?:[^"]|"")*)"|[^",\n]*)(,|\n|$)/y;
  while (cell.lastIndex < csv.length) {
    const [, plain, quoted, end] = cell.exec(csv)!;
    const value = quoted === undefined ? plain : quoted.replaceAll('""', '"');
    rows[rows.length - 1].push(value);
    if (end === '\n') rows.push([]);
  }
  return rows.filter(row => row.length > 0);
}

/** Nothing in it is run: no cell begins as a formula does. */
function isInert(csv: string): void {
  const cells = rowsOf(csv).flat();
  expect(cells.filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
}

/** Nothing in it is carried out: no HTML, no link and no picture, no heading and no front matter but its own. */
function isPlain(markdown: string): void {
  // Between backticks, and in an address in angle brackets, nothing is markup.
  const outside = markdown
    .replaceAll('\\`', '')
    .replace(/`[^`\n]*`|<https?:[^<>\s]*>/g, '');
  expect(outside).not.toContain('<');
  expect(outside).not.toMatch(/(^|[^\\])\]\(/);
  expect(markdown).not.toMatch(/^# Decided/m);
  expect(markdown).not.toMatch(/^status: accepted/m);
}

const settings: SeriesSettings = {
  name: '=1+1 <b>Review</b> [x](javascript:x)',
  cadence: 'FREQ=MONTHLY;BYDAY=4WE',
  startsAt: '2026-09-23T08:00:00.000Z',
  timezone: 'Europe/Stockholm',
  minutes: 60,
  itemMinutes: 1,
  scope: {},
  facilitator: MARA,
  participants: [],
  delegates: [],
  minSeverity: 'info',
  moves: 0,
};

/** Two that stand in for each other and both need one database. */
const secrets = ['secret-a', 'secret-b'].map(name => {
  const copy = component(name, ['db'], 'green');
  const annotations = { 'posiwid.dev/redundancy-group': 'secrets' };
  return { ...copy, metadata: { ...copy.metadata, annotations } };
});

/** As a catalog is where every name that people see is hostile. */
const platform = smallPlatform().map((thing, n) => ({
  ...thing,
  metadata: { ...thing.metadata, title: TEXTS[n % TEXTS.length] },
}));

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let knex: Knex;
  let portal: TestPortal;
  let findings: { id: string; subjects: string[]; chain: string[] }[];
  let hub: string;
  let secret: string;
  let count = 0;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    portal = await TestPortal.start({
      knex,
      entities: [...platform, ...secrets],
    });
    await portal.analyse();
    const { body } = await portal.get('/findings?limit=100').expect(200);
    findings = body.items;
    hub = findings.find(({ subjects }) =>
      subjects.includes('component:default/db'),
    )!.id;
    secret = findings.find(({ chain }) =>
      chain.some(ref => ref.includes('secret')),
    )!.id;
  });
  afterAll(async () => {
    await portal?.stop();
    await knex?.destroy();
  });

  const newId = () => `hostile-${(count += 1)}`;
  const send = (
    method: 'put' | 'post',
    path: string,
    body: object = {},
    caller: string = MARA,
  ) =>
    request(portal.server)
      [method](`/api/coupling/v1${path}`)
      .set(
        'Authorization',
        caller === 'nobody'
          ? mockCredentials.none.header()
          : mockCredentials.user.header(caller),
      )
      .send(body);

  const positionOf = async (id: string): Promise<number> =>
    (await portal.get(`/findings/${id}/decisions`).expect(200)).body.standing
      .position;

  async function decide(
    body: object,
    { id = hub, by = MARA, name = newId(), after = -1, more = {} } = {},
  ) {
    const known = after === -1 ? await positionOf(id) : after;
    return portal.decide(id, { id: name, after: known, body, ...more }, by);
  }

  it.each(TEXTS)('a reason %j is kept as it is', async text => {
    const answer = await decide({ kind: 'comment', text });
    expect(answer.status).toBe(201);
    const { items } = answer.body as DecisionList;
    expect(items[items.length - 1].body.text).toBe(text);
  });

  it('findings are exported so that nothing in them is run or carried out', async () => {
    const csv = await portal.get('/findings/export?format=csv').expect(200);
    expect(rowsOf(csv.text).length).toBeGreaterThan(findings.length);
    isInert(csv.text);
    const markdown = await portal.get('/findings/export?format=markdown');
    isPlain(markdown.text);
  });

  it('packet, minutes and decision records hold hostile words as words', async () => {
    await send('put', '/series/odd', { after: 0, settings }).expect(200);
    const called = await send('post', '/series/odd/reviews').expect(200);
    const review = called.body as Review;
    let { position } = review;
    const happens = async (body: ReviewEventBody) => {
      const path = `/reviews/${review.id}/events`;
      const event = { id: newId(), after: position, body };
      const answer = await send('post', path, event).expect(200);
      position = answer.body.position;
    };
    await happens({ kind: 'started' });
    const keys = review.items.map(({ item }) => item.key);
    const onIt = (n: number) => keys[n % keys.length];
    for (const [n, text] of TEXTS.entries()) {
      const id = onIt(n);
      const decisions: DecisionBody[] = [
        // In the minutes a comment has nothing before it.
        { kind: 'comment', text },
        { kind: 'plan', move: text, link: `https://tracker.example/${text}` },
        { kind: 'split', parts: [text, text], reason: text },
      ];
      for (const body of decisions.slice(0, n % 2 === 0 ? 2 : 3)) {
        const answer = await decide(body, {
          id,
          more: { reviewId: review.id },
        });
        expect(answer.status).toBe(201);
      }
      await happens({ kind: 'dissented', text, key: id });
      await happens({ kind: 'noted', text, key: id });
      await happens({ kind: 'noted', text });
      await happens({ kind: 'attendance', who: text, here: n % 2 === 0 });
    }
    await happens({ kind: 'ended' });
    const file = async (path: string) =>
      (await portal.get(`/reviews/${review.id}/${path}`).expect(200)).text;
    for (const path of ['packet?format=csv', 'minutes?format=csv']) {
      isInert(await file(path));
    }
    for (const path of [
      'packet?format=markdown',
      'minutes?format=markdown',
      'minutes?format=madr',
    ]) {
      isPlain(await file(path));
    }
    const minutes = rowsOf(await file('minutes?format=csv'));
    const dissent = minutes[0].indexOf('dissent');
    const said = minutes.map(row => row[dissent]);
    expect(said.some(text => text.startsWith("'=cmd|calc!A1"))).toBe(true);
  });

  it('a text of 100,000 characters is taken, whatever they are, and one more is not', async () => {
    for (const letter of ['x', '語', '\u0001', '😀']) {
      const text = letter.repeat(100_000);
      const answer = await decide({ kind: 'comment', text });
      expect(answer.status).toBe(201);
      expect(answer.body.items.slice(-1)[0].body.text).toBe(text);
    }
    const more = await decide({ kind: 'comment', text: 'x'.repeat(100_001) });
    expect(more.status).toBe(400);
    expect(more.body.error.message).toContain(
      'must NOT have more than 100000 characters',
    );
    const far = await decide({ kind: 'comment', text: 'x'.repeat(2_000_000) });
    expect(far.status).toBe(400);
    expect(far.body.error.message).toContain('too large');
  });

  it.each<[string, object, object]>([
    ['decider in the decision', { by: IVO }, {}],
    ['decider beside it', {}, { by: IVO }],
    ['time', {}, { at: '2020-01-01T00:00:00.000Z' }],
    ['mark', {}, { seen: { severity: 'info', subjects: [] } }],
    ['approval', { needsSecond: false }, {}],
    ['sequence', {}, { sequence: 1 }],
  ])('a forged %s is refused', async (_, inBody, more) => {
    const before = await positionOf(hub);
    const body = { kind: 'comment', text: 'x', ...inBody };
    const answer = await decide(body, { more });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('additional properties');
    expect(await positionOf(hub)).toBe(before);
  });

  it('a finding that one may not see is not there: in nothing that is answered', async () => {
    const ask = async (id: string) => {
      const body = { kind: 'comment', text: 'x' };
      const by = CALLERS.limited;
      const answers = [
        await portal.get(`/findings/${id}`, by),
        await portal.get(`/findings/${id}/decisions`, by),
        await decide(body, { id, by, after: 0 }),
        await decide(body, { id, by, after: 7 }),
      ];
      return answers.map(({ status, body: { error } }) => ({
        status,
        message: error.message.replaceAll(id, '…'),
      }));
    };
    const before = await positionOf(secret);
    const hidden = await ask(secret);
    expect(hidden.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(hidden).toEqual(await ask('hub-00000000'));
    expect(await positionOf(secret)).toBe(before);
  });

  it('a decision about another finding is not one to agree with or to take back', async () => {
    const other = findings.find(({ id }) => id !== hub)!.id;
    const made = await decide({ kind: 'dispute', reason: 'x' }, { id: other });
    const of = made.body.items.slice(-1)[0].id;
    for (const kind of ['second', 'withdraw']) {
      const answer = await decide({ kind, of }, { by: IVO });
      expect(answer.status).toBe(400);
    }
    await decide({ kind: 'withdraw', of }, { id: other });
  });

  it('a decision that is sent again is answered again; its id with anything else is refused', async () => {
    const name = newId();
    const after = await positionOf(hub);
    const body = { kind: 'comment', text: 'once' };
    const first = await decide(body, { name, after });
    const again = await decide(body, { name, after });
    const late = await decide(body, { name });
    expect([first, again, late].map(({ status }) => status)).toEqual([
      201, 200, 200,
    ]);
    expect(again.body).toEqual(first.body);
    const other = findings.find(({ id }) => id !== hub)!.id;
    for (const answer of [
      await decide({ ...body, text: 'other' }, { name }),
      await decide({ kind: 'done' }, { name }),
      await decide(body, { name, by: IVO }),
      await decide(body, { name, id: other }),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain('was used for another');
    }
    const twice = newId();
    const now = await positionOf(hub);
    const both = await Promise.all(
      [1, 2].map(() => decide(body, { name: twice, after: now })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(await positionOf(hub)).toBe(now + 1);
  });

  it('the same goes for what happens in a meeting, for a series and for the policy', async () => {
    await send('put', '/series/again', { after: 0, settings }).expect(200);
    await send('put', '/series/again', { after: 0, settings }).expect(200);
    const otherwise = { ...settings, minutes: 5 };
    await send('put', '/series/again', {
      after: 0,
      settings: otherwise,
    }).expect(409);

    const { body: called } = await send('post', '/series/again/reviews');
    const path = `/reviews/${called.id}/events`;
    const id = newId();
    const start = { id, after: 1, body: { kind: 'started' } };
    const first = await send('post', path, start).expect(200);
    const again = await send('post', path, start).expect(200);
    expect(again.body.position).toBe(first.body.position);
    await send('post', path, start, IVO).expect(400);
    const note = { id, after: 1, body: { kind: 'noted', text: 'x' } };
    await send('post', path, note).expect(400);

    const policy = {
      id: newId(),
      after: 0,
      overrides: { drillAgeDays: 300 },
      comment: 'x',
      countsFrom: inDays(0),
    };
    await send('put', '/policy', policy).expect(201);
    await send('put', '/policy', policy).expect(200);
    for (const change of [
      { overrides: { drillAgeDays: 1 } },
      { comment: 'y' },
      { countsFrom: inDays(1) },
    ]) {
      await send('put', '/policy', { ...policy, ...change }).expect(400);
    }
    await send('put', '/policy', policy, IVO).expect(400);
  });

  it('a day is held against the clock of the backend, not of who sends it', async () => {
    const accept = async (until: string) =>
      decide({ kind: 'accept', reason: 'x', until });
    const past = await accept(inDays(-2));
    expect(past.status).toBe(400);
    expect(past.body.error.message).toContain('over already');
    const far = await accept(inDays(400));
    expect(far.body.error.message).toContain('at most 366 days');
    const last = await accept(inDays(0));
    expect(last.status).toBe(201);
    const [{ id: of }] = last.body.items.slice(-1);
    await decide({ kind: 'withdraw', of });
  });

  describe('each permission', () => {
    const policy = { overrides: {} };
    const comment = { kind: 'comment', text: 'x' };
    type Call = (caller: string) => Promise<{ status: number }>;
    const calls: [
      permission: string,
      wrong: string,
      right: string,
      call: Call,
    ][] = [
      [
        'coupling.finding.read',
        CALLERS.denied,
        CALLERS.reader,
        async caller =>
          caller === 'nobody'
            ? portal.getAnonymously('/findings')
            : portal.get('/findings', caller),
      ],
      [
        'coupling.analysis.run',
        CALLERS.reader,
        MARA,
        async caller => send('post', '/analyses', {}, caller),
      ],
      [
        'coupling.evidence.write',
        CALLERS.reader,
        MARA,
        async caller =>
          send('post', '/observations', {}, caller)
            .set('Content-Type', 'application/x-ndjson')
            .send(''),
      ],
      [
        'coupling.decision.create',
        CALLERS.reader,
        MARA,
        async caller => {
          const after = await positionOf(hub);
          const decision = { id: newId(), after, body: comment };
          return send('post', `/findings/${hub}/decisions`, decision, caller);
        },
      ],
      [
        'coupling.review.run',
        CALLERS.reader,
        MARA,
        async caller => send('post', '/series/again/reviews', {}, caller),
      ],
      [
        'coupling.policy.update',
        CALLERS.reader,
        MARA,
        async caller => send('post', '/policy/preview', policy, caller),
      ],
    ];

    it.each(calls)(
      '%s is asked of nobody, of who lacks it, and of who has it',
      async (_, wrong, right, call) => {
        const statuses = [];
        for (const caller of ['nobody', CALLERS.denied, wrong, right]) {
          statuses.push((await call(caller)).status);
        }
        const [allowed] = statuses.slice(-1);
        expect(statuses.slice(0, 3)).toEqual([401, 403, 403]);
        expect(allowed).toBeGreaterThanOrEqual(200);
        expect(allowed).toBeLessThan(300);
      },
    );
  });
});

/** Two replicas share a database; on SQLite they share its only connection too. */
describe.each(databases.eachSupportedId())(
  'two replicas whose clocks are ten minutes apart, on %s',
  databaseId => {
    it('have every decision in one order, and say the same of where it stands', async () => {
      const knex = await databases.init(databaseId);
      const logger = mockServices.logger.mock();
      const entities = smallPlatform();
      const minutesLater = (now: string, minutes: number) =>
        new Date(Date.parse(now) + minutes * 60_000).toISOString();
      const worlds: World[] = ['12:00', '11:50'].map(time => ({
        entities,
        now: `2026-03-02T${time}:00.000Z`,
      }));
      const first = await startGoverned(knex, worlds[0], logger);
      await first.analyse();
      const replicas = [first, await startGoverned(knex, worlds[1], logger)];
      try {
        const bodies: TakenBody[] = [
          { kind: 'accept', reason: 'r', until: '2026-05-01' },
          { kind: 'assign', team: 'group:default/red', due: '2026-05-01' },
          { kind: 'done' },
          { kind: 'plan', move: 'm' },
          { kind: 'defer', reason: 'r' },
          { kind: 'dispute', reason: 'r' },
        ];
        const { id } = await knex('findings').first('id');
        for (const [n, body] of bodies.entries()) {
          for (const world of worlds) world.now = minutesLater(world.now, 1);
          const { decider } = replicas[n % 2];
          const found = await decider.findOne(id, 'everything');
          const wanted = { id: `skewed-${n}`, after: n, body };
          const { result } = await decider.decide(found, wanted, MARA);
          expect(result).toBe('decided');
          const [one, other] = await Promise.all(
            replicas.map(async replica =>
              replica.decider.standing(
                await replica.decider.about(id),
                await replica.decider.findOne(id, 'everything'),
              ),
            ),
          );
          expect(other).toEqual(one);
          expect(one.position).toBe(n + 1);
        }
        const kept = await replicas[1].decider.about(id);
        expect(kept.map(({ body }) => body)).toEqual(bodies);
        const times = kept.map(({ at }) => at);
        // Their times are not in order, and nothing goes by them.
        expect(times).not.toEqual([...times].sort());
      } finally {
        await Promise.all(replicas.map(one => one.stop()));
        await knex.destroy();
      }
    });
  },
);
