import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './portalOf';

/** Whether there is a Prometheus on the PATH; Debian's package `prometheus` is one. */
export function hasPrometheus(): boolean {
  return spawnSync('prometheus', ['--version']).status === 0;
}

/** An exporter of calls as the service graph of OpenTelemetry counts them, and a Prometheus that scrapes it every second. */
export class ScrapedExporter {
  private constructor(
    /** Of the Prometheus. */
    readonly url: string,
    private readonly prometheus: ChildProcess,
    private readonly exporter: Server,
    private readonly folder: string,
  ) {}

  /** @param rates - calls a second by caller and target, as `orders-api reports` */
  static async start(rates: Record<string, number>): Promise<ScrapedExporter> {
    const born = Date.now();
    const exporter = createServer((_, response) => {
      const seconds = (Date.now() - born) / 1000;
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(exposition(rates, seconds));
    });
    const target = await listen(exporter);
    const folder = mkdtempSync(join(tmpdir(), 'coupling-e2e-prometheus-'));
    const config = join(folder, 'prometheus.yml');
    writeFileSync(
      config,
      [
        'global: { scrape_interval: 1s, scrape_timeout: 900ms }',
        'scrape_configs:',
        `  - { job_name: calls, static_configs: [{ targets: ["127.0.0.1:${target}"] }] }`,
        '',
      ].join('\n'),
    );
    const address = `127.0.0.1:${await freePort()}`;
    const prometheus = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--log.level=warn',
      ],
      { stdio: 'ignore' },
    );
    const url = `http://${address}`;
    const scraped = new ScrapedExporter(url, prometheus, exporter, folder);
    try {
      await until('Prometheus answered', async () =>
        fetch(`${url}/-/ready`).then(
          ({ ok }) => ok,
          () => false,
        ),
      );
    } catch (error) {
      await scraped.stop();
      throw error;
    }
    return scraped;
  }

  async stop(): Promise<void> {
    const exited = new Promise(resolve =>
      this.prometheus.once('exit', resolve),
    );
    if (this.prometheus.exitCode === null && this.prometheus.kill('SIGKILL'))
      await exited;
    this.exporter.closeAllConnections();
    await new Promise(resolve => this.exporter.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function exposition(rates: Record<string, number>, seconds: number): string {
  const metric = 'traces_service_graph_request_total';
  const lines = Object.entries(rates).map(([pair, rate]) => {
    const [client, server] = pair.split(' ');
    return `${metric}{client="${client}",server="${server}"} ${Math.floor(
      rate * seconds,
    )}`;
  });
  return [`# TYPE ${metric} counter`, ...lines, ''].join('\n');
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise(resolve => server.close(resolve));
  return port;
}
