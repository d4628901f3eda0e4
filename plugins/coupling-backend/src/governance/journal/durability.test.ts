/** The plug is pulled between any two statements: what was acknowledged is there, and nothing is there by half. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { childDatabase, childEnv } from '../../__testUtils__/childDatabase';
import { DatabaseJournal } from './DatabaseJournal';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const PROGRAM = join(__dirname, '__testUtils__', 'dieBefore.ts');
/** More than the statements of one append, so every gap between two of them is met. */
const STATEMENTS = 13;

describe.each(databases.eachSupportedId())('the journal on %s', id => {
  it('keeps what it acknowledged, whole, wherever it dies', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coupling-journal-'));
    const config = await childDatabase(databases, id, folder);
    const knex = createKnex(config);
    try {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@posiwid/backstage-plugin-coupling-backend',
          'migrations',
        ),
      });
      const journal = new DatabaseJournal(knex);
      let acknowledgedAtAll = 0;
      for (let nth = 1; nth <= STATEMENTS; nth++) {
        await knex('journal').delete();
        await knex('journal_head').update({ sequence: 0 });
        const child = spawn(
          process.execPath,
          ['--import', 'tsx', PROGRAM, JSON.stringify(config), String(nth)],
          { stdio: ['ignore', 'pipe', 'inherit'], env: childEnv() },
        );
        const gone = once(child, 'exit');
        const acknowledged = (await text(child.stdout))
          .split(/\s+/)
          .filter(Boolean);
        expect((await gone)[1]).toBe('SIGKILL');

        const kept = await journal.since(0);
        const ids = kept.map(entry => entry.id);
        expect(ids).toEqual(expect.arrayContaining(acknowledged));
        // At most the one append that died between its commit and its answer is there beside.
        expect(ids.length - acknowledged.length).toBeLessThanOrEqual(2);
        expect(ids.filter(one => one.startsWith('d')).length).toBe(
          ids.filter(one => one.startsWith('r')).length,
        );
        expect(kept.map(entry => entry.sequence)).toEqual(
          ids.map((_, i) => i + 1),
        );
        expect(await journal.head()).toBe(ids.length);
        acknowledgedAtAll += acknowledged.length;
        // Whoever tries again afterwards finds no lock left behind.
        const next = ids.length / 2 + 1;
        const retried = await journal.append([
          {
            id: `d${next}`,
            stream: 'finding:f',
            after: next - 1,
            at: new Date().toISOString(),
            by: 'user:default/mara',
            body: { n: next },
          },
        ]);
        expect(retried.result).toBe('appended');
      }
      expect(acknowledgedAtAll).toBeGreaterThan(0);
    } finally {
      await knex.destroy();
      rmSync(folder, { recursive: true });
    }
  });
});
