/**
 * A backend that is being sent observations over HTTP is killed, again and again: what its answers counted as stored is there
 * when the next one starts, and sending all of it again ends with each observation there once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { childDatabase } from '../__testUtils__/childDatabase';
import { deployment } from '../__testUtils__/observations';
import { BackendProcess } from './__testUtils__/BackendProcess';

/** A backend takes seconds to start, and on a busy machine a minute. */
jest.setTimeout(900_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

/** Several batches of the ingestion are in one request, so that a kill falls between two of them or into one. */
const LINES = 4_000;
const CHUNK = 250;
const ROUNDS = 2;

/** Where the backend keeps its observations: `backend.database`, and the same place for the test to look into. */
async function place(
  id: string,
  folder: string,
): Promise<{ database: object; knex: Knex.Config }> {
  if (id === 'SQLITE_3') {
    return {
      database: { client: 'better-sqlite3', connection: { directory: folder } },
      knex: {
        client: 'better-sqlite3',
        connection: { filename: join(folder, 'coupling.sqlite') },
        useNullAsDefault: true,
      },
    };
  }
  const { client, connection } = await childDatabase(databases, id, folder);
  return {
    database: { client, connection, pluginDivisionMode: 'schema' },
    knex: { client, connection, searchPath: ['coupling'] },
  };
}

const at = new Date(Date.now() - 60_000).toISOString();

/** The observations of one request, a line each. `onHalf` is called when half of them are on their way. */
function* linesOf(request: number, onHalf?: () => void): Generator<string> {
  for (let from = 0; from < LINES; from += CHUNK) {
    if (from === LINES / 2) onHalf?.();
    yield Array.from(
      { length: CHUNK },
      (_, n) =>
        `${JSON.stringify(deployment(`${request}-${from + n}`, { at }))}\n`,
    ).join('');
  }
}

/** Sends one request after the other until the backend is killed in the midst of one. Returns how many were answered. */
async function sendUntilKilled(
  backend: BackendProcess,
  round: number,
): Promise<{ answered: number; sent: number }> {
  const answered = round + 1;
  for (let n = 0; n < answered; n += 1) {
    const { stored, unchanged } = await backend.send(linesOf(n));
    expect(stored + unchanged).toBe(LINES);
  }
  let killed: Promise<void> | undefined;
  const cut = backend.send(
    linesOf(answered, () => {
      // Each round a little later, so that it falls into another moment.
      killed = new Promise(resolve => setTimeout(resolve, round * 40)).then(
        () => backend.kill(),
      );
    }),
  );
  const wasAnswered = await cut.then(
    () => true,
    () => false,
  );
  await killed;
  return {
    answered: wasAnswered ? answered + 1 : answered,
    sent: answered + 1,
  };
}

describe.each(databases.eachSupportedId())('a backend on %s', id => {
  it('that is killed again and again keeps what it said is stored, and in the end each observation once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coupling-durability-'));
    const { database, knex: config } = await place(id, folder);
    let backend = await BackendProcess.start(database);
    const knex = createKnex(config);
    try {
      let sent = 0;
      let cut = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const { answered, sent: requests } = await sendUntilKilled(
          backend,
          round,
        );
        sent = Math.max(sent, requests);
        cut += requests - answered;
        backend = await BackendProcess.start(database);
        for (let n = 0; n < answered; n += 1) {
          expect(await backend.send(linesOf(n))).toEqual({
            stored: 0,
            unchanged: LINES,
            refused: 0,
            problems: [],
          });
        }
        // Whole batches: what counts them says the same as what is there.
        const rows = await knex('observations').select('id');
        const evidence = await backend.get('/evidence');
        expect(evidence.observations).toBe(rows.length);
        expect(new Set(rows.map(row => row.id)).size).toBe(rows.length);
      }

      expect(cut).toBeGreaterThan(0);
      for (let n = 0; n < sent; n += 1) {
        const { stored, unchanged, refused } = await backend.send(linesOf(n));
        expect([stored + unchanged, refused]).toEqual([LINES, 0]);
      }
      const ids = await knex('observations').pluck('id');
      expect(ids).toHaveLength(sent * LINES);
      expect(new Set(ids).size).toBe(sent * LINES);
    } finally {
      await backend.kill();
      await knex.destroy();
      rmSync(folder, { recursive: true });
    }
  });
});
