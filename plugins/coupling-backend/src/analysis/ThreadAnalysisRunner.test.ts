import { DEFAULT_POLICY } from '@posiwid/coupling-engine';
import { component, smallPlatform } from '../__testUtils__/entities';
import { decodeSnapshot } from './snapshot';
import { ThreadAnalysisRunner } from './ThreadAnalysisRunner';

jest.setTimeout(60_000);

const RULES = `${__dirname}/../__testUtils__/rules`;

const ORDER = {
  id: 'analysis-1',
  at: '2026-01-01T00:00:00.000Z',
  fingerprint: 'f',
  scanned: 16,
};

function start(options: {
  ruleModules?: string[];
  timeoutMs?: number;
  memoryMb?: number;
  onProgress?: (phase: string) => void;
}) {
  const { onProgress = () => {}, ...rest } = options;
  return new ThreadAnalysisRunner({
    ruleModules: [],
    timeoutMs: 30_000,
    ...rest,
  }).start({ policy: DEFAULT_POLICY, onProgress });
}

/** Two copies of a database, one of which is enough. */
function redundantPair() {
  return ['copy-1', 'copy-2'].map(name => {
    const copy = component(name, ['db']);
    copy.metadata.annotations = { 'posiwid.dev/redundancy-group': 'copies/1' };
    return copy;
  });
}

describe('an analysis in a thread of its own', () => {
  it('gives what is stored, in pieces that make a whole', async () => {
    const phases = new Set<string>();
    const run = start({ onProgress: phase => phases.add(phase) });
    const entities = smallPlatform();
    run.addEntities(entities.slice(0, 5));
    run.addEntities(entities.slice(5));
    const { record, snapshot, changed } = await run.finish(ORDER);

    expect(record).toMatchObject({
      id: 'analysis-1',
      counts: { entities: 10 },
    });
    const { analysis, findings } = decodeSnapshot(snapshot);
    expect(analysis.model.entities).toHaveLength(10);
    expect(analysis.at).toBe(ORDER.at);
    expect(ArrayBuffer.isView(analysis.structure.fails)).toBe(true);
    expect(changed.map(row => row.id).sort()).toEqual(
      findings.map(finding => finding.id).sort(),
    );
    expect([...phases]).toEqual(
      expect.arrayContaining(['model', 'structure', 'ownership', 'findings']),
    );
  });

  it('goes on from the history that it is given', async () => {
    const first = start({});
    first.addEntities(smallPlatform());
    const before = await first.finish(ORDER);
    const second = start({});
    second.addEntities([component('a')]);
    second.addHistory(before.changed);
    const after = await second.finish({
      ...ORDER,
      id: 'analysis-2',
      at: '2026-01-02T00:00:00.000Z',
      previousAt: ORDER.at,
    });
    expect(after.changed).toHaveLength(before.changed.length);
    expect(new Set(after.changed.map(row => row.resolvedAt))).toEqual(
      new Set(['2026-01-02T00:00:00.000Z']),
    );
  });

  it('finds the same when it goes on from the audits of the run before', async () => {
    const runner = new ThreadAnalysisRunner({
      ruleModules: [],
      timeoutMs: 30_000,
    });
    const independence = async () => {
      const run = runner.start({
        policy: DEFAULT_POLICY,
        onProgress: () => {},
      });
      run.addEntities([...smallPlatform(), ...redundantPair()]);
      const { snapshot } = await run.finish(ORDER);
      return decodeSnapshot(snapshot).analysis.independence;
    };
    const first = await independence();
    expect(await independence()).toEqual(first);
  });

  it('runs the rules of an installation, found by their module', async () => {
    const run = start({ ruleModules: [`${RULES}/loneRule.ts`] });
    run.addEntities([...smallPlatform(), component('hermit')]);
    const { changed } = await run.finish(ORDER);
    expect(
      changed.filter(row => row.rule === 'lone').map(row => row.record),
    ).toEqual([
      expect.stringContaining('component:default/hermit stands alone'),
    ]);
  });

  it.each([
    ['is not there', 'missing.ts'],
    ['exports something else', 'noRules.ts'],
  ])(
    'says so when a module of rules %s, and analyses without it',
    async (_, file) => {
      const run = start({ ruleModules: [`${RULES}/${file}`] });
      run.addEntities(smallPlatform());
      const { snapshot } = await run.finish(ORDER);
      const { analysis } = decodeSnapshot(snapshot);
      expect(analysis.problems).toContainEqual(
        expect.objectContaining({
          code: 'rule-failed',
          file: `${RULES}/${file}`,
        }),
      );
      expect(analysis.findings.length).toBeGreaterThan(0);
    },
  );

  it('stops an analysis that takes too long', async () => {
    const run = start({
      ruleModules: [`${RULES}/endlessRule.ts`],
      timeoutMs: 5_000,
    });
    run.addEntities(smallPlatform());
    await expect(run.finish(ORDER)).rejects.toThrow(
      /longer than 5 s .*coupling\.analysis\.timeout/,
    );
  });

  it('outlives an analysis that runs out of memory', async () => {
    const run = start({
      ruleModules: [`${RULES}/greedyRule.ts`],
      memoryMb: 128,
    });
    run.addEntities(smallPlatform());
    await expect(run.finish(ORDER)).rejects.toThrow(
      /more memory than 128 MB .*coupling\.analysis\.memory/,
    );
  });

  it('can be given up before it is finished', async () => {
    const run = start({});
    run.addEntities(smallPlatform());
    await expect(run.discard()).resolves.toBeUndefined();
  });
});
