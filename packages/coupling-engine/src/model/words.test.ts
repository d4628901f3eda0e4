import fc from 'fast-check';
import { clean, count, list, number, percent } from './words';

describe('words', () => {
  it('take control characters and changes of direction out of names', () => {
    expect(clean('a\u0000b\u202ec\nd\u200be')).toBe('abcde');
    expect(clean('<b>bold</b>')).toBe('<b>bold</b>');
  });

  it('cut what would fill the page, never through a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), text => {
        expect(Array.from(clean(text)).length).toBeLessThanOrEqual(80);
      }),
    );
    expect(clean('x'.repeat(1_000_000))).toBe(`${'x'.repeat(79)}…`);
    expect(clean('😀'.repeat(100))).toBe(`${'😀'.repeat(79)}…`);
  });

  it('say numbers and lists the same way on every machine', () => {
    expect(number(49416)).toBe('49,416');
    expect(count(1, 'entity', 'entities')).toBe('1 entity');
    expect(list(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more');
    expect(percent(1, 1000)).toBe('under 1 %');
    expect(percent(0, 0)).toBe('0 %');
  });
});
