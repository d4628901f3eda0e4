import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Ajv from 'ajv';
import { run } from './run';
import { shop, yaml } from './testing/catalog';
import { folderWith, removeFolders } from './testing/folder';
import { testIo } from './testing/io';
import { startPortal } from './testing/portal';

// Whole analyses, of which some are large.
jest.setTimeout(60_000);

afterAll(removeFolders);

/** Runs the command in a folder that holds these files. */
async function coupling(
  args: string[],
  files: Record<string, string | Buffer> = { 'catalog.yaml': yaml(shop()) },
  overrides: Parameters<typeof testIo>[0] = {},
) {
  const cwd = folderWith(files);
  const { io, written } = testIo({ cwd, ...overrides });
  const code = await run(args, io);
  return { code, cwd, ...written };
}

/** A shop in which nobody owns what everybody needs. */
const withoutOwner = yaml(
  shop().map((entity: any) =>
    entity.kind === 'Resource'
      ? { ...entity, spec: { type: 'database' } }
      : entity,
  ),
);

/** A shop in which one service needs something that the catalog does not have. */
const dangling = yaml(
  shop([{ name: 'late', owner: 'search', dependsOn: ['component:gone'] }]),
);

const HOSTILE =
  '=cmd|<img src=x onerror=alert(1)>\u001b[2J @everyone [x](javascript:y) `a`';

const hostileShop = shop([
  {
    name: '__proto__',
    owner: 'constructor',
    dependsOn: ['resource:orders-db'],
  },
  {
    name: 'evil',
    title: HOSTILE,
    owner: HOSTILE,
    dependsOn: ['resource:orders-db', HOSTILE],
  },
]);

const SCHEMA = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

/** What the schema of SARIF 2.1.0 has against a log. */
function sarifErrors(log: object): unknown[] {
  const ajv = new Ajv({
    schemaId: 'auto',
    meta: false,
    unknownFormats: 'ignore',
  });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  const validate = ajv.compile(
    JSON.parse(readFileSync(require.resolve(SCHEMA), 'utf8')),
  );
  validate(log);
  return validate.errors ?? [];
}

describe('coupling analyze', () => {
  it('opens with one sentence, tells the worst finding with its chain, and ends with what it leaves out', async () => {
    const { code, stdout, stderr } = await coupling([
      'analyze',
      'catalog.yaml',
    ]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^\d+ findings? in 13 entities, 12 couplings, 5 teams: /,
    );
    expect(stdout).toMatch(/orders-db[\s\S]*12 of 13 entities/);
    expect(stdout).toMatch(
      / {2}why {5}resource:default\/orders-db {2}data\n[\s\S]*component:default\/service-\d/,
    );
    expect(stdout).toContain('What this leaves out: ');
    expect(stdout).not.toContain('\u001b');
  });

  it('colours a terminal and keeps to its width, unless NO_COLOR asks otherwise', async () => {
    const onTerminal = async (env: Record<string, string>) => {
      let stdout = '';
      const long = shop([
        {
          name: 'long-'.repeat(20),
          owner: 'far-'.repeat(30),
          dependsOn: ['resource:orders-db'],
        },
      ]);
      await coupling(
        ['analyze', 'c.json'],
        { 'c.json': JSON.stringify(long) },
        {
          env,
          stdout: {
            isTTY: true,
            columns: 60,
            write: (text: string) => (stdout += text),
          },
        },
      );
      return stdout;
    };
    const colourful = await onTerminal({});
    expect(colourful).toContain('\u001b[');
    const plain = await onTerminal({ NO_COLOR: '1' });
    // eslint-disable-next-line no-control-regex
    expect(colourful.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
    expect(
      Math.max(...plain.split('\n').map(line => line.length)),
    ).toBeLessThanOrEqual(60);
  });

  it('writes the report of the contract as JSON, the same bytes every time', async () => {
    const { stdout } = await coupling([
      'analyze',
      'catalog.yaml',
      '--format',
      'json',
    ]);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining([
        'version',
        'catalog',
        'metrics',
        'findings',
        'problems',
        'omissions',
      ]),
    );
    expect(report.catalog).toMatchObject({
      entities: 13,
      couplings: 12,
      teams: 5,
    });
    expect(report.findings[0]).toMatchObject({
      id: expect.any(String),
      rule: expect.any(String),
      severity: expect.any(String),
      subjects: expect.arrayContaining(['resource:default/orders-db']),
    });
    const again = await coupling([
      'analyze',
      'catalog.yaml',
      '--format',
      'json',
    ]);
    expect(again.stdout).toBe(stdout);
  });

  it('makes the report for the time that it is given, whatever time it is', async () => {
    const monthly = shop([
      {
        name: 'invoices',
        owner: 'payments',
        dependsOn: ['resource:orders-db'],
      },
      { name: 'payouts', owner: 'search', dependsOn: ['resource:orders-db'] },
    ]).map((entity: any) =>
      ['invoices', 'payouts'].includes(entity.metadata.name)
        ? {
            ...entity,
            metadata: {
              ...entity.metadata,
              annotations: { 'posiwid.dev/runs-at': '0 3 5 * *' },
            },
          }
        : entity,
    );
    const reportOf = async (now: string, ...more: string[]) => {
      const { stdout } = await coupling(
        ['analyze', 'catalog.yaml', '--format', 'json', ...more],
        { 'catalog.yaml': yaml(monthly) },
        { now: () => new Date(now) },
      );
      return stdout;
    };
    const beforeTheFifth = await reportOf('2026-03-02T00:00:00Z');
    const afterTheFifth = '2026-03-16T00:00:00Z';
    expect(beforeTheFifth).toContain('"same-clock"');
    expect(await reportOf(afterTheFifth)).not.toContain('"same-clock"');
    for (const at of [
      '2026-03-02',
      '2026-03-02T00:00Z',
      '2026-03-02T01:00:00+01:00',
    ]) {
      expect(await reportOf(afterTheFifth, '--at', at)).toBe(beforeTheFifth);
    }
  });

  it.each(['yesterday', '2026-02-30', '2026-13-01', '2026-03-02T08:00:00', ''])(
    'takes no time from %j',
    async at => {
      const { code, stderr } = await coupling([
        'analyze',
        'catalog.yaml',
        '--at',
        at,
      ]);
      expect(code).toBe(2);
      expect(stderr).toContain('2026-03-02T08:00:00Z');
    },
  );

  it('writes one row a finding as CSV, with no cell that a spreadsheet would run', async () => {
    const { stdout } = await coupling(
      ['analyze', 'c.json', '--format', 'csv'],
      {
        'c.json': JSON.stringify(hostileShop),
      },
    );
    expect(stdout).toMatch(/^id,severity,score,category,rule,title,/);
    expect(stdout).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  it('writes SARIF that the schema of OASIS accepts and code scanning can place', async () => {
    const { stdout } = await coupling(
      ['analyze', 'catalog', '--format', 'sarif'],
      {
        'catalog/a.yaml': withoutOwner,
        'catalog/b.json': JSON.stringify(hostileShop),
        'catalog/c.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: [broken\n',
      },
    );
    const log = JSON.parse(stdout);
    expect(sarifErrors(log)).toEqual([]);
    const [{ results, tool, invocations }] = log.runs;
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      const { ruleId, ruleIndex, locations, partialFingerprints } = result;
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toMatch(/^catalog\/[ab]\.(yaml|json)$/);
      expect(region.startLine).toBeGreaterThan(0);
      expect(partialFingerprints['couplingFinding/v1']).not.toBe('');
    }
    for (const rule of tool.driver.rules) {
      expect(rule.help.text).not.toBe('');
      expect(rule.helpUri).toMatch(/^https:/);
      expect(rule.properties['security-severity']).toBeUndefined();
    }
    expect(invocations[0].toolExecutionNotifications).toContainEqual(
      expect.objectContaining({
        message: { text: expect.stringMatching(/not valid YAML/) },
        locations: [
          expect.objectContaining({
            physicalLocation: expect.objectContaining({
              artifactLocation: expect.objectContaining({
                uri: 'catalog/c.yaml',
              }),
            }),
          }),
        ],
      }),
    );
  });

  it('keeps Markdown within one comment of a pull request, and says what it left out', async () => {
    const many = Array.from({ length: 400 }, (_, i) => [
      { name: `hub-${i}`, owner: `gone-${i}` },
      ...Array.from({ length: 4 }, (_u, j) => ({
        name: `user-${i}-${j}`,
        owner: ['checkout', 'payments', 'search', 'fulfilment'][j],
        dependsOn: [`hub-${i}`.replace(/^/, 'component:')],
        title: 'x'.repeat(3000),
      })),
    ]).flat();
    const { stdout } = await coupling(
      ['analyze', 'c.json', '--format', 'markdown'],
      {
        'c.json': JSON.stringify(shop(many)),
      },
    );
    expect(stdout.length).toBeLessThanOrEqual(65_536);
    expect(stdout).toMatch(/more findings?.* did not fit into one comment/);
  });

  it.each(['text', 'json', 'markdown', 'csv', 'sarif'])(
    'lets no name of the catalog act in %s',
    async format => {
      const { code, stdout } = await coupling(
        ['analyze', 'c.json', '--format', format],
        { 'c.json': JSON.stringify(hostileShop) },
      );
      expect(code).toBe(0);
      expect(stdout).not.toContain('\u001b');
    },
  );

  it('makes no HTML, mention or link in Markdown of a name', async () => {
    const { stdout } = await coupling(
      ['analyze', 'c.json', '--format', 'markdown'],
      { 'c.json': JSON.stringify(hostileShop) },
    );
    expect(stdout).not.toMatch(/<img|@everyone|(?<!\\)\]\(javascript/);
  });

  it('exits 1 exactly when a finding is as severe as --fail-on', async () => {
    const { stdout } = await coupling([
      'analyze',
      'catalog.yaml',
      '--format',
      'json',
    ]);
    const order = ['critical', 'high', 'medium', 'low', 'info'];
    const worst = Math.min(
      ...JSON.parse(stdout).findings.map((f: any) => order.indexOf(f.severity)),
    );
    for (const threshold of order.slice(0, 4)) {
      const { code } = await coupling([
        'analyze',
        'catalog.yaml',
        '--fail-on',
        threshold,
      ]);
      expect(code).toBe(worst <= order.indexOf(threshold) ? 1 : 0);
    }
  });

  it('reads standard input, folders and several PATHs', async () => {
    const whole = await coupling(['analyze', 'catalog.yaml']);
    const [first, ...rest] = shop();
    const split = await coupling(['analyze', 'a.yaml', 'more'], {
      'a.yaml': yaml([first]),
      'more/b.json': JSON.stringify(rest),
    });
    expect(split.stdout).toBe(whole.stdout);
    const piped = await coupling(
      ['analyze', '-'],
      {},
      {
        stdin: Readable.from([Buffer.from(yaml(shop()))]),
      },
    );
    expect(piped.stdout).toBe(whole.stdout);
  });

  it('reads a running portal', async () => {
    const portal = await startPortal(shop() as any, 'secret');
    const { code, stdout } = await coupling(
      ['analyze', '--portal', portal.url],
      {},
      {
        fetch: globalThis.fetch,
        env: { COUPLING_PORTAL_TOKEN: 'secret' },
      },
    );
    await portal.stop();
    expect(code).toBe(0);
    expect(stdout).toMatch(/in 13 entities, 12 couplings/);
  });

  it('writes to a file when told to, and nothing to standard output', async () => {
    const { cwd, stdout } = await coupling([
      'analyze',
      'catalog.yaml',
      '--output',
      'report.txt',
    ]);
    expect(stdout).toBe('');
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toMatch(
      /^\d+ findings? in 13 entities/,
    );
  });

  it('obeys a policy', async () => {
    const { stdout } = await coupling(
      ['analyze', 'catalog.yaml', '--policy', 'p.yaml', '--format', 'json'],
      {
        'catalog.yaml': yaml(shop()),
        'p.yaml': 'disabledRules: [hub]\n',
      },
    );
    expect(JSON.parse(stdout).findings.map((f: any) => f.rule)).not.toContain(
      'hub',
    );
  });

  it('lists a broken document beside the findings of the rest', async () => {
    const { code, stdout } = await coupling(['analyze', 'catalog.yaml'], {
      'catalog.yaml': `${yaml(shop())}---\nkind: [Component\n`,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/in 13 entities/);
    expect(stdout).toMatch(/catalog\.yaml:\d+: not valid YAML/);
  });

  it.each([
    ['an empty catalog', '[]'],
    ['a catalog of nothing but groups', JSON.stringify(shop().slice(0, 2))],
  ])('gives a complete report of %s', async (_, content) => {
    const { code, stdout } = await coupling(['analyze', 'c.json'], {
      'c.json': content,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The catalog holds no entity that can fail\./);
  });

  it.each([
    ['no PATH', ['analyze'], /give a PATH/],
    [
      'a PATH and a portal',
      ['analyze', 'catalog.yaml', '--portal', 'http://localhost'],
      /not both/,
    ],
    [
      'a PATH that does not exist',
      ['analyze', 'gone.yaml'],
      /^gone\.yaml: no such file or folder$/m,
    ],
    [
      'an unknown option',
      ['analyze', 'catalog.yaml', '--telemetry', 'x'],
      /unknown option '--telemetry'/,
    ],
    [
      'an unknown command',
      ['no-such-command', 'catalog.yaml'],
      /unknown command 'no-such-command'/,
    ],
    [
      'an unknown format',
      ['analyze', 'catalog.yaml', '--format', 'xml'],
      /Allowed choices are text, json/,
    ],
    [
      'an unknown severity',
      ['analyze', 'catalog.yaml', '--fail-on', 'info'],
      /Allowed choices are critical/,
    ],
    [
      'a policy that is wrong',
      ['analyze', 'catalog.yaml', '--policy', 'bad.yaml'],
      /^bad\.yaml:2: hub\.minShare/,
    ],
    [
      'a file without anything readable',
      ['analyze', 'broken.jsonl'],
      /^broken\.jsonl:1: not valid JSON/,
    ],
    [
      'an output that cannot be written',
      ['analyze', 'catalog.yaml', '--output', 'no/such/f'],
      /--output no\/such\/f: ENOENT/,
    ],
  ])('exits 2 and says why: %s', async (_, args, message) => {
    const { code, stdout, stderr } = await coupling(args, {
      'catalog.yaml': yaml(shop()),
      'bad.yaml': 'hub:\n  minShare: 7\n',
      'broken.jsonl': '{oops\n',
    });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  it('says on standard error how far it is, never on standard output', async () => {
    const quiet = await coupling(['analyze', 'catalog.yaml']);
    const { stdout, stderr } = await coupling([
      'analyze',
      'catalog.yaml',
      '--progress',
    ]);
    expect(stdout).toBe(quiet.stdout);
    for (const phase of ['reading', 'model', 'structure', 'findings']) {
      expect(stderr).toMatch(new RegExp(`^${phase}`, 'm'));
    }
  });

  it('explains itself', async () => {
    const { code, stdout } = await coupling(['analyze', '--help']);
    expect(code).toBe(0);
    for (const option of [
      '--policy',
      '--at',
      '--format',
      '--fail-on',
      '--output',
      '--portal',
      '--token',
    ]) {
      expect(stdout).toContain(option);
    }
    expect((await coupling(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('coupling check', () => {
  const sides = {
    'base.yaml': yaml(shop()),
    'head.yaml': withoutOwner,
  };
  const check = (args: string[], files = sides) =>
    coupling(
      ['check', '--base', 'base.yaml', '--head', 'head.yaml', ...args],
      files,
    );

  it('names what a change introduces, and fails only on that', async () => {
    const { stdout } = await check(['--format', 'json']);
    const { introduced, worse, unchanged } = JSON.parse(stdout);
    expect(introduced.map((f: any) => f.rule)).toContain('no-owner');
    expect(introduced[0].subjects).toContain('resource:default/orders-db');
    expect(worse).toEqual([]);
    expect(unchanged).toBeGreaterThan(0);

    expect((await check(['--fail-on', 'low'])).code).toBe(1);
    const same = { 'base.yaml': withoutOwner, 'head.yaml': withoutOwner };
    expect((await check(['--fail-on', 'low'], same)).code).toBe(0);
    const repaired = { 'base.yaml': dangling, 'head.yaml': yaml(shop()) };
    expect((await check(['--fail-on', 'low'], repaired)).code).toBe(0);
  });

  it('names what a change resolves', async () => {
    const { stdout } = await check([], {
      'base.yaml': dangling,
      'head.yaml': yaml(shop()),
    });
    expect(stdout).toMatch(
      /^This change introduces no finding, worsens 0 and resolves 1; /,
    );
    expect(stdout).toMatch(/\nResolved\n\w+ +.*gone/);
  });

  it('says so when nothing changes', async () => {
    const { stdout } = await check([], {
      'base.yaml': yaml(shop()),
      'head.yaml': yaml(shop()),
    });
    expect(stdout).toMatch(
      /^This change introduces, worsens and resolves nothing; /,
    );
  });

  it('names what a change makes worse', async () => {
    const grown = shop([
      ...['retail', 'loyalty'].map(owner => ({
        name: `${owner}-app`,
        owner,
        dependsOn: ['resource:orders-db'],
      })),
    ]);
    const { stdout } = await check(['--format', 'json'], {
      'base.yaml': yaml(shop()),
      'head.yaml': yaml(grown),
    });
    expect(JSON.parse(stdout).worse).toContainEqual(
      expect.objectContaining({
        rule: 'hub',
        because: expect.stringMatching(/reaches 7 teams instead of 5/),
        was: expect.objectContaining({
          reach: expect.objectContaining({ teams: 5, fails: 12 }),
        }),
        now: expect.objectContaining({
          reach: expect.objectContaining({ teams: 7, fails: 14 }),
        }),
      }),
    );
  });

  it('writes a comment for the pull request', async () => {
    const { stdout } = await check(['--format', 'markdown']);
    expect(stdout).toMatch(
      /^### Coupling\n\nThis change introduces \d+ finding/,
    );
    expect(stdout).toMatch(/\| entities \| 13 \| 13 \| \+0 \|/);
    expect(stdout).toMatch(/<details><summary><b>\w+<\/b> /);
  });

  it('writes SARIF of what is new, marked as new', async () => {
    const log = JSON.parse((await check(['--format', 'sarif'])).stdout);
    expect(sarifErrors(log)).toEqual([]);
    expect(log.runs[0].results.length).toBeGreaterThan(0);
    expect(
      new Set(log.runs[0].results.map((r: any) => r.baselineState)),
    ).toEqual(new Set(['new']));
  });

  it('writes CSV with the change in front', async () => {
    const { stdout } = await check(['--format', 'csv']);
    expect(stdout).toMatch(/^change,id,severity,/);
    expect(stdout).toMatch(/^new,/m);
  });

  it('reads standard input for one side only', async () => {
    const { code, stderr } = await coupling([
      'check',
      '--base',
      '-',
      '--head',
      '-',
    ]);
    expect(code).toBe(2);
    expect(stderr).toBe('-: standard input can be read only once\n');
  });

  it('takes several PATHs for each side, and needs both', async () => {
    const files = {
      'a.yaml': yaml(shop().slice(0, 5)),
      'b.yaml': yaml(shop().slice(5)),
      ...sides,
    };
    const { code, stdout } = await coupling(
      ['check', '--base', 'a.yaml', 'b.yaml', '--head', 'base.yaml'],
      files,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/nothing/);
    expect(
      (await coupling(['check', '--base', 'base.yaml'], sides)).stderr,
    ).toMatch(/required option '--head <path...>'/);
  });
});

describe('coupling blast-radius', () => {
  it('names what fails, team by team', async () => {
    const { code, stdout } = await coupling([
      'blast-radius',
      'resource:orders-db',
      'catalog.yaml',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^When resource:default\/orders-db fails, 12 of 13 entities fail with it, in 4 teams\./,
    );
    expect(stdout).toMatch(
      /group:default\/checkout\n {2}fails +3 {2}service-0, service-4, service-8/,
    );
  });

  it('tells what degrades from what fails', async () => {
    const soft = shop().map((entity: any) =>
      entity.metadata.name === 'service-3'
        ? {
            ...entity,
            metadata: {
              ...entity.metadata,
              annotations: { 'posiwid.dev/dependency-strength': 'soft' },
            },
          }
        : entity,
    );
    const { stdout } = await coupling(
      ['blast-radius', 'orders-db', 'c.json', '--format', 'json'],
      {
        'c.json': JSON.stringify(soft),
      },
    );
    const { fails, degrades, byTeam } = JSON.parse(stdout);
    expect(fails).toHaveLength(11);
    expect(degrades.map((entity: any) => entity.ref)).toEqual([
      'component:default/service-3',
    ]);
    expect(byTeam).toContainEqual(
      expect.objectContaining({
        team: expect.objectContaining({ ref: 'group:default/fulfilment' }),
        fails: 2,
        degrades: 1,
      }),
    );
  });

  it('tells what falls with everything that a team owns', async () => {
    const { stdout } = await coupling([
      'blast-radius',
      'group:data',
      'catalog.yaml',
    ]);
    expect(stdout).toMatch(
      /^When group:default\/data fails, 12 of 13 entities fail with it/,
    );
  });

  it.each([
    [
      'csv',
      /^team,effect,entity\ngroup:default\/checkout,fails,component:default\/service-0\n/,
    ],
    [
      'markdown',
      /\| `group:default\/checkout` \| 3 \| 0 \| `component:default\/service-0`/,
    ],
  ])('writes %s', async (format, expected) => {
    const { stdout } = await coupling([
      'blast-radius',
      'orders-db',
      'catalog.yaml',
      '--format',
      format,
    ]);
    expect(stdout).toMatch(expected);
  });

  it.each([
    [
      'oders-db',
      /not in this catalog; did you mean resource:default\/orders-db\?/,
    ],
    [
      'group:nobody-at-all',
      /^group:default\/nobody-at-all: not in this catalog$/m,
    ],
    ['nothing-like-it-at-all', /not in this catalog$/m],
    ['component:', /not an entity ref/],
  ])('exits 2 for %s', async (ref, message) => {
    const { code, stderr } = await coupling([
      'blast-radius',
      ref,
      'catalog.yaml',
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('real catalogs', () => {
  const catalogs = join(__dirname, '../../../../shared/catalogs');
  const names = [
    'microservices/otel-demo.yaml',
    'microservices/train-ticket.yaml',
    'microservices/online-boutique.yaml',
    'backstage-packages/entities.yaml',
    'openedx/published.yaml',
    'debian/sample-1000.jsonl.gz',
  ].filter(name => existsSync(join(catalogs, name)));

  if (names.length === 0) {
    it.todo('need ../shared/catalogs beside the project');
    return;
  }

  it.each(names)('%s analyses to the end in every format', async name => {
    const reports: Record<string, string> = {};
    for (const format of ['text', 'json', 'markdown', 'csv', 'sarif']) {
      const { code, stdout } = await coupling(
        ['analyze', join(catalogs, name), '--format', format],
        {},
      );
      expect(code).toBe(0);
      reports[format] = stdout;
    }
    expect(sarifErrors(JSON.parse(reports.sarif))).toEqual([]);
    expect(reports.markdown.length).toBeLessThanOrEqual(65_536);
    expect(JSON.parse(reports.json).findings.length).toBeGreaterThan(0);
  });
});
