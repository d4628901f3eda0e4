/**
 * Queries that are written already. Sources of the metrics: the service graph connector of the OpenTelemetry Collector and the
 * metrics generator of Grafana Tempo (`traces_service_graph_*`), and Istio's standard metrics (`istio_requests_total`).
 *
 * Where a pair has no series of failures it had none: both count failures beside requests. `or ... * 0` says so in PromQL.
 */
import { Template } from './template';
import type { CallsQuery, Labels } from './types';

export const PRESETS = ['service-graph', 'istio'] as const;
export type Preset = (typeof PRESETS)[number];

/** How labels become entities. */
type Mapping = Pick<CallsQuery, 'from' | 'to' | 'leaveOut'>;

/** What a preset may be told. */
export interface PresetOptions {
  match?: string;
  from?: Template;
  to?: Template;
  database?: Template;
}

export function presetQuery(
  preset: Preset,
  options: PresetOptions,
): Omit<CallsQuery, 'name'> {
  return preset === 'istio' ? istio(options) : serviceGraph(options);
}

function serviceGraph({
  match = '',
  from = Template.parse('component:default/{{ client }}'),
  to = Template.parse('component:default/{{ server }}'),
  database = Template.parse('resource:default/{{ server }}'),
}: PresetOptions): Omit<CallsQuery, 'name'> {
  const mapping: Mapping = {
    from,
    to: [
      { when: { connection_type: 'database' }, template: database },
      { when: {}, template: to },
    ],
    // Whoever called from outside, and left no trace of itself.
    leaveOut: [{ client: 'user', connection_type: 'virtual_node' }],
  };
  const count = (metric: string) => counted(mapping, metric, match);
  const requests = count('traces_service_graph_request_total');
  return {
    ...mapping,
    requests,
    errors: `${count(
      'traces_service_graph_request_failed_total',
    )} or ${requests} * 0`,
  };
}

function istio({
  // Each request is told by the proxies of both ends; only the caller's knows of those that never arrived.
  match = 'reporter="source"',
  from = Template.parse(
    'component:default/{{ source_canonical_service | source_workload }}',
  ),
  to = Template.parse(
    'component:default/{{ destination_canonical_service | destination_service_name | destination_workload }}',
  ),
}: PresetOptions): Omit<CallsQuery, 'name'> {
  const mapping: Mapping = {
    from,
    to: [{ when: {}, template: to }],
    leaveOut: [],
  };
  const requests = counted(mapping, 'istio_requests_total', match);
  const failed = counted(
    mapping,
    'istio_requests_total',
    [match, 'response_code=~"5.."'].filter(Boolean).join(','),
  );
  return { ...mapping, requests, errors: `${failed} or ${requests} * 0` };
}

/** Increase of a counter by the labels that the mapping reads. */
function counted(
  { from, to, leaveOut }: Mapping,
  metric: string,
  match: string,
): string {
  const read = (labels: Labels) => Object.keys(labels);
  const labels = new Set([
    ...from.labels,
    ...to.flatMap(({ when, template }) => [...template.labels, ...read(when)]),
    ...leaveOut.flatMap(read),
  ]);
  const selector = match === '' ? metric : `${metric}{${match}}`;
  return `sum by (${[...labels].join(
    ', ',
  )}) (increase(${selector}[{{ window }}]))`;
}
