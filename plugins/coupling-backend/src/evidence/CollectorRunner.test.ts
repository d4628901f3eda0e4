import { mockServices } from '@backstage/backend-test-utils';
import type { EvidenceCollector } from '@posiwid/backstage-plugin-coupling-node';
import type { Knex } from 'knex';
import { memoryDatabase } from '../__testUtils__/database';
import { deployment, evidencePolicy } from '../__testUtils__/observations';
import { CollectorRunner, waitAfter } from './CollectorRunner';
import { CollectorStore } from './CollectorStore';
import { DatabaseObservationStore } from './DatabaseObservationStore';
import { EvidenceReporter } from './EvidenceReporter';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-03-20T00:00:00.000Z');
const SCHEDULE = { frequency: { minutes: 5 }, timeout: { minutes: 1 } };

describe('collectors of evidence', () => {
  let knex: Knex;
  let observations: DatabaseObservationStore;
  let store: CollectorStore;
  let runner: CollectorRunner;
  let now: number;

  beforeEach(async () => {
    const opened = memoryDatabase();
    knex = opened.knex;
    now = START;
    observations = await DatabaseObservationStore.create({
      database: opened.database,
      policy: evidencePolicy(),
    });
    store = new CollectorStore(knex);
    runner = new CollectorRunner({
      observations,
      store,
      logger: mockServices.logger.mock(),
      clock: () => new Date(now),
    });
  });
  afterEach(() => knex.destroy());

  const run = (collector: EvidenceCollector) =>
    runner.collect(collector, new AbortController().signal);
  const asking = (
    collect: EvidenceCollector['collect'],
    id = 'pager',
  ): EvidenceCollector => ({
    id,
    title: 'A pager',
    schedule: SCHEDULE,
    collect,
  });
  const health = async (collector: EvidenceCollector) => {
    const reporter = new EvidenceReporter({
      store: observations,
      collectors: [collector],
      collectorStore: store,
      maximum: 10,
      silentAfterDays: 7,
      now: () => now,
    });
    return (await reporter.report({ maySend: true })).collectors[0];
  };
  const { source: _, ...sourceless } = deployment('1');

  it('say what they saw, under their own name when they give none', async () => {
    const collector = asking(async ({ sink }) => {
      expect(
        await sink.send([sourceless, { kind: 'nonsense' }, 'text']),
      ).toEqual({
        stored: 1,
        unchanged: 0,
        problems: [
          { position: 1, message: expect.stringContaining('kind: Got') },
          { position: 2, message: expect.stringContaining('JSON object') },
        ],
      });
    });
    await run(collector);
    expect((await observations.sources()).map(s => s.source)).toContain(
      'pager',
    );
    expect(await health(collector)).toMatchObject({
      state: 'ok',
      stored: 1,
      refused: 2,
      lastSpokeAt: new Date(now).toISOString(),
      lastOkAt: new Date(now).toISOString(),
      nextRunAt: new Date(now + 5 * MINUTE_MS).toISOString(),
      problems: [{}, {}],
    });
  });

  it('go on from where the last good run ended, and a run that failed leaves nothing', async () => {
    const seen: unknown[] = [];
    let fail = false;
    const collector = asking(async ({ checkpoint, setCheckpoint }) => {
      seen.push(checkpoint);
      setCheckpoint({ page: seen.length });
      if (fail) throw new Error('503 from the pager');
    });
    await run(collector);
    fail = true;
    await run(collector);
    fail = false;
    now += 60 * MINUTE_MS;
    await run(collector);
    expect(seen).toEqual([undefined, { page: 1 }, { page: 1 }]);
    expect((await store.read('pager')).checkpoint).toEqual({ page: 3 });
  });

  it('are left alone for longer each time that they fail, until one run ends well', async () => {
    let runs = 0;
    let fail = true;
    const collector = asking(async () => {
      runs += 1;
      if (fail) throw new Error('503 from the pager');
    });
    const after = async (minutes: number) => {
      now += minutes * MINUTE_MS;
      await run(collector);
      return runs;
    };
    expect(await after(0)).toBe(1);
    expect(await after(4)).toBe(1);
    expect(await after(1)).toBe(2);
    expect(await after(9)).toBe(2);
    expect(await health(collector)).toMatchObject({
      state: 'failing',
      failures: 2,
      retryAt: new Date(now + 1 * MINUTE_MS).toISOString(),
      problems: [{ message: '503 from the pager' }, {}],
    });
    fail = false;
    expect(await after(1)).toBe(3);
    expect(await health(collector)).toMatchObject({ state: 'ok', failures: 0 });
    expect((await health(collector)).retryAt).toBeUndefined();
    expect(waitAfter(30, SCHEDULE)).toBe(24 * 60 * MINUTE_MS);
  });

  it('that never come to an end are stopped, and what they do later counts for nothing', async () => {
    const stop = new AbortController();
    let late = () => {};
    const collector = asking(
      ({ setCheckpoint }) =>
        new Promise(resolve => {
          late = () => {
            setCheckpoint('late');
            resolve();
          };
        }),
    );
    const running = runner.collect(collector, stop.signal);
    setTimeout(() => stop.abort(), 20);
    await running;
    late();
    expect(await store.read('pager')).toMatchObject({
      failures: 1,
      checkpoint: undefined,
    });
  });

  it('that fall over do not touch each other', async () => {
    const heard: string[] = [];
    const good: EvidenceCollector = {
      id: 'good',
      title: 'Good',
      listen: async ({ sink }) => {
        await sink.send([sourceless]);
        heard.push('good');
      },
    };
    const bad: EvidenceCollector = {
      id: 'bad',
      title: 'Bad',
      // Not even a promise.
      listen: () => {
        throw new Error('no port');
      },
      collect: () => {
        throw new Error('no such host');
      },
    };
    await runner.listen([bad, good]);
    await run(bad);
    expect(heard).toEqual(['good']);
    expect(await health(good)).toMatchObject({ state: 'ok', stored: 1 });
    expect(await health(bad)).toMatchObject({ state: 'failing' });
  });

  it('are late, silent, or never heard of', async () => {
    const collector = asking(async ({ sink }) => {
      await sink.send([sourceless]);
    });
    expect((await health(collector)).state).toBe('never');
    await run(collector);
    now += 7 * MINUTE_MS;
    expect((await health(collector)).state).toBe('ok');
    now += 7 * MINUTE_MS;
    expect((await health(collector)).state).toBe('late');
    now += 8 * 24 * 60 * MINUTE_MS;
    await run(asking(async () => {}));
    expect((await health(collector)).state).toBe('silent');
  });

  it('may say any number of problems, of which the last are kept', async () => {
    const collector = asking(async ({ sink }) => {
      for (let n = 0; n < 500; n += 1) sink.problem(`line ${n} \0`);
    });
    await run(collector);
    const { problems } = await health(collector);
    expect(problems).toHaveLength(20);
    expect(problems[0].message).toContain('line 499');
  });
});
