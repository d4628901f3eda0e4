import fc from 'fast-check';
import { callsOf } from './calls';
import { presetQuery } from './presets';
import { Template } from './template';
import type { CallsQuery, Sample } from './types';
import { windowsDue } from './windows';

const WINDOW = {
  start: Date.UTC(2026, 2, 1, 9),
  end: Date.UTC(2026, 2, 1, 10),
};
const query: CallsQuery = {
  name: 'rpc',
  requests: 'r',
  from: Template.parse('{{ client }}'),
  to: [
    { when: {}, template: Template.parse('component:default/{{ server }}') },
  ],
  leaveOut: [],
};
const byName: CallsQuery = {
  ...query,
  from: Template.parse('component:default/{{ client }}'),
};
const sample = (client: string, server: string, value: number): Sample => ({
  labels: { client, server },
  value,
});

describe('callsOf', () => {
  it('tells requests, errors and retries of a pair and a window, under an id of just these', () => {
    const { calls, problems } = callsOf(
      byName,
      WINDOW,
      {
        requests: [sample('Checkout', 'payments', 119.6)],
        errors: [sample('Checkout', 'payments', 3.2)],
        retries: [sample('Checkout', 'payments', 40)],
      },
      10,
    );
    expect(problems).toEqual([]);
    expect(calls).toEqual([
      {
        id: 'rpc 2026-03-01T09:00:00.000Z/2026-03-01T10:00:00.000Z component:default/checkout component:default/payments',
        kind: 'calls',
        at: '2026-03-01T10:00:00.000Z',
        from: 'component:default/checkout',
        to: 'component:default/payments',
        windowStart: '2026-03-01T09:00:00.000Z',
        windowEnd: '2026-03-01T10:00:00.000Z',
        requests: 120,
        errors: 3,
        retries: 40,
      },
    ]);
  });

  it('says nothing of errors that no series tells of, and never more errors than requests', () => {
    const { calls } = callsOf(
      byName,
      WINDOW,
      {
        requests: [sample('a', 'b', 5), sample('a', 'c', 5)],
        errors: [sample('a', 'c', 7)],
      },
      10,
    );
    expect(calls[0]).not.toHaveProperty('errors');
    expect(calls[1].errors).toBe(5);
  });

  it('leaves out silently who calls itself, whom nobody can tell, and pairs without a call', () => {
    const requests = [
      sample('a', 'a', 5),
      sample('unknown', 'b', 5),
      sample('a', 'b', 0.2),
    ];
    expect(callsOf(byName, WINDOW, { requests }, 10)).toEqual({
      calls: [],
      problems: [],
    });
  });

  it.each([
    ['NaN', sample('a', 'b', NaN), '1 series without a number, such as NaN'],
    ['an infinity', sample('a', 'b', Infinity), 'such as Infinity'],
    ['a loss', sample('a', 'b', -3), 'without a number, such as -3'],
    [
      'a label that is missing',
      { labels: { client: 'a' }, value: 5 },
      'without the labels of the mapping, such as {"client":"a"}',
    ],
    [
      'a name that no entity can have',
      sample('a', 'pay ments/v2', 5),
      'come to no entity reference, such as component:default/pay ments/v2',
    ],
  ])('counts %s as a problem and reads the rest', (_, bad, problem) => {
    const { calls, problems } = callsOf(
      byName,
      WINDOW,
      { requests: [bad as Sample, sample('x', 'y', 1)] },
      10,
    );
    expect(calls).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it('keeps the busiest of too many pairs and says so', () => {
    const requests = Array.from({ length: 50 }, (_, i) =>
      sample('a', `b${i}`, i + 1),
    );
    const { calls, problems } = callsOf(byName, WINDOW, { requests }, 3);
    expect(calls.map(call => call.requests)).toEqual([48, 49, 50]);
    expect(problems).toEqual([
      '50 pairs called each other; the 3 with the most requests are kept',
    ]);
  });

  it('adds up what comes to one pair, in any order of the series', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'unknown');
    const series = fc.array(
      fc.tuple(name, name, fc.nat(1000), fc.constantFrom('v1', 'v2')),
    );
    fc.assert(
      fc.property(series, found => {
        const requests = found.map(([client, server, value, version]) => ({
          labels: { client, server, version },
          value,
        }));
        const { calls } = callsOf(byName, WINDOW, { requests }, 1000);
        const known = found.filter(
          ([a, b]) => a !== b && a !== 'unknown' && b !== 'unknown',
        );
        const total = (rows: { requests: number }[]) =>
          rows.reduce((sum, row) => sum + row.requests, 0);
        expect(total(calls)).toBe(
          known.reduce((sum, [, , value]) => sum + value, 0),
        );
        expect(
          callsOf(byName, WINDOW, { requests: requests.reverse() }, 1000).calls,
        ).toEqual(calls);
        expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
      }),
    );
  });
});

describe('the presets', () => {
  const { from, to, leaveOut, ...promql } = presetQuery('service-graph', {
    match: 'cluster="prod"',
    from: Template.parse("component:{{ client_ns | 'default' }}/{{ client }}"),
  });

  it('ask by the labels that the mapping reads, within the matchers', () => {
    expect(promql.requests).toBe(
      'sum by (client_ns, client, server, connection_type) (increase(traces_service_graph_request_total{cluster="prod"}[{{ window }}]))',
    );
    expect(presetQuery('istio', {}).requests).toBe(
      'sum by (source_canonical_service, source_workload, destination_canonical_service, destination_service_name, destination_workload) (increase(istio_requests_total{reporter="source"}[{{ window }}]))',
    );
  });

  it('map a database to a resource, and leave out callers from outside', () => {
    const graph: CallsQuery = {
      name: 'graph',
      ...presetQuery('service-graph', {}),
    };
    const labels = (client: string, type: string) => ({
      labels: { client, server: 's', connection_type: type },
      value: 1,
    });
    const { calls } = callsOf(
      graph,
      WINDOW,
      {
        requests: [
          labels('a', ''),
          labels('b', 'database'),
          labels('user', 'virtual_node'),
          // A component of that name, which left its trace.
          labels('user', ''),
        ],
      },
      10,
    );
    expect(calls.map(call => `${call.from} ${call.to}`)).toEqual([
      'component:default/a component:default/s',
      'component:default/b resource:default/s',
      'component:default/user component:default/s',
    ]);
    expect([from.labels, to.length, leaveOut.length]).toEqual([
      ['client_ns', 'client'],
      2,
      1,
    ]);
  });

  it('take the first name of a mesh that is known', () => {
    const mesh: CallsQuery = { name: 'istio', ...presetQuery('istio', {}) };
    const { calls } = callsOf(
      mesh,
      WINDOW,
      {
        requests: [
          {
            labels: {
              source_canonical_service: 'unknown',
              source_workload: 'web',
              destination_service_name: 'orders',
            },
            value: 4,
          },
        ],
      },
      10,
    );
    expect(calls[0]).toMatchObject({
      from: 'component:default/web',
      to: 'component:default/orders',
    });
  });
});

describe('windowsDue', () => {
  it('lays windows end to end, settled and aligned, however runs fall', () => {
    const HOUR = 3_600_000;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 * HOUR }), { minLength: 1 }),
        fc.integer({ min: 1, max: 5 }),
        (pauses, max) => {
          let [now, since] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1)];
          const seen: number[] = [];
          for (const pause of pauses) {
            now += pause;
            const windows = windowsDue({
              since,
              now,
              windowMs: HOUR,
              delayMs: 60_000,
              max,
            });
            expect(windows.length).toBeLessThanOrEqual(max);
            for (const { start, end } of windows) {
              expect([end - start, start % HOUR]).toEqual([HOUR, 0]);
              expect(end).toBeLessThanOrEqual(now - 60_000);
              seen.push(start);
              since = end;
            }
          }
          expect(seen).toEqual(
            seen.map((_, i) => Date.UTC(2026, 0, 1) + i * HOUR),
          );
        },
      ),
    );
  });

  it('has none when the clock went back', () => {
    const at = Date.UTC(2026, 0, 2);
    expect(
      windowsDue({ since: at, now: 0, windowMs: 1000, delayMs: 0, max: 9 }),
    ).toEqual([]);
  });
});
