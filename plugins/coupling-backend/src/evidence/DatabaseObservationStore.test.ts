import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Observation } from '@posiwid/coupling-engine';
import type { Knex } from 'knex';
import {
  calls,
  deployment,
  evidencePolicy,
} from '../__testUtils__/observations';
import { DatabaseObservationStore } from './DatabaseObservationStore';
import type { EvidencePolicy, ObservationQuery } from './ObservationStore';
import { MAX_SOURCES } from './sources';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const NOW = '2026-03-20T00:00:00.000Z';

describe.each(databases.eachSupportedId())('observations on %s', id => {
  let knex: Knex;
  let store: DatabaseObservationStore;

  const open = (policy: Partial<EvidencePolicy> = {}) =>
    DatabaseObservationStore.create({
      database: mockServices.database({ knex, migrations: { skip: false } }),
      policy: evidencePolicy(policy),
    });
  beforeEach(async () => {
    knex = await databases.init(id);
    store = await open();
  });

  const all = async (from = store) => {
    const found: Observation[] = [];
    for await (const bodies of from.bodies()) {
      found.push(...bodies.map(body => JSON.parse(body)));
    }
    return found;
  };
  const ids = async (query: Partial<ObservationQuery>) =>
    (await store.list({ limit: 100, ...query })).items.map(
      ({ observation }) => observation.id,
    );

  it('are none at first', async () => {
    expect(await all()).toEqual([]);
    expect(await store.sources()).toEqual([]);
    expect(await store.list({ limit: 10 })).toMatchObject({
      items: [],
      more: false,
    });
    await store.maintain(NOW);
    expect(await store.revision(NOW)).toBe('0:0');
  });

  it('are kept once, and another revision only when there is something new', async () => {
    const one = deployment('1');
    expect(await store.add([one, one], NOW)).toEqual({
      stored: 1,
      unchanged: 1,
      refused: [],
    });
    const revision = await store.revision(NOW);
    expect(await store.add([one], NOW)).toMatchObject({ unchanged: 1 });
    expect(await store.revision(NOW)).toBe(revision);
    await store.add([deployment('2')], NOW);
    expect(await store.revision(NOW)).not.toBe(revision);
    expect(await all()).toEqual([one, deployment('2')]);
  });

  it('keep the first of two that say different things under one id', async () => {
    await store.add([deployment('1')], NOW);
    const revision = await store.revision(NOW);
    const other = deployment('1', { outcome: 'failed' });
    expect(
      await store.add(
        [other, deployment('2'), deployment('2', { version: '7' })],
        NOW,
      ),
    ).toEqual({
      stored: 1,
      unchanged: 0,
      refused: [
        { position: 0, why: 'duplicate' },
        { position: 2, why: 'duplicate' },
      ],
    });
    expect(await all()).toEqual([deployment('1'), deployment('2')]);
    expect(await store.revision(NOW)).not.toBe(revision);
  });

  it('are stored in the order in which they are handed in, whoever waits for what', async () => {
    const added = await Promise.all([
      // A source that has no number yet takes a step more than one that has.
      store.add([deployment('1', { source: 'unheard of' })], NOW),
      store.add([deployment('2')], NOW),
      store.add([deployment('2', { version: '7' }), deployment('3')], NOW),
      store.add([deployment('4')], NOW),
    ]);
    expect(added.map(({ stored }) => stored)).toEqual([1, 1, 1, 1]);
    expect(added[2].refused).toEqual([{ position: 0, why: 'duplicate' }]);
    expect((await all()).map(({ id: name }) => name)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it('go on after those before could not be stored', async () => {
    await knex.schema.renameTable('observations', 'elsewhere');
    const failing = store.add([deployment('1')], NOW);
    await expect(failing).rejects.toThrow();
    await knex.schema.renameTable('elsewhere', 'observations');
    expect(await store.add([deployment('1')], NOW)).toMatchObject({
      stored: 1,
    });
  });

  it('may have the same id in two sources, and any text in both', async () => {
    const odd = [
      deployment('1', { source: 'a' }),
      deployment('1', { source: 'b' }),
      deployment('nul \0 and half \ud800 of a pair', { source: 'ü"\\\n' }),
      deployment('x'.repeat(2000), { source: '\u{1F600}'.repeat(1000) }),
      deployment('emoji \u{1F600}', {
        version: "'; drop table observations; --",
      }),
    ];
    expect(await store.add(odd, NOW)).toMatchObject({ stored: 5 });
    expect(await store.add(odd, NOW)).toMatchObject({ unchanged: 5 });
    expect(await all()).toEqual(odd);
    expect(await ids({ source: 'b' })).toEqual(['1']);
    expect(await ids({ source: 'ü"\\\n' })).toEqual([odd[2].id]);
  });

  it('are no more than was said, and what has no room is refused', async () => {
    store = await open({ maximum: 3 });
    const of = (...names: string[]) => names.map(name => deployment(name));
    expect(await store.add(of('1', '2'), NOW)).toMatchObject({ stored: 2 });
    expect(await store.add(of('2', '3', '1', '4', '4'), NOW)).toEqual({
      stored: 1,
      unchanged: 2,
      refused: [
        { position: 3, why: 'full' },
        { position: 4, why: 'full' },
      ],
    });
    expect((await all()).map(o => o.id)).toEqual(['1', '2', '3']);
    expect(await store.count()).toBe(3);
  });

  it('are refused when they are older than what is kept', async () => {
    const old = deployment('1', { at: '2024-01-01T00:00:00.000Z' });
    expect(await store.add([old], NOW)).toMatchObject({
      stored: 0,
      refused: [{ position: 0, why: 'expired' }],
    });
  });

  it('come from a bounded number of sources', async () => {
    const many = Array.from({ length: MAX_SOURCES + 2 }, (_, n) =>
      deployment('1', { source: `source ${n}` }),
    );
    const { stored, refused } = await store.add(many, NOW);
    expect(stored).toBe(MAX_SOURCES);
    expect(refused.map(({ why }) => why)).toEqual(['full', 'full']);
    await store.noteRefused(
      [{ source: 'yet another', count: 2, messages: ['why'] }],
      NOW,
    );
    expect(await store.sources()).toContainEqual(
      expect.objectContaining({ source: '(no source)', refused: 2 }),
    );
  });

  it('are listed newest first, in pages, by whatever is asked for', async () => {
    const at = (day: number) => `2026-03-${10 + day}T10:00:00.000Z`;
    await store.add(
      [
        deployment('d1', { at: at(1) }),
        deployment('d3', { at: at(3), entity: 'component:default/web' }),
        deployment('d2', { at: at(2) }),
        calls('c2', { at: at(2) }),
        calls('c4', { at: at(4), to: 'component:default/web' }),
      ],
      NOW,
    );
    const db = 'component:default/db';
    const web = 'component:default/web';
    expect(await ids({})).toEqual(['c4', 'd3', 'c2', 'd2', 'd1']);
    expect(await ids({ source: 'mesh' })).toEqual(['c4', 'c2']);
    expect(await ids({ source: 'ci', ids: ['d1', 'd3', 'c2'] })).toEqual([
      'd3',
      'd1',
    ]);
    expect(await ids({ kinds: ['calls'] })).toEqual(['c4', 'c2']);
    expect(await ids({ entities: [db] })).toEqual(['c2', 'd2', 'd1']);
    expect(await ids({ entities: [db, web] })).toHaveLength(5);
    expect(await ids({ entities: [web], kinds: ['calls'] })).toEqual(['c4']);
    expect(await ids({ from: at(2), to: at(3) })).toEqual(['c2', 'd2']);
    expect(await ids({ entities: [db], from: at(2) })).toEqual(['c2', 'd2']);
    for (const entities of [undefined, [db], [db, web]]) {
      const whole = await ids({ entities });
      const seen: string[] = [];
      let cursor: string | undefined;
      let more = true;
      while (more) {
        const page = await store.list({ limit: 2, entities, cursor });
        seen.push(...page.items.map(({ observation }) => observation.id));
        cursor = page.cursors[page.cursors.length - 1];
        more = page.more;
      }
      expect(seen).toEqual(whole);
    }
    for (const cursor of ['nonsense', '', 'AAAA']) {
      await expect(store.list({ limit: 2, cursor })).rejects.toThrow(/cursor/);
    }
  });

  it('tell of each source when it spoke, of what, and what was refused', async () => {
    await store.add(
      [calls('1'), calls('2', { at: '2026-03-05T00:00:00.000Z' })],
      NOW,
    );
    await store.add([deployment('x', { source: 'mesh' })], NOW);
    const messages = Array.from({ length: 30 }, (_, n) => `line ${n}`);
    await store.noteRefused([{ source: 'mesh', count: 30, messages }], NOW);
    await store.noteRefused(
      [{ source: 'new', count: 1, messages: ['x'] }],
      NOW,
    );
    const [mesh, unknown] = await store.sources();
    expect(mesh).toMatchObject({
      source: 'mesh',
      observations: 3,
      firstAt: '2026-03-01T10:00:00.000Z',
      lastAt: '2026-03-05T00:00:00.000Z',
      lastReceivedAt: NOW,
      kinds: [
        { kind: 'calls', count: 2 },
        { kind: 'deployment', count: 1 },
      ],
      refused: 30,
    });
    expect(mesh.problems).toHaveLength(20);
    expect(mesh.problems[0].message).toBe('line 29');
    expect(unknown).toMatchObject({
      source: 'new',
      observations: 0,
      refused: 1,
    });
  });

  it('go when they are older than is kept of their kind', async () => {
    const policy = evidencePolicy();
    policy.retentionDays.deployment = 10;
    store = await open(policy);
    const then = '2026-03-05T00:00:00.000Z';
    await store.add(
      [deployment('1'), calls('1'), deployment('2', { at: then })],
      then,
    );
    await store.maintain('2026-03-12T00:00:00.000Z');
    expect((await all()).map(o => o.id).sort()).toEqual(['1', '2']);
    expect(await store.count()).toBe(2);
    const [ci] = await store.sources();
    expect(ci).toMatchObject({ observations: 1, firstAt: then, lastAt: then });
    const revision = await store.revision(NOW);
    await store.maintain('2026-03-12T00:00:00.000Z');
    expect(await store.revision(NOW)).toBe(revision);
  });

  it('of calls become one a day for each pair, and what is in a sum is not counted twice', async () => {
    const hour = (n: number) =>
      calls(`call ${n}`, {
        at: new Date(Date.UTC(2026, 2, 1, n)).toISOString(),
        windowStart: new Date(Date.UTC(2026, 2, 1, n - 1)).toISOString(),
        windowEnd: new Date(Date.UTC(2026, 2, 1, n)).toISOString(),
        errors: 1,
      });
    const day = Array.from({ length: 23 }, (_, n) => hour(n + 1));
    const received = '2026-03-02T00:00:00.000Z';
    await store.add(
      [...day.slice(0, 20), calls('other', { to: 'component:default/r2' })],
      received,
    );
    const later = '2026-04-15T00:00:00.000Z';
    await store.maintain(later);
    expect(await store.count()).toBe(2);
    // Late ones join the sum; those that are in it already are known.
    expect(await store.add(day, later)).toEqual({
      stored: 3,
      unchanged: 20,
      refused: [],
    });
    await store.maintain(later);
    expect(await store.count()).toBe(2);
    expect(
      await store.list({ limit: 5, entities: ['component:default/db'] }),
    ).toMatchObject({
      items: [
        {
          observation: {
            kind: 'calls',
            at: '2026-03-01T23:59:59.999Z',
            windowStart: day[0].windowStart,
            windowEnd: day[22].windowEnd,
            requests: 230,
            errors: 23,
          },
        },
      ],
    });
    expect(await store.add([{ ...day[0], requests: 11 }], later)).toMatchObject(
      {
        refused: [{ position: 0, why: 'duplicate' }],
      },
    );
    await store.maintain('2028-01-01T00:00:00.000Z');
    expect(await store.count()).toBe(0);
    expect(await knex('observations').select()).toEqual([]);
    expect(await knex('observation_refs').select()).toEqual([]);
  });

  it('that lie ahead make another revision when their time has come', async () => {
    await store.add([deployment('1', { at: '2026-03-20T00:04:00.000Z' })], NOW);
    const before = await store.revision(NOW);
    expect(await store.revision('2026-03-20T00:03:59.000Z')).toBe(before);
    expect(await store.revision('2026-03-20T00:05:00.000Z')).not.toBe(before);
  });

  it('sent by several at once are each kept once', async () => {
    const sent = Array.from({ length: 300 }, (_, n) => deployment(`${n}`));
    const results = await Promise.all(
      [sent, [...sent].reverse(), sent.slice(100)].map(part =>
        store.add(part, NOW),
      ),
    );
    expect(results.reduce((sum, { stored }) => sum + stored, 0)).toBe(300);
    expect(await store.count()).toBe(300);
    expect(new Set((await all()).map(o => o.id)).size).toBe(300);
  });

  it('can be migrated down and up again', async () => {
    await store.add([deployment('1')], NOW);
    const directory = `${__dirname}/../../migrations`;
    await knex.migrate.down({ directory, name: '20261126_observations.js' });
    store = await open();
    expect(await store.count()).toBe(0);
  });
});
