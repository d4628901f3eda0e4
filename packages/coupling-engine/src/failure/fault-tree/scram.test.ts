import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { fatTree } from './__testUtils__/fatTree';
import { faultTrees } from './__testUtils__/randomTrees';
import { FaultTreeAnalysis } from './analyse';
import { CommonCauseModel, FaultTree } from './fault-tree';
import { readOpenPsa } from './open-psa-read';
import { writeOpenPsa } from './open-psa-write';
import { Element, parseXml } from './xml';

const installed = spawnSync('scram', ['--version']).status === 0;

interface ScramAnswer {
  probability: number;
  sets: string[][];
}

let folder: string;

/** SCRAM's answer for a document. Without `-l` it would leave out every set of more than 20 events. */
function scram(xml: string, ...options: string[]): ScramAnswer {
  const input = join(folder, 'tree.xml');
  const output = join(folder, 'report.xml');
  writeFileSync(input, xml);
  rmSync(output, { force: true });
  execFileSync(
    'scram',
    [
      '--bdd',
      '-l',
      '1000',
      '--probability',
      '1',
      ...options,
      '-o',
      output,
      input,
    ],
    { stdio: 'pipe' },
  );
  const report = parseXml(readFileSync(output, 'utf8'));
  const find = (element: Element, name: string): Element[] => [
    ...element.children.filter(child => child.name === name),
    ...element.children.flatMap(child => find(child, name)),
  ];
  const [products] = find(report, 'sum-of-products');
  return {
    probability: Number(products.attributes.get('probability')),
    sets: find(products, 'product').map(product =>
      product.children.flatMap(literal => {
        // A common-cause event is written as the list of its members.
        const name = literal.attributes.get('name');
        return name === undefined
          ? `[${literal.children.map(e => e.attributes.get('name')).join(' ')}]`
          : name;
      }),
    ),
  };
}

const canonical = (sets: Iterable<readonly string[]>) =>
  [...sets].map(set => [...set].sort().join(' + ')).sort();

/** Both answers to one tree, in the same names and order. */
function bothAnswers(tree: FaultTree) {
  const { xml, identifiers } = writeOpenPsa(tree);
  const theirs = scram(xml);
  const analysis = new FaultTreeAnalysis(tree);
  const named = [...analysis.sets()].map(set =>
    set.map(name => identifiers.get(name)!),
  );
  return {
    ours: {
      // SCRAM prints six digits.
      probability: Number(analysis.probability!.value.toPrecision(6)),
      sets: canonical(named),
    },
    theirs: {
      probability: Number(theirs.probability.toPrecision(6)),
      sets: canonical(theirs.sets),
    },
  };
}

(installed ? describe : describe.skip)(
  'SCRAM on what we export (skipped where the command scram is not installed)',
  () => {
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'fault-tree-'));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    it('agrees on random fault graphs', () => {
      fc.assert(
        fc.property(faultTrees(10), ({ events, ...rest }) => {
          // SCRAM takes events that are certain or impossible for constants and leaves them out.
          const possible = events.map(({ name, probability: p }) => ({
            name,
            probability: 0.001 + 0.99 * p!,
          }));
          const { ours, theirs } = bothAnswers({ ...rest, events: possible });
          expect(ours.sets).toEqual(theirs.sets);
          expect(
            Math.abs(ours.probability - theirs.probability),
          ).toBeLessThanOrEqual(2e-5 * theirs.probability);
        }),
        { numRuns: 30 },
      );
    });

    it('agrees on replicas in a fat tree, sets of 130 events among them', () => {
      const { ours, theirs } = bothAnswers(fatTree(12, 0.1));
      expect(ours).toEqual(theirs);
    });

    it.each<[CommonCauseModel, number[]]>([
      ['beta-factor', [0.2]],
      ['MGL', [0.3, 0.2]],
      ['alpha-factor', [0.7, 0.2, 0.1]],
      ['phi-factor', [0.7, 0.2, 0.1]],
    ])('agrees on groups of the model %s', (model, factors) => {
      const members = ['a', 'b', 'c'];
      const tree: FaultTree = {
        name: 'group',
        events: [...members, 'd'].map(name => ({ name, probability: 0.1 })),
        gates: [
          { name: 'two', kind: 'atleast', k: 2, inputs: members },
          { name: 'top', kind: 'or', inputs: ['two', 'd'] },
        ],
        top: 'top',
        commonCause: [{ name: 'g', model, members, probability: 0.1, factors }],
      };
      const theirs = scram(writeOpenPsa(tree).xml, '--ccf', '1');
      const ours = new FaultTreeAnalysis(tree);
      expect(theirs.probability).toBeCloseTo(ours.probability!.value, 6);
      expect(canonical(ours.sets())).toEqual(canonical(theirs.sets));
    });

    // Small trees with known answers that come with SCRAM.
    it.each<[string, bigint, number]>([
      ['Theatre/theatre', 2n, 0.00207],
      ['Lift/lift', 12n, 1.19999e-5],
      ['ThreeMotor/three_motor', 12n, 0.0211538],
      ['BSCU/BSCU', 10n, 0.112409],
      ['HIPPS/HIPPS', 9n, 0.00162091],
      ['TwoTrain/two_train', 4n, 0.7225],
      ['ne574/ne574', 7n, 0.662208],
    ])('%s has %s sets and probability %s', (file, sets, probability) => {
      const path = `/usr/share/scram/input/${file}.xml`;
      if (!existsSync(path)) {
        return;
      }
      const analysis = new FaultTreeAnalysis(
        readOpenPsa(readFileSync(path, 'utf8')),
      );
      expect(analysis.cutSets.count).toBe(sets);
      expect(analysis.probability!.value / probability).toBeCloseTo(1, 5);
    });
  },
);
