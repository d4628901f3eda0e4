/**
 * Appends a decision and what happens in a meeting together, again and again, and dies like a pulled plug just before its nth
 * statement. Prints the ids of what was acknowledged, a line an append.
 */
import createKnex from 'knex';
import { DatabaseJournal } from '../DatabaseJournal';

const [config, nth] = process.argv.slice(2);

async function main(): Promise<void> {
  const knex = createKnex(JSON.parse(config));
  const journal = new DatabaseJournal(knex);
  let statements = 0;
  knex.on('query', () => {
    statements += 1;
    if (statements === Number(nth)) process.kill(process.pid, 'SIGKILL');
  });
  for (let n = 1; ; n++) {
    const at = new Date().toISOString();
    const common = { at, by: 'user:default/mara', after: n - 1 };
    const { result } = await journal.append([
      { ...common, id: `d${n}`, stream: 'finding:f', body: { n } },
      { ...common, id: `r${n}`, stream: 'review:r.1', body: { n } },
    ]);
    if (result !== 'appended') throw new Error(result);
    process.stdout.write(`d${n} r${n}\n`);
  }
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
