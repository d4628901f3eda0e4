/** A sender and its backend are killed in the middle: everything that was acknowledged is there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { childDatabase, childEnv } from '../__testUtils__/childDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const PROGRAM = join(__dirname, '__testUtils__', 'ingestForever.ts');
const BATCHES = 15;

describe.each(databases.eachSupportedId())('ingestion on %s', id => {
  it('loses nothing acknowledged to kill -9', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coupling-durability-'));
    const opened: Knex[] = [];
    try {
      const config = await childDatabase(databases, id, folder);
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', PROGRAM, JSON.stringify(config)],
        { stdio: ['ignore', 'pipe', 'inherit'], env: childEnv() },
      );
      const acknowledged = new Set<string>();
      for await (const line of createInterface({ input: child.stdout })) {
        for (const one of line.split(' ')) acknowledged.add(one);
        if (acknowledged.size >= BATCHES * 50) break;
      }
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;

      const knex = createKnex(config);
      opened.push(knex);
      const rows = await knex('observations').select('id', 'seq');
      const there = new Set(rows.map(row => row.id));
      expect([...acknowledged].filter(one => !there.has(one))).toEqual([]);
      // Whole batches: what counts them, and what names their entities, says the same.
      const [{ observations }] = await knex('evidence_state').select();
      expect(Number(observations)).toBe(rows.length);
      const [{ count }] = await knex('observation_refs').count({ count: '*' });
      expect(Number(count)).toBe(rows.length);
    } finally {
      await Promise.all(opened.map(knex => knex.destroy()));
      rmSync(folder, { recursive: true });
    }
  });
});
