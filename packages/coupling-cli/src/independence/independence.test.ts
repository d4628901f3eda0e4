import { run } from '../run';
import { shop, yaml } from '../testing/catalog';
import { folderWith, removeFolders } from '../testing/folder';
import { testIo } from '../testing/io';

// Whole analyses.
jest.setTimeout(60_000);

afterAll(removeFolders);

async function coupling(args: string[], catalog = yaml(shop())) {
  const cwd = folderWith({ 'catalog.yaml': catalog });
  const { io, written } = testIo({ cwd });
  const code = await run(args, io);
  return { code, ...written };
}

const independence = (...args: string[]) =>
  coupling(['independence', ...args, '--in', 'catalog.yaml']);

describe('coupling independence', () => {
  it('opens with what alone stops all, and says layer by layer who rests on what', async () => {
    const { code, stdout, stderr } = await independence(
      'service-0',
      'service-1',
      'service-2',
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^The three \w+ share one thing that alone stops them all: orders-db\n/,
    );
    expect(stdout).toContain(
      'data  alone\n  - resource:orders-db: each of all 3 fails with it\n',
    );
    expect(stdout).toContain('failure domain  not stated');
    expect(stdout).toMatch(/that is not\s+independence/);
    expect(stdout).not.toContain('\u001b');
  });

  it('is JSON for programs, the same bytes each time', async () => {
    const ask = () =>
      independence('service-0', 'service-1', '--format', 'json');
    const { stdout } = await ask();
    const report = JSON.parse(stdout);
    expect(report.version).toBe(1);
    expect(report).not.toHaveProperty('hidden');
    expect(
      report.rows.find((row: any) => row.layer === 'data').parts,
    ).toMatchObject([{ ref: 'resource:default/orders-db', members: [0, 1] }]);
    expect((await ask()).stdout).toBe(stdout);
  });

  it('is Markdown in which names of the catalog are text', async () => {
    const { stdout } = await independence(
      'service-0',
      'service-1',
      '--format',
      'markdown',
    );
    expect(stdout).toMatch(/^### service-0 and service-1 share one thing/);
    expect(stdout).toContain('- `resource:default/orders-db`: each of both');
  });

  it.each([
    [['service-0'], /give two entities or more/],
    [['service-0', 'component:default/service-0'], /give two entities or more/],
    [
      ['service-0', 'servise-1'],
      /not in this catalog; did you mean .*service-1/,
    ],
    [
      ['service-0', 'group:checkout'],
      /group:default\/checkout: holds other things/,
    ],
  ])('refuses %j', async (refs, complaint) => {
    const { code, stdout, stderr } = await independence(...refs);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(complaint);
  });

  it('asks where the catalog is', async () => {
    const { code, stderr } = await coupling(['independence', 'a', 'b']);
    expect(code).toBe(2);
    expect(stderr).toContain('give --in PATH');
  });
});
