import type { IndependencePart } from '@posiwid/backstage-plugin-coupling-common';
import fc from 'fast-check';
import { claimById } from './__fixtures__/harborClaims';
import { lanesOf, runsOf } from './lanes';
import { axisOf, roundUp } from './NinesPicture';
import { downtime, downtimeRange, nines, percent, scientific } from './numbers';
import { groupCount, riskBands } from './riskRows';

const MEMBERS = fc.uniqueArray(fc.nat(12), { minLength: 1 });

const part = (name: number, members: number[]): IndependencePart => ({
  name: String(name),
  members,
  by: 'fails',
  grade: 'declared',
  way: [],
});

describe('bars of the register', () => {
  it('join neighbours and leave a gap for who does not rest on it', () => {
    expect(runsOf([3, 0, 1])).toEqual([
      [0, 1],
      [3, 3],
    ]);
  });

  it('cover every member of every part once, and never overlap in a lane', () => {
    fc.assert(
      fc.property(fc.array(MEMBERS), sets => {
        const lanes = lanesOf(sets.map((set, i) => part(i, set)));
        for (const lane of lanes) {
          lane.slice(1).forEach((bar, i) => {
            expect(bar.from).toBeGreaterThan(lane[i].to);
          });
        }
        sets.forEach((set, i) => {
          const covered = lanes
            .flat()
            .filter(bar => bar.part.name === String(i))
            .flatMap(({ from, to }) =>
              Array.from({ length: to - from + 1 }, (_, k) => from + k),
            );
          expect([...covered].sort((a, b) => a - b)).toEqual(
            [...set].sort((a, b) => a - b),
          );
        });
      }),
    );
  });
});

describe('availability in words', () => {
  it('is minutes of a month of 30 days, in the unit that fits', () => {
    expect(downtime(1e-3)).toBe('43 min');
    expect(downtime(1e-15)).toBe('2.6 ns');
    expect(downtime(0.1)).toBe('72 h');
    expect(downtime(0)).toBe('0 s');
    expect(downtimeRange(3e-4, 7.2e-4)).toBe('13 to 31 min');
    expect(downtimeRange(1e-9, 1e-3)).toBe('2.6 ms to 43 min');
  });

  it('tells what is nearly 100 % from 100 %', () => {
    expect(percent(3e-4)).toBe('99.970 %');
    expect(percent(1e-2)).toBe('99.0 %');
    expect(percent(1e-10)).toBe('10 nines');
    expect(scientific(1e-3)).toBe('1.0 × 10⁻³');
    expect(nines(0)).toBe(18);
  });

  it('stands on an axis that holds both values', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(chance, chance, chance, (paper, a, b) => {
        const joint = { low: Math.min(a, b), high: Math.max(a, b) };
        const { from, to, ticks } = axisOf(paper, joint);
        for (const value of [paper, joint.low, joint.high].map(nines)) {
          expect(value).toBeGreaterThanOrEqual(from);
          expect(value).toBeLessThanOrEqual(to);
        }
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(5);
      }),
    );
    expect([0, 0.3, 13, 31, 44, 100].map(roundUp)).toEqual([
      1, 0.4, 20, 40, 50, 100,
    ]);
  });
});

describe('bands of risk groups', () => {
  it('are by number of events, fewest first, orders that are only counted included', () => {
    const bands = riskBands(
      claimById('spread-over:component:default/checkout-api')!,
    );
    expect(
      bands.map(({ order, count, drawn }) => [order, count, drawn]),
    ).toEqual([
      [1, '3', 3],
      [2, '1', 1],
      [3, '1', 1],
      [5, '1', 0],
    ]);
  });

  it('say how many groups there are, however many', () => {
    expect(groupCount('1')).toBe('1 group');
    expect(groupCount('1204')).toBe('1,204 groups');
    expect(groupCount('123456789012')).toBe('about 10^11 groups');
  });
});
