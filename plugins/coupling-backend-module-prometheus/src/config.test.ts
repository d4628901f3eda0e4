import { ConfigReader } from '@backstage/config';
import { readSources } from './config';

const read = (...prometheus: object[]) =>
  readSources(new ConfigReader({ coupling: { prometheus } } as any));
const url = 'http://prometheus:9090';
const own = { name: 'rpc', requests: 'x', from: '{{ a }}', to: '{{ b }}' };

describe('readSources', () => {
  it('has none without configuration', () => {
    expect(readSources(new ConfigReader({}))).toEqual([]);
  });

  it('fills in everything but the address', () => {
    const [source] = read({ url: `${url}/` });
    expect(source).toMatchObject({
      id: 'prometheus',
      url,
      windowMs: 3_600_000,
      delayMs: 120_000,
      lookBackMs: 86_400_000,
      maxWindows: 24,
      maxPairs: 10_000,
      timeoutMs: 30_000,
      partialResponse: false,
    });
    expect(source.queries.map(({ name }) => name)).toEqual(['service-graph']);
  });

  it('reads several stores, each with queries of its own', () => {
    const sources = read(
      { url, name: 'mesh', queries: [{ preset: 'istio' }, own] },
      { url, name: 'traces', window: 'PT15M' },
    );
    expect(sources.map(({ id, windowMs }) => [id, windowMs])).toEqual([
      ['prometheus-mesh', 3_600_000],
      ['prometheus-traces', 900_000],
    ]);
    expect(sources[0].queries.map(({ name }) => name)).toEqual([
      'istio',
      'rpc',
    ]);
  });

  it.each<[string, object[], string]>([
    [
      'no address',
      [{}],
      "Missing required config value at 'coupling.prometheus[0].url'",
    ],
    ['an address of another kind', [{ url: 'ftp://x' }], 'begins with http'],
    [
      'a password in the address',
      [{ url: 'http://a:b@x' }],
      'headers.Authorization',
    ],
    ['two stores of one name', [{ url }, { url }], 'found prometheus twice'],
    [
      'a name with a space',
      [{ url, name: 'a b' }],
      'letters, digits and hyphens',
    ],
    [
      'a window of nothing',
      [{ url, window: { seconds: 0 } }],
      '[0].window: expected at least 1000 ms',
    ],
    [
      'half a window a run',
      [{ url, maxWindows: 0.5 }],
      'expected a whole number from 1',
    ],
    [
      'an unknown preset',
      [{ url, queries: [{ preset: 'linkerd' }] }],
      'found linkerd',
    ],
    [
      'neither preset nor PromQL',
      [{ url, queries: [{ from: 'a' }] }],
      'found neither',
    ],
    [
      'PromQL beside a preset',
      [{ url, queries: [{ preset: 'istio', errors: 'x' }] }],
      'errors: expected nothing beside a preset',
    ],
    [
      'PromQL without a mapping',
      [{ url, queries: [{ ...own, to: undefined }] }],
      'expected name, from and to',
    ],
    [
      'PromQL without a name',
      [{ url, queries: [{ ...own, name: undefined }] }],
      'expected name, from and to',
    ],
    [
      'a template that is none',
      [{ url, queries: [{ ...own, to: '{{ a-b }}' }] }],
      'queries[0].to: {{ a-b }}: expected a label',
    ],
    [
      'an empty place',
      [{ url, queries: [{ ...own, to: '{{ }}' }] }],
      'found nothing',
    ],
    [
      'two queries of one name',
      [{ url, queries: [own, own] }],
      'found rpc twice',
    ],
  ])('refuses %s and says what was expected', (_, sources, message) => {
    expect(() => read(...sources)).toThrow(message);
  });
});
