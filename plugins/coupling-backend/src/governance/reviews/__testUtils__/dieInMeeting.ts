/**
 * Holds a meeting from a step on, and dies like a pulled plug just before its nth statement. Prints the id of each step that was
 * acknowledged, a line each.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import createKnex from 'knex';
import { startGoverned, type World } from './Governed';
import { stepsAbout } from './steps';

const [config, world, findings, from, nth] = process.argv.slice(2);

const say = (message: string, meta?: unknown) =>
  process.stderr.write(`${message} ${meta ?? ''}\n`);
const logger: LoggerService = {
  error: say,
  warn: say,
  info: () => {},
  debug: () => {},
  child: () => logger,
};

async function main(): Promise<void> {
  const knex = createKnex(JSON.parse(config));
  const governed = await startGoverned(
    knex,
    JSON.parse(world) as World,
    logger,
  );
  let statements = 0;
  knex.on('query', () => {
    statements += 1;
    if (statements === Number(nth)) process.kill(process.pid, 'SIGKILL');
  });
  for (const { id, send } of stepsAbout(JSON.parse(findings)).slice(
    Number(from),
  )) {
    await send(governed);
    process.stdout.write(`${id}\n`);
  }
  process.exit(0);
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
