import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why there is no real Prometheus to test against; undefined where there is one. */
export function whyNoPrometheus(): string | undefined {
  const { error, status } = spawnSync('prometheus', ['--version']);
  return error || status !== 0
    ? 'prometheus is not on PATH; apt-get install prometheus'
    : undefined;
}

/** A Prometheus of its own that scrapes one target every second. */
export class RealPrometheus {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Resolves when it answers. */
  static async start(targetPort: number): Promise<RealPrometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
    const config = join(folder, 'prometheus.yml');
    await writeFile(
      config,
      [
        'global: { scrape_interval: 1s, scrape_timeout: 900ms }',
        'scrape_configs:',
        '  - job_name: calls',
        `    static_configs: [{ targets: ["127.0.0.1:${targetPort}"] }]`,
      ].join('\n'),
    );
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--log.level=warn',
      ],
      { stdio: 'ignore' },
    );
    const prometheus = new RealPrometheus(`http://${address}`, child, folder);
    await until(async () => {
      const response = await fetch(`http://${address}/-/ready`).catch(
        () => undefined,
      );
      return response?.ok === true;
    });
    return prometheus;
  }

  async stop(): Promise<void> {
    const exited = new Promise(resolve => this.process.once('exit', resolve));
    if (this.process.exitCode === null && this.process.kill('SIGKILL')) {
      await exited;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Waits at most half a minute. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await holds()) return;
    await pause(100);
  }
  throw new Error('Prometheus does not answer');
}

export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
