import { FALSE_DISCOVERY_RATE, significantPairs } from './coDeployment';

const HOUR = 3_600_000;
const WORKING_HOURS = 52 * 5 * 8;

/** Same numbers every time: mulberry32. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A time of a working hour of a year: five days of eight hours a week. */
function workingTime(next: () => number): number {
  const hour = Math.floor(next() * WORKING_HOURS);
  const week = Math.floor(hour / 40);
  const day = Math.floor((hour % 40) / 8);
  return ((week * 7 + day) * 24 + 8 + (hour % 8)) * HOUR + next() * HOUR;
}

function byChance(next: () => number, entities: number) {
  return new Map(
    Array.from({ length: entities }, (_, entity): [number, number[]] => [
      entity,
      Array.from({ length: 10 + Math.floor(next() * 50) }, () =>
        workingTime(next),
      ),
    ]),
  );
}

describe('significantPairs', () => {
  it('finds no pair among a thousand that deploy by chance, all at working hours', () => {
    // The stated rate allows a false pair in a hundred runs; the shared half makes it rarer still.
    expect(FALSE_DISCOVERY_RATE).toBeLessThanOrEqual(0.01);
    expect(significantPairs(byChance(random(7), 1000))).toEqual([]);
  });

  it('finds pairs that share 80 % of 20 deployments among as many as that', () => {
    const next = random(11);
    const deployed = byChance(next, 400);
    for (let pair = 0; pair < 10; pair++) {
      const together = Array.from({ length: 16 }, () => workingTime(next));
      const alone = () => Array.from({ length: 4 }, () => workingTime(next));
      deployed.set(2 * pair, [...together, ...alone()]);
      deployed.set(2 * pair + 1, [
        ...together.map(time => time + 5 * 60_000),
        ...alone(),
      ]);
    }
    const found = significantPairs(deployed).map(({ a, b }) => [a, b]);
    expect(found).toEqual(
      Array.from({ length: 10 }, (_, pair) => [2 * pair, 2 * pair + 1]),
    );
  });

  it('is silent about few deployments, and about nothing', () => {
    const same = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(day => day * 24 * HOUR);
    expect(
      significantPairs(
        new Map([
          [0, same],
          [1, same],
        ]),
      ),
    ).toEqual([]);
    expect(significantPairs(new Map())).toEqual([]);
  });
});
