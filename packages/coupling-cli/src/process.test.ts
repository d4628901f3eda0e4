import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { shop, yaml } from './testing/catalog';
import { folderWith, removeFolders } from './testing/folder';

// Whole processes, which a busy machine may start slowly.
jest.setTimeout(60_000);

afterAll(removeFolders);

const PACKAGE = resolve(__dirname, '..');
const ROOT = resolve(PACKAGE, '../..');

/** Runs Node as a process of its own, as a shell would. */
function node(
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
  input = '',
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, INIT_CWD: '', ...env },
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const HEADLINE = /^\d+ findings? in 13 entities, 12 couplings, 5 teams: /;

describe('yarn coupling, from a checkout', () => {
  const command = ['--import', 'tsx', join(PACKAGE, 'src/bin.ts')];

  it('reads paths from where the user stands, and ends with the exit code', () => {
    const here = folderWith({ 'catalog.yaml': yaml(shop()) });
    const found = node(
      [...command, 'analyze', 'catalog.yaml', '--fail-on', 'low'],
      ROOT,
      { INIT_CWD: here },
    );
    expect(found.stderr).toBe('');
    expect(found.stdout).toMatch(HEADLINE);
    expect(found.status).toBe(1);
    const missing = node([...command, 'analyze', 'gone.yaml'], ROOT, {
      INIT_CWD: here,
    });
    expect(missing).toEqual({
      status: 2,
      stdout: '',
      stderr: 'gone.yaml: no such file or folder\n',
    });
  });

  it('reads standard input', () => {
    const { stdout } = node(
      [...command, 'analyze', '-'],
      ROOT,
      {},
      yaml(shop()),
    );
    expect(stdout).toMatch(HEADLINE);
  });
});

describe('the installed command', () => {
  it('runs, and reads paths from its own folder whatever a package script says', () => {
    const here = folderWith({ 'catalog.yaml': yaml(shop()) });
    const bin = join(PACKAGE, 'bin/coupling');
    const { status, stdout } = node([bin, 'analyze', 'catalog.yaml'], here, {
      INIT_CWD: ROOT,
    });
    expect(stdout).toMatch(HEADLINE);
    expect(status).toBe(0);
  });
});

describe('backstage-cli coupling', () => {
  const command = ['--import', 'tsx', join(__dirname, 'testing/host.ts')];
  const catalog = () =>
    join(folderWith({ 'catalog.yaml': yaml(shop()) }), 'catalog.yaml');

  it('offers every command of coupling', () => {
    const { stdout } = node([...command, 'coupling', '--help'], PACKAGE);
    for (const name of ['analyze', 'check', 'blast-radius'])
      expect(stdout).toContain(name);
  });

  it('analyses, and passes arguments, output and exit code through', () => {
    const analysed = node(
      [...command, 'coupling', 'analyze', catalog(), '--format', 'csv'],
      PACKAGE,
    );
    expect(analysed.stdout).toMatch(/^id,severity,/);
    expect(analysed.status).toBe(0);
    expect(
      node(
        [...command, 'coupling', 'analyze', catalog(), '--fail-on', 'low'],
        PACKAGE,
      ).status,
    ).toBe(1);
    expect(
      node([...command, 'coupling', 'analyze', 'gone.yaml'], PACKAGE),
    ).toMatchObject({
      status: 2,
      stderr: 'gone.yaml: no such file or folder\n',
    });
  });

  it('checks and tells a blast radius', () => {
    const path = catalog();
    expect(
      node(
        [...command, 'coupling', 'check', '--base', path, '--head', path],
        PACKAGE,
      ).stdout,
    ).toMatch(/^This change introduces, worsens and resolves nothing/);
    expect(
      node([...command, 'coupling', 'blast-radius', 'orders-db', path], PACKAGE)
        .stdout,
    ).toMatch(/^When resource:default\/orders-db fails, 12 of 13 entities/);
  });
});
