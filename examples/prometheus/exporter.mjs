/**
 * A little traffic of Harbor as a service graph tells it: the metrics that the OpenTelemetry Collector's service graph connector
 * and Grafana Tempo give out, on http://localhost:9465/metrics. Counters begin at nothing when it starts, as everywhere.
 *
 *   node examples/prometheus/exporter.mjs [PORT]
 */
import { createServer } from 'node:http';

/** Caller, called, calls a second, and the share of them that fails. */
const TRAFFIC = [
  ['checkout-web', 'checkout-api', 12, 0.002],
  ['checkout-api', 'payments-gateway', 8, 0.01],
  ['checkout-api', 'inventory', 9, 0],
  ['order-service', 'orders-db', 30, 0, 'database'],
  // The catalog has no such coupling.
  ['labels', 'order-service', 3, 0],
  // The catalog has no such component.
  ['price-crawler', 'catalog-service', 1, 0],
];

const METRIC = 'traces_service_graph_request';
const born = Date.now();

function metrics() {
  const seconds = (Date.now() - born) / 1000;
  const lines = (name, count) =>
    TRAFFIC.map(
      ([client, server, rate, failing, type = '']) =>
        `${name}{client="${client}",server="${server}",connection_type="${type}"} ${Math.floor(
          count(rate, failing) * seconds,
        )}`,
    );
  return [
    `# TYPE ${METRIC}_total counter`,
    ...lines(`${METRIC}_total`, rate => rate),
    `# TYPE ${METRIC}_failed_total counter`,
    ...lines(`${METRIC}_failed_total`, (rate, failing) => rate * failing),
    '',
  ].join('\n');
}

const port = Number(process.argv[2] ?? 9465);
createServer((_, response) => {
  response.setHeader('content-type', 'text/plain; version=0.0.4');
  response.end(metrics());
}).listen(port, '127.0.0.1', () => {
  console.log(`Traffic of Harbor on http://localhost:${port}/metrics`);
});
