import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run';
import { folderWith, removeFolders } from '../testing/folder';
import { testIo } from '../testing/io';

afterAll(removeFolders);

/** Two replicas that share a configuration service, as Open-PSA. */
const REPLICAS = `<opsa-mef><define-fault-tree name="shop">
  <define-gate name="down"><and><gate name="a-down"/><gate name="b-down"/></and></define-gate>
  <define-gate name="a-down"><or><basic-event name="a"/><basic-event name="config"/></or></define-gate>
  <define-gate name="b-down"><or><basic-event name="b"/><basic-event name="config"/></or></define-gate>
</define-fault-tree><model-data>
  <define-basic-event name="a"><float value="0.01"/></define-basic-event>
  <define-basic-event name="b"><float value="0.01"/></define-basic-event>
  <define-basic-event name="config"><float value="0.001"/></define-basic-event>
</model-data></opsa-mef>`;

async function riskGroups(args: string[], xml = REPLICAS) {
  const cwd = folderWith({ 'tree.xml': xml });
  const { io, written } = testIo({ cwd });
  const code = await run(
    ['risk-groups', '--open-psa', 'tree.xml', ...args],
    io,
  );
  return { code, cwd, ...written };
}

describe('coupling risk-groups', () => {
  it('names what two replicas share before what fails them one by one', async () => {
    const { code, stdout } = await riskGroups([]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^shop: 2 risk groups of down, the smallest of 1 event\./,
    );
    expect(stdout).toMatch(/ {2}- config\n {2}- a, b\n/);
    expect(stdout).not.toMatch(/probability/i);
  });

  it('gives the probability and what matters most to it when asked', async () => {
    const { stdout } = await riskGroups(['--probability']);
    expect(stdout).toMatch(/Probability of down: 0\.0010999, exact/);
    expect(stdout).toMatch(/0\.90\d+ .* config\n/);
  });

  it('lists groups up to an order and says how many it does not list', async () => {
    const { stdout } = await riskGroups(['--max-order', '1']);
    expect(stdout).toMatch(/ {2}- config\n {2}and 1 more\n/);
    expect(stdout).toMatch(/2 events +1\n/);
  });

  it('writes the same as JSON, with the step each number comes from', async () => {
    const { stdout } = await riskGroups(['--probability', '--format', 'json']);
    const { riskGroups: groups, probability } = JSON.parse(stdout);
    expect(groups).toEqual({
      step: 'exact',
      count: '2',
      byOrder: [
        { order: 1, count: '1' },
        { order: 2, count: '1' },
      ],
      listed: [['config'], ['a', 'b']],
      notListed: '0',
    });
    expect(probability.value).toBeCloseTo(0.001 + 0.999 * 1e-4, 15);
    expect(probability.step).toBe('exact');
  });

  it('says which events have no probability instead of guessing one', async () => {
    const { code, stdout } = await riskGroups(
      ['--probability'],
      REPLICAS.replace('<float value="0.001"/>', ''),
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /No probability: that of 1 event is not stated \(config\)\./,
    );
  });

  it('writes to a file', async () => {
    const { cwd, stdout } = await riskGroups(['--output', 'report.txt']);
    expect(stdout).toBe('');
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toMatch(/^shop: 2 /);
  });

  it.each([
    ['no such top', ['--top', 'nowhere'], REPLICAS, /"nowhere" is not defined/],
    ['an order of none', ['--max-order', '0'], REPLICAS, /whole number/],
    ['another format', [], '{}', /tree\.xml: Not well-formed XML/],
    [
      'a cycle',
      ['--top', 'down'],
      REPLICAS.replace('<basic-event name="a"/>', '<gate name="down"/>'),
      /tree\.xml: Gates depend on themselves: down -> a-down -> down/,
    ],
    [
      'a negation',
      [],
      REPLICAS.replace(/<(\/?)and>/g, '<$1nand>'),
      /tree\.xml: Gate "down" uses <nand>/,
    ],
  ])('refuses %s with exit code 2', async (_, args, xml, message) => {
    const { code, stdout, stderr } = await riskGroups(args, xml);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  it('refuses a file that is not there', async () => {
    const { io, written } = testIo();
    expect(await run(['risk-groups', '--open-psa', 'gone.xml'], io)).toBe(2);
    expect(written.stderr).toMatch(/^gone\.xml: ENOENT/);
  });

  it('keeps control characters of names off the terminal', async () => {
    const { stdout } = await riskGroups(
      [],
      REPLICAS.replace(/"config"/g, '"con&#x9b;2Jfig"'),
    );
    expect(stdout).toMatch(/- con\\u009b2Jfig\n/);
  });
});

const DAS9209 = join(__dirname, '../../../../../shared/aralia/das9209.xml');

// An industrial tree that is kept beside the project.
(existsSync(DAS9209) ? describe : describe.skip)(
  'coupling risk-groups on das9209 (skipped where it is not there)',
  () => {
    it('counts 82,000,000,000 groups and lists ten', async () => {
      const { stdout } = await riskGroups([], readFileSync(DAS9209, 'utf8'));
      expect(stdout).toMatch(/^das9209: 82,000,000,000 risk groups of r1/);
      expect(stdout.match(/^ {2}- /gm)).toHaveLength(10);
    });
  },
);
