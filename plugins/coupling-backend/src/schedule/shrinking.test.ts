import { isSuspiciouslySmall } from './shrinking';

describe('a catalog that has shrunk', () => {
  it.each([
    ['the first scan of all', 10, undefined, undefined, false],
    ['one that grew', 200, 100, undefined, false],
    ['half of what it was', 50, 100, undefined, false],
    ['less than half', 49, 100, undefined, true],
    ['nothing at all', 0, 1, undefined, true],
    ['less than half, twice the same', 49, 100, 49, false],
    ['less than half, twice about the same', 490, 1000, 500, false],
    ['less than half, and still shrinking', 40, 100, 49, true],
    ['nothing at all, twice', 0, 100, 0, false],
  ])(
    '%s: %p after %p, before %p',
    (_, entities, last, shrunkTo, suspicious) => {
      expect(isSuspiciouslySmall(entities, last, shrunkTo)).toBe(suspicious);
    },
  );
});
