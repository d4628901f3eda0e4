import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildModel,
  DEFAULT_POLICY,
  FaultTreeAnalysis,
  independenceOf,
  readOpenPsa,
  structureOf,
  type EarlierAudits,
} from '@posiwid/coupling-engine';
import { fatTree } from '../../packages/coupling-engine/src/failure/fault-tree/__testUtils__/fatTree';
import { ms, timed, type Bench, type Row, type Skipped } from './bench';
import { ROOT } from './catalogs';
import { LAYERS, redundantCatalog } from './redundantCatalog';

const ARALIA = join(ROOT, '../shared/aralia');
const MAX_ARALIA_CPU_MS = 30_000;
const MAX_FAT_TREE_MS = 2_000;
const MAX_AUDIT_MS = 10_000;
const MAX_EDIT_MS = 200;

/** Trees that SCRAM counts in seconds; it lists every set, so the others take it minutes or more. */
const FOR_SCRAM = ['baobab1', 'das9201', 'elf9601', 'jbd9601'];

const bench: Bench = {
  title:
    'minimal cut sets and probability, exact; answers compared equal first',
  async run(note) {
    return [...aralia(note), ...fatTrees(note), ...audits(note)];
  },
};
export default bench;

/** Sixteen industrial fault trees with published answers. */
function aralia(note: (text: string) => void): (Row | Skipped)[] {
  if (!existsSync(ARALIA)) {
    return [{ skipped: `no fault trees in ${ARALIA}` }];
  }
  const answers: Record<
    string,
    { probability: number; minimalCutSets: string }
  > = JSON.parse(readFileSync(join(ARALIA, 'answers.json'), 'utf8'));
  const documents = Object.keys(answers).map(
    name => [name, readFileSync(join(ARALIA, `${name}.xml`), 'utf8')] as const,
  );
  const start = process.cpuUsage();
  const analyses = documents.map(([name, xml]) => {
    note(name);
    return [name, new FaultTreeAnalysis(readOpenPsa(xml))] as const;
  });
  const { user, system } = process.cpuUsage(start);
  for (const [name, { cutSets, probability }] of analyses) {
    assert.equal(String(cutSets.count), answers[name].minimalCutSets, name);
    const ratio = probability!.value / answers[name].probability;
    assert.ok(Math.abs(ratio - 1) < 1e-6, name);
  }
  const cpu = (user + system) / 1000;
  return [
    {
      what: `${documents.length} Aralia trees, processor time`,
      ours: ms(cpu),
      bound: { text: 'at most 30 s', held: cpu <= MAX_ARALIA_CPU_MS },
    },
    ...againstScram(documents.filter(([name]) => FOR_SCRAM.includes(name))),
  ];
}

/**
 * SCRAM lists the sets and writes them down, ours counts them: both as the user gets them, not the same work. Its whole
 * process, against reading and analysing in this one.
 */
function againstScram(
  documents: (readonly [string, string])[],
): (Row | Skipped)[] {
  if (spawnSync('scram', ['--version']).status !== 0) {
    return [{ skipped: 'the command scram is not installed' }];
  }
  const folder = mkdtempSync(join(tmpdir(), 'coupling-bench-'));
  try {
    return documents.map(([name, xml]) => {
      const ours = timed(3, () => new FaultTreeAnalysis(readOpenPsa(xml)));
      const report = join(folder, `${name}.xml`);
      const scram = timed(1, () =>
        spawnSync('scram', [
          ...['--bdd', '-l', '1000', '--probability', '1', '-o', report],
          join(ARALIA, `${name}.xml`),
        ]),
      );
      const [, products] = /products="(\d+)"/.exec(
        readFileSync(report, 'utf8'),
      )!;
      assert.equal(String(ours.result.cutSets.count), products, name);
      return {
        what: name,
        ours: ms(ours.time),
        peer: { name: 'SCRAM, listing', figure: ms(scram.time) },
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Two replicas in different pods, all devices of the tree in the graph. */
function fatTrees(note: (text: string) => void): Row[] {
  return [16, 24, 48].map(k => {
    const tree = fatTree(k);
    note(tree.name);
    const { time, result } = timed(3, () => new FaultTreeAnalysis(tree));
    assert.equal(result.cutSets.count, 5n * 2n ** BigInt(k / 2));
    const devices = tree.events.length.toLocaleString('en');
    return {
      what: `${tree.name}, ${devices} devices`,
      ours: ms(time),
      bound:
        k === 48
          ? { text: 'at most 2 s', held: time <= MAX_FAT_TREE_MS }
          : undefined,
    };
  });
}

/**
 * Every redundancy group of a large catalog: all of them, and those that one edit reaches. An edit at the bottom reaches one claim
 * in nine, one near the top a single claim: so an entity of each layer is edited in turn.
 */
function audits(note: (text: string) => void): Row[] {
  const [entities, groups] = [20_000, 500];
  const prepared = (edited?: number) => {
    const model = buildModel(
      redundantCatalog(entities, groups, edited),
      DEFAULT_POLICY,
    );
    return { model, structure: structureOf(model) };
  };
  const before = prepared();
  const audit = (catalog: typeof before, earlier?: EarlierAudits) =>
    independenceOf({
      ...catalog,
      policy: DEFAULT_POLICY,
      earlier,
      problems: [],
    }).claims;
  note(`${groups} groups in ${entities} entities`);
  const whole = timed(1, () => audit(before));
  const edits = Array.from({ length: LAYERS }, (_, layer) => {
    note(`an edit in layer ${layer}`);
    const after = prepared((layer * entities) / LAYERS);
    const { time, result } = timed(3, () => audit(after, whole.result));
    assert.deepEqual(result, audit(after));
    const digests = new Set(whole.result.map(({ digest }) => digest));
    const reached = result.filter(({ digest }) => !digests.has(digest)).length;
    return { time, reached };
  }).sort((a, b) => a.time - b.time);
  const claims = `${whole.result.length} claims in 20,000 entities`;
  const middle = edits[LAYERS / 2];
  const widest = edits[LAYERS - 1];
  return [
    {
      what: `${claims}, all of them`,
      ours: ms(whole.time),
      bound: { text: 'at most 10 s', held: whole.time <= MAX_AUDIT_MS },
    },
    {
      what: `the same after one edit: median of ${LAYERS}, which reaches ${middle.reached}`,
      ours: ms(middle.time),
      bound: { text: 'at most 0.2 s', held: middle.time <= MAX_EDIT_MS },
    },
    {
      what: `the same after the slowest of these edits, which reaches ${widest.reached}`,
      ours: ms(widest.time),
      bound: { text: 'at most 0.2 s', held: widest.time <= MAX_EDIT_MS },
    },
  ];
}
