import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type {
  DecisionBody,
  DecisionList,
} from '@posiwid/backstage-plugin-coupling-common';
import type { Knex } from 'knex';
import { component, smallPlatform } from '../__testUtils__/entities';
import { CALLERS, TestPortal } from '../__testUtils__/portal';
import { isTeamOfFinding } from '../permissions/findingRules';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const MARA = 'user:default/mara';
const IVO = 'user:default/ivo';
const NEXT_YEAR = `${new Date(Date.now() + 300 * 86_400_000)
  .toISOString()
  .slice(0, 10)}`;

/** One of two that stand in for each other and both need one database. */
function copyOfSecret(name: string) {
  const copy = component(name, ['db'], 'green');
  const annotations = { 'posiwid.dev/redundancy-group': 'secrets' };
  return { ...copy, metadata: { ...copy.metadata, annotations } };
}

describe.each(databases.eachSupportedId())('decisions on %s', databaseId => {
  let knex: Knex;
  let portal: TestPortal;
  let hub: string;
  let secret: string;
  let count = 0;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    portal = await TestPortal.start({
      knex,
      entities: [
        ...smallPlatform(),
        ...['secret-a', 'secret-b'].map(copyOfSecret),
      ],
    });
    await portal.analyse();
    const { body } = await portal.get('/findings').expect(200);
    const about = (ref: string) =>
      body.items.find((finding: { subjects: string[] }) =>
        finding.subjects.includes(ref),
      ).id;
    hub = about('component:default/db');
    secret = body.items.find((finding: { chain: string[] }) =>
      finding.chain.some(ref => ref.includes('secret')),
    ).id;
  });
  afterAll(async () => {
    await portal?.stop();
    await knex?.destroy();
  });

  const newId = () => `decision-${(count += 1)}`;

  async function positionOf(id: string): Promise<number> {
    const { body } = await portal.get(`/findings/${id}/decisions`).expect(200);
    return (body as DecisionList).standing.position;
  }

  async function decide(
    body: Partial<DecisionBody>,
    { id = hub, by = MARA, name = newId(), after = -1 } = {},
  ) {
    return portal.decide(
      id,
      { id: name, after: after === -1 ? await positionOf(id) : after, body },
      by,
    );
  }

  it('stand in the answer, in the list, and for whoever asks next', async () => {
    const answer = await decide({
      kind: 'accept',
      reason: 'known since March',
      until: NEXT_YEAR,
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      items: [
        {
          by: MARA,
          position: 1,
          body: { kind: 'accept', reason: 'known since March' },
          seen: { severity: expect.any(String) },
        },
      ],
      standing: { state: 'accepted', until: NEXT_YEAR },
      may: expect.arrayContaining(['withdraw', 'assign']),
    });
    const { body } = await portal.get(`/findings/${hub}`).expect(200);
    expect(body.standing).toMatchObject({ state: 'accepted', position: 1 });
    const list = await portal.get('/findings?standing=accepted').expect(200);
    expect(list.body.items.map((f: { id: string }) => f.id)).toEqual([hub]);
    expect(list.body.facets.standing).toContainEqual({
      value: 'accepted',
      count: 1,
    });
    const taken = await decide({
      kind: 'withdraw',
      of: answer.body.items[0].id,
    });
    expect(taken.body.standing.state).toBe('undecided');
  });

  it('are counted in the overview: open findings by where they stand', async () => {
    const { body: before } = await portal.get('/overview').expect(200);
    expect(before.standings).toEqual([
      { value: 'undecided', count: before.open },
    ]);
    const answer = await decide({ kind: 'defer', reason: 'next month' });
    const { body: after } = await portal.get('/overview').expect(200);
    expect(after.standings).toEqual([
      { value: 'undecided', count: before.open - 1 },
      { value: 'deferred', count: 1 },
    ]);
    await decide({ kind: 'withdraw', of: answer.body.items.slice(-1)[0].id });
  });

  it('can be taken back one after the other', async () => {
    const first = await decide({ kind: 'defer', reason: 'first' });
    const second = await decide({ kind: 'defer', reason: 'second' });
    const newest = ({ body }: { body: unknown }) =>
      (body as DecisionList).items.slice(-1)[0].id;
    const one = await decide({ kind: 'withdraw', of: newest(second) });
    expect(one.body.may).toContain('withdraw');
    const both = await decide({ kind: 'withdraw', of: newest(first) });
    expect(both.body.standing.state).toBe('undecided');
    expect(both.body.may).not.toContain('withdraw');
  });

  it('are taken once when sent twice', async () => {
    const after = await positionOf(hub);
    const body: DecisionBody = { kind: 'comment', text: 'once' };
    const name = newId();
    const first = await decide(body, { name, after });
    const second = await decide(body, { name, after });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.items).toEqual(first.body.items);
    const other = await decide(
      { kind: 'comment', text: 'other' },
      { name, after },
    );
    expect(other.status).toBe(400);
  });

  it('tell the second of two at once what the first decided', async () => {
    const after = await positionOf(hub);
    const answers = await Promise.all(
      [MARA, IVO].map(by =>
        decide({ kind: 'comment', text: `by ${by}` }, { by, after }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.body).toMatchObject({
      message: expect.stringContaining('in between'),
      since: [{ body: { kind: 'comment' } }],
      standing: { position: after + 1 },
    });
    expect(await positionOf(hub)).toBe(after + 1);
  });

  it('need a second person for a dispute', async () => {
    const disputed = await decide({ kind: 'dispute', reason: 'a test system' });
    const of = disputed.body.items[disputed.body.items.length - 1].id;
    const alone = await decide({ kind: 'second', of });
    expect(alone.status).toBe(400);
    expect(alone.body.error.message).toBe('A second person has to agree');
    const both = await decide({ kind: 'second', of }, { by: IVO });
    expect(both.body.standing.state).toBe('not-a-risk');
    await decide({ kind: 'withdraw', of });
  });

  it.each([
    ['accept', { kind: 'accept', reason: 'x' }, 'accept needs until'],
    [
      'a day that is none',
      { kind: 'accept', reason: 'x', until: '2026-02-30' },
      'not a day',
    ],
    [
      'a day that is over',
      { kind: 'accept', reason: 'x', until: '2020-01-01' },
      'over already',
    ],
    [
      'ten years',
      { kind: 'accept', reason: 'x', until: '2036-01-01' },
      'at most 366 days',
    ],
    ['a lapse', { kind: 'lapse' }, 'by the analysis'],
    ['an unknown kind', { kind: 'bless' }, ''],
    [
      'a script as a link',
      // eslint-disable-next-line no-script-url -- what is refused
      { kind: 'plan', move: 'm', link: 'javascript:x' },
      '',
    ],
    ['100 kB and one more', { kind: 'comment', text: 'x'.repeat(100_001) }, ''],
    ['a forged decider', { kind: 'comment', text: 'x', by: IVO }, ''],
    ['nothing to take back', { kind: 'withdraw', of: 'nope' }, 'no such'],
  ])('refuse %s', async (_, body, message) => {
    const answer = await decide(body as DecisionBody);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(message);
  });

  it('keep a long and hostile reason as it is', async () => {
    const text = `<img src=x onerror=alert(1)> =1+1 **b** \u0000 ${'x'.repeat(
      90_000,
    )}`;
    const answer = await decide({ kind: 'comment', text });
    expect(answer.status).toBe(201);
    const { items } = answer.body as DecisionList;
    expect(items[items.length - 1].body.text).toBe(text);
  });

  it('are for those who may decide, about what they may see', async () => {
    const body: DecisionBody = { kind: 'comment', text: 'x' };
    const reader = await decide(body, { by: CALLERS.reader });
    expect(reader.status).toBe(403);
    const denied = await decide(body, { by: CALLERS.denied });
    expect(denied.status).toBe(403);
    const limited = await decide(body, {
      id: secret,
      by: CALLERS.limited,
      after: 0,
    });
    expect(limited.status).toBe(404);
    await portal
      .get(`/findings/${secret}/decisions`, CALLERS.limited)
      .expect(404);
    const nobody = await portal
      .post(`/findings/${hub}/decisions`)
      .set('Authorization', mockCredentials.none.header())
      .send({ id: newId(), after: 0, body });
    expect(nobody.status).toBe(401);
    const list = await portal
      .get(`/findings/${hub}/decisions`, CALLERS.reader)
      .expect(200);
    expect(list.body.may).toEqual([]);
  });

  it('lapse by themselves when the risk grows, and stay lapsed', async () => {
    const accepted = await decide({
      kind: 'accept',
      reason: 'small',
      until: NEXT_YEAR,
    });
    expect(accepted.body.standing.state).toBe('accepted');
    portal.catalog.entities.push(
      component('r9', ['db'], 'red'),
      component('r10', ['db'], 'red'),
    );
    await portal.analyse();
    const { body } = await portal.get(`/findings/${hub}/decisions`).expect(200);
    const [last] = (body as DecisionList).items.slice(-1);
    expect(last).toMatchObject({
      by: 'system',
      body: { kind: 'lapse', because: expect.stringContaining('reaches') },
    });
    expect(body.standing.state).toBe('lapsed');
    portal.catalog.entities.splice(-2);
    await portal.analyse();
    const after = await portal.get(`/findings/${hub}`).expect(200);
    expect(after.body.standing.state).toBe('lapsed');
  });

  it('are all there after a restart', async () => {
    const { body: before } = await portal.get(`/findings/${hub}/decisions`);
    await portal.stop();
    portal = await TestPortal.start({
      knex,
      entities: portal.catalog.entities,
    });
    await portal.analyse();
    const { body: after } = await portal.get(`/findings/${hub}/decisions`);
    expect(after).toEqual(before);
    const finding = await portal.get(`/findings/${hub}`).expect(200);
    expect(finding.body.standing).toEqual(before.standing);
  });
});

describe('the rule for the teams of a finding', () => {
  const finding = {
    id: 'f',
    teams: ['group:default/checkout', 'group:default/commerce'],
  };

  it.each([
    [['group:default/checkout'], true],
    // Who belongs to the group above decides for the groups in it.
    [['user:default/x', 'group:default/commerce'], true],
    [['group:default/identity'], false],
    [[], false],
  ])('lets %j decide: %s', (claims, may) => {
    expect(isTeamOfFinding.apply(finding, { claims })).toBe(may);
  });
});
