import { FALSE_DISCOVERY_RATE, significantPairs } from './coDeploymentPairs';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR_DAYS = 364;
/** A Monday. */
const START = Date.UTC(2025, 10, 3);

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
type Random = () => number;

/** Weights of the days of a week from Monday, and of the hours of a day: what a pipeline's log of a large shop looks like. */
const DAYS = [0.8, 1.3, 1.2, 1.2, 0.5, 0.02, 0.02];
const HOURS = Array.from({ length: 24 }, (_, hour) => {
  if (hour < 7 || hour > 19) return 0.03;
  return (
    0.4 +
    Math.exp(-((hour - 10.5) ** 2) / 2) +
    0.8 * Math.exp(-((hour - 14.5) ** 2) / 3)
  );
});
/** The year grows by half, and stands still over two weeks of it. */
const dayWeight = (day: number) =>
  day >= 50 && day < 64 ? 0.1 : 1 + (0.5 * day) / YEAR_DAYS;

/** Draws times of one rhythm of week and day that everybody keeps to. */
function rhythm(next: Random) {
  const weights: number[] = [];
  for (let day = 0; day < YEAR_DAYS; day++) {
    for (let hour = 0; hour < 24; hour++) {
      weights.push(dayWeight(day) * DAYS[day % 7] * HOURS[hour]);
    }
  }
  let total = 0;
  const upTo = weights.map(weight => {
    total += weight;
    return total;
  });
  return () => {
    const at = next() * total;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > at) high = middle;
      else low = middle + 1;
    }
    return START + low * HOUR + next() * HOUR;
  };
}

/** Ten to some hundreds a year, half of them under 35: log-normal. */
function often(next: Random): number {
  const normal =
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Math.min(400, 10 + Math.round(Math.exp(3.2 + 0.8 * normal)));
}

function many(n: number, one: () => number): number[] {
  return Array.from({ length: n }, one);
}

function byChance(next: Random, time: () => number, entities: number) {
  return new Map(
    Array.from({ length: entities }, (_, entity): [number, number[]] => [
      entity,
      many(often(next), time),
    ]),
  );
}

/** Two that share `shared` of `all` deployments, minutes apart. */
function plant(next: Random, time: () => number, shared: number, all: number) {
  const together = many(shared, time);
  const alone = () => many(all - shared, time);
  return [
    [...together, ...alone()],
    [...together.map(at => at + next() * 10 * 60_000), ...alone()],
  ];
}

describe('significantPairs', () => {
  it('finds no pair by chance: a thousand that keep to one rhythm, a year, forty times', () => {
    let found = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      found += significantPairs(byChance(next, rhythm(next), 1000)).length;
    }
    // At most a false pair in a hundred such years is expected; one in forty would be within chance.
    expect(FALSE_DISCOVERY_RATE).toBeLessThanOrEqual(0.01);
    expect(found).toBeLessThanOrEqual(1);
  });

  it('finds no pair by chance among those that are deployed on a few hours of the week only', () => {
    let found = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      // Tuesdays and Thursdays, ten to twelve: 208 windows a year for two hundred entities.
      const time = () =>
        START +
        Math.floor(next() * 52) * 7 * DAY +
        (next() < 0.5 ? 1 : 3) * DAY +
        (10 + next() * 2) * HOUR;
      found += significantPairs(byChance(next, time, 200)).length;
    }
    expect(found).toBeLessThanOrEqual(1);
  });

  it('finds no pair by chance among those that began in the middle of the year', () => {
    let found = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      const time = rhythm(next);
      const since = START + (YEAR_DAYS / 2) * DAY;
      const late = () => {
        for (;;) {
          const at = time();
          if (at >= since) return at;
        }
      };
      const deployed = byChance(next, time, 100);
      for (let entity = 100; entity < 200; entity++)
        deployed.set(entity, many(often(next), late));
      found += significantPairs(deployed).length;
    }
    expect(found).toBeLessThanOrEqual(1);
  });

  it('finds those that share 80 % of 20 deployments, and nothing else, among a thousand', () => {
    let found = 0;
    let wrong = 0;
    const seeds = 20;
    const planted = 10;
    for (let seed = 1; seed <= seeds; seed++) {
      const next = random(100 + seed);
      const time = rhythm(next);
      const deployed = byChance(next, time, 1000);
      for (let pair = 0; pair < planted; pair++) {
        const [one, other] = plant(next, time, 16, 20);
        deployed.set(2 * pair, one);
        deployed.set(2 * pair + 1, other);
      }
      for (const { a, b } of significantPairs(deployed)) {
        if (a % 2 === 0 && b === a + 1 && a < 2 * planted) found += 1;
        else wrong += 1;
      }
    }
    expect(found / (seeds * planted)).toBeGreaterThanOrEqual(0.99);
    expect(wrong / (found + wrong)).toBeLessThanOrEqual(FALSE_DISCOVERY_RATE);
  });

  it('finds a pair where there is nothing else to compare it with', () => {
    const next = random(5);
    const [one, other] = plant(next, rhythm(next), 16, 20);
    const found = significantPairs(
      new Map([
        [3, one],
        [8, other],
      ]),
    );
    expect(found).toMatchObject([{ a: 3, b: 8 }]);
    expect(found[0].both).toBeGreaterThanOrEqual(14);
    expect(found[0].p).toBeLessThan(1e-6);
  });

  it('does not take one hour of every week for lock-step', () => {
    const weekly = many(40, () => 0).map((_, week) => START + week * 7 * DAY);
    expect(
      significantPairs(
        new Map([
          [0, weekly],
          [1, weekly.map(at => at + 60_000)],
        ]),
      ),
    ).toEqual([]);
  });

  it('is silent about few deployments, and about nothing', () => {
    const same = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(day => day * DAY);
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

  it('compares a thousand with 500 deployments each in seconds', () => {
    const next = random(3);
    const time = rhythm(next);
    const deployed = new Map(
      Array.from({ length: 1000 }, (_, entity): [number, number[]] => [
        entity,
        many(500, time),
      ]),
    );
    const before = performance.now();
    expect(significantPairs(deployed)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
