/**
 * A backend with nothing but the coupling plugin, as a process of its own. Takes its configuration as an argument and says `ready`
 * to its parent. For `durability.http.test.ts`.
 */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import couplingPlugin from '../..';

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
  // A test that is over takes its backend with it.
  process.on('disconnect', () => process.exit());
  process.send!('ready');
}

function interopDefault<T>(module: T): T {
  return (module as { default?: T }).default ?? module;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
