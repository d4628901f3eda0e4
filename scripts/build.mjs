#!/usr/bin/env node
/** Builds every package. The pages are then not built once more by what needs them. */
import { runMain } from './lib/log.mjs';
import { stopOnSignals } from './lib/processes.mjs';
import { buildAll, install } from './lib/project.mjs';
import { toolchain } from './lib/toolchain.mjs';

await runMain(async () => {
  stopOnSignals();
  const env = await toolchain();
  await install(env);
  await buildAll(env);
  return 0;
});
