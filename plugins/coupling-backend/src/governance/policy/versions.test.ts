import fc from 'fast-check';
import type { PolicyVersion } from './types';
import { countingAt, originOf, stateOf } from './versions';

const DAY_MS = 86_400_000;
const dayAt = (day: number) =>
  new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString();

/** Versions as they can be set: each at or after the one before, to count from then or later. */
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

describe('which version counts', () => {
  it('is, day by day, the newest of those whose day has come; and states tell the same story', () => {
    fc.assert(
      fc.property(histories, versions => {
        const counted = new Set<number>();
        for (let day = 0; day < 40; day++) {
          const at = dayAt(day);
          const known = versions.filter(version => version.at <= at);
          const expected = known.reduce<PolicyVersion | undefined>(
            (best, one) => (one.countsFrom <= at.slice(0, 10) ? one : best),
            undefined,
          );
          expect(countingAt(known, at)).toBe(expected);
          const begun = versions.filter(
            one => one.countsFrom <= at.slice(0, 10) && one.at <= at,
          );
          // Of two set on one day the first counts until the second is set.
          for (const one of begun) {
            const sameDay = known.filter(
              other => other.version > one.version && other.at < at,
            );
            const overtaken = sameDay.some(
              other => other.countsFrom <= at.slice(0, 10),
            );
            if (!overtaken && one.countsFrom <= at.slice(0, 10)) {
              const isNewest = !known.some(
                other =>
                  other.version > one.version &&
                  other.countsFrom <= at.slice(0, 10) &&
                  other.at < dayAt(day),
              );
              if (isNewest) counted.add(one.version);
            }
          }
        }
        const end = dayAt(100);
        for (const version of versions) {
          const state = stateOf(version, versions, end);
          if (countingAt(versions, end) === version) {
            expect(state).toBe('counts');
          } else {
            expect(state).toBe(
              counted.has(version.version) ? 'past' : 'replaced',
            );
          }
        }
      }),
    );
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
