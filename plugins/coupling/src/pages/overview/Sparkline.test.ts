import fc from 'fast-check';
import { stepPath } from './Sparkline';

describe('the course of a count over time', () => {
  it('holds a count until the next one', () => {
    expect(
      stepPath([
        { at: 0, value: 1 },
        { at: 50, value: 3 },
        { at: 100, value: 2 },
      ]),
    ).toBe('M4.0 18.0H66.0V4.0H128.0V11.0');
  });

  it('stays inside its drawing for any counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.integer({ min: 0 }), value: fc.nat() }), {
          minLength: 2,
          maxLength: 60,
        }),
        points => {
          const ordered = [...points].sort((a, b) => a.at - b.at);
          const numbers = stepPath(ordered)
            .match(/-?[\d.]+/g)!
            .map(Number);
          expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...numbers)).toBeLessThanOrEqual(132);
        },
      ),
    );
  });
});
