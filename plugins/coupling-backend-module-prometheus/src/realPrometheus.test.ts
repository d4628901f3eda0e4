import { ConfigReader } from '@backstage/config';
import { CallsCollector } from './CallsCollector';
import { readSources } from './config';
import { TestContext } from './__testUtils__/context';
import { HttpServer } from './__testUtils__/httpServer';
import {
  pause,
  RealPrometheus,
  whyNoPrometheus,
} from './__testUtils__/realPrometheus';

jest.setTimeout(120_000);

const WINDOW_S = 5;
/** Calls a second of each pair of the exporter's. */
const RATE = { checkout: 100, search: 20, failed: 10, istio: 50, istio503: 5 };

/** Counters that grow evenly since `born`: what a service graph and a mesh tell. */
function exposition(seconds: number): string {
  const count = (rate: number) => Math.floor(rate * seconds);
  const graph = 'traces_service_graph_request';
  return [
    `# TYPE ${graph}_total counter`,
    `${graph}_total{client="checkout",server="payments"} ${count(
      RATE.checkout,
    )}`,
    `${graph}_total{client="search",server="catalog-index",connection_type="database"} ${count(
      RATE.search,
    )}`,
    `${graph}_total{client="user",server="checkout",connection_type="virtual_node"} ${count(
      7,
    )}`,
    `# TYPE ${graph}_failed_total counter`,
    `${graph}_failed_total{client="checkout",server="payments"} ${count(
      RATE.failed,
    )}`,
    '# TYPE istio_requests_total counter',
    ...[
      ['200', RATE.istio - RATE.istio503, 'source'],
      ['503', RATE.istio503, 'source'],
      ['200', RATE.istio, 'destination'],
    ].map(
      ([code, rate, reporter]) =>
        `istio_requests_total{reporter="${reporter}",source_canonical_service="web",source_workload="web-v1",destination_canonical_service="orders",destination_workload="orders-v2",response_code="${code}"} ${count(
          rate as number,
        )}`,
    ),
    '',
  ].join('\n');
}

/** The estimate of an even rate from scrapes a second apart, on a machine that does other things. */
function expectNear(found: number, rate: number, within = 0.3): void {
  expect(Math.abs(found / rate - 1)).toBeLessThanOrEqual(within);
}

const missing = whyNoPrometheus();

(missing ? describe.skip : describe)(
  `a real Prometheus${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let born = Date.now();
    let exporter: HttpServer;
    let prometheus: RealPrometheus;
    beforeAll(async () => {
      born = Date.now();
      exporter = await HttpServer.start((_, response) => {
        response.setHeader('content-type', 'text/plain; version=0.0.4');
        response.end(exposition((Date.now() - born) / 1000));
      });
      prometheus = await RealPrometheus.start(exporter.port);
      await pause(7_000);
      // The exporter starts anew: its counters begin at nothing again.
      born = Date.now();
      await pause(13_000);
    });
    afterAll(async () => {
      await prometheus?.stop();
      await exporter?.stop();
    });

    const collector = (...queries: object[]) =>
      new CallsCollector(
        readSources(
          new ConfigReader({
            coupling: {
              prometheus: [
                {
                  url: `${prometheus.url}/`,
                  window: { seconds: WINDOW_S },
                  delay: { seconds: 1 },
                  lookBack: { seconds: 20 },
                  queries,
                },
              ],
            },
          }),
        )[0],
      );

    it('is asked for a service graph: pairs with requests and errors, over a restart of the counters', async () => {
      const test = new TestContext('prometheus');
      await collector({ preset: 'service-graph' }).collect(test.context);
      const { calls, problems } = test.read;
      expect({ problems, told: test.problems }).toEqual({
        problems: [],
        told: [],
      });
      expect(new Set(calls.map(({ from, to }) => `${from} ${to}`))).toEqual(
        new Set([
          'component:default/checkout component:default/payments',
          'component:default/search resource:default/catalog-index',
        ]),
      );
      const windows = calls.filter(({ to }) => to.endsWith('payments'));
      const last = windows[windows.length - 1];
      expectNear(last.requests / WINDOW_S, RATE.checkout);
      expectNear(last.errors! / WINDOW_S, RATE.failed);
      // Counters that begin anew are no loss of calls, and no flood of them: what was counted between two scrapes is missing.
      const restarted = windows.find(
        ({ windowStart, windowEnd }) =>
          Date.parse(windowStart) <= born && born < Date.parse(windowEnd),
      )!;
      expectNear(restarted.requests / WINDOW_S, RATE.checkout, 0.6);
      const [toStore] = calls.filter(({ to }) => to.endsWith('index'));
      expect(toStore.errors).toBe(0);
    });

    it('is asked for a mesh: each request once, 5.. as errors', async () => {
      const test = new TestContext('prometheus');
      await collector({ preset: 'istio' }).collect(test.context);
      const last = test.read.calls.slice(-1)[0];
      expect(last).toMatchObject({
        from: 'component:default/web',
        to: 'component:default/orders',
      });
      expectNear(last.requests / WINDOW_S, RATE.istio);
      expectNear(last.errors! / WINDOW_S, RATE.istio503);
    });

    it('says the same of a window however often it is asked, and goes on where it stopped', async () => {
      const test = new TestContext('prometheus');
      const graph = collector({ preset: 'service-graph' });
      await graph.collect(test.context);
      const once = test.read;
      test.forget();
      await graph.collect(test.context);
      const twice = test.read;
      expect(twice.problems).toEqual([]);
      expect(twice.repeated).toBeGreaterThanOrEqual(once.calls.length - 2);
      const sent = test.sent.size;
      await graph.collect(test.context);
      expect(test.sent.size).toBeLessThanOrEqual(sent + 2);
    });

    it('refuses PromQL that is none: the others are read, and the problem says what it said', async () => {
      const test = new TestContext('prometheus');
      const own = {
        name: 'own',
        requests: 'sum by (client (x)',
        from: '{{ client }}',
        to: '{{ server }}',
      };
      await collector(own, { preset: 'istio' }).collect(test.context);
      expect(test.read.calls.length).toBeGreaterThan(0);
      expect(test.problems).toEqual([
        expect.stringMatching(
          /^own, .*refused the query \(400\): .*parse error/,
        ),
      ]);
      await expect(collector(own).collect(test.context)).rejects.toThrow(
        'refused the query (400)',
      );
    });
  },
);
