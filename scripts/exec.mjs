#!/usr/bin/env node
import { runMain } from './lib/log.mjs';
import { start, stopOnSignals } from './lib/processes.mjs';
import { install, ROOT } from './lib/project.mjs';
import { toolchain } from './lib/toolchain.mjs';

/** Runs a command with the Node and Yarn of this project, its packages installed: `node scripts/exec.mjs yarn tsc`. */
await runMain(async () => {
  stopOnSignals();
  const env = await toolchain();
  await install(env);
  const [command, ...args] = process.argv.slice(2);
  if (!command) return 0;
  const code = await start(command, args, { cwd: ROOT, env }).exited;
  return typeof code === 'number' ? code : 1;
});
