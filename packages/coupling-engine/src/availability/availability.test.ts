import * as fc from 'fast-check';
import { analysed, component, resource } from '../__testUtils__/catalog';
import { Lens } from '../lens/lens';
import { BruteForce } from '../failure/fault-tree/__testUtils__/bruteForce';
import { faultTrees } from '../failure/fault-tree/__testUtils__/randomTrees';
import type { FaultTree } from '../failure/fault-tree';
import {
  independenceGap,
  jointAvailability,
  minutesAMonth,
  minutesAYear,
  nines,
  onPaper,
  ownUnavailability,
} from '.';
import { promisedAvailability } from './promise';

/** Replicas of one kind; all of them have to fail. What is shared is under each of them. */
function replicas(
  n: number,
  own: number,
  shared: Record<string, number> = {},
): FaultTree {
  const members = Array.from({ length: n }, (_, i) => `r${i}`);
  return {
    name: 'replicas',
    events: [
      ...members.map(name => ({ name, probability: own })),
      ...Object.entries(shared).map(([name, probability]) => ({
        name,
        probability,
      })),
    ],
    gates: [
      ...members.map(name => ({
        name: `${name} fails`,
        kind: 'or' as const,
        inputs: [name, ...Object.keys(shared)],
      })),
      {
        name: 'top',
        kind: 'and' as const,
        inputs: members.map(name => `${name} fails`),
      },
    ],
    top: 'top',
  };
}

const joint = (tree: FaultTree, beta: number, alike = true) => {
  const own = tree.events.filter(e => /^r\d/.test(e.name)).map(e => e.name);
  return jointAvailability({
    tree,
    members: own.map(name => `${name} fails`),
    alike: alike ? [own] : [],
    beta: { low: beta, high: beta },
  });
};

describe('the arithmetic of availability', () => {
  it('three independent replicas at 99.9 % are nine nines, not six', () => {
    const found = joint(replicas(3, 1e-3), 0);
    expect(found.paper).toBeCloseTo(1e-9, 18);
    expect(found.joint!.high).toBeCloseTo(1e-9, 18);
    expect(nines(found.paper!)).toBeCloseTo(9, 9);
  });

  it.each([
    [3, 1.000007e-4],
    [2, 1.0081e-4],
  ])('%i replicas with a beta factor of 0.1 are worth %d', (n, expected) => {
    const found = joint(replicas(n, 1e-3), 0.1);
    const exact = 1e-4 + (1 - 1e-4) * (0.9 * 1e-3) ** n;
    expect(found.joint!.high).toBeCloseTo(exact, 15);
    expect(found.joint!.high / expected).toBeCloseTo(1, 5);
    expect(found.shared!.events).toHaveLength(1);
    expect(found.commonCauses.get(found.shared!.events[0])).toHaveLength(n);
  });

  it('one shared dependency at 99.99 % under three replicas costs five nines, and is named', () => {
    const found = joint(replicas(3, 1e-3, { config: 1e-4 }), 0);
    expect(found.joint!.high).toBeCloseTo(1e-4 + (1 - 1e-4) * 1e-9, 15);
    expect(found.joint!.high / 1.00001e-4).toBeCloseTo(1, 6);
    expect(found.shared!.events).toEqual(['config']);
    expect(found.shared!.high).toBeCloseTo(1e-4, 8);
    expect(independenceGap(1e-9, found.joint!.high)).toBeCloseTo(5, 4);
  });

  it('gives a range over beta', () => {
    const tree = replicas(3, 1e-3);
    const found = jointAvailability({
      tree,
      members: ['r0 fails', 'r1 fails', 'r2 fails'],
      alike: [['r0', 'r1', 'r2']],
      beta: { low: 0.02, high: 0.2 },
    });
    expect(found.joint!.low).toBeCloseTo(2e-5, 8);
    expect(found.joint!.high).toBeCloseTo(2e-4, 8);
  });

  it('keeps how often each of its like fails, but for what coincides, whatever beta is', () => {
    const tree = replicas(2, 1e-3);
    tree.events[1].probability = 5e-3;
    tree.gates[2] = { name: 'top', kind: 'or', inputs: ['r1 fails'] };
    expect(joint(tree, 0.2).joint!.high).toBeCloseTo(5e-3, 6);
  });

  it('counts a dependency that two ways lead to once', () => {
    const tree: FaultTree = {
      name: 'series',
      events: ['a', 'b', 'shared'].map(name => ({ name, probability: 1e-3 })),
      gates: [
        { name: 'a fails', kind: 'or', inputs: ['a', 'shared'] },
        { name: 'b fails', kind: 'or', inputs: ['b', 'shared'] },
        { name: 'top', kind: 'or', inputs: ['a fails', 'b fails'] },
      ],
      top: 'top',
    };
    const found = joint(tree, 0, false);
    expect(found.joint!.high).toBeCloseTo(1 - 0.999 ** 3, 14);
    expect(found.paper).toBeCloseTo(1 - 0.999 ** 4, 14);
  });

  it('of 53 minutes a year at 99.99 %, five critical dependencies at 99.999 % take 26', () => {
    const inputs = ['a', 'b', 'c', 'd', 'e'];
    const found = joint(
      {
        name: 'five',
        events: inputs.map(name => ({ name, probability: 1e-5 })),
        gates: [{ name: 'top', kind: 'or', inputs }],
        top: 'top',
      },
      0,
      false,
    );
    expect(Math.round(minutesAYear(found.joint!.high))).toBe(26);
    expect(Math.round(minutesAYear(1e-4))).toBe(53);
    expect(minutesAMonth(1e-3)).toBeCloseTo(43.2, 12);
  });

  it('agrees with all states of random fault graphs, and on paper where nothing is shared', () => {
    fc.assert(
      fc.property(faultTrees(10), tree => {
        const found = joint(tree, 0, false);
        const expected = new BruteForce(tree).top();
        expect(Math.abs(found.joint!.low - expected)).toBeLessThan(1e-11);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the binomial where nothing is shared', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (n, k, p) => {
          fc.pre(k <= n);
          const inputs = Array.from({ length: n }, (_, i) => `e${i}`);
          const tree: FaultTree = {
            name: 'k of n',
            events: inputs.map(name => ({ name, probability: p })),
            gates: [{ name: 'top', kind: 'atleast', k, inputs }],
            top: 'top',
          };
          const found = joint(tree, 0, false);
          expect(found.paper).toBeCloseTo(found.joint!.high, 12);
        },
      ),
    );
  });

  it('has no value without its inputs, and names what is missing', () => {
    const tree = replicas(2, 1e-3, { config: 1e-4 });
    delete tree.events[2].probability;
    const found = joint(tree, 0.1);
    expect(found.joint).toBeUndefined();
    expect(found.unknown).toEqual(['config']);
    expect(onPaper(tree)).toBeUndefined();
  });
});

describe('what a thing is worth by itself', () => {
  const analysis = analysed([
    component('promised', {
      'posiwid.dev/claims': 'owned; availability >= 99.95% over 30d',
    }),
    component('plain'),
    resource('db', { type: 'database' }),
    resource('thing', { type: 'gadget' }),
    resource('lb', { type: 'load-balancer' }),
  ]);
  const lens = new Lens(analysis);
  const own = (name: string, measured?: number) => {
    const entity = analysis.model.entities.findIndex(e => e.name === name);
    const evidence =
      measured === undefined
        ? undefined
        : new Map([
            [
              lens.ref(entity),
              { unavailability: measured, detail: 'two incidents in 90 days' },
            ],
          ]);
    return ownUnavailability(
      lens,
      { kind: 'entity', entity, name },
      { evidence },
    );
  };

  it('takes what is measured, then what is promised, then policy; and says which', () => {
    expect(own('promised', 2e-3)).toMatchObject({
      unavailability: 2e-3,
      source: 'evidence',
    });
    expect(own('promised').unavailability).toBeCloseTo(5e-4, 12);
    expect(own('promised')).toMatchObject({
      source: 'claim',
      detail: expect.stringContaining('what the thing depends on'),
    });
    expect(own('plain')).toMatchObject({
      unavailability: 1e-3,
      source: 'policy',
    });
    expect(own('db').unavailability).toBe(5e-4);
    expect(own('lb').unavailability).toBe(1e-4);
    expect(own('thing').unavailability).toBe(1e-3);
  });

  it('does not take the promise of all copies for that of one', () => {
    const entity = analysis.model.entities.findIndex(
      e => e.name === 'promised',
    );
    const event = { kind: 'entity' as const, entity, name: 'promised (eu)' };
    expect(ownUnavailability(lens, event, { isCopy: true })).toMatchObject({
      unavailability: 1e-3,
      source: 'policy',
    });
  });

  it('takes domains, changes and clocks at their own defaults', () => {
    const of = (kind: 'domain' | 'change' | 'clock') =>
      ownUnavailability(lens, { kind, name: 'x' }).unavailability;
    expect([of('domain'), of('change'), of('clock')]).toEqual([
      1e-4, 5e-4, 5e-4,
    ]);
  });

  it.each([
    ['availability >= 99.95% over 30d', 0.9995],
    ['owned\navailability >= 99%', 0.99],
    ['availability >= 100%', undefined],
    ['availability >= 0%', undefined],
    ['availability >= 999%', undefined],
    ['availability <= 99%', undefined],
    ['high availability >= 99%', undefined],
    [undefined, undefined],
  ])('reads %j', (claims, expected) => {
    expect(promisedAvailability(claims)?.availability).toBe(expected);
  });
});
