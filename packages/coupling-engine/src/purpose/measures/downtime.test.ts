import fc from 'fast-check';
import { commonDowntime, worstWindow, type Interval } from './downtime';

const MINUTES = 200;

describe('downtime', () => {
  it('agrees with counting every minute of every window', () => {
    const interval = fc
      .tuple(fc.nat(MINUTES - 1), fc.nat(40))
      .map(([a, n]): Interval => [a, Math.min(MINUTES, a + n)]);
    fc.assert(
      fc.property(
        fc.array(interval, { maxLength: 12 }),
        fc.integer({ min: 1, max: MINUTES }),
        (intervals, length) => {
          const down = Array.from({ length: MINUTES }, (_, m) =>
            intervals.some(([a, b]) => a <= m && m < b),
          );
          let worst = 0;
          for (let from = 0; from + length <= MINUTES; from++) {
            worst = Math.max(
              worst,
              down.slice(from, from + length).filter(Boolean).length,
            );
          }
          const union = commonDowntime(intervals);
          expect(union.reduce((sum, [a, b]) => sum + b - a, 0)).toBe(
            down.filter(Boolean).length,
          );
          expect(worstWindow(union, length, 0, MINUTES).down).toBe(worst);
        },
      ),
    );
  });
});
