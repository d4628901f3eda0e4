import * as fc from 'fast-check';
import { FaultTreeAnalysis } from './analyse';
import { applyCommonCause, commonCauseProbabilities } from './common-cause';
import {
  CommonCauseGroup,
  CommonCauseModel,
  FaultTree,
  FaultTreeError,
} from './fault-tree';

const group = (
  model: CommonCauseModel,
  factors: number[],
  members: string[],
  probability = 0.1,
): CommonCauseGroup => ({
  name: `group of ${members[0]}`,
  model,
  members,
  probability,
  factors,
});

/** Three trains, each a valve and a pump in series; all must fail. The model of SCRAM's common-cause tests. */
const trains = (model: CommonCauseModel, factors: number[]): FaultTree => {
  const of = (part: string) => [1, 2, 3].map(i => `${part} ${i}`);
  return {
    name: 'three trains',
    events: [...of('valve'), ...of('pump')].map(name => ({ name })),
    gates: [
      ...[1, 2, 3].map(i => ({
        name: `train ${i}`,
        kind: 'or' as const,
        inputs: [`valve ${i}`, `pump ${i}`],
      })),
      { name: 'top', kind: 'and', inputs: of('train') },
    ],
    top: 'top',
    commonCause: [
      group(model, factors, of('valve')),
      group(model, factors, of('pump')),
    ],
  };
};

const replicas = (
  n: number,
  unavailability: number,
  beta: number,
  sharedDependency?: number,
): number => {
  const members = Array.from({ length: n }, (_, i) => `replica ${i + 1}`);
  const tree: FaultTree = {
    name: 'replicas',
    events: members.map(name => ({ name, probability: unavailability })),
    gates: [{ name: 'all replicas', kind: 'and', inputs: members }],
    top: 'all replicas',
  };
  if (beta > 0) {
    tree.commonCause = [group('beta-factor', [beta], members, unavailability)];
  }
  if (sharedDependency !== undefined) {
    tree.events.push({ name: 'shared', probability: sharedDependency });
    tree.gates.push({
      name: 'service',
      kind: 'or',
      inputs: ['all replicas', 'shared'],
    });
    tree.top = 'service';
  }
  return new FaultTreeAnalysis(tree).probability!.value;
};

describe('common cause', () => {
  it.each<[CommonCauseModel, number[], bigint, number]>([
    ['beta-factor', [0.2], 10n, 0.0430804],
    ['MGL', [0.2, 0.1], 34n, 0.0162948],
    ['alpha-factor', [0.7, 0.2, 0.1], 34n, 0.0529814],
    ['phi-factor', [0.7, 0.2, 0.1], 34n, 0.0410393],
  ])('%s %j gives what SCRAM gives', (model, factors, sets, probability) => {
    const analysis = new FaultTreeAnalysis(trains(model, factors));
    expect(analysis.cutSets.count).toBe(sets);
    expect(analysis.probability!.value).toBeCloseTo(probability, 7);
  });

  it('three replicas at 99.9 %: nine nines if independent, four with a tenth of failures in common', () => {
    expect(replicas(3, 1e-3, 0) / 1e-9).toBeCloseTo(1, 9);
    expect(replicas(3, 1e-3, 0.1)).toBeCloseTo(1.000007e-4, 10);
    expect(replicas(2, 1e-3, 0.1)).toBeCloseTo(1.0081e-4, 8);
  });

  it('one shared dependency at 99.99 % under three replicas is worth more than all three', () => {
    expect(replicas(3, 1e-3, 0, 1e-4)).toBeCloseTo(1.00001e-4, 9);
  });

  it('keeps the probability that one member fails, in the models that split it', () => {
    const factor = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.constantFrom<CommonCauseModel>('beta-factor', 'MGL', 'alpha-factor'),
        fc.array(factor, { minLength: 6, maxLength: 6 }),
        (n, model, factors) => {
          const needed = { 'beta-factor': 1, MGL: n - 1 }[model as string] ?? n;
          const used = factors.slice(0, needed);
          fc.pre(used.some(f => f > 1e-6));
          const members = Array.from({ length: n }, (_, i) => `m${i}`);
          const q = commonCauseProbabilities(group(model, used, members));
          // A member is in C(n-1, k-1) of the subsets of k.
          let subsets = 1;
          let sum = 0;
          q.forEach((probability, i) => {
            sum += subsets * probability;
            subsets = (subsets * (n - 1 - i)) / (i + 1);
          });
          expect(sum).toBeCloseTo(0.1, 9);
        },
      ),
    );
  });

  it('names the events that take the place of a member', () => {
    const { events, gates } = applyCommonCause({
      ...trains('MGL', [0.2, 0.1]),
      commonCause: [group('MGL', [0.2, 0.1], ['pump 1', 'pump 2', 'pump 3'])],
    });
    const names = events.map(({ name }) => name);
    expect(names).toContain('[pump 1]');
    expect(names).toContain('[pump 1 pump 2]');
    expect(gates.find(({ name }) => name === 'pump 1')!.inputs).toEqual([
      '[pump 1]',
      '[pump 1 pump 2]',
      '[pump 1 pump 3]',
      '[pump 1 pump 2 pump 3]',
    ]);
  });

  it('leaves a group that never fails as it is', () => {
    const tree = trains('phi-factor', [1, 0, 0]);
    tree.commonCause!.forEach(g => (g.probability = 0));
    expect(new FaultTreeAnalysis(tree).probability!.value).toBe(0);
  });

  it.each([
    ['fewer than two', group('beta-factor', [0.1], ['pump 1'])],
    ['not a basic event', group('beta-factor', [0.1], ['pump 1', 'pump 9'])],
    ['in a group already', group('beta-factor', [0.1], ['pump 1', 'pump 1'])],
    ['expected 2', group('MGL', [0.1], ['pump 1', 'pump 2', 'pump 3'])],
    ['between 0 and 1', group('beta-factor', [1.5], ['pump 1', 'pump 2'])],
    ['sum to 1', group('phi-factor', [0.5, 0.4], ['pump 1', 'pump 2'])],
    ['no factor above 0', group('alpha-factor', [0, 0], ['pump 1', 'pump 2'])],
    ['probability NaN', group('beta-factor', [0.1], ['pump 1', 'pump 2'], NaN)],
  ])('refuses a group: %s', (message, bad) => {
    const tree = { ...trains('MGL', [0.2, 0.1]), commonCause: [bad] };
    expect(() => applyCommonCause(tree)).toThrow(FaultTreeError);
    expect(() => applyCommonCause(tree)).toThrow(message);
  });
});
