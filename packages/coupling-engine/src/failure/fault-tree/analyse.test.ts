import * as fc from 'fast-check';
import { BruteForce } from './__testUtils__/bruteForce';
import { fatTree } from './__testUtils__/fatTree';
import { faultTrees } from './__testUtils__/randomTrees';
import { FaultTreeAnalysis } from './analyse';
import { FaultTree } from './fault-tree';

const names = (analysis: FaultTreeAnalysis, maxOrder?: number) =>
  [...analysis.sets(maxOrder)].map(set => set.sort().join(' ')).sort();

/** Equal but for the rounding of sums of up to 2^14 products. */
const close = (actual: number, expected: number) =>
  Math.abs(actual - expected) <= 1e-9 * Math.abs(expected) + 1e-12;

const pair = (shared: string[]): FaultTree => ({
  name: 'pair',
  events: ['a', 'b', ...shared].map(name => ({ name, probability: 0.1 })),
  gates: [
    { name: 'a fails', kind: 'or', inputs: ['a', ...shared] },
    { name: 'b fails', kind: 'or', inputs: ['b', ...shared] },
    { name: 'top', kind: 'and', inputs: ['a fails', 'b fails'] },
  ],
  top: 'top',
});

describe('exact analysis', () => {
  it('agrees with all states of 2,000 random fault graphs: sets, probability, importance', () => {
    fc.assert(
      fc.property(faultTrees(14), tree => {
        const oracle = new BruteForce(tree);
        const analysis = new FaultTreeAnalysis(tree);
        expect(names(analysis)).toEqual(oracle.sets());
        expect(analysis.cutSets.count).toBe(BigInt(oracle.minimal.length));
        expect(analysis.cutSets.step).toBe('exact');
        const top = oracle.top();
        expect(close(analysis.probability!.value, top)).toBe(true);
        for (const one of analysis.importance()) {
          const i = tree.events.findIndex(({ name }) => name === one.event);
          const p = tree.events[i].probability!;
          const with1 = oracle.top(i, 1);
          const with0 = oracle.top(i, 0);
          const expected = {
            birnbaum: with1 - with0,
            criticality: (p * (with1 - with0)) / top,
            riskAchievement: with1 / top,
            fussellVesely: oracle.throughEvent(i) / top,
          };
          expect(one.fussellVesely.from).toBe(one.fussellVesely.to);
          const wrong = {
            birnbaum: !close(one.birnbaum, expected.birnbaum),
            criticality: !close(one.criticality, expected.criticality),
            riskAchievement: !close(
              one.riskAchievement,
              expected.riskAchievement,
            ),
            // The oracle's own P(top | not x) is a sum that may round to just above 0.
            riskReduction:
              with0 > 1e-9 * top && !close(one.riskReduction, top / with0),
            fussellVesely: !close(
              one.fussellVesely.from,
              expected.fussellVesely,
            ),
          };
          expect(Object.values(wrong)).not.toContain(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives an importance to every event that can matter, and to no other', () => {
    fc.assert(
      fc.property(faultTrees(8), tree => {
        const oracle = new BruteForce(tree);
        fc.pre(oracle.top() > 0);
        const inSets = new Set(oracle.sets().flatMap(set => set.split(' ')));
        const listed = new FaultTreeAnalysis(tree)
          .importance()
          .filter(({ event }) => inSets.has(event));
        expect(listed.map(({ event }) => event).sort()).toEqual(
          [...inSets].filter(Boolean).sort(),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('says that the top cannot happen without an event in every cut set', () => {
    const [, , shared] = new FaultTreeAnalysis({
      ...pair(['shared']),
      gates: [{ name: 'top', kind: 'and', inputs: ['a', 'b', 'shared'] }],
    }).importance();
    expect(shared.riskReduction).toBe(Infinity);
    expect(shared.criticality).toBeCloseTo(1, 12);
  });

  it('finds what two replicas share as a risk group of one', () => {
    const analysis = new FaultTreeAnalysis(pair(['config']));
    expect([...analysis.sets()]).toEqual([['config'], ['a', 'b']]);
    expect(analysis.probability!.value).toBeCloseTo(0.1 + 0.9 * 0.01, 14);
  });

  it.each([4, 16, 24, 48])(
    'counts 5 2^(k/2) risk groups of two replicas in a fat tree, k = %i',
    k => {
      const { cutSets, probability } = new FaultTreeAnalysis(fatTree(k));
      expect(cutSets.count).toBe(5n * 2n ** BigInt(k / 2));
      expect(cutSets.step).toBe('exact');
      expect(probability!.step).toBe('exact');
    },
  );

  it('counts more sets than a double can, and lists the first of them at once', () => {
    const groups = Array.from({ length: 30 }, (_, i) => i);
    const tree: FaultTree = {
      name: 'product',
      events: groups.flatMap(g =>
        [0, 1, 2, 3, 4, 5, 6].map(i => ({ name: `e${g}-${i}` })),
      ),
      gates: [
        ...groups.map(g => ({
          name: `g${g}`,
          kind: 'or' as const,
          inputs: [0, 1, 2, 3, 4, 5, 6].map(i => `e${g}-${i}`),
        })),
        { name: 'top', kind: 'and', inputs: groups.map(g => `g${g}`) },
      ],
      top: 'top',
    };
    const analysis = new FaultTreeAnalysis(tree);
    expect(analysis.cutSets.count).toBe(7n ** 30n);
    expect(analysis.cutSets.byOrder).toEqual([{ order: 30, count: 7n ** 30n }]);
    const [first] = analysis.sets();
    expect(first).toHaveLength(30);
  });

  it('lists sets smallest first, and none above the order asked for', () => {
    fc.assert(
      fc.property(
        faultTrees(10),
        fc.integer({ min: 1, max: 4 }),
        (tree, order) => {
          const analysis = new FaultTreeAnalysis(tree);
          const orders = [...analysis.sets(order)].map(set => set.length);
          expect(orders).toEqual([...orders].sort((a, b) => a - b));
          expect(names(analysis, order)).toEqual(
            new BruteForce(tree).sets(order),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('survives a chain of 5,000 gates and a gate of 30,000 inputs', () => {
    const n = 5_000;
    const chain: FaultTree = {
      name: 'chain',
      events: Array.from({ length: n }, (_, i) => ({
        name: `e${i}`,
        probability: 1e-6,
      })),
      gates: Array.from({ length: n - 1 }, (_, i) => ({
        name: `g${i}`,
        kind: i % 2 ? ('and' as const) : ('or' as const),
        inputs: [i === 0 ? 'e0' : `g${i - 1}`, `e${i + 1}`],
      })),
      top: `g${n - 2}`,
    };
    expect(new FaultTreeAnalysis(chain).cutSets.step).toBe('exact');
    const names30k = Array.from({ length: 30_000 }, (_, i) => `e${i}`);
    const wide = new FaultTreeAnalysis({
      name: 'wide',
      events: names30k.map(name => ({ name, probability: 1e-6 })),
      gates: [{ name: 'top', kind: 'or', inputs: names30k }],
      top: 'top',
    });
    expect(wide.cutSets.count).toBe(30_000n);
    expect(wide.probability!.value).toBeCloseTo(
      -Math.expm1(30_000 * Math.log1p(-1e-6)),
      12,
    );
  });

  it('answers for constants and for an event that is its own top', () => {
    const house = (state: boolean) =>
      new FaultTreeAnalysis({
        ...pair([]),
        gates: [{ name: 'top', kind: 'or', inputs: ['h'] }],
        houseEvents: [{ name: 'h', state }],
      });
    expect(house(true).probability!.value).toBe(1);
    expect([...house(true).sets()]).toEqual([[]]);
    expect(house(false).probability!.value).toBe(0);
    expect(house(false).cutSets.count).toBe(0n);
    const alone = new FaultTreeAnalysis({ ...pair([]), gates: [], top: 'a' });
    expect([...alone.sets()]).toEqual([['a']]);
    expect(alone.probability!.value).toBe(0.1);
  });

  it('gives sets but no probability when that of an event is not known, and names the event', () => {
    const tree = pair(['config']);
    delete tree.events[2].probability;
    const analysis = new FaultTreeAnalysis(tree);
    expect(analysis.probability).toBeUndefined();
    expect(analysis.unknown).toEqual(['config']);
    expect(analysis.importance()).toEqual([]);
    expect(analysis.cutSets.count).toBe(2n);
  });
});

describe('below the exact step of the ladder', () => {
  /** Too small for the diagram of almost any graph with a shared event. */
  const starved = { nodeBudget: 8, orderLimit: 2, trials: 1 << 17 };

  it('has every set up to the order it states, and no set that is not one', () => {
    const steps: string[] = [];
    fc.assert(
      fc.property(
        faultTrees(12),
        fc.integer({ min: 6, max: 24 }),
        (tree, nodeBudget) => {
          const analysis = new FaultTreeAnalysis(tree, {
            ...starved,
            nodeBudget,
          });
          const { step, completeTo } = analysis.cutSets;
          steps.push(step);
          expect(names(analysis, completeTo)).toEqual(
            step === 'none' ? [] : new BruteForce(tree).sets(completeTo),
          );
        },
      ),
      { numRuns: 500 },
    );
    expect(new Set(steps)).toEqual(new Set(['exact', 'order-limit', 'none']));
  });

  it('simulates to within its standard error, and says that it did', () => {
    const steps: string[] = [];
    fc.assert(
      fc.property(faultTrees(10), fc.integer(), (tree, seed) => {
        const analysis = new FaultTreeAnalysis(tree, { ...starved, seed });
        const { value, step, standardError, trials } = analysis.probability!;
        steps.push(step);
        const distance = Math.abs(value - new BruteForce(tree).top());
        // What is so rare that the sample shows no spread is off by a few trials at most.
        const allowed =
          step === 'exact' ? 1e-11 : 6 * standardError + 12 / trials!;
        expect(distance).toBeLessThan(allowed);
      }),
      { numRuns: 60 },
    );
    expect(new Set(steps)).toEqual(new Set(['exact', 'monte-carlo']));
  });

  it('gives the same numbers for the same seed', () => {
    const tree = fatTree(16);
    const options = { nodeBudget: 40, trials: 1 << 15, seed: 7 };
    const [a, b] = [0, 1].map(
      () => new FaultTreeAnalysis(tree, options).probability!,
    );
    expect(a.step).toBe('monte-carlo');
    expect(a).toEqual(b);
  });
});
