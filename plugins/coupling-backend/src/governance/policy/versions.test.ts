import fc from 'fast-check';
import type { PolicyVersion } from './types';
import { countingAt, originOf, stateOf } from './versions';

const DAY_MS = 86_400_000;
const DAYS = 40;
const dayAt = (day: number) =>
  new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString();

/** Versions as they can be set: each on the day of the one before or later, to count from then or later. */
const histories = fc
  .array(fc.record({ wait: fc.nat(3), ahead: fc.nat(5), drill: fc.nat(2) }), {
    maxLength: 6,
  })
  .map(steps => {
    let day = 0;
    return steps.map(({ wait, ahead, drill }, i): PolicyVersion => {
      day += wait;
      return {
        version: i + 1,
        id: `v${i + 1}`,
        overrides: { drillAgeDays: drill },
        comment: '',
        countsFrom: dayAt(day + ahead).slice(0, 10),
        at: dayAt(day),
        by: 'user:default/mara',
      };
    });
  });

/** Lives through a history, day by day, keeping what counts in hand: which version does after each thing that happens. */
function lived(versions: readonly PolicyVersion[]) {
  const counted: (number | undefined)[] = [];
  const state: { known: PolicyVersion[]; inHand?: PolicyVersion } = {
    known: [],
  };
  const begin = (version: PolicyVersion, day: number) => {
    const isDue = version.countsFrom <= dayAt(day).slice(0, 10);
    const isNewer = !state.inHand || version.version > state.inHand.version;
    if (isDue && isNewer) state.inHand = version;
  };
  for (let day = 0; day < DAYS; day++) {
    for (const version of state.known) begin(version, day);
    counted.push(state.inHand?.version);
    for (const version of versions.filter(({ at }) => at === dayAt(day))) {
      state.known.push(version);
      begin(version, day);
      counted.push(state.inHand?.version);
    }
    expect(countingAt(state.known, dayAt(day))).toBe(state.inHand);
  }
  return { counted, last: state.inHand };
}

describe('which version counts', () => {
  it('is, day by day, the newest of those whose day has come; and states tell the same story', () => {
    fc.assert(
      fc.property(histories, versions => {
        const { counted, last } = lived(versions);
        const told = versions.map(version =>
          stateOf(version, versions, dayAt(DAYS)),
        );
        const expected = versions.map(version => {
          if (version === last) return 'counts';
          return counted.includes(version.version) ? 'past' : 'replaced';
        });
        expect(told).toEqual(expected);
      }),
    );
  });

  it('is announced until its day', () => {
    const [version] = [
      {
        version: 1,
        id: 'v1',
        overrides: {},
        comment: '',
        countsFrom: '2026-01-05',
        at: dayAt(0),
        by: 'user:default/mara',
      },
    ];
    expect(stateOf(version, [version], dayAt(3))).toBe('announced');
    expect(stateOf(version, [version], dayAt(4))).toBe('counts');
  });

  it('names the version that first gave a value, of those in a row that say the same', () => {
    fc.assert(
      fc.property(histories, versions => {
        const values = versions.map(({ overrides }) => overrides.drillAgeDays);
        let first = values.length;
        while (first > 0 && values[first - 1] === values[values.length - 1]) {
          first -= 1;
        }
        expect(originOf(versions, ['drillAgeDays'])?.version).toBe(
          values.length === 0 ? undefined : first + 1,
        );
      }),
    );
  });
});
