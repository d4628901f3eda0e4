import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import createKnex from 'knex';
import { PAGE_SIZE } from '../../plugins/coupling-backend/src/catalog/ScanningCatalogReader';
import type { Question } from '../../plugins/coupling-backend/src/serving/questions';
import type { SnapshotServer } from '../../plugins/coupling-backend/src/serving/SnapshotServer';
import { ms, type Bench, type Row, type Skipped } from './bench';
import { debian, NO_DEBIAN } from './catalogs';
import { serveCatalog } from './servedCatalog';

const MAX_DELAY_MS = 50;
const ASK_EVERY_MS = 20;
const RESOLUTION_MS = 5;

const QUESTIONS: Question[] = [
  { operation: 'getOverview', query: {} },
  { operation: 'listFindings', query: { limit: 100 } },
  { operation: 'listTeams', query: {} },
  { operation: 'listSharedDependencies', query: {} },
];

const bench: Bench = {
  title:
    'event loop of the backend while it reads, analyses, stores and serves Debian 12',
  async run(note) {
    const rows: (Row | Skipped)[] = [];
    for (const file of ['sample-20000.jsonl.gz', 'entities.jsonl.gz']) {
      const path = debian(file);
      rows.push(
        ...(path
          ? await serveWhileAnalysing(path, note)
          : [{ skipped: NO_DEBIAN }]),
      );
    }
    return rows;
  },
};
export default bench;

/**
 * Two analyses of a catalog that has changed in between, on a database in a file, while every question is asked again and
 * again. What is held to the bound is the longest time for which nothing else could run on the main thread.
 */
async function serveWhileAnalysing(
  path: string,
  note: (text: string) => void,
): Promise<Row[]> {
  const pages = pagesOf(path);
  const folder = mkdtempSync(join(tmpdir(), 'coupling-bench-'));
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'coupling.sqlite') },
    useNullAsDefault: true,
  });
  await knex.raw('PRAGMA foreign_keys = ON');
  const catalog = await serveCatalog(knex, pages);
  const { snapshots } = catalog;
  try {
    note(`${pages.length} pages: first analysis`);
    await catalog.analyse();

    note('second analysis, measured while serving');
    const asking = keepAsking(snapshots);
    const idle = idleProcess();
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    const turns = longestTurn();
    delay.enable();
    const start = performance.now();
    await catalog.analyse();
    const took = performance.now() - start;
    delay.disable();
    const turn = turns.stop();
    const { answered, slowest } = await asking.stop();
    const longest = delay.max / 1e6;
    const idled = await idle.stop();
    const entities = snapshots.current()!.counts.entities;
    const of = `${entities.toLocaleString('en')} entities`;
    note(`${answered} answers in ${Math.round(took)} ms`);
    return [
      {
        what: `longest delay of the event loop, ${of}`,
        ours: ms(longest),
        peer: { name: 'idle process', figure: ms(idled) },
        bound: {
          text: `at most ${MAX_DELAY_MS} ms more`,
          held: longest <= idled + MAX_DELAY_MS,
        },
      },
      ...(turn === undefined
        ? []
        : [
            {
              what: `longest turn of the event loop, processor time, ${of}`,
              ours: ms(turn),
              bound: {
                text: `at most ${MAX_DELAY_MS} ms`,
                held: turn <= MAX_DELAY_MS,
              },
            },
          ]),
      { what: `read, analyse, store, open, ${of}`, ours: ms(took) },
      { what: `slowest answer meanwhile, ${of}`, ours: ms(slowest) },
    ];
  } finally {
    await catalog.stop();
    await knex.destroy();
    rmSync(folder, { recursive: true });
  }
}

/**
 * The longest delay that a process sees which does nothing but measure: what this machine, and whatever else runs on it, adds
 * to every measurement.
 */
function idleProcess() {
  const child = spawn(process.execPath, [
    '-e',
    `const delay = require('node:perf_hooks').monitorEventLoopDelay({ resolution: ${RESOLUTION_MS} });
     delay.enable();
     process.stdin.on('data', () => { console.log(delay.max / 1e6); process.exit(); });`,
  ]);
  return {
    async stop() {
      child.stdin.write('stop\n');
      const [answer] = await once(child.stdout, 'data');
      return Number(answer);
    },
  };
}

/** The most processor time that the main thread used without a pause; undefined where Node cannot tell (before 23.9). */
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
  const timer = setInterval(look, RESOLUTION_MS);
  return {
    stop() {
      look();
      clearInterval(timer);
      return longest;
    },
  };
}

/** Asks one question after the other until it is stopped. */
function keepAsking(snapshots: SnapshotServer) {
  let stopped = false;
  let answered = 0;
  let slowest = 0;
  const done = (async () => {
    for (let i = 0; !stopped; i += 1) {
      const start = performance.now();
      await snapshots.ask(QUESTIONS[i % QUESTIONS.length], 'everything');
      slowest = Math.max(slowest, performance.now() - start);
      answered += 1;
      await new Promise(resolve => setTimeout(resolve, ASK_EVERY_MS));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await done;
      return { answered, slowest };
    },
  };
}

/** The entities as the catalog would answer them: JSON texts of one page each. */
function pagesOf(path: string): string[] {
  const lines = gunzipSync(readFileSync(path))
    .toString('utf8')
    .trim()
    .split('\n');
  const pages: string[] = [];
  for (let start = 0; start < lines.length; start += PAGE_SIZE) {
    pages.push(`[${lines.slice(start, start + PAGE_SIZE).join(',')}]`);
  }
  return pages;
}
