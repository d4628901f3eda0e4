import fc from 'fast-check';
import { fitText, textWidth } from './textWidth';

describe('text widths', () => {
  it('leaves a name alone that fits, and keeps both ends of one that does not', () => {
    expect(fitText('checkout-api', 13, 200)).toBe('checkout-api');
    expect(fitText('a-very-long-name-of-a-component', 13, 90)).toMatch(
      /^a-very.*….*nent$/,
    );
  });

  it('never gives more than the width at hand, nor half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 30, max: 300 }),
        (text, width) => {
          const fitted = fitText(text, 13, width);
          expect(textWidth(fitted, 13)).toBeLessThanOrEqual(width);
          expect(fitted).not.toMatch(/\p{Surrogate}/u);
          const [start, end = ''] = fitted.split('…');
          expect(fitted === text || text.startsWith(start)).toBe(true);
          expect(fitted === text || text.endsWith(end)).toBe(true);
        },
      ),
    );
  });
});
