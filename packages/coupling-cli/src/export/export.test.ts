import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run';
import { folderWith, removeFolders } from '../testing/folder';
import { testIo } from '../testing/io';

afterAll(removeFolders);

const member = (name: string, zone: string) => `---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations:
    posiwid.dev/redundancy-group: dns
    posiwid.dev/failure-domain: eu/${zone}
spec:
  type: service
  dependsOn: [component:config]
`;

const CATALOG = `${member('dns-a', '1')}${member('dns-b', '2')}---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: config
spec:
  type: service
`;

async function coupling(cwd: string, ...args: string[]) {
  const { io, written } = testIo({ cwd });
  return { code: await run(args, io), ...written };
}

const installed = spawnSync('scram', ['--version']).status === 0;

const BY_ORDER = [
  { order: 1, count: '2' },
  { order: 2, count: '4' },
];

describe('coupling export', () => {
  it('writes the graph of a claim, which risk-groups reads back to the same result', async () => {
    const cwd = folderWith({ 'catalog.yaml': CATALOG });
    const { code, stderr } = await coupling(
      cwd,
      ...['export', '--claim', 'dns', '--results', 'results.json'],
      ...['--output', 'dns.xml', 'catalog.yaml'],
    );
    expect([code, stderr]).toEqual([0, '']);
    const xml = readFileSync(join(cwd, 'dns.xml'), 'utf8');
    expect(xml).toContain(
      '<!-- dns: 6 minimal cut sets (2 of order 1, 4 of order 2), method exact; 6 basic events -->',
    );
    const results = JSON.parse(readFileSync(join(cwd, 'results.json'), 'utf8'));
    expect(results.cutSets.byOrder).toEqual(BY_ORDER);
    const back = await coupling(
      cwd,
      ...['risk-groups', '--open-psa', 'dns.xml', '--format', 'json'],
    );
    expect(JSON.parse(back.stdout).riskGroups.byOrder).toEqual(BY_ORDER);
  });

  it('writes how often each event is true, as policy takes it where nothing is stated, and what comes of it', async () => {
    const cwd = folderWith({ 'catalog.yaml': CATALOG });
    await coupling(
      cwd,
      ...['export', '--claim', 'dns', '--results', 'results.json'],
      ...['--output', 'dns.xml', 'catalog.yaml'],
    );
    const { events, probability } = JSON.parse(
      readFileSync(join(cwd, 'results.json'), 'utf8'),
    );
    const of = new Map<string, number>(
      events.map((event: any) => [event.name, event.probability]),
    );
    const replica = (name: string, zone: string) =>
      1 - (1 - of.get(name)!) * (1 - of.get(zone)!);
    const both = replica('dns-a', 'eu/1') * replica('dns-b', 'eu/2');
    const shared = (1 - of.get('eu')!) * (1 - of.get('config')!);
    expect(probability.step).toBe('exact');
    expect(probability.value).toBeCloseTo(1 - (1 - both) * shared, 12);
  });

  it('writes the graph of an entity', async () => {
    const cwd = folderWith({ 'catalog.yaml': CATALOG });
    const { code, stdout } = await coupling(
      cwd,
      ...['export', '--format', 'open-psa', 'dns-a', 'catalog.yaml'],
    );
    expect(code).toBe(0);
    expect(stdout).toContain('dns-a: 4 minimal cut sets (4 of order 1)');
  });

  it('says what there is when it does not know the claim, and that it needs a subject', async () => {
    const cwd = folderWith({ 'catalog.yaml': CATALOG });
    const unknown = await coupling(
      cwd,
      ...['export', '--claim', 'dsn', 'catalog.yaml'],
    );
    expect(unknown).toMatchObject({
      code: 2,
      stderr:
        'dsn: no such claim in this catalog; there are redundancy-group:dns\n',
    });
    expect(await coupling(cwd, 'export')).toMatchObject({ code: 2 });
  });
});

(installed ? describe : describe.skip)(
  'SCRAM on an export (skipped where the command scram is not installed)',
  () => {
    it('is read by SCRAM with the same cut sets and probability', async () => {
      const cwd = folderWith({ 'catalog.yaml': CATALOG });
      await coupling(
        cwd,
        ...['export', '--claim', 'dns', '--results', 'results.json'],
        ...['--output', 'dns.xml', 'catalog.yaml'],
      );
      execFileSync(
        'scram',
        ['--bdd', '--probability', '1', '-o', 'report.xml', 'dns.xml'],
        { cwd },
      );
      const report = readFileSync(join(cwd, 'report.xml'), 'utf8');
      expect(/products="(\d+)"/.exec(report)![1]).toBe('6');
      const orders = [...report.matchAll(/<product order="(\d+)"/g)];
      expect(orders.map(([, order]) => order).sort()).toEqual([
        ...['1', '1'],
        ...['2', '2', '2', '2'],
      ]);
      const ours = JSON.parse(readFileSync(join(cwd, 'results.json'), 'utf8'));
      const theirs = /<sum-of-products[^>]* probability="([^"]+)"/.exec(
        report,
      )!;
      // SCRAM prints six digits.
      expect(Number(ours.probability.value.toPrecision(6))).toBe(
        Number(theirs[1]),
      );
    });
  },
);
