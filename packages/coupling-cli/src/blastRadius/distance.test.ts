import { distance } from './distance';

describe('distance', () => {
  it.each([
    ['orders', 'orders', 0],
    ['orders', 'order', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('from %j to %j is %i', (a, b, steps) => {
    expect(distance(a, b, 5)).toBe(steps);
    expect(distance(b, a, 5)).toBe(steps);
  });

  it('stops counting above the limit', () => {
    expect(distance('a', 'abcdefgh', 3)).toBe(4);
    expect(distance('abcdefgh', 'hgfedcba', 3)).toBe(4);
  });
});
