import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { DEFAULT_POLICY } from '@posiwid/coupling-engine';
import createKnex, { type Knex } from 'knex';
import { ThreadAnalysisRunner } from '../../plugins/coupling-backend/src/analysis/ThreadAnalysisRunner';
import type { CatalogReader } from '../../plugins/coupling-backend/src/catalog/CatalogReader';
import { AnalysisTask } from '../../plugins/coupling-backend/src/schedule/AnalysisTask';
import type { Question } from '../../plugins/coupling-backend/src/serving/questions';
import { SnapshotServer } from '../../plugins/coupling-backend/src/serving/SnapshotServer';
import { DatabaseAnalysisStore } from '../../plugins/coupling-backend/src/store/DatabaseAnalysisStore';
import { ms, type Bench, type Row, type Skipped } from './bench';
import { debian, NO_DEBIAN } from './catalogs';

const MAX_DELAY_MS = 50;
const PAGE_SIZE = 500;
const ASK_EVERY_MS = 20;

const QUESTIONS: Question[] = [
  { operation: 'listFindings', query: { q: 'lib' } },
  { operation: 'listFindings', query: { limit: 100 } },
  { operation: 'listProblems', query: {} },
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
  const store = await DatabaseAnalysisStore.create({
    database: databaseOf(knex),
    retention: { snapshots: 2, resolvedDays: 730 },
  });
  const snapshots = new SnapshotServer({ store, logger: SILENT });
  let scans = 0;
  const reader: CatalogReader = {
    async scan({ onPage }) {
      scans += 1;
      for (const page of pages) {
        // A turn of the event loop lies between two pages, as between two answers of the catalog.
        await new Promise(resolve => setImmediate(resolve));
        await onPage(JSON.parse(page));
      }
      return {
        entities: pages.length * PAGE_SIZE,
        fingerprint: `scan ${scans}`,
      };
    },
  };
  const task = new AnalysisTask({
    reader,
    runner: new ThreadAnalysisRunner({
      policy: DEFAULT_POLICY,
      ruleModules: [],
      timeoutMs: 600_000,
    }),
    store,
    logger: SILENT,
    conditions: [],
    onStored: () => snapshots.refresh(),
  });
  try {
    await snapshots.start();
    await store.request(new Date().toISOString());
    note(`${pages.length} pages: first analysis`);
    await task.run(new AbortController().signal);

    note('second analysis, measured while serving');
    const asking = keepAsking(snapshots);
    let lastT = performance.now(); const t0=lastT;
    let mark=''; 
    const wrap=(o:any,n:string)=>{const f=o[n].bind(o); o[n]=(...a:any[])=>{mark=n; const s=performance.now(); const r=f(...a); const e=performance.now()-s; if(e>15) note('sync '+n+' '+e.toFixed(0)); if(r?.finally) r.finally(()=>{mark=n+' done'}); return r;}};
    wrap(store,'save'); wrap(store,'runState'); wrap(store,'latest'); wrap(snapshots,'refresh');wrap(store,'beginRun');
    const probe=setInterval(()=>{const n=performance.now(); if(n-lastT>35) note('gap '+(n-lastT).toFixed(0)+' at '+(n-t0).toFixed(0)+' '+mark); lastT=n;},5);
    setTimeout(()=>clearInterval(probe),60000).unref();

    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const start = performance.now();
    await task.run(new AbortController().signal);
    const took = performance.now() - start;
    delay.disable();
    const { answered, slowest } = await asking.stop();
    const longest = delay.max / 1e6;
    const entities = snapshots.current()!.counts.entities;
    const of = `${entities.toLocaleString('en')} entities`;
    note(`${answered} answers in ${Math.round(took)} ms`);
    return [
      {
        what: `longest delay of the event loop, ${of}`,
        ours: ms(longest),
        bound: {
          text: `at most ${MAX_DELAY_MS} ms`,
          held: longest <= MAX_DELAY_MS,
        },
      },
      { what: `read, analyse, store, open, ${of}`, ours: ms(took) },
      { what: `slowest answer meanwhile, ${of}`, ours: ms(slowest) },
    ];
  } finally {
    await snapshots.stop();
    await knex.destroy();
    rmSync(folder, { recursive: true });
  }
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

function databaseOf(knex: Knex): DatabaseService {
  return { getClient: async () => knex };
}

const SILENT: LoggerService = {
  error: () => {},
  warn: text => process.stderr.write(`  ${text}\n`),
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};
