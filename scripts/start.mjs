#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareCatalog, readCatalog } from './lib/catalog.mjs';
import { Halt, runMain, say, step } from './lib/log.mjs';
import { observationsAt, yearOfHarbor } from './lib/observations.mjs';
import { freePort, startPortal } from './lib/portal.mjs';
import { stopAll, stopOnSignals, tail } from './lib/processes.mjs';
import { buildPages, DATA, install, ROOT } from './lib/project.mjs';
import { toolchain } from './lib/toolchain.mjs';

const USAGE = `Opens the example portal, with Harbor and a year of what was observed of it, or with a catalog of yours.

  npm start
  npm start -- --catalog PATH        a file or folder of catalog entities: YAML, JSON, JSON lines, each also gzipped
  npm start -- --observations PATH   a file or folder of observations: JSON lines, each also gzipped
  npm start -- --port 3001           default 3000
  npm start -- --no-open             do not open a browser

What the portal has seen is kept in .portal, by catalog; delete a folder there to begin anew.`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        catalog: { type: 'string' },
        observations: { type: 'string' },
        port: { type: 'string', default: '3000' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new Error(
        `--port takes a number from 1 to 65535, not ${values.port}`,
      );
    }
    return { ...values, port };
  } catch (error) {
    throw new Halt(error.message, `\n${USAGE}`);
  }
}

/** Those that were asked for; of Harbor, when no others are, a year that ends now. */
async function observationsFor(args, env, dataDir) {
  if (args.observations) return observationsAt(args.observations);
  if (args.catalog) return undefined;
  return step('Making a year of what was observed', () =>
    yearOfHarbor({ env, dataDir }),
  );
}

function openBrowser(url) {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
      ? ['cmd', '/c', 'start', url]
      : ['xdg-open', url];
  // No browser on this machine is no failure: the address stands on the terminal.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

await runMain(async () => {
  const args = readArguments();
  if (args.help) {
    say(USAGE);
    return 0;
  }
  stopOnSignals(() => say('\nStopping the portal.'));
  await freePort(args.port);

  const env = await toolchain();
  await install(env);
  const catalog = args.catalog
    ? await step(`Reading ${args.catalog}`, () => prepareCatalog(args.catalog))
    : undefined;
  for (const { file, message } of catalog?.leftOut.slice(0, 10) ?? [])
    say(`          left out: ${message} (${file})`);
  if (catalog?.leftOut.length > 10)
    say(`          left out: ${catalog.leftOut.length - 10} more`);
  const expected =
    catalog?.entities ??
    (await readCatalog(join(ROOT, 'examples', 'harbor'))).entities.length;
  const dataDir = catalog?.dataDir ?? join(DATA, 'harbor');
  const observations = await observationsFor(args, env, dataDir);
  await buildPages(env);

  const title = catalog?.name ?? 'Harbor';
  const portal = startPortal({
    env,
    port: args.port,
    dataDir,
    title,
    catalog,
    observations,
  });
  try {
    await step('Starting the portal', () => portal.ready());
    const { count } = await step('Loading the catalog', () =>
      portal.catalogLoaded(expected),
    );
    const evidence =
      observations &&
      (await step('Reading what was observed', () => portal.observed()));
    for (const problem of evidence?.problems.slice(0, 10) ?? [])
      say(`          could not be read: ${problem}`);
    const analysis = await step(`Analysing ${count} entities`, () =>
      portal.analysed(),
    );
    const address = `${portal.url}/coupling`;
    say(
      `\n${analysis.entities} things that can fail, ${analysis.couplings} couplings, ${analysis.teams} teams` +
        `${
          evidence ? `, ${evidence.observations} observations` : ''
        }. Ctrl-C stops the portal.\n` +
        `${title} is open at ${address}`,
    );
    if (process.stdout.isTTY && !process.env.CI && !args['no-open'])
      openBrowser(address);
    const code = await portal.exited;
    throw new Halt(
      `The portal ended by itself (${code}).`,
      tail(portal.logFile, 25),
    );
  } finally {
    await stopAll();
  }
});
