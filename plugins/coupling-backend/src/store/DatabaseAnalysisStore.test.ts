import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { AnalysisRecord, FindingRow, NewAnalysis } from './AnalysisStore';
import { DatabaseAnalysisStore } from './DatabaseAnalysisStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const RETENTION = { snapshots: 2, resolvedDays: 365 };

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();

function record(n: number, more: Partial<AnalysisRecord> = {}): AnalysisRecord {
  return {
    id: `analysis-${n}`,
    at: day(n),
    confirmedAt: day(n),
    durationMs: 12,
    fingerprint: 'f'.repeat(64),
    scanned: 10,
    counts: {
      entities: 7,
      couplings: 9,
      teams: 2,
      systems: 1,
      domains: 1,
      problems: 0,
      digest: 'd',
      propagationCost: 0.25,
    },
    ...more,
  };
}

function row(id: string, more: Partial<FindingRow> = {}): FindingRow {
  return {
    id,
    rule: 'hub',
    category: 'shared-dependency',
    severity: 'high',
    firstSeen: day(0),
    record: JSON.stringify({ id }),
    ...more,
  };
}

function analysis(n: number, more: Partial<NewAnalysis> = {}): NewAnalysis {
  return {
    record: record(n),
    snapshot: [Uint8Array.of(n, 1), Uint8Array.of(n, 2)],
    findings: [],
    ...more,
  };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) {
    all.push(item);
  }
  return all;
}

describe.each(databases.eachSupportedId())('the store on %s', id => {
  let knex: Knex;
  let store: DatabaseAnalysisStore;

  beforeEach(async () => {
    knex = await databases.init(id);
    store = await DatabaseAnalysisStore.create({
      database: mockServices.database({ knex, migrations: { skip: false } }),
      retention: RETENTION,
    });
  });

  it('knows nothing at first', async () => {
    expect(await store.latest()).toBeUndefined();
    expect(await store.runState()).toEqual({});
    expect(await collect(store.findings())).toEqual([]);
    expect(await collect(store.snapshot('none'))).toEqual([]);
  });

  it('gives back an analysis as it was saved', async () => {
    const rows = [row('a'), row('b', { resolvedAt: day(1), lastSeen: day(0) })];
    await store.save(analysis(1, { findings: rows }));
    expect(await store.latest()).toEqual(record(1));
    expect(
      (await collect(store.snapshot('analysis-1'))).map(chunk => [...chunk]),
    ).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect((await collect(store.findings())).flat()).toEqual(rows);
  });

  it('gives every finding once when there are more than a page', async () => {
    const rows = Array.from({ length: 501 }, (_, n) => row(`finding-${n}`));
    await store.save(analysis(1, { findings: rows }));
    const found = (await collect(store.findings())).flat();
    expect(new Set(found.map(f => f.id))).toEqual(new Set(rows.map(f => f.id)));
    expect(found).toHaveLength(501);
  });

  it('replaces findings that have changed and leaves the others', async () => {
    await store.save(analysis(1, { findings: [row('a'), row('b')] }));
    await store.save(
      analysis(2, { findings: [row('a', { severity: 'low' })] }),
    );
    const found = (await collect(store.findings())).flat();
    expect(found.map(f => [f.id, f.severity])).toEqual([
      ['a', 'low'],
      ['b', 'high'],
    ]);
  });

  it('saves all or nothing', async () => {
    await store.save(analysis(1, { findings: [row('a')] }));
    const broken = row('b', { firstSeen: null as unknown as string });
    await expect(
      store.save(analysis(2, { findings: [row('a', { rule: 'x' }), broken] })),
    ).rejects.toThrow();
    expect((await store.latest())!.id).toBe('analysis-1');
    expect((await collect(store.findings())).flat()).toEqual([row('a')]);
    expect(await collect(store.snapshot('analysis-2'))).toEqual([]);
  });

  it('lets go of the pieces that a process left behind when it died before the analysis was there', async () => {
    await knex('snapshot_chunks').insert({
      analysis_id: 'interrupted',
      position: 0,
      data: Buffer.from([1]),
    });
    await store.save(analysis(1));
    expect(await collect(store.snapshot('interrupted'))).toEqual([]);
    expect(await collect(store.snapshot('analysis-1'))).toHaveLength(2);
  });

  it('never has an analysis without its snapshot, whoever else is storing one', async () => {
    const saved = await Promise.allSettled(
      [1, 2, 3].map(n => store.save(analysis(n))),
    );
    expect(saved.map(({ status }) => status)).toContain('fulfilled');
    const latest = (await store.latest())!;
    expect(await collect(store.snapshot(latest.id))).toHaveLength(2);
  });

  it('keeps only the newest snapshots whole', async () => {
    for (const n of [1, 2, 3]) {
      await store.save(analysis(n));
    }
    expect(await collect(store.snapshot('analysis-1'))).toEqual([]);
    expect(await collect(store.snapshot('analysis-2'))).toHaveLength(2);
    expect(await store.times(day(0))).toEqual([day(1), day(2), day(3)]);
  });

  it('thins analyses older than a week to the last of each day', async () => {
    const hour = (n: number, h: number) => day(n).replace('T00', `T0${h}`);
    for (const h of [1, 2, 3]) {
      const at = hour(1, h);
      await store.save(analysis(0, { record: record(0, { id: at, at }) }));
    }
    await store.save(analysis(20));
    await store.save(analysis(21));
    expect(await store.times(day(0))).toEqual([hour(1, 3), day(20), day(21)]);
  });

  it('forgets findings that were resolved long ago', async () => {
    await store.save(
      analysis(1, {
        findings: [row('old', { resolvedAt: day(1) }), row('open')],
      }),
    );
    await store.save(analysis(400));
    expect((await collect(store.findings())).flat().map(f => f.id)).toEqual([
      'open',
    ]);
  });

  it('confirms an analysis without making a new one, and clears the failure', async () => {
    await store.save(analysis(1));
    await store.endRun({ at: day(1), message: 'catalog answered 500' });
    await store.confirm('analysis-1', day(2));
    expect(await store.latest()).toEqual(record(1, { confirmedAt: day(2) }));
    expect((await store.runState()).lastFailure).toBeUndefined();
  });

  it('lets every replica see a run, how far it is, and that it failed', async () => {
    const now = new Date().toISOString();
    await store.request(now);
    expect(await store.runState()).toEqual({ requestedAt: now });
    await store.beginRun(now);
    await store.reportProgress(now, { phase: 'structure', done: 3, total: 9 });
    expect(await store.runState()).toEqual({
      running: {
        startedAt: now,
        beatAt: now,
        phase: 'structure',
        done: 3,
        total: 9,
      },
    });
    await store.endRun({ at: now, message: 'out of memory' });
    expect(await store.runState()).toEqual({
      lastFailure: { at: now, message: 'out of memory' },
    });
  });

  it('takes a run without a sign of life for ended', async () => {
    await store.beginRun(new Date(Date.now() - 120_000).toISOString());
    expect((await store.runState()).running).toBeUndefined();
  });

  it('stores text that a database refuses: NUL and half of a surrogate pair', async () => {
    const title = 'a\u0000b\uD800c';
    const hostile = row(`id-${title}`, { record: JSON.stringify({ title }) });
    await store.save(analysis(1, { findings: [hostile] }));
    const [found] = (await collect(store.findings())).flat();
    expect(JSON.parse(found.record)).toEqual({ title });
    await store.endRun({ at: day(1), message: title });
    expect((await store.runState()).lastFailure!.message).toBe(
      'a\uFFFDb\uFFFDc',
    );
  });

  it('migrates up, down and up again', async () => {
    const directory = `${__dirname}/../../migrations`;
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('findings')).toBe(false);
    await knex.migrate.latest({ directory });
    await store.save(analysis(1, { findings: [row('a')] }));
    expect(await store.latest()).toBeDefined();
  });
});
