import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { CollectContext } from '@posiwid/backstage-plugin-coupling-node';
import { bill, image, library } from './__testUtils__/bills';
import { readSbomConfig } from './config';
import { SbomCollector } from './SbomCollector';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 2, 2);
const DAY = 24 * 60 * 60_000;

/** Documents by path, with an etag of their contents, as a web server has them. */
class Shelf {
  readonly documents = new Map<string, string>();
  /** Requests that were answered with a document. */
  given = 0;
  private readonly server: Server = createServer((request, response) => {
    const text = this.documents.get(request.url!.split('?')[0]);
    if (text === undefined) {
      response.writeHead(404).end();
      return;
    }
    const etag = `"${createHash('sha1').update(text).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    this.given += 1;
    response.writeHead(200, { etag }).end(text);
  });

  async start(): Promise<void> {
    await new Promise<void>(resolve =>
      this.server.listen(0, '127.0.0.1', () => resolve()),
    );
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  put(path: string, document: object | string): string {
    this.documents.set(
      path,
      typeof document === 'string' ? document : JSON.stringify(document),
    );
    return `http://${this.host}${path}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }
}

const entity = (name: string, sbom: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'posiwid.dev/sbom': sbom } },
});

interface Artifact {
  id: string;
  at: string;
  entity: string;
  purl: string;
}

/** A collector before its catalog, and what came of its runs. */
class Bench {
  now = NOW;
  problems: string[] = [];
  sent: Artifact[] = [];
  private checkpoint: CollectContext['checkpoint'];

  constructor(
    private readonly host: string,
    readonly entities: ReturnType<typeof entity>[],
    private readonly sbom: object = {},
  ) {}

  async run(signal = new AbortController().signal): Promise<void> {
    this.problems = [];
    this.sent = [];
    const config = mockServices.rootConfig({
      data: {
        backend: { reading: { allow: [{ host: this.host }] } },
        coupling: { sbom: this.sbom },
      },
    });
    const collector = new SbomCollector({
      config: readSbomConfig(config),
      catalog: catalogServiceMock({ entities: this.entities }),
      auth: mockServices.auth(),
      reader: UrlReaders.default({
        config,
        logger: mockServices.logger.mock(),
      }),
      now: () => this.now,
    });
    await collector.collect({
      sink: {
        send: async observations => {
          this.sent.push(...(observations as Artifact[]));
          return { stored: observations.length, unchanged: 0, problems: [] };
        },
        problem: message => this.problems.push(message),
      },
      logger: mockServices.logger.mock(),
      checkpoint: this.checkpoint,
      setCheckpoint: checkpoint => {
        this.checkpoint = checkpoint;
      },
      signal,
    });
  }

  get purls(): string[] {
    return this.sent.map(({ entity: of, purl }) => `${of} ${purl}`);
  }
}

describe('SbomCollector', () => {
  let shelf: Shelf;
  let folder: string;
  beforeEach(async () => {
    shelf = new Shelf();
    await shelf.start();
    folder = await mkdtemp(join(tmpdir(), 'sbom-'));
  });
  afterEach(async () => {
    await shelf.stop();
    await rm(folder, { recursive: true });
  });

  it('tells what entities are built with: by annotation, and by configuration from an address or a file', async () => {
    const target = join(folder, 'ledger.json');
    await writeFile(target, JSON.stringify(bill([library('c')])));
    const bench = new Bench(
      shelf.host,
      [entity('web', shelf.put('/web', bill([library('a')])))],
      {
        files: [
          {
            target: shelf.put('/db', bill([image('postgres', '18')])),
            entity: 'resource:db',
          },
          { target, entity: 'ledger' },
        ],
      },
    );
    await bench.run();
    expect(bench.problems).toEqual([]);
    expect(bench.purls.sort()).toEqual([
      'component:default/ledger pkg:npm/c@1.0.0',
      'component:default/web pkg:npm/a@1.0.0',
      'resource:default/db pkg:oci/postgres@18',
    ]);
    expect(bench.sent[0]).toMatchObject({
      kind: 'artifact',
      at: '2026-03-01T10:00:00.000Z',
    });
  });

  it('reads nothing again that has not changed, and sends nothing again that says the same', async () => {
    const web = entity('web', shelf.put('/web', bill([library('a')])));
    const bench = new Bench(shelf.host, [web]);
    await bench.run();
    await bench.run();
    expect([shelf.given, bench.sent]).toEqual([1, []]);
    // Built again: another time and serial number, the same packages.
    shelf.put(
      '/web',
      bill([library('a')], { metadata: { timestamp: '2026-03-01T12:00:00Z' } }),
    );
    await bench.run();
    expect([shelf.given, bench.sent]).toEqual([2, []]);
  });

  it('tells the whole anew when it changed, under a later time', async () => {
    const web = entity(
      'web',
      shelf.put('/web', bill([library('a'), library('b')])),
    );
    const bench = new Bench(shelf.host, [web]);
    await bench.run();
    shelf.put(
      '/web',
      bill([library('a', '2.0.0'), library('b')], {
        metadata: { timestamp: '2026-03-01T12:00:00Z' },
      }),
    );
    await bench.run();
    expect(bench.sent.map(({ at, purl }) => `${at} ${purl}`)).toEqual([
      '2026-03-01T12:00:00.000Z pkg:npm/a@2.0.0',
      '2026-03-01T12:00:00.000Z pkg:npm/b@1.0.0',
    ]);
    // Back to the first document, which is older: the time of reading.
    shelf.put('/web', bill([library('a'), library('b')]));
    await bench.run();
    expect(bench.sent[0].at).toBe('2026-03-02T00:00:00.000Z');
  });

  it('tells again after a month what has not changed', async () => {
    const web = entity('web', shelf.put('/web', bill([library('a')])));
    const bench = new Bench(shelf.host, [web]);
    await bench.run();
    bench.now = NOW + 31 * DAY;
    await bench.run();
    expect(bench.sent.map(({ at }) => at)).toEqual([
      '2026-04-02T00:00:00.000Z',
    ]);
  });

  it('puts several documents of one entity together', async () => {
    const both = `${shelf.put('/app', bill([library('a')]))}
      ${shelf.put('/image', bill([image('debian', '12')]))}`;
    const bench = new Bench(shelf.host, [entity('web', both)]);
    await bench.run();
    expect(bench.sent.map(({ purl }) => purl)).toEqual([
      'pkg:npm/a@1.0.0',
      'pkg:oci/debian@12',
    ]);
    shelf.documents.delete('/image');
    shelf.put('/app', bill([library('b')]));
    // Half of what it is built with would look as if the rest were gone.
    await expect(bench.run()).rejects.toThrow('/image');
    expect(bench.sent).toEqual([]);
  });

  it.each<[string, (shelf: Shelf) => string, string]>([
    ['that is not there', s => `http://${s.host}/gone`, '404'],
    [
      'of a host that may not be read',
      () => 'http://elsewhere.example/x',
      'reading.allow',
    ],
    [
      'that is a page to log in',
      s => s.put('/login', '<html>'),
      '/login is XML or HTML',
    ],
    [
      'of an unknown version',
      s => s.put('/new', bill([], { specVersion: '9' })),
      '/new is of CycloneDX version 9',
    ],
    [
      'that is too large',
      s => s.put('/large', 'x'.repeat(1024 * 1024 + 1)),
      '/large: larger than 1 MB',
    ],
    [
      'on this machine',
      () => '/etc/passwd',
      'expected an address that begins with http',
    ],
    [
      'of another kind',
      () => 'file:///etc/passwd',
      'expected an address that begins with http',
    ],
  ])(
    'makes a problem of a document %s, and reads the others',
    async (_, target, problem) => {
      const bench = new Bench(
        shelf.host,
        [
          entity('bad', target(shelf)),
          entity('good', shelf.put('/good', bill([library('a')]))),
        ],
        { maxMegabytes: 1 },
      );
      await bench.run();
      expect(bench.purls).toEqual(['component:default/good pkg:npm/a@1.0.0']);
      expect(bench.problems).toEqual([expect.stringContaining(problem)]);
      expect(bench.problems[0]).toContain('component:default/bad');
    },
  );

  it('does not read a file of 50 MB and more', async () => {
    const target = join(folder, 'large.json');
    await writeFile(target, '{');
    await truncate(target, 50 * 1024 * 1024 + 1);
    const bench = new Bench(shelf.host, [], {
      files: [{ target, entity: 'a' }],
    });
    await expect(bench.run()).rejects.toThrow('larger than 50 MB');
  });

  it('tells no secret of an address', async () => {
    const bench = new Bench(shelf.host, [
      entity('bad', `http://${shelf.host}/gone?token=s3cret`),
      entity('good', shelf.put('/good', bill([library('a')]))),
    ]);
    await bench.run();
    expect(bench.problems.join()).not.toContain('s3cret');
  });

  it('keeps so many packages of one entity, images first, and says so', async () => {
    const web = entity(
      'web',
      shelf.put(
        '/web',
        bill([library('a'), library('b'), image('debian', '12')]),
      ),
    );
    const bench = new Bench(shelf.host, [web], { maxArtifacts: 2 });
    await bench.run();
    expect(bench.sent.map(({ purl }) => purl)).toEqual([
      'pkg:npm/a@1.0.0',
      'pkg:oci/debian@12',
    ]);
    expect(bench.problems).toEqual([
      'component:default/web: is built with 3 packages; images and the first of the others are kept, 2 in all',
    ]);
  });

  it('tells at most twenty problems of a run, and how many more there are', async () => {
    const bench = new Bench(shelf.host, [
      ...Array.from({ length: 30 }, (_, i) => entity(`bad${i}`, 'ftp://x')),
    ]);
    await bench.run();
    expect(bench.problems).toHaveLength(21);
    expect(bench.problems[20]).toBe('10 more of the same run');
  });

  it('has nothing to do without a document', async () => {
    const bench = new Bench(shelf.host, []);
    await bench.run();
    expect([bench.sent, bench.problems]).toEqual([[], []]);
  });
});

describe('readSbomConfig', () => {
  const read = (sbom: object) =>
    readSbomConfig(
      mockServices.rootConfig({ data: { coupling: { sbom } } as any }),
    );

  it.each<[string, object, string]>([
    [
      'no target',
      { files: [{ entity: 'a' }] },
      'coupling.sbom.files[0].target',
    ],
    [
      'no entity',
      { files: [{ target: 'x' }] },
      'coupling.sbom.files[0].entity',
    ],
    [
      'a broken reference',
      { files: [{ target: 'x', entity: 'a:/b' }] },
      'coupling.sbom.files[0]',
    ],
    [
      'a bound of nothing',
      { maxArtifacts: 0 },
      'coupling.sbom.maxArtifacts: expected a whole number',
    ],
    [
      'half a megabyte',
      { maxMegabytes: 0.5 },
      'coupling.sbom.maxMegabytes: expected',
    ],
  ])('refuses %s', (_, sbom, message) => {
    expect(() => read(sbom)).toThrow(message);
  });
});
