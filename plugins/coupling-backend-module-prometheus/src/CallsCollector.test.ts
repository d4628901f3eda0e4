import type { IncomingMessage, RequestListener } from 'node:http';
import { ConfigReader } from '@backstage/config';
import { CallsCollector } from './CallsCollector';
import { readSources } from './config';
import { PrometheusClient } from './PrometheusClient';
import { TestContext } from './__testUtils__/context';
import { HttpServer } from './__testUtils__/httpServer';

const NOON = Date.UTC(2026, 2, 1, 12, 10);

/** Answers in the shape of the documented API. */
const vector = (
  rows: [client: string, server: string, value: string][],
  more: object = {},
) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: rows.map(([client, server, value]) => ({
      metric: { client, server },
      value: [1772366400, value],
    })),
  },
  ...more,
});
const PAIR = vector([['a', 'b', '60.5']]);

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

/** A store that answers with what it is given, as JSON unless it is text. */
class Store {
  readonly asked: URLSearchParams[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  answer: (form: URLSearchParams) => { status?: number; body: unknown } =
    () => ({
      body: PAIR,
    });
  private constructor(readonly server: { http?: HttpServer }) {}

  static async start(): Promise<Store> {
    const store = new Store({});
    const listener: RequestListener = async (request, response) => {
      const form = await formOf(request);
      store.asked.push(form);
      store.headers.push(request.headers);
      const { status = 200, body } = store.answer(form);
      if (body === undefined) return;
      response.statusCode = status;
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    store.server.http = await HttpServer.start(listener);
    return store;
  }

  get url(): string {
    return this.server.http!.url;
  }
}

describe('CallsCollector', () => {
  let store: Store;
  beforeEach(async () => {
    store = await Store.start();
  });
  afterEach(() => store.server.http!.stop());

  const collector = (options: object = {}, now = NOON) =>
    new CallsCollector(
      readSources(
        new ConfigReader({
          coupling: {
            prometheus: [
              {
                url: store.url,
                lookBack: { hours: 3, minutes: 10 },
                timeout: { milliseconds: 500 },
                headers: { Authorization: 'Bearer s3cret' },
                queries: [
                  {
                    name: 'rpc',
                    requests: 'increase(rpc_total[{{ window }}])',
                    from: 'component:default/{{ client }}',
                    to: 'component:default/{{ server }}',
                  },
                ],
                ...options,
              },
            ],
          },
        }),
      )[0],
      () => now,
    );

  it('asks for each whole hour once, at its end, with the headers', async () => {
    const test = new TestContext('prometheus');
    await collector().collect(test.context);
    expect(store.asked.map(form => Object.fromEntries(form))).toEqual(
      [10, 11, 12].map(hour => ({
        query: 'increase(rpc_total[3600s])',
        time: String(Date.UTC(2026, 2, 1, hour) / 1000),
        timeout: '1s',
        partial_response: 'false',
      })),
    );
    expect(store.headers[0].authorization).toBe('Bearer s3cret');
    const { calls, problems } = test.read;
    expect(problems).toEqual([]);
    expect(calls.map(call => call.requests)).toEqual([61, 61, 61]);
    await collector({}, NOON + 3_600_000).collect(test.context);
    expect(store.asked).toHaveLength(4);
  });

  it('asks for so many windows a run, and catches up', async () => {
    const test = new TestContext('prometheus');
    for (const total of [2, 3, 3]) {
      await collector({ maxWindows: 2 }).collect(test.context);
      expect(store.asked).toHaveLength(total);
    }
  });

  it('keeps what was read before a window failed, and goes on from there', async () => {
    const test = new TestContext('prometheus');
    store.answer = form =>
      form.get('time') === String(Date.UTC(2026, 2, 1, 11) / 1000)
        ? { status: 503, body: 'overloaded' }
        : { body: PAIR };
    await collector().collect(test.context);
    expect(test.read.calls).toHaveLength(1);
    expect(test.problems).toEqual([
      'rpc, 2026-03-01T10:00:00.000Z to 2026-03-01T11:00:00.000Z: answered with status 503',
    ]);
    await expect(collector().collect(test.context)).rejects.toThrow('503');
    store.answer = () => ({ body: PAIR });
    await collector().collect(test.context);
    expect([...test.sent.values()]).toEqual([1, 1, 1]);
  });

  it('says that a store fell silent only when it had spoken before', async () => {
    const test = new TestContext('prometheus');
    store.answer = () => ({ body: vector([]) });
    await collector().collect(test.context);
    expect(test.problems).toEqual([]);
    store.answer = () => ({ body: PAIR });
    await collector({}, NOON + 3_600_000).collect(test.context);
    store.answer = () => ({ body: vector([]) });
    await collector({}, NOON + 2 * 3_600_000).collect(test.context);
    expect(test.problems).toEqual([
      'rpc said nothing about 2026-03-01T13:00:00.000Z to 2026-03-01T14:00:00.000Z; it did before',
    ]);
  });

  it('tells warnings, and keeps what came with them', async () => {
    const test = new TestContext('prometheus');
    store.answer = () => ({
      body: vector([['a', 'b', '7']], { warnings: ['one store is missing'] }),
    });
    await collector({ maxWindows: 1 }).collect(test.context);
    expect(test.problems).toEqual([
      expect.stringContaining('one store is missing'),
    ]);
    expect(test.read.calls).toHaveLength(1);
  });

  it.each<[string, { status?: number; body: unknown }, string]>([
    [
      'an error of the query',
      {
        status: 400,
        body: { status: 'error', errorType: 'bad_data', error: 'parse error' },
      },
      'refused the query (400): parse error',
    ],
    [
      'an error with status 200',
      { body: { status: 'error', error: 'too many samples' } },
      'refused the query (200): too many samples',
    ],
    ['a wrong token', { status: 401, body: 'no' }, 'does not let us in (401)'],
    ['a wrong address', { status: 404, body: '<html>' }, 'no Prometheus API'],
    ['another address', { status: 302, body: '' }, 'sends us elsewhere (302)'],
    ['a flood', { status: 429, body: '' }, 'asked too often (429)'],
    ['a page to log in', { body: '<html>Log in</html>' }, 'is no JSON'],
    ['nothing', { body: '' }, 'is no JSON'],
    ['null', { body: 'null' }, 'is no JSON'],
    [
      'a matrix',
      {
        body: {
          status: 'success',
          data: { resultType: 'matrix', result: [] },
        },
      },
      'answered with matrix; expected an instant vector',
    ],
    ['no data', { body: { status: 'success' } }, 'answered with nothing'],
    ['silence', { body: undefined }, 'gave no answer within 0.5 s'],
  ])(
    'fails the run on %s, says why, and tells no secret',
    async (_, answer, message) => {
      const test = new TestContext('prometheus');
      store.answer = () => answer;
      const run = collector({
        timeout: { milliseconds: 500 },
      }).collect(test.context);
      await expect(run).rejects.toThrow(message);
      await expect(run).rejects.not.toThrow('s3cret');
      expect(test.sent.size).toBe(0);
    },
  );

  it('fails the run when nobody is there', async () => {
    const gone = collector();
    await store.server.http!.stop();
    await expect(
      gone.collect(new TestContext('prometheus').context),
    ).rejects.toThrow('cannot be reached: ECONNREFUSED');
    store = await Store.start();
  });

  it('stops at once when it is told to', async () => {
    store.answer = () => ({ body: undefined });
    const controller = new AbortController();
    const run = collector({ timeout: { minutes: 5 } }).collect(
      new TestContext('prometheus').with(controller.signal),
    );
    setTimeout(() => controller.abort(new Error('shutting down')), 50);
    await expect(run).rejects.toThrow('shutting down');
  });

  it('gives up on an answer that is too large', async () => {
    store.answer = () => ({ body: 'x'.repeat(3 * 1024 * 1024) });
    const client = new PrometheusClient(
      { url: store.url, headers: {}, timeoutMs: 5000, partialResponse: false },
      2 * 1024 * 1024,
    );
    await expect(
      client.query('up', NOON, new AbortController().signal),
    ).rejects.toThrow('answered with more than 2 MB');
  });

  it('reads series of any shape without throwing', async () => {
    const test = new TestContext('prometheus');
    store.answer = () => ({
      body: {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            null,
            7,
            {},
            { metric: {}, value: [] },
            { metric: { client: 'a', server: 'b' }, value: [1, 'NaN'] },
            { metric: { client: 'a', server: 'c' }, value: [1, '3'] },
          ],
        },
      },
    });
    await collector({ maxWindows: 1 }).collect(test.context);
    expect(test.read.calls).toHaveLength(1);
    expect(test.problems).toHaveLength(2);
  });
});
