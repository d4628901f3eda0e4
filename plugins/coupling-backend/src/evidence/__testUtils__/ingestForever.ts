/** Ingests until it is killed, and says after each batch which ids were acknowledged. For `durability.test.ts`. */
import createKnex from 'knex';
import { deployment, evidencePolicy } from '../../__testUtils__/observations';
import { DatabaseObservationStore } from '../DatabaseObservationStore';
import { Ingestion } from '../Ingestion';

const BATCH = 50;

async function main(): Promise<void> {
  const knex = createKnex(JSON.parse(process.argv[2]));
  const store = await DatabaseObservationStore.create({
    database: { getClient: async () => knex },
    policy: evidencePolicy(),
  });
  for (let n = 0; ; n += BATCH) {
    const ingestion = new Ingestion(store);
    const ids = Array.from({ length: BATCH }, (_, i) => `${n + i}`);
    for (const id of ids) {
      const at = new Date().toISOString();
      await ingestion.add({ text: JSON.stringify(deployment(id, { at })) });
    }
    const { stored } = await ingestion.end();
    if (stored !== BATCH) throw new Error(`stored ${stored}`);
    process.stdout.write(`${ids.join(' ')}\n`);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
