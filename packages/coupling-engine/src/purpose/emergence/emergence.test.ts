import fc from 'fast-check';
import { component, groups } from '../../__testUtils__/catalog';
import { AT, ago, analysedWith, deployment } from '../__testUtils__/judged';
import type { Analysis } from '../../analysis';
import { lastMonths } from '../pictures';
import { emergent } from '.';
import { quartiles } from './quartiles';
import type { Emergent, Ground, PropertyId } from './types';
import { wilson } from './wilson';

const NAMES = ['a', 'b', 'c', 'd'];
const MINUTE = 60_000;
const NOW = Date.parse(AT);
/** All incidents of the properties below are in these minutes. */
const START = NOW - 3 * 86_400_000;
const SPAN = 600;

const catalog = () => [
  ...groups('t'),
  component('a', { owner: 't', dependsOn: ['component:d'] }),
  component('b', { owner: 't', dependsOn: ['component:d'] }),
  component('c', { owner: 't' }),
  component('d', { owner: 't' }),
];

function groundOf(
  analysis: Analysis,
  names: readonly string[],
  more: Partial<Ground> = {},
): Ground {
  const { model, structure, purpose } = analysis;
  const members = model.entities.flatMap(({ name }, at) =>
    names.includes(name) ? [at] : [],
  );
  return {
    model,
    structure,
    history: purpose.history,
    lockSteps: purpose.lockSteps,
    members,
    groups: new Set(),
    delivers: false,
    ...more,
  };
}

function property(
  analysis: Analysis,
  names: readonly string[],
  id: PropertyId,
): Emergent {
  return emergent(groundOf(analysis, names)).find(one => one.id === id)!;
}

const at = (minute: number) => new Date(START + minute * MINUTE).toISOString();
const down = (entities: string[], from: number, minutes: number) => ({
  kind: 'incident',
  at: at(from + minutes),
  entities,
  startedAt: at(from),
  resolvedAt: at(from + minutes),
});
/** Somebody has been recording since the first of these months. */
const watched = {
  kind: 'incident',
  at: new Date(lastMonths(NOW)[0].from).toISOString(),
  entities: ['elsewhere'],
  startedAt: new Date(lastMonths(NOW)[0].from).toISOString(),
  resolvedAt: new Date(lastMonths(NOW)[0].from).toISOString(),
};

const incidents = fc.array(
  fc.record({
    entities: fc.subarray(NAMES, { minLength: 1 }),
    from: fc.nat(SPAN - 1),
    minutes: fc.integer({ min: 1, max: 90 }),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('availability', () => {
  it('agrees with counting every minute in which a member is named', () => {
    fc.assert(
      fc.property(
        incidents,
        fc.subarray(NAMES, { minLength: 1 }),
        (list, names) => {
          const analysis = analysedWith(catalog(), [
            watched,
            ...list.map(i => down(i.entities, i.from, i.minutes)),
          ]);
          let minutes = 0;
          for (let minute = 0; minute < SPAN + 90; minute++) {
            const isDown = list.some(
              ({ entities, from, minutes: long }) =>
                entities.some(name => names.includes(name)) &&
                from <= minute &&
                minute < from + long,
            );
            if (isDown) minutes += 1;
          }
          const found = property(analysis, names, 'availability');
          const year = NOW - lastMonths(NOW)[0].from;
          expect(found.words).toBe(`${minutes} min lost`);
          expect(found.value).toBeCloseTo(1 - (minutes * MINUTE) / year, 12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of a whole is never better than that of the worst part, which is named', () => {
    fc.assert(
      fc.property(incidents, list => {
        const analysis = analysedWith(catalog(), [
          watched,
          ...list.map(i => down(i.entities, i.from, i.minutes)),
        ]);
        const whole = property(analysis, NAMES, 'availability');
        const parts = NAMES.map(
          name => property(analysis, [name], 'availability').value!,
        );
        expect(whole.value!).toBeLessThanOrEqual(Math.min(...parts));
        expect(whole.worst!.value).toBe(Math.min(...parts));
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order of what was observed', () => {
    fc.assert(
      fc.property(incidents, list => {
        const all = list.map((i, n) => ({
          ...down(i.entities, i.from, i.minutes),
          id: `${n}`,
        }));
        const first = emergent(
          groundOf(
            analysedWith(catalog(), [{ ...watched, id: 'w' }, ...all]),
            NAMES,
          ),
        );
        const second = emergent(
          groundOf(
            analysedWith(catalog().reverse(), [
              ...all.reverse(),
              { ...watched, id: 'w' },
            ]),
            NAMES,
          ),
        );
        expect(second).toEqual(first);
      }),
      { numRuns: 20 },
    );
  });

  it('says what drives it, by what would fell all that is named', () => {
    const analysis = analysedWith(catalog(), [
      watched,
      down(['a', 'b'], 0, 60),
      down(['c'], 200, 10),
    ]);
    const { drivers } = property(analysis, NAMES, 'availability');
    expect(
      drivers.map(({ entity, detail }) => [
        analysis.model.entities[entity].name,
        detail,
      ]),
    ).toEqual([
      ['d', '60 of 70 min'],
      ['c', '10 of 70 min'],
    ]);
  });

  it('of a month in which nobody recorded is no data, and so is that of a silent recorder', () => {
    const late = analysedWith(catalog(), [down(['a'], 0, 30)]);
    const { trend } = property(late, ['a'], 'availability');
    const known = trend.filter(({ value }) => value !== undefined);
    expect(known.length).toBeLessThanOrEqual(2);
    expect(known.length).toBeGreaterThan(0);
    expect(property(late, ['b'], 'availability').value).toBe(1);

    const silent = property(
      analysedWith(catalog(), [watched]),
      ['a'],
      'availability',
    );
    expect(silent).toMatchObject({ noData: expect.any(String) });
    expect(silent.value).toBeUndefined();
    for (const { noData, value } of emergent(
      groundOf(analysedWith(catalog()), NAMES),
    ).filter(({ id }) => id !== 'blast-radius')) {
      expect([typeof noData, value]).toEqual(['string', undefined]);
    }
  });
});

describe('blast radius', () => {
  it('is that of the member that takes most with it, whose way it names', () => {
    const analysis = analysedWith(catalog());
    const found = property(analysis, NAMES, 'blast-radius');
    expect(found).toMatchObject({ value: 2, words: 'of 4 entities, 1 team' });
    expect(analysis.model.entities[found.worst!.entity].name).toBe('d');
    expect(found.drivers).toHaveLength(2);
    expect(property(analysis, ['c'], 'blast-radius')).toMatchObject({
      value: 0,
      drivers: [],
    });
  });
});

describe('recovery', () => {
  it('is the median with its quartiles, and knows the longest', () => {
    const analysis = analysedWith(catalog(), [
      watched,
      down(['a'], 0, 10),
      down(['a'], 100, 20),
      down(['b'], 200, 30),
      down(['b'], 300, 60),
    ]);
    const found = property(analysis, ['a', 'b'], 'recovery');
    expect(found).toMatchObject({
      value: 25,
      interval: { low: 17.5, high: 37.5 },
      words: 'median; 18–38 in 4',
      worst: { value: 60, words: '60 min at the longest' },
    });
    expect(found.points.map(({ value }) => value)).toEqual([10, 20, 30, 60]);
    expect(property(analysis, ['c'], 'recovery')).toMatchObject({
      words: 'no incident',
      noData: expect.stringContaining('never'),
    });
  });

  it('interpolates quarter points as R does by default', () => {
    // quantile(c(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)) of R: 3.25, 5.5, 7.75.
    expect(quartiles([3, 1, 2, 4, 10, 9, 8, 7, 6, 5])).toEqual([
      3.25, 5.5, 7.75,
    ]);
    expect(quartiles([7])).toEqual([7, 7, 7]);
  });
});

describe('change safety', () => {
  it('has the published score interval', () => {
    // R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3.
    const published: [number, number, number, number][] = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ];
    for (const [part, whole, low, high] of published) {
      expect(wilson(part, whole).low).toBeCloseTo(low, 4);
      expect(wilson(part, whole).high).toBeCloseTo(high, 4);
    }
    expect(wilson(20, 20).high).toBe(1);
  });

  it('is the share that failed; the worst is the one known to be, not one of one', () => {
    const of = (name: string, good: number, bad: number) =>
      Array.from({ length: good + bad }, (_, i) =>
        deployment(name, ago(i + 1, 10), i < bad ? 'failed' : 'succeeded'),
      );
    const analysis = analysedWith(catalog(), [
      ...of('a', 10, 10),
      ...of('b', 0, 1),
      ...of('c', 9, 0),
    ]);
    const found = property(analysis, NAMES, 'change-safety');
    expect(found).toMatchObject({
      value: 11 / 30,
      interval: wilson(11, 30),
      worst: { words: '10 of 20 failed' },
      observations: 30,
    });
    expect(property(analysis, ['d'], 'change-safety').value).toBeUndefined();
    const all = emergent(groundOf(analysis, ['d'], { delivers: true }));
    expect(all[2].value).toBe(11 / 30);
  });
});

describe('velocity', () => {
  it('is what succeeded a week since deployments are recorded', () => {
    const analysis = analysedWith(catalog(), [
      ...Array.from({ length: 28 }, (_, i) => deployment('a', ago(i + 0.5))),
      deployment('b', ago(70), 'failed'),
      deployment('b', ago(3)),
    ]);
    const found = property(analysis, NAMES, 'velocity');
    expect(found.value).toBeCloseTo(29 / 10, 9);
    expect(found.worst).toMatchObject({ words: '0.1 a week' });
    expect(property(analysis, ['c'], 'velocity').value).toBeUndefined();
  });
});
