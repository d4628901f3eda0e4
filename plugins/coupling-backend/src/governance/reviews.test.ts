import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type {
  DecisionBody,
  Review,
  ReviewEventBody,
  SeriesSettings,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { component, entity, smallPlatform } from '../__testUtils__/entities';
import { CALLERS, TestPortal } from '../__testUtils__/portal';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const MARA = 'user:default/mara';
const inDays = (n: number) =>
  new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

const settings: SeriesSettings = {
  name: 'Architecture review',
  cadence: 'FREQ=MONTHLY;BYDAY=4WE',
  startsAt: '2026-09-23T08:00:00.000Z',
  timezone: 'Europe/Stockholm',
  minutes: 60,
  itemMinutes: 8,
  scope: {},
  facilitator: MARA,
  participants: ['group:default/red', CALLERS.reader],
  delegates: [],
  minSeverity: 'low',
  moves: 2,
};

/** Two that stand in for each other and both need one database. */
function copies(group: string) {
  return ['a', 'b'].map(letter => {
    const copy = component(`${group}-${letter}`, ['db'], 'green');
    const annotations = { 'posiwid.dev/redundancy-group': group };
    return { ...copy, metadata: { ...copy.metadata, annotations } };
  });
}

describe.each(databases.eachSupportedId())('reviews on %s', databaseId => {
  let knex: Knex;
  let portal: TestPortal;
  let count = 0;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    portal = await TestPortal.start({
      knex,
      entities: [
        ...smallPlatform(),
        ...copies('secret'),
        component('old', [], 'ghost'),
        component('b4', ['old'], 'blue'),
        component('r4', ['old'], 'red'),
        entity('Component', 'odd', {
          metadata: { annotations: { 'posiwid.dev/instances': 'some' } },
        }),
      ],
    });
    await portal.analyse();
  });
  afterAll(async () => {
    await portal?.stop();
    await knex?.destroy();
  });

  const send = (
    method: 'put' | 'post',
    path: string,
    body: object = {},
    caller = MARA,
  ) =>
    request(portal.server)
      [method](`/api/coupling/v1${path}`)
      .set('Authorization', mockCredentials.user.header(caller))
      .send(body);
  const newId = () => `event-no-${(count += 1)}`;

  async function review(id: string, caller = MARA): Promise<Review> {
    const { body } = await portal.get(`/reviews/${id}`, caller).expect(200);
    return body;
  }

  async function happens(
    id: string,
    body: ReviewEventBody,
    { caller = MARA, after = -1, name = newId() } = {},
  ) {
    const known = after === -1 ? (await review(id)).position : after;
    return send(
      'post',
      `/reviews/${id}/events`,
      { id: name, after: known, body },
      caller,
    );
  }

  async function decide(findingId: string, body: DecisionBody, of: string) {
    const { body: list } = await portal.get(`/findings/${findingId}/decisions`);
    const answer = await portal.decide(
      findingId,
      { id: newId(), after: list.standing.position, body, reviewId: of },
      MARA,
    );
    expect(answer.status).toBe(201);
    return answer.body;
  }

  it('make a series, once', async () => {
    const before = await portal.get('/series').expect(200);
    expect(before.body).toEqual({ items: [], mayRun: true });
    const made = await send('put', '/series/arch', { after: 0, settings });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      id: 'arch',
      version: 1,
      retired: false,
      held: 0,
      settings: { name: 'Architecture review' },
    });
    expect(made.body.nextAt).toHaveLength(3);
    const late = await send('put', '/series/arch', {
      after: 0,
      settings: { ...settings, name: 'Other' },
    });
    expect(late.status).toBe(409);
    const changed = await send('put', '/series/arch', {
      after: 1,
      settings: { ...settings, itemMinutes: 10 },
    });
    expect(changed.body).toMatchObject({ version: 2 });
  });

  it.each([
    ['arch.2', settings, 'lower case letters'],
    ['Arch', settings, 'lower case letters'],
    ['other', { ...settings, cadence: 'whenever' }, 'Expected a recurrence'],
    [
      'other',
      { ...settings, timezone: 'Mars/Olympus' },
      'Expected a recurrence',
    ],
    ['other', { ...settings, minutes: 0 }, ''],
    ['other', { ...settings, name: '' }, ''],
    ['other', { ...settings, surprise: 1 }, ''],
  ])('refuse a series %s %j', async (id, changed, message) => {
    const answer = await send('put', `/series/${id}`, {
      after: 0,
      settings: changed,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(message);
  });

  it('hold a meeting from agenda to minutes, and the next one carries what changed', async () => {
    const { body: agenda } = await portal
      .get('/series/arch/agenda')
      .expect(200);
    expect(agenda.items.length).toBeGreaterThan(5);
    expect(agenda.items[0]).toMatchObject({ reason: 'new', minutes: 10 });

    const called = await send('post', '/series/arch/reviews');
    expect(called.body).toMatchObject({
      id: 'arch.1',
      state: 'called',
      number: 1,
      mayRun: true,
    });
    const again = await send('post', '/series/arch/reviews');
    expect(again.body.id).toBe('arch.1');
    const id = 'arch.1';

    // By hand: the last finding first, the one before it off.
    const keys: string[] = called.body.agenda.items.map(
      ({ key }: { key: string }) => key,
    );
    const findings = keys.filter(key => !key.startsWith('move:'));
    const [removed, last] = findings.slice(-2);
    await happens(id, {
      kind: 'edited',
      edit: { removed: [removed], order: [last] },
    });
    const edited = await review(id);
    expect(edited.items[0].item.key).toBe(last);
    expect(edited.items.map(({ item }) => item.key)).not.toContain(removed);

    const started = await happens(id, { kind: 'started' });
    expect(started.body).toMatchObject({ state: 'running', current: last });
    // Once started the agenda stands.
    const late = await happens(id, { kind: 'edited', edit: {} });
    expect(late.status).toBe(400);

    const items = (started.body as Review).items.filter(i => i.finding);
    const [a, b, c, d, e] = items.map(({ item }) => item.key);
    await happens(id, {
      kind: 'attendance',
      who: 'group:default/red',
      here: true,
    });
    await happens(id, {
      kind: 'attendance',
      who: 'group:default/blue',
      here: false,
    });
    // It fells more when more need it.
    const { body: worstFirst } = await portal.get('/findings').expect(200);
    const accepted: string = worstFirst.items.find(
      ({ subjects }: { subjects: string[] }) =>
        subjects.includes('component:default/db'),
    ).id;
    expect(keys).toContain(accepted);
    const [f, g, h, i] = [a, b, c, d, e].filter(key => key !== accepted);
    await decide(
      accepted,
      { kind: 'accept', reason: 'until the new store', until: inDays(90) },
      id,
    );
    await decide(
      f,
      { kind: 'assign', team: 'group:default/red', due: inDays(30) },
      id,
    );
    await decide(
      g,
      {
        kind: 'plan',
        move: 'Give it an <owner>',
        link: 'https://tracker.example/1',
      },
      id,
    );
    await decide(h, { kind: 'dispute', reason: '=cmd|calc' }, id);
    await decide(i, { kind: 'defer', reason: 'nobody of Blue is here' }, id);
    await happens(id, { kind: 'went-to', key: g });
    await happens(id, { kind: 'dissented', text: 'too slow', key: g });
    await happens(id, { kind: 'noted', text: 'a good hour' });
    const ended = await happens(id, { kind: 'ended' });
    expect(ended.body).toMatchObject({
      state: 'ended',
      current: g,
      attendance: [
        { who: 'group:default/blue', here: false },
        { who: 'group:default/red', here: true },
      ],
    });

    const minutes = await portal
      .get(`/reviews/${id}/minutes?format=markdown`)
      .expect(200);
    const text = minutes.text;
    for (const words of [
      '# Architecture review, no. 1',
      'Present: `group:default/red`',
      'Absent: `group:default/blue`',
      `accepted until ${inDays(90)}: until the new store`,
      'planned: Give it an &lt;owner&gt;',
      'Dissent of `user:default/mara`: too slow',
      'a good hour',
      '## Carried over',
    ]) {
      expect(text).toContain(words);
    }
    const csv = await portal
      .get(`/reviews/${id}/minutes?format=csv`)
      .expect(200);
    expect(csv.text.split('\n')[0]).toBe(
      'no,finding,title,severity,reason,why,teams,stands,decided,by,dissent',
    );
    const madr = await portal
      .get(`/reviews/${id}/minutes?format=madr`)
      .expect(200);
    expect(madr.text).toContain('# Give it an &lt;owner&gt;');
    expect(madr.text).toContain('<https://tracker.example/1>');

    // What was accepted grows; the next agenda has it, and why.
    portal.catalog.entities.push(
      component('r9', ['db'], 'red'),
      component('r10', ['db'], 'red'),
    );
    await portal.analyse();
    const next = await send('post', '/series/arch/reviews');
    expect(next.body.id).toBe('arch.2');
    const { items: nextItems } = next.body.agenda;
    const onNext = new Map<string, string>(
      nextItems.map(({ key, reason }: { key: string; reason: string }) => [
        key,
        reason,
      ]),
    );
    expect(onNext.get(accepted)).toBe('lapsed');
    expect(onNext.get(h)).toBe('disputed');
    expect(onNext.get(i)).toBe('carried');
    expect(onNext.has(g)).toBe(false);
    expect(next.body.agenda.since).toBe(ended.body.startedAt);
    const packet = await portal
      .get('/reviews/arch.2/packet?format=markdown')
      .expect(200);
    expect(packet.text).toContain('Lapsed: it reaches');
  });

  it('plan a move about each finding that it would retire, and say so once', async () => {
    await send('put', '/series/moves', {
      after: 0,
      settings: { ...settings, name: 'Moves', minSeverity: 'critical' },
    }).expect(200);
    const { body } = await send('post', '/series/moves/reviews').expect(200);
    const id: string = body.id;
    await happens(id, { kind: 'started' });
    const [{ item: move }] = (await review(id)).items
      .filter(({ item }) => item.reason === 'move')
      .sort((a, b) => b.item.findings!.length - a.item.findings!.length);
    for (const finding of move.findings!) {
      const link = 'https://tracker.example/7';
      await decide(finding, { kind: 'plan', move: move.title, link }, id);
    }
    const after = (await review(id)).items;
    const planned = after.find(({ item }) => item.key === move.key)!;
    expect(planned.decisions.map(({ findingId }) => findingId).sort()).toEqual(
      [...move.findings!].sort(),
    );
    const file = async (format: string) =>
      (await portal.get(`/reviews/${id}/minutes?format=${format}`)).text;
    const section = (await file('markdown'))
      .split(/^## /m)
      .find(part => part.includes('would retire'))!;
    expect(section.match(/planned: /g)).toHaveLength(1);
    const records = await file('madr');
    expect(records.match(/^# /gm)).toHaveLength(1);
    for (const finding of move.findings!) expect(records).toContain(finding);
    // Who may not see a finding is not told its id.
    const limited = await review(id, CALLERS.blind);
    expect(JSON.stringify(limited)).not.toContain(move.findings![0]);
  });

  it('keep one meeting for two who start it at once, and all that several note at once', async () => {
    const { position } = await review('arch.2');
    const starts = await Promise.all(
      [1, 2].map(() =>
        happens('arch.2', { kind: 'started' }, { after: position }),
      ),
    );
    expect(starts.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = starts.find(({ status }) => status === 409)!;
    expect(lost.body.review.state).toBe('running');
    const texts = Array.from({ length: 8 }, (_, n) => `note ${n}`);
    await Promise.all(
      texts.map(text =>
        happens('arch.2', { kind: 'noted', text }, { after: position }),
      ),
    );
    const { notes } = await review('arch.2');
    expect(notes.map(({ text }) => text).sort()).toEqual(texts);
    // The same request again changes nothing.
    const name = newId();
    const going = { kind: 'noted' as const, text: 'once' };
    await happens('arch.2', going, { name });
    await happens('arch.2', going, { name });
    expect(
      (await review('arch.2')).notes.filter(({ text }) => text === 'once'),
    ).toHaveLength(1);
  });

  it('are run by those who may; who takes part may remark; nobody sees what they may not', async () => {
    const body: ReviewEventBody = { kind: 'ended' };
    expect(
      (await happens('arch.2', body, { caller: CALLERS.reader })).status,
    ).toBe(403);
    const remark = await happens(
      'arch.2',
      { kind: 'noted', text: 'of a reader' },
      { caller: CALLERS.reader },
    );
    expect(remark.status).toBe(200);
    const put = await send(
      'put',
      '/series/x',
      { after: 0, settings },
      CALLERS.reader,
    );
    expect(put.status).toBe(403);
    await send('post', '/series/arch/reviews', {}, CALLERS.reader).expect(403);
    await portal.get('/reviews/arch.2', CALLERS.denied).expect(403);
    await portal.getAnonymously('/reviews/arch.2').expect(401);
    await portal.get('/reviews/nope.1').expect(404);
    await portal.get('/series/nope/agenda').expect(404);

    const whole = await review('arch.2');
    const limited = await review('arch.2', CALLERS.limited);
    expect(limited.hidden).toBeGreaterThan(0);
    expect(limited.items.length + limited.hidden).toBe(whole.items.length);
    expect(JSON.stringify(limited)).not.toContain('secret');
    const blind = await review('arch.2', CALLERS.blind);
    expect(JSON.stringify(blind.items)).not.toContain('component:default/db');
    const minutes = await portal
      .get('/reviews/arch.2/minutes?format=markdown', CALLERS.limited)
      .expect(200);
    expect(minutes.text).not.toContain('secret');
  });
});
