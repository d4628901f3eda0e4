#!/usr/bin/env node
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.mjs';
import { runMain, say, step } from './lib/log.mjs';
import { start, stopAll, stopOnSignals } from './lib/processes.mjs';
import { buildPages, DATA, install, ROOT } from './lib/project.mjs';
import { toolchain } from './lib/toolchain.mjs';

const USAGE = `Runs the tests on an embedded database and on PostgreSQL, and ends with the line "N passed, N failed".

  npm test
  npm test -- plugins/coupling-backend   whatever jest takes is passed on to it
  npm test -- --e2e                      the end-to-end tests too, in a real browser (chromium)
  npm test -- --e2e-only                 only those`;

const JEST_RESULTS = join(DATA, 'jest-results.json');
const PLAYWRIGHT_RESULTS = join(DATA, 'playwright-results.json');

/** Counts of one runner's report. A suite that could not even be loaded is a failure, and so is a missing report. */
function jestCounts(code) {
  if (!existsSync(JEST_RESULTS)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(readFileSync(JEST_RESULTS, 'utf8'));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

function playwrightCounts(code) {
  if (!existsSync(PLAYWRIGHT_RESULTS))
    return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(PLAYWRIGHT_RESULTS, 'utf8'));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected === 0 && code !== 0 ? 1 : stats.unexpected,
    skipped: stats.skipped,
  };
}

async function postgres() {
  try {
    return await step('Starting PostgreSQL', startPostgres);
  } catch (error) {
    say(`          Tests on PostgreSQL are skipped: ${error.message}`);
    return undefined;
  }
}

async function unitTests(env, args) {
  rmSync(JEST_RESULTS, { force: true });
  const database = await postgres();
  try {
    const { exited } = start(
      'yarn',
      [
        'backstage-cli',
        'repo',
        'test',
        '--json',
        `--outputFile=${JEST_RESULTS}`,
        ...args,
      ],
      {
        cwd: ROOT,
        env: {
          ...env,
          CI: 'true',
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          ...(database && {
            BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
              database.connectionString,
          }),
        },
      },
    );
    return jestCounts(await exited);
  } finally {
    await database?.stop();
  }
}

async function endToEndTests(env) {
  rmSync(PLAYWRIGHT_RESULTS, { force: true });
  await buildPages(env);
  const { exited } = start(
    'yarn',
    [
      'playwright',
      'test',
      '--config',
      'test/e2e/playwright.config.ts',
      '--reporter=list,json',
    ],
    {
      cwd: ROOT,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_RESULTS },
    },
  );
  return playwrightCounts(await exited);
}

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    say(USAGE);
    return 0;
  }
  stopOnSignals();
  const env = await toolchain();
  await install(env);
  const only = args.includes('--e2e-only');
  const counts = [];
  try {
    if (!only)
      counts.push(
        await unitTests(
          env,
          args.filter(arg => arg !== '--e2e'),
        ),
      );
    if (only || args.includes('--e2e')) counts.push(await endToEndTests(env));
  } finally {
    await stopAll();
  }
  const sum = key => counts.reduce((total, count) => total + count[key], 0);
  if (sum('skipped') > 0) say(`\n${sum('skipped')} skipped`);
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
});
