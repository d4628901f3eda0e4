/**
 * The plug is pulled again and again while a meeting is held, and each time whoever holds it sends again what was not acknowledged:
 * it ends as if nothing had happened. Every gap between two statements of one append is in the journal's own test.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { analyse } from '@posiwid/coupling-engine';
import createKnex from 'knex';
import { childDatabase, childEnv } from '../../__testUtils__/childDatabase';
import { smallPlatform } from '../../__testUtils__/entities';
import { DatabaseJournal } from '../journal';
import { startGoverned, type World } from './__testUtils__/Governed';
import { asker, REVIEW, stepsAbout } from './__testUtils__/steps';

jest.setTimeout(600_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18', 'POSTGRES_17', 'POSTGRES_16'],
  disableDocker: true,
});

const PROGRAM = join(__dirname, '__testUtils__', 'dieInMeeting.ts');
/** Before which statement each backend dies: early in a step, late in it, and some steps on. */
const DEATHS = [3, 11, 26, 14, 40, 9, 33];

describe.each(databases.eachSupportedId())('a meeting on %s', databaseId => {
  it('loses nothing that was acknowledged, and has nothing twice, wherever the backend dies', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coupling-meeting-'));
    const config = await childDatabase(databases, databaseId, folder);
    const knex = createKnex(config);
    const world: World = {
      entities: smallPlatform(),
      now: '2026-10-28T09:00:00.000Z',
    };
    const governed = await startGoverned(
      knex,
      world,
      mockServices.logger.mock(),
    );
    try {
      await governed.analyse();
      const { findings } = analyse({
        entities: world.entities.map(entity => ({ entity })),
        at: world.now,
      });
      const [first, second] = findings.map(({ id }) => id);
      const steps = stepsAbout([first, second]).map(({ id }) => id);
      const journal = new DatabaseJournal(knex);

      const holdFrom = async (from: number, dieBefore: number) => {
        const child = spawn(
          process.execPath,
          [
            ...['--import', 'tsx', PROGRAM],
            ...[config, world, [first, second]].map(each =>
              JSON.stringify(each),
            ),
            ...[from, dieBefore].map(String),
          ],
          { stdio: ['ignore', 'pipe', 'inherit'], env: childEnv() },
        );
        const gone = once(child, 'exit');
        const said = await text(child.stdout);
        const [code, signal] = await gone;
        return { code, signal, said: said.split('\n').filter(Boolean) };
      };

      let acknowledged = 0;
      let deaths = 0;
      for (const dieBefore of [...DEATHS, 0]) {
        const { code, signal, said } = await holdFrom(acknowledged, dieBefore);
        expect(said).toEqual(steps.slice(acknowledged).slice(0, said.length));
        acknowledged += said.length;
        const kept = (await journal.since(0)).map(({ id }) => id);
        // At most the step that died between its commit and its answer is there beside.
        expect([acknowledged, acknowledged + 1]).toContain(kept.length);
        expect(kept).toEqual(steps.slice(0, kept.length));
        expect(['SIGKILL', 0]).toContain(signal ?? code);
        if (signal === 'SIGKILL') deaths += 1;
        if (acknowledged === steps.length) break;
      }
      expect(deaths).toBeGreaterThan(3);

      const review = await governed.reviewer.review(REVIEW, asker);
      expect(review).toMatchObject({
        state: 'ended',
        attendance: [{ who: 'group:default/red', here: true }],
        notes: [{ text: 'a good hour' }],
        current: second,
      });
      const decided = new Map(
        review.items.map(({ item, decisions, dissents }) => [
          item.key,
          [...decisions, ...dissents].map(each =>
            'body' in each ? each.body.kind : each.text,
          ),
        ]),
      );
      expect(decided.get(first)).toEqual(['accept', 'too long']);
      expect(decided.get(second)).toEqual(['assign']);
    } finally {
      await governed.stop();
      await knex.destroy();
      rmSync(folder, { recursive: true });
    }
  });
});
