import fc from 'fast-check';
import type { Severity } from '@posiwid/coupling-engine';
import { finding } from '../../__testUtils__/findings';
import { advance, type FindingRecord } from '../../lifecycle';
import { standingOf, type Standing } from '../decisions';
import { agendaOf, edited, type AgendaInput } from './agenda';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
const settings = {
  minutes: 60,
  itemMinutes: 8,
  minSeverity: 'medium' as Severity,
  moves: 3,
};

interface Seen {
  severity: Severity;
  reach: number;
}

/** Records after some days; each day maps the findings that were found to how bad they were. */
function recordsAfter(days: Record<string, Seen>[]): FindingRecord[] {
  let records: FindingRecord[] = [];
  days.forEach((found, n) => {
    records = advance(records, n === 0 ? undefined : day(n - 1), {
      at: day(n),
      findings: Object.entries(found).map(([id, { severity, reach }]) => ({
        ...finding(id, ['component:default/x']),
        severity,
        reach: {
          fails: reach,
          degrades: 0,
          ofEntities: 100,
          teams: 1,
          ofTeams: 9,
          systems: 1,
        },
      })),
      exists: () => true,
    }).records;
  });
  return records;
}

const undecided: Standing = standingOf([], undefined, day(0));

function agenda(
  records: FindingRecord[],
  more: Partial<AgendaInput> & { at: string },
  standings: Record<string, Partial<Standing>> = {},
) {
  return agendaOf({
    findings: records.map(record => ({
      record,
      standing: { ...undecided, ...standings[record.id] },
    })),
    moves: [],
    next: day(365),
    settings,
    ...more,
  });
}

const medium = (reach = 5): Seen => ({ severity: 'medium', reach });

describe('an agenda', () => {
  it('is, the first time, all that is bad enough, the worst first', () => {
    const records = recordsAfter([
      {
        a: medium(),
        b: { severity: 'high', reach: 5 },
        c: { severity: 'low', reach: 1 },
      },
    ]);
    expect(agenda(records, { at: day(1) })).toMatchObject({
      items: [
        { key: 'b', reason: 'new', minutes: 8 },
        { key: 'a', reason: 'new' },
      ],
      leftOut: 1,
      belowSeverity: 1,
    });
  });

  it('says what was and what is of a finding that got worse', () => {
    const records = recordsAfter([{ a: medium(31) }, { a: medium(48) }]);
    expect(agenda(records, { since: day(0), at: day(2) }).items).toEqual([
      expect.objectContaining({
        key: 'a',
        reason: 'worse',
        words: 'worse: it reaches 48 and reached 31',
      }),
    ]);
    expect(agenda(records, { since: day(1), at: day(2) })).toMatchObject({
      items: [],
      leftOut: 1,
    });
  });

  it('leaves out an accepted finding that shrank and is as bad again as when it was accepted', () => {
    const records = recordsAfter([
      { a: medium(8) },
      { a: medium(5) },
      { a: medium(8) },
    ]);
    const dates = { since: day(1), at: day(3), next: day(9) };
    expect(agenda(records, dates).items).toMatchObject([{ reason: 'worse' }]);
    const accepted = { state: 'accepted', until: '2026-06-20' } as const;
    expect(agenda(records, dates, { a: accepted }).items).toEqual([]);
  });

  it.each<[Partial<Standing>, string | undefined]>([
    [{ state: 'lapsed', because: 'Lapsed: x' }, 'lapsed'],
    [{ state: 'still-found', because: 'x' }, 'still-found'],
    [{ state: 'overdue', due: '2026-01-01' }, 'overdue'],
    [{ state: 'disputed', because: 'x' }, 'disputed'],
    [{ state: 'accepted', until: '2026-01-20' }, 'expiring'],
    [{ state: 'accepted', until: '2026-06-20' }, undefined],
    [{ state: 'deferred', because: 'Put off: x' }, 'carried'],
    [
      { state: 'deferred', because: 'Put off: x', until: '2026-01-20' },
      undefined,
    ],
    [{ state: 'assigned', due: '2026-03-01' }, undefined],
    [{ state: 'planned' }, undefined],
    [{ state: 'merged' }, undefined],
    [{ state: 'not-a-risk' }, undefined],
  ])('of a known finding that stands %j has it as %s', (standing, reason) => {
    const records = recordsAfter([{ a: medium() }, { a: medium() }]);
    const { items } = agenda(
      records,
      { since: day(1), at: day(9), next: day(30) },
      { a: standing },
    );
    expect(items.map(item => item.reason)).toEqual(
      reason === undefined ? [] : [reason],
    );
  });

  it('carries over what was not decided, and says what is mended', () => {
    const records = recordsAfter([
      { a: medium(), b: medium() },
      { a: medium() },
    ]);
    expect(
      agenda(records, { since: day(0), before: ['a', 'b'], at: day(2) }),
    ).toMatchObject({
      items: [{ key: 'a', reason: 'carried' }],
      remediated: [{ key: 'b' }],
    });
  });

  it('ends with the moves of highest leverage, and says how many items fit', () => {
    const records = recordsAfter([
      Object.fromEntries(
        Array.from({ length: 9 }, (_, i) => [`f${i}`, medium()]),
      ),
    ]);
    const moves = ['a', 'b', 'c', 'd'].map(target => ({
      kind: 'split',
      target,
      text: `Split ${target}`,
      findings: ['a', 'b'],
    }));
    const { items, fits } = agenda(records, { at: day(1), moves });
    expect(items).toHaveLength(12);
    expect(items[9]).toMatchObject({
      key: 'move:split:a',
      reason: 'move',
      words: 'would retire 2',
    });
    expect(fits).toBe(7);
  });

  it('is edited by hand: added, removed and put in order', () => {
    const records = recordsAfter([{ a: medium(), b: medium(), c: medium() }]);
    const { items } = edited(
      agenda(records, { at: day(1) }),
      { added: ['z', 'gone'], removed: ['b'], order: ['z', 'c'] },
      settings,
      id => (id === 'z' ? { title: 'Z', severity: 'low' } : undefined),
    );
    expect(items.map(({ key, reason }) => [key, reason])).toEqual([
      ['z', 'added'],
      ['c', 'new'],
      ['a', 'new'],
    ]);
  });

  it('over any history holds what changed since the meeting before and nothing else', () => {
    const seen = fc.record({
      severity: fc.constantFrom<Severity>('high', 'medium'),
      reach: fc.integer({ min: 1, max: 4 }),
    });
    const oneDay = fc.dictionary(fc.constantFrom('a', 'b', 'c'), seen);
    fc.assert(
      fc.property(
        fc.array(oneDay, { minLength: 2, maxLength: 8 }),
        fc.nat(),
        (days, pick) => {
          const last = days.length - 1;
          const before = pick % last;
          const { items } = agenda(recordsAfter(days), {
            since: day(before),
            at: day(last),
          });
          // Read off the days themselves.
          const expected = Object.keys(days[last])
            .map(id => {
              const known = days.slice(0, before + 1).filter(of => id in of);
              const now = days[last][id];
              const then = known[known.length - 1]?.[id];
              const worse =
                then &&
                ((now.severity === 'high' && then.severity === 'medium') ||
                  now.reach > then.reach);
              const first = days.findIndex(of => id in of);
              // Gone on a day after it was first found, and back after the meeting before.
              const back = days.findIndex(
                (of, n) =>
                  n > before && n > first && id in of && !(id in days[n - 1]),
              );
              if (worse) return [id, 'worse'];
              if (back !== -1) return [id, 'regressed'];
              return then ? undefined : [id, 'new'];
            })
            .filter(found => found !== undefined);
          expect(
            new Map(items.map(({ key, reason }) => [key, reason])),
          ).toEqual(new Map(expected as [string, string][]));
        },
      ),
      { numRuns: 500 },
    );
  });
});
