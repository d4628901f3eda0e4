import { gzipSync } from 'node:zlib';
import { run } from '../run';
import { shop, yaml } from '../testing/catalog';
import { folderWith, removeFolders } from '../testing/folder';
import { testIo } from '../testing/io';

jest.setTimeout(60_000);

afterAll(removeFolders);

const AT = '2026-06-07T00:00:00Z';
const promising = yaml(
  shop().map((entity: any) =>
    entity.metadata.name === 'service-0'
      ? {
          ...entity,
          metadata: {
            name: 'service-0',
            annotations: {
              'posiwid.dev/claims': 'recovers within 1h over 90d',
            },
          },
        }
      : entity,
  ),
);
const incident = (id: string, day: string, hours: number, more: object = {}) =>
  JSON.stringify({
    source: 'pager',
    id,
    kind: 'incident',
    at: `${day}T12:00:00Z`,
    entities: ['service-0', 'service-1'],
    startedAt: `${day}T01:00:00Z`,
    resolvedAt: `${day}T0${1 + hours}:00:00Z`,
    ...more,
  });
const year = [
  incident('1', '2026-01-05', 1),
  incident('2', '2026-05-05', 3),
].join('\n');

async function analyze(
  files: Record<string, string | Buffer>,
  ...observations: string[]
) {
  const cwd = folderWith({ 'catalog.yaml': promising, ...files });
  const now = () => new Date('2026-07-01T00:00:00Z');
  const { io, written } = testIo({ cwd, now });
  const code = await run(
    [
      'analyze',
      'catalog.yaml',
      '--at',
      AT,
      '--format',
      'json',
      '--observations',
      ...observations,
    ],
    io,
  );
  return { code, ...written };
}

const rules = (stdout: string) =>
  JSON.parse(stdout).findings.map(
    ({ rule, title }: { rule: string; title: string }) => `${rule}: ${title}`,
  );

describe('coupling analyze --observations', () => {
  it.each([
    ['a file', { 'o.jsonl': year }, 'o.jsonl'],
    ['a gzipped file', { 'o.jsonl.gz': gzipSync(year) }, 'o.jsonl.gz'],
    ['a folder', { 'o/b.jsonl': year, 'o/readme.md': '# no' }, 'o'],
  ])(
    'reads %s, from observation to verdict to finding',
    async (_, files, path) => {
      const { code, stdout, stderr } = await analyze(
        files as Record<string, string | Buffer>,
        path,
      );
      expect(stderr).toBe('');
      expect(code).toBe(0);
      expect(rules(stdout)).toContain(
        'purpose-contradicted: service-0 says "recovers within 1h over 90d" and stays down longer than it says when orders-db stops',
      );
    },
  );

  it('gives the same in any order and when everything is said twice', async () => {
    const [first, second] = year.split('\n');
    const { stdout } = await analyze({ 'o.jsonl': year }, 'o.jsonl');
    const again = await analyze(
      { 'a.jsonl': second, 'b.jsonl': `${first}\n${second}\n` },
      'a.jsonl',
      'b.jsonl',
    );
    expect(again.stdout).toBe(stdout);
  });

  it('judges by what was observed by then', async () => {
    const later = incident('3', '2026-06-20', 1, { entities: ['service-0'] });
    const { stdout } = await analyze({ 'o.jsonl': year }, 'o.jsonl');
    const again = await analyze({ 'o.jsonl': `${year}\n${later}` }, 'o.jsonl');
    expect(again.stdout).toBe(stdout);
  });

  it('counts what was observed and the catalog does not have', async () => {
    const stranger = incident('3', '2026-05-20', 1, { entities: ['nobody'] });
    const { stdout } = await analyze(
      { 'o.jsonl': `${year}\n${stranger}` },
      'o.jsonl',
    );
    expect(JSON.parse(stdout).omissions).toContain(
      '1 of 3 entities and teams that were observed is not in the catalog',
    );
  });

  it('lists a hundred problems of a file and counts the rest', async () => {
    const { stdout } = await analyze(
      { 'o.jsonl': `${year}\n${'{}\n'.repeat(130)}` },
      'o.jsonl',
    );
    const { problems } = JSON.parse(stdout);
    expect(problems).toHaveLength(101);
    expect(problems[100].message).toBe('and 30 more such problems');
  });

  it('reports a line that cannot be read with file and line, and reads the rest', async () => {
    const broken = [
      year,
      '{"kind":',
      incident('3', '2027-01-01', 1),
      incident('2', '2026-05-05', 2),
    ].join('\n');
    const { code, stdout } = await analyze({ 'o.jsonl': broken }, 'o.jsonl');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).problems).toEqual([
      expect.objectContaining({
        file: 'o.jsonl',
        line: 3,
        message: expect.stringContaining('JSON'),
      }),
      expect.objectContaining({
        file: 'o.jsonl',
        line: 4,
        key: 'at',
        message: expect.stringContaining('future'),
      }),
      expect.objectContaining({ file: 'o.jsonl', line: 5, code: 'duplicate' }),
    ]);
  });

  it.each([
    ['is missing', {}, 'gone.jsonl: no such file or folder'],
    [
      'is binary',
      { 'gone.jsonl': Buffer.from([1, 0, 2]) },
      'gone.jsonl: holds binary data',
    ],
    [
      'holds nothing that can be read',
      { 'gone.jsonl': 'hello\n{"kind":"no"}' },
      'gone.jsonl:1: not valid JSON',
    ],
  ])('exits 2 when a file %s', async (_, files, expected) => {
    const { code, stdout, stderr } = await analyze(
      files as Record<string, string | Buffer>,
      'gone.jsonl',
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(expected);
  });
});

describe('what is said and what is done', () => {
  const cwd = () => folderWith({ 'catalog.yaml': promising, 'o.jsonl': year });
  const io = () =>
    testIo({ cwd: cwd(), now: () => new Date('2026-07-01T00:00:00Z') });

  it('heads the report in Markdown', async () => {
    const { io: host, written } = io();
    await run(
      'analyze catalog.yaml --at 2026-06-01T00:00:00Z --format markdown --observations o.jsonl'.split(
        ' ',
      ),
      host,
    );
    expect(written.stdout).toContain('#### Purpose: 1 of 1 promise is');
    expect(written.stdout).toMatch(
      /\| .*service-0.* \| .* \| Stays down longer than it says when orders-db stops\. \| 1 contradicted \| orders-db \|/,
    );
  });

  it('stands in SARIF at the line of the system that promised', async () => {
    const folder = folderWith({
      'a.yaml': promising,
      'b.yaml': yaml([
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'System',
          metadata: {
            name: 'shop',
            annotations: { 'posiwid.dev/claims': 'no freeze over 90d' },
          },
          spec: { owner: 'team-0' },
        },
      ]),
      'o.jsonl': JSON.stringify({
        source: 'pipeline',
        id: '1',
        kind: 'freeze',
        at: '2026-05-01T00:00:00Z',
        from: '2026-05-01T00:00:00Z',
        to: '2026-05-08T00:00:00Z',
        scope: ['system:default/shop'],
      }),
    });
    const { io: host, written } = testIo({
      cwd: folder,
      now: () => new Date(AT),
    });
    await run(
      'analyze a.yaml b.yaml --format sarif --observations o.jsonl'.split(' '),
      host,
    );
    const promised = JSON.parse(written.stdout).runs[0].results.find(
      ({ ruleId }: { ruleId: string }) => ruleId === 'purpose-contradicted',
    );
    expect(promised.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'b.yaml' },
      region: { startLine: 2 },
    });
  });

  it('is held against both sides of a change', async () => {
    const { io: host, written } = io();
    const code = await run(
      'check --base catalog.yaml --head catalog.yaml --at 2026-06-01T00:00:00Z --format json --observations o.jsonl'.split(
        ' ',
      ),
      host,
    );
    expect([code, written.stderr]).toEqual([0, '']);
    expect(JSON.parse(written.stdout)).toMatchObject({
      introduced: [],
      resolved: [],
    });
  });
});
