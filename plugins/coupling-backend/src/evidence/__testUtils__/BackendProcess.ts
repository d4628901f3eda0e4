/** A real backend that observations are sent to over HTTP, and that can be killed. For `durability.http.test.ts`. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ingestion } from '@posiwid/backstage-plugin-coupling-common';
import { childEnv } from '../../__testUtils__/childDatabase';

const PROGRAM = join(__dirname, 'serveEvidence.ts');
const TOKEN = 'a-token-of-the-test';
const HOST = '127.0.0.1';

export class BackendProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {}

  /** @param database - `backend.database` of its configuration */
  static async start(database: object): Promise<BackendProcess> {
    const port = await anyPort();
    const child = fork(PROGRAM, [JSON.stringify(configOf(port, database))], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...childEnv(), NODE_ENV: 'production', LOG_LEVEL: 'error' },
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The backend ended with ${code}`);
    });
    ended.catch(() => {});
    await Promise.race([once(child, 'message'), ended]);
    return new BackendProcess(child, port);
  }

  /** Streams lines; rejects when the backend goes away before it has answered. */
  async send(lines: Iterable<string>): Promise<Ingestion> {
    const sending = request({
      ...this.at('/observations'),
      method: 'POST',
      headers: {
        ...this.at('/observations').headers,
        'Content-Type': 'application/x-ndjson',
      },
    });
    const answered = once(sending, 'response');
    const [[response]] = await Promise.all([
      answered,
      pipeline(Readable.from(lines), sending),
    ]);
    return json(response);
  }

  async get(path: string): Promise<any> {
    const asking = request(this.at(path));
    const answered = once(asking, 'response');
    asking.end();
    const [response] = await answered;
    return json(response);
  }

  /** Nothing of it runs any more when this resolves. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  private at(path: string) {
    return {
      host: HOST,
      port: this.port,
      path: `/api/coupling/v1${path}`,
      headers: { Authorization: `Bearer ${TOKEN}` },
    };
  }
}

async function json(
  response: AsyncIterable<Buffer> & { statusCode?: number },
): Promise<any> {
  let text = '';
  for await (const chunk of response) text += chunk;
  if (response.statusCode !== 200) {
    throw new Error(`${response.statusCode} ${text}`);
  }
  return JSON.parse(text);
}

function configOf(port: number, database: object): object {
  const baseUrl = `http://${HOST}:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: HOST, port },
      database,
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'test' } },
        ],
      },
    },
    coupling: {
      // Nothing but the ingestion is under test.
      schedule: {
        frequency: { hours: 24 },
        timeout: { minutes: 5 },
        initialDelay: { hours: 12 },
      },
      evidence: { limits: { burst: 1000 } },
    },
  };
}

function anyPort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.listen(0, HOST, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
