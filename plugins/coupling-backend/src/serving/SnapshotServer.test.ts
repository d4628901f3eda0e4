import { mockServices } from '@backstage/backend-test-utils';
import { memoryDatabase } from '../__testUtils__/database';
import { component, smallPlatform } from '../__testUtils__/entities';
import { InlineAnalysisRunner } from '../__testUtils__/InlineAnalysisRunner';
import { DatabaseAnalysisStore } from '../store/DatabaseAnalysisStore';
import { SnapshotServer } from './SnapshotServer';

jest.setTimeout(60_000);

describe('serving snapshots', () => {
  const { knex, database } = memoryDatabase();
  let store: DatabaseAnalysisStore;
  const servers: SnapshotServer[] = [];

  const replica = async () => {
    const server = new SnapshotServer({
      store,
      logger: mockServices.logger.mock(),
      pollMs: 50,
    });
    servers.push(server);
    await server.start();
    return server;
  };

  const analyse = async (id: string, entities: unknown[]) => {
    const run = new InlineAnalysisRunner().start();
    run.addEntities(entities);
    const outcome = await run.finish({
      id,
      at: new Date().toISOString(),
      fingerprint: id,
      scanned: entities.length,
    });
    await store.save({
      record: outcome.record,
      snapshot: outcome.snapshot,
      findings: outcome.changed,
    });
  };

  const entitiesOf = async (server: SnapshotServer) => {
    const { body } = await server.ask(
      { operation: 'getOverview', query: {} },
      'everything',
    );
    return JSON.parse(new TextDecoder().decode(body)).entities;
  };

  const until = async (condition: () => boolean) => {
    while (!condition()) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };

  beforeAll(async () => {
    store = await DatabaseAnalysisStore.create({
      database,
      retention: { snapshots: 2, resolvedDays: 365 },
    });
  });
  afterAll(async () => {
    await Promise.all(servers.map(server => server.stop()));
    await knex.destroy();
  });

  it('brings what one replica has analysed to every other, and to one that starts later', async () => {
    const here = await replica();
    const there = await replica();
    expect(await entitiesOf(here)).toBe(0);

    await analyse('first', smallPlatform());
    await until(() => there.current()?.id === 'first');
    await until(() => here.current()?.id === 'first');
    expect(await entitiesOf(there)).toBe(10);
    expect(await entitiesOf(here)).toBe(10);

    const late = await replica();
    expect(late.current()!.id).toBe('first');
    expect(await entitiesOf(late)).toBe(10);
  });

  it('answers without a gap while a newer snapshot takes over', async () => {
    const server = await replica();
    const answers: number[] = [];
    let asking = true;
    const asked = (async () => {
      while (asking) {
        answers.push(await entitiesOf(server));
      }
    })();
    await analyse('second', [component('a'), component('b', ['a'])]);
    await until(() => server.current()?.id === 'second');
    await entitiesOf(server);
    asking = false;
    await asked;
    expect([...new Set(answers)]).toEqual([10, 2]);
  });

  it('reads again what the database did not give, and does not take it for what cannot be opened', async () => {
    await knex.schema.renameTable('snapshot_chunks', 'elsewhere');
    const server = await replica();
    expect(server.current()).toBeUndefined();
    await expect(entitiesOf(server)).rejects.toThrow('snapshot_chunks');
    await knex.schema.renameTable('elsewhere', 'snapshot_chunks');
    await until(() => server.current() !== undefined);
    expect(await entitiesOf(server)).toBe(2);
  });

  it('goes on with the old snapshot when the new one cannot be opened, and starts with an empty one', async () => {
    const server = await replica();
    await store.save({
      record: {
        ...(await store.latest())!,
        id: 'broken',
        at: new Date().toISOString(),
      },
      snapshot: [Uint8Array.of(1, 2, 3)],
      findings: [],
    });
    await expect(server.refresh()).rejects.toThrow('cannot be opened');
    expect(server.current()!.id).toBe('second');
    expect(await entitiesOf(server)).toBe(2);

    const late = await replica();
    expect(late.current()).toBeUndefined();
    expect(await entitiesOf(late)).toBe(0);
  });
});
