/**
 * Observations into the store through the REST API, from one client, and all of them again. `COUPLING_BENCH_OBSERVATIONS` says how
 * many go into PostgreSQL (a million); a tenth of it goes into SQLite.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ingestion } from '@posiwid/backstage-plugin-coupling-common';
import { startPostgres } from '../support/postgres.mjs';
import { mb, ms, perSecond, type Bench, type Row, type Skipped } from './bench';
import type { Usage } from './evidenceBackend';

const OBSERVATIONS = Number(
  process.env.COUPLING_BENCH_OBSERVATIONS ?? 1_000_000,
);
const LINES_A_REQUEST = 50_000;
const LINES_A_CHUNK = 200;
const TOKEN = 'a-token-of-the-benchmark';
const MAX_TURN_MS = 50;

interface Database {
  name: string;
  observations: number;
  minPerSecond: number;
  config: object;
}

const bench: Bench = {
  title: 'observations through the REST API, from one client',
  async run(note) {
    const rows: (Row | Skipped)[] = [];
    const folder = mkdtempSync(join(tmpdir(), 'coupling-bench-'));
    try {
      rows.push(
        ...(await measure(
          {
            name: 'SQLite',
            observations: Math.ceil(OBSERVATIONS / 10),
            minPerSecond: 2_000,
            config: {
              client: 'better-sqlite3',
              connection: { directory: folder },
            },
          },
          note,
        )),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
    const postgres = await startPostgres({ durable: true }).catch(
      (error: Error) => error,
    );
    if (postgres instanceof Error) {
      return [...rows, { skipped: `PostgreSQL: ${postgres.message}` }];
    }
    try {
      rows.push(
        ...(await measure(
          {
            name: 'PostgreSQL',
            observations: OBSERVATIONS,
            minPerSecond: 5_000,
            config: { client: 'pg', connection: postgres.connectionString },
          },
          note,
        )),
      );
    } finally {
      await postgres.stop();
    }
    return rows;
  },
};
export default bench;

async function measure(
  database: Database,
  note: (text: string) => void,
): Promise<Row[]> {
  const { name, observations, minPerSecond } = database;
  const port = await anyPort();
  const backend = await startBackend(port, database.config);
  try {
    const rows: Row[] = [];
    for (const again of [false, true]) {
      await usageOf(backend);
      const start = performance.now();
      const sum = { stored: 0, unchanged: 0, refused: 0 };
      for (let from = 0; from < observations; from += LINES_A_REQUEST) {
        const to = Math.min(from + LINES_A_REQUEST, observations);
        const report = await send(port, from, to);
        sum.stored += report.stored;
        sum.unchanged += report.unchanged;
        sum.refused += report.refused;
        if (report.problems.length > 0) note(report.problems[0].message);
      }
      const seconds = (performance.now() - start) / 1000;
      const usage = await usageOf(backend);
      const rate = observations / seconds;
      const what = `${name}, ${observations.toLocaleString('en')} ${
        again ? 'again' : 'new'
      }`;
      note(`${what}: ${JSON.stringify(sum)} in ${Math.round(seconds)} s`);
      rows.push(
        {
          what,
          ours: perSecond(rate),
          bound: {
            text: `at least ${minPerSecond.toLocaleString('en')} a second`,
            held: rate >= minPerSecond,
          },
        },
        {
          what: `${what}: ${again ? 'changed' : 'missing'}`,
          ours: {
            value: again ? sum.stored : observations - sum.stored,
            unit: '',
          },
          bound: {
            text: 'none',
            held: again
              ? sum.unchanged === observations
              : sum.stored === observations,
          },
        },
        {
          what: `${what}: processor time of the backend, each 1,000`,
          ours: ms((usage.cpuMs / observations) * 1000),
        },
        {
          what: `${what}: peak memory of the backend`,
          ours: mb(usage.peakMb),
        },
      );
      if (usage.longestTurnMs !== undefined) {
        rows.push({
          what: `${what}: longest turn of the event loop, processor time`,
          ours: ms(usage.longestTurnMs),
          bound: {
            text: `at most ${MAX_TURN_MS} ms`,
            held: usage.longestTurnMs <= MAX_TURN_MS,
          },
        });
      }
    }
    return rows;
  } finally {
    backend.disconnect();
    await once(backend, 'exit');
  }
}

/** Streams observations with these numbers, one a line. */
async function send(
  port: number,
  from: number,
  to: number,
): Promise<Ingestion> {
  const sending = request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    path: '/api/coupling/v1/observations',
    headers: {
      'Content-Type': 'application/x-ndjson',
      Authorization: `Bearer ${TOKEN}`,
    },
  });
  const answered = once(sending, 'response');
  await pipeline(Readable.from(chunksOf(from, to)), sending);
  const [response] = await answered;
  let text = '';
  for await (const chunk of response) text += chunk;
  if (response.statusCode !== 200) {
    throw new Error(`${response.statusCode} ${text}`);
  }
  return JSON.parse(text);
}

function* chunksOf(from: number, to: number): Generator<string> {
  for (let start = from; start < to; start += LINES_A_CHUNK) {
    let text = '';
    for (let n = start; n < Math.min(start + LINES_A_CHUNK, to); n += 1) {
      text += `${JSON.stringify(observation(n))}\n`;
    }
    yield text;
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
const END = Date.now() - DAY_MS;

/** A year of deployments, calls and incidents among a thousand services. */
function observation(n: number): object {
  const at = new Date(END - (n % 360) * DAY_MS - (n % 86_000) * 1000);
  const base = { source: `source-${n % 5}`, id: `observation ${n}`, at };
  const service = `component:default/service-${(n * 7919) % 1000}`;
  if (n % 100 === 0) {
    return {
      ...base,
      kind: 'incident',
      entities: [service, `component:default/service-${n % 1000}`],
      startedAt: new Date(at.getTime() - 3_600_000),
      resolvedAt: at,
    };
  }
  return n % 2 === 0
    ? {
        ...base,
        kind: 'calls',
        from: service,
        to: `component:default/service-${(n * 31) % 1000}`,
        windowStart: new Date(at.getTime() - 3_600_000),
        windowEnd: at,
        requests: n % 1000,
        errors: n % 7,
      }
    : {
        ...base,
        kind: 'deployment',
        entity: service,
        outcome: n % 9 === 0 ? 'failed' : 'succeeded',
        version: `1.${n}`,
      };
}

async function startBackend(
  port: number,
  database: object,
): Promise<ChildProcess> {
  const baseUrl = `http://127.0.0.1:${port}`;
  const config = {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database,
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'bench' } },
        ],
      },
    },
    coupling: {
      // Nothing but the ingestion is to be measured.
      schedule: {
        frequency: { hours: 24 },
        timeout: { minutes: 5 },
        initialDelay: { hours: 12 },
      },
    },
  };
  const backend = fork(
    join(__dirname, 'evidenceBackend.ts'),
    [JSON.stringify(config)],
    {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error' },
    },
  );
  const ended = once(backend, 'exit').then(([code]) => {
    throw new Error(`the backend ended with ${code}`);
  });
  ended.catch(() => {});
  await Promise.race([once(backend, 'message'), ended]);
  return backend;
}

async function usageOf(backend: ChildProcess): Promise<Usage> {
  backend.send('usage');
  const [usage] = await once(backend, 'message');
  return usage;
}

function anyPort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
