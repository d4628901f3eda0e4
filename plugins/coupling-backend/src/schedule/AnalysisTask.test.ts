import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import { DEFAULT_POLICY, type Policy } from '@posiwid/coupling-engine';
import type { Knex } from 'knex';
import { memoryDatabase } from '../__testUtils__/database';
import { component, smallPlatform } from '../__testUtils__/entities';
import { InlineAnalysisRunner } from '../__testUtils__/InlineAnalysisRunner';
import { evidencePolicy } from '../__testUtils__/observations';
import type { CatalogReader } from '../catalog/CatalogReader';
import { DatabaseObservationStore } from '../evidence/DatabaseObservationStore';
import { statusOf, type FindingRecord } from '../lifecycle';
import { DatabaseAnalysisStore } from '../store/DatabaseAnalysisStore';
import { AnalysisTask } from './AnalysisTask';

/** A catalog that the test edits; each scan gives what is in it then, or fails after the first page. */
class EditedCatalog implements CatalogReader {
  entities: Entity[] = smallPlatform();
  failure: Error | undefined;
  scans = 0;
  onScan: (n: number) => void = () => {};

  async scan({ onPage }: Parameters<CatalogReader['scan']>[0]) {
    this.scans += 1;
    this.onScan(this.scans);
    await onPage(this.entities.slice(0, 5));
    if (this.failure) {
      throw this.failure;
    }
    await onPage(this.entities.slice(5));
    return {
      entities: this.entities.length,
      fingerprint: JSON.stringify(this.entities),
    };
  }
}

describe('the scheduled analysis', () => {
  let knex: Knex;
  let store: DatabaseAnalysisStore;
  let evidence: DatabaseObservationStore;
  let catalog: EditedCatalog;
  let stored: number;
  /** What time it is for the task: never midnight unless a test says so. */
  let clock: () => Date;

  const task = ({
    conditions = 'as configured',
    policy = DEFAULT_POLICY,
    version,
  }: { conditions?: unknown; policy?: Policy; version?: number } = {}) =>
    new AnalysisTask({
      reader: catalog,
      runner: new InlineAnalysisRunner(),
      store,
      evidence,
      logger: mockServices.logger.mock(),
      conditions,
      policyAt: async () => ({ policy, version }),
      firstPauseMs: 10,
      clock: () => clock(),
      onStored: async () => {
        stored += 1;
      },
    });

  /** One run out of turn, so that it does not wait for the catalog to settle. */
  const runNow = async (of = task()) => {
    await store.request(new Date().toISOString());
    await of.run(new AbortController().signal);
  };

  const findings = async () => {
    const latest = await store.latest();
    const records = new Map<string, FindingRecord & { status: string }>();
    for await (const rows of store.findings()) {
      for (const row of rows) {
        const record: FindingRecord = JSON.parse(row.record);
        const status = statusOf(record, latest!.at);
        records.set(row.id, { ...record, status });
      }
    }
    return [...records.values()];
  };

  beforeEach(async () => {
    const opened = memoryDatabase();
    knex = opened.knex;
    store = await DatabaseAnalysisStore.create({
      database: opened.database,
      retention: { snapshots: 2, resolvedDays: 365 },
    });
    evidence = await DatabaseObservationStore.create({
      database: opened.database,
      policy: evidencePolicy(),
    });
    catalog = new EditedCatalog();
    stored = 0;
    clock = ticking('2026-03-02T08:00:00.000Z');
  });
  afterEach(() => knex.destroy());

  it('reads, analyses and stores the catalog', async () => {
    await runNow();
    expect(await store.latest()).toMatchObject({
      scanned: catalog.entities.length,
      counts: { entities: 10 },
    });
    expect((await findings()).map(f => f.status)).toContain('new');
    expect(stored).toBe(1);
  });

  it('comes after the analysis before it, also where the clock of its replica is behind', async () => {
    await runNow();
    const first = await store.latest();
    clock = ticking('2026-03-02T07:30:00.000Z');
    catalog.entities = catalog.entities.slice(0, -1);
    await runNow();
    const second = await store.latest();
    expect(second!.id).not.toBe(first!.id);
    expect(second!.at > first!.at).toBe(true);
    const spells = (await findings()).flatMap(one => one.spells);
    expect(spells.filter(({ from, to }) => to && to <= from)).toEqual([]);
  });

  it('keeps the analysis when nothing has changed, and says that it is still true', async () => {
    await runNow();
    const first = await store.latest();
    await runNow();
    const second = await store.latest();
    expect(second!.id).toBe(first!.id);
    expect(second!.confirmedAt > first!.confirmedAt).toBe(true);
    expect(stored).toBe(1);
  });

  it('analyses an unchanged catalog again on the next day, once: evidence has aged', async () => {
    await runNow();
    clock = ticking('2026-03-02T23:59:00.000Z');
    await runNow();
    expect(stored).toBe(1);

    clock = ticking('2026-03-03T00:01:00.000Z');
    await runNow();
    expect((await store.latest())!.at).toMatch(/^2026-03-03T00:01/);
    await runNow();
    expect(stored).toBe(2);
  });

  it('analyses an unchanged catalog again when the policy has changed', async () => {
    await runNow();
    const first = await store.latest();
    const policy = { ...DEFAULT_POLICY, disabledRules: ['hub'] };
    await runNow(task({ policy }));
    const second = await store.latest();
    expect(second!.id).not.toBe(first!.id);
    await runNow(task({ policy, conditions: 'other rules' }));
    expect((await store.latest())!.id).not.toBe(second!.id);
  });

  it('goes on with the last good analysis when a scan fails midway, and says so until one succeeds', async () => {
    await runNow();
    const good = await store.latest();
    catalog.entities = [...catalog.entities, component('extra')];
    catalog.failure = new Error('the catalog answered 500');
    await expect(runNow()).rejects.toThrow('500');
    expect(await store.latest()).toEqual(good);
    expect(await store.runState()).toMatchObject({
      running: undefined,
      lastFailure: { message: 'the catalog answered 500' },
    });

    catalog.failure = undefined;
    await runNow();
    expect((await store.latest())!.id).not.toBe(good!.id);
    expect((await store.runState()).lastFailure).toBeUndefined();
  });

  it('does not believe that most of the catalog is gone until a second scan says the same', async () => {
    await runNow();
    const good = await store.latest();
    catalog.entities = catalog.entities.slice(0, 3);
    await expect(runNow()).rejects.toThrow(/gave 3 entities .* read 16/);
    expect(await store.latest()).toEqual(good);
    await runNow();
    expect((await store.latest())!.scanned).toBe(3);
  });

  it('follows a finding whose entity is renamed, and one that is cured and comes back', async () => {
    await runNow();
    const orphan = (await findings()).find(f => f.finding.rule === 'no-owner');
    expect(orphan!.finding.subjects).toEqual(['component:default/orphan']);

    const owned = (owner?: string) =>
      catalog.entities.map(e =>
        e.metadata.name === 'orphan' ? component('orphan', ['db'], owner) : e,
      );
    catalog.entities = owned('red');
    await runNow();
    const byId = async () =>
      new Map((await findings()).map(f => [f.id, f])).get(orphan!.id)!;
    expect(await byId()).toMatchObject({
      status: 'resolved',
      resolvedBecause: 'no-longer-found',
    });

    catalog.entities = owned();
    await runNow();
    expect(await byId()).toMatchObject({ status: 'regressed' });

    catalog.entities = JSON.parse(
      JSON.stringify(catalog.entities).replaceAll('orphan', 'renamed'),
    );
    await runNow();
    expect(await byId()).toMatchObject({
      status: 'resolved',
      resolvedBecause: 'subject-gone',
    });
    const renamed = (await findings()).find(
      f => f.finding.subjects[0] === 'component:default/renamed',
    );
    expect(renamed).toMatchObject({ status: 'new' });
  });

  it('calls a finding retired, not gone, that a change of the policy no longer raises, until it is judged by the same rule', async () => {
    const off = { ...DEFAULT_POLICY, disabledRules: ['hub'] };
    const lenient = DEFAULT_POLICY.acceptance.low;
    // What acceptances may be is no part of what is found.
    const same = {
      ...DEFAULT_POLICY,
      acceptance: {
        ...DEFAULT_POLICY.acceptance,
        low: { ...lenient, maxDays: 3 },
      },
    };
    await runNow();
    const hub = (await findings()).find(f => f.finding.rule === 'hub')!;
    const byId = async () => (await findings()).find(f => f.id === hub.id)!;
    await runNow(task({ policy: off, version: 1 }));
    expect(await byId()).toMatchObject({
      status: 'resolved',
      resolvedBecause: 'policy',
      spells: [{ retired: { version: 1 } }],
    });
    await runNow(task({ policy: same, version: 2 }));
    expect(await byId()).toMatchObject({ status: 'open' });

    // Mended while the rule was off: known when it is on again.
    await runNow(task({ policy: off, version: 3 }));
    catalog.entities = catalog.entities.filter(
      ({ metadata: { name } }) => !/^[gb]\d/.test(name),
    );
    await runNow(task({ policy: off, version: 3 }));
    expect(await byId()).toMatchObject({ resolvedBecause: 'policy' });
    await runNow();
    expect(await byId()).toMatchObject({ resolvedBecause: 'no-longer-found' });
    expect((await byId()).spells).toHaveLength(2);
  });

  it('waits on first start until two scans agree', async () => {
    const whole = catalog.entities;
    catalog.entities = [];
    catalog.onScan = n => {
      catalog.entities = whole.slice(0, Math.max(0, n - 2) * 8);
    };
    await task().run(stopWhenAnalysed());
    expect((await store.latest())!.scanned).toBe(whole.length);
    expect(await store.times('')).toHaveLength(1);
  });

  it('analyses on first start without waiting when somebody asks', async () => {
    await store.request(new Date().toISOString());
    await task().run(new AbortController().signal);
    expect(catalog.scans).toBe(1);
    expect(await store.latest()).toBeDefined();
  });

  it('bears a catalog that does not answer yet on first start', async () => {
    catalog.failure = new Error('503');
    catalog.onScan = n => {
      if (n === 3) {
        catalog.failure = undefined;
      }
    };
    await task().run(stopWhenAnalysed());
    expect(await store.latest()).toBeDefined();
    expect((await store.runState()).lastFailure).toBeUndefined();
  });

  function stopWhenAnalysed(): AbortSignal {
    const stop = new AbortController();
    const look = setInterval(() => {
      if (stored > 0) {
        clearInterval(look);
        stop.abort();
      }
    }, 5);
    return stop.signal;
  }
});

/** A clock that is a millisecond later every time one looks. */
function ticking(from: string): () => Date {
  let time = Date.parse(from);
  return () => {
    time += 1;
    return new Date(time);
  };
}
