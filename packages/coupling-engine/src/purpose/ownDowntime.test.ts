import fc from 'fast-check';
import { component, groups } from '../__testUtils__/catalog';
import { AT, analysedWith, incident } from './__testUtils__/judged';
import { OwnDowntimes } from './ownDowntime';
import { lastMonths } from './pictures';
import { poissonInterval } from './statistics';

const ref = (name: string) => `component:default/${name}`;
const SINCE = lastMonths(Date.parse(AT))[0].from;
const WATCHED_DAYS = (Date.parse(AT) - SINCE) / 86_400_000;
const WATCHED_MINUTES = WATCHED_DAYS * 1440;

/** web and shop need db; alone needs nothing. */
const catalog = () => [
  ...groups('t'),
  component('web', { owner: 't', dependsOn: ['component:db'] }),
  component('shop', { owner: 't', dependsOn: ['component:db'] }),
  component('db', { owner: 't' }),
  component('alone', { owner: 't' }),
];
/** Somebody has been recording since before the first of these months, and still is; nothing of it was down. */
const recorder = [
  incident([ref('elsewhere')], 400, 0),
  incident([ref('elsewhere')], 1, 0),
];

type Down = [name: string[], daysAgo: number, hours: number];

const of = (name: string, downs: Down[], seen: object[] = recorder) =>
  new OwnDowntimes(
    analysedWith(catalog(), [
      ...seen,
      ...downs.map(([names, daysAgo, hours]) =>
        incident(names.map(ref), daysAgo, hours),
      ),
    ]),
  ).get(ref(name));

/** Minutes down by itself, as the figure has them. */
const minutes = (name: string, downs: Down[]) => {
  const found = of(name, downs)!;
  return found.isCeiling ? 0 : found.unavailability * WATCHED_MINUTES;
};

describe('how often an entity is down by itself', () => {
  it.each<[what: string, downs: Down[], web: number, db: number]>([
    ['what names it alone is its own', [[['web'], 50, 1]], 60, 0],
    [
      'two at one time are one',
      [
        [['web'], 50, 2],
        [['web'], 50, 1],
      ],
      120,
      0,
    ],
    [
      'two apart add up',
      [
        [['web'], 50, 2],
        [['web'], 9, 1],
      ],
      180,
      0,
    ],
    ['what names its need too is of the need', [[['web', 'db'], 50, 1]], 0, 60],
    [
      'what names two that share a need comes down to the need',
      [[['web', 'shop'], 50, 1]],
      0,
      60,
    ],
    [
      'time in which its need is down is of the need, the rest its own',
      [
        [['db'], 50, 1],
        [['web'], 50, 3],
      ],
      120,
      60,
    ],
    [
      'others have no part in it',
      [
        [['alone'], 50, 9],
        [['web'], 50, 1],
      ],
      60,
      0,
    ],
  ])('%s', (_, downs, web, db) => {
    expect(minutes('web', downs)).toBeCloseTo(web, 6);
    expect(minutes('db', downs)).toBeCloseTo(db, 6);
  });

  it('says what it is made of, with the exact interval of the count', () => {
    const found = of('web', [
      [['web'], 60, 1],
      [['web'], 40, 1],
      [['web'], 20, 0.7],
    ])!;
    expect(found.detail).toBe(
      `3 incidents, 162 min in ${Math.round(WATCHED_DAYS)} days`,
    );
    expect(found.unavailability).toBeCloseTo(162 / WATCHED_MINUTES, 12);
    // 0.6187 and 8.7673 of a count of 3.
    const each = 54 / WATCHED_MINUTES;
    expect(found.interval.low / each).toBeCloseTo(0.6187, 4);
    expect(found.interval.high / each).toBeCloseTo(8.7673, 4);
  });

  it('is no more than three of the mean on record where nothing came down to it', () => {
    const found = of('alone', [
      [['web'], 60, 1],
      [['db'], 40, 3],
    ])!;
    expect(found.isCeiling).toBe(true);
    expect(found.unavailability).toBeCloseTo(
      (-Math.log(0.05) * 120) / WATCHED_MINUTES,
      12,
    );
    expect(found.interval).toEqual({ low: 0, high: found.unavailability });
    expect(found.detail).toContain('no incident in');
  });

  it.each<[string, object[]]>([
    ['nobody records incidents', []],
    ['the record is shorter than a whole window', [incident(['x'], 60, 0)]],
    ['the recorder fell silent', [incident(['x'], 300, 0)]],
    ['no incident took any time', recorder],
  ])('is not known where %s', (_, seen) => {
    expect(of('web', [], seen)).toBeUndefined();
  });

  it('knows nothing of what the catalog does not have', () => {
    expect(of('gone', [[['web'], 50, 1]])).toBeUndefined();
  });

  const downs = fc.array(
    fc.tuple(
      fc.subarray(['web', 'shop', 'db', 'alone'], { minLength: 1 }),
      fc.integer({ min: 9, max: 300 }),
      fc.integer({ min: 1, max: 100 }),
    ),
    { minLength: 1, maxLength: 7 },
  );

  it('does not depend on the order of the observations', () => {
    fc.assert(
      fc.property(downs, list => {
        const values = [
          ...recorder,
          ...list.map(([names, daysAgo, hours]) =>
            incident(names.map(ref), daysAgo, hours),
          ),
        ].map((value, i) => ({ ...value, id: `i${i}` }));
        const all = (given: object[]) => {
          const found = new OwnDowntimes(analysedWith(catalog(), given));
          return ['web', 'shop', 'db', 'alone'].map(n => found.get(ref(n)));
        };
        expect(all([...values].reverse())).toEqual(all(values));
      }),
      { numRuns: 40 },
    );
  });

  it('never falls when it is down for longer or once more', () => {
    fc.assert(
      fc.property(
        downs,
        fc.integer({ min: 9, max: 300 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 9, max: 100 }),
        (list, day, hours, more) => {
          const once: Down[] = [...list, [['web'], day, hours]];
          const longer: Down[] = [...list, [['web'], day, hours + more]];
          const twice: Down[] = [...once, [['web'], more, hours]];
          const before = minutes('web', once);
          expect(minutes('web', longer)).toBeGreaterThanOrEqual(before - 1e-6);
          expect(minutes('web', twice)).toBeGreaterThanOrEqual(before - 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the interval of a count', () => {
  // Tables of exact 95 % limits of a Poisson mean; of none the one-sided limit.
  it.each([
    [0, 0, 2.9957],
    [1, 0.0253, 5.5716],
    [2, 0.2422, 7.2247],
    [5, 1.6235, 11.6683],
    [10, 4.7954, 18.3904],
    [100, 81.3639, 121.6271],
  ])('of %i is %d to %d', (n, low, high) => {
    const found = poissonInterval(n);
    expect(found.low).toBeCloseTo(low, 3);
    expect(found.high).toBeCloseTo(high, 3);
  });
});
