/**
 * A backend with nothing but the coupling plugin, as a process of its own, for `evidence.bench.ts`. Takes its configuration as an
 * argument, says `ready` to its parent, and answers `usage` with what it has used since it was last asked.
 */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import couplingPlugin from '../../plugins/coupling-backend/src';

export interface Usage {
  /** Processor time, all threads together. */
  cpuMs: number;
  /** Most processor time that the main thread used without a pause; undefined where Node cannot tell. */
  longestTurnMs: number | undefined;
  peakMb: number;
}

const LOOK_EVERY_MS = 5;

async function main(): Promise<void> {
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(JSON.parse(process.argv[2])),
    }),
  );
  backend.add(
    createServiceFactory({
      service: catalogServiceRef,
      deps: {},
      factory: () => ({ async *streamEntities() {} } as never),
    }),
  );
  backend.add(interopDefault(couplingPlugin));
  await backend.start();

  let cpu = process.cpuUsage();
  let turns = longestTurn();
  process.on('message', message => {
    if (message !== 'usage') return;
    const { user, system } = process.cpuUsage(cpu);
    const usage: Usage = {
      cpuMs: (user + system) / 1000,
      longestTurnMs: turns.stop(),
      peakMb: process.resourceUsage().maxRSS / 1024,
    };
    process.send!(usage);
    cpu = process.cpuUsage();
    turns = longestTurn();
  });
  process.on('disconnect', () => process.exit());
  process.send!('ready');
}

function interopDefault<T>(module: T): T {
  return (module as { default?: T }).default ?? module;
}

function longestTurn() {
  const { threadCpuUsage } = process as {
    threadCpuUsage?: () => NodeJS.CpuUsage;
  };
  if (!threadCpuUsage) {
    return { stop: () => undefined };
  }
  const used = () => {
    const { user, system } = threadCpuUsage.call(process);
    return (user + system) / 1000;
  };
  let longest = 0;
  let last = used();
  const look = () => {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop() {
      look();
      clearInterval(timer);
      return longest;
    },
  };
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
