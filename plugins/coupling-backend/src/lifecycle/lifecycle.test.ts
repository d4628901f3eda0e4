import * as fc from 'fast-check';
import { finding } from '../__testUtils__/findings';
import { advance, isOpen, statusOf, wasOpenAt } from './lifecycle';
import { markAt } from './marks';
import type { FindingRecord } from './types';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();

/** Runs the lifecycle over days; each day names the findings that are found and the entities that exist. */
function history(
  days: { found: string[]; gone?: string[] }[],
): Map<string, FindingRecord> {
  let records: FindingRecord[] = [];
  days.forEach(({ found, gone = [] }, n) => {
    records = advance(records, n === 0 ? undefined : day(n - 1), {
      at: day(n),
      findings: found.map(id => finding(id, [`component:default/${id}`])),
      exists: ref => !gone.includes(ref),
    }).records;
  });
  return new Map(records.map(record => [record.id, record]));
}

/** What is to be said of a finding after some days, from its record. */
function summaryOf(record: FindingRecord, days: number) {
  return {
    status: statusOf(record, day(days - 1)),
    isOpen: isOpen(record),
    lastSeen: record.lastSeen,
    wasOpen: Array.from({ length: days }, (_, n) => wasOpenAt(record, day(n))),
  };
}

/** The same, read off the days on which it was seen; undefined when it never was. */
function plainReading(seen: boolean[]) {
  const last = seen.length - 1;
  const first = seen.indexOf(true);
  if (first === -1) {
    return undefined;
  }
  const current = [
    { status: 'new', when: first === last },
    { status: 'regressed', when: seen.indexOf(false, first) !== -1 },
    { status: 'open', when: true },
  ].find(({ when }) => when)!.status;
  return {
    status: seen[last] ? current : 'resolved',
    isOpen: seen[last],
    lastSeen: seen[last] ? undefined : day(seen.lastIndexOf(true)),
    wasOpen: seen,
  };
}

describe('the lifecycle of a finding', () => {
  it('is new in the analysis that first finds it, and open in the next', () => {
    const first = history([{ found: ['a'] }]).get('a')!;
    expect(statusOf(first, day(0))).toBe('new');
    const second = history([{ found: ['a'] }, { found: ['a'] }]).get('a')!;
    expect(statusOf(second, day(1))).toBe('open');
    expect(second.spells).toEqual([{ from: day(0) }]);
  });

  it('is resolved when an analysis does not find it, and remembers when it was last seen', () => {
    const record = history([
      { found: ['a'] },
      { found: ['a'] },
      { found: [] },
    ]).get('a')!;
    expect(statusOf(record, day(2))).toBe('resolved');
    expect(record).toMatchObject({
      spells: [{ from: day(0), to: day(2) }],
      lastSeen: day(1),
      resolvedBecause: 'no-longer-found',
    });
  });

  it('is regressed when it comes back, and stays so while it lasts', () => {
    const days = [{ found: ['a'] }, { found: [] }, { found: ['a'] }];
    const back = history(days).get('a')!;
    expect(statusOf(back, day(2))).toBe('regressed');
    expect(back.resolvedBecause).toBeUndefined();
    expect(back.lastSeen).toBeUndefined();
    const later = history([...days, { found: ['a'] }]).get('a')!;
    expect(statusOf(later, day(3))).toBe('regressed');
  });

  it('is resolved because the subject is gone when its entity was deleted', () => {
    const record = history([
      { found: ['a'] },
      { found: [], gone: ['component:default/a'] },
    ]).get('a')!;
    expect(record.resolvedBecause).toBe('subject-gone');
  });

  it('ends under the old name and begins under the new one when its entity was renamed', () => {
    const records = history([
      { found: ['a'] },
      { found: ['b'], gone: ['component:default/a'] },
    ]);
    expect(records.get('a')!.resolvedBecause).toBe('subject-gone');
    expect(statusOf(records.get('b')!, day(1))).toBe('new');
  });

  it('does not call a subject gone that the catalog never had', () => {
    const record = history([
      { found: ['a'], gone: ['component:default/a'] },
      { found: [], gone: ['component:default/a'] },
    ]).get('a')!;
    expect(record.resolvedBecause).toBe('no-longer-found');
  });

  it('writes nothing for a finding that is as it was', () => {
    const one = finding('a', ['component:default/a']);
    const observe = (at: string) => ({
      at,
      findings: [{ ...one, reach: undefined }],
      exists: () => true,
    });
    const first = advance([], undefined, observe(day(0)));
    const stored = JSON.parse(JSON.stringify(first.records));
    expect(advance(stored, day(0), observe(day(1))).changed).toEqual([]);
  });

  it('writes a finding whose severity has changed, with its history kept', () => {
    const first = advance([], undefined, {
      at: day(0),
      findings: [finding('a', ['x'])],
      exists: () => true,
    });
    const { changed } = advance(first.records, day(0), {
      at: day(1),
      findings: [finding('a', ['x'], { severity: 'critical' })],
      exists: () => true,
    });
    expect(changed).toMatchObject([
      {
        id: 'a',
        finding: { severity: 'critical' },
        spells: [{ from: day(0) }],
      },
    ]);
  });

  it('forgets old comings and goings but never the first', () => {
    const days = Array.from({ length: 501 }, (_, n) => ({
      found: n % 2 === 0 ? ['a'] : [],
    }));
    const { spells } = history(days).get('a')!;
    expect(spells).toHaveLength(100);
    expect(spells[0].from).toBe(day(0));
    expect(spells[99]).toEqual({ from: day(500) });
  });

  it('agrees with a plain reading of the whole history, whatever is found when', () => {
    const ids = ['a', 'b', 'c'];
    const someDays = fc.array(fc.subarray(ids), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(someDays, found => {
        const records = history(found.map(names => ({ found: names })));
        for (const id of ids) {
          const seen = found.map(names => names.includes(id));
          const record = records.get(id);
          expect(record !== undefined).toBe(seen.includes(true));
          expect(record && summaryOf(record, found.length)).toEqual(
            plainReading(seen),
          );
        }
      }),
    );
  });

  /** An analysis each day: what is in the catalog, and which policy counts. Under `off` the rule finds nothing. */
  const someDays = fc.array(
    fc.record({
      there: fc.subarray(['a', 'b', 'c']),
      gone: fc.subarray(['a', 'b', 'c']),
      policy: fc.constantFrom('strict', 'other', 'off'),
    }),
    { minLength: 1, maxLength: 12 },
  );
  type Day = { there: string[]; gone: string[]; policy: string };
  const isFound = ({ there, gone }: Day, id: string, policy: string) =>
    policy !== 'off' && there.includes(id) && !gone.includes(id);

  /** Why a finding is not there on the last day, by looking back over the days; undefined when it is, or never was. */
  function whyGone(days: Day[], id: string) {
    const seen = days.map(one => isFound(one, id, one.policy));
    const last = seen.lastIndexOf(true);
    if (last === -1 || last === days.length - 1) return undefined;
    const { policy } = days[last];
    if (!isFound(days[last + 1], id, policy)) {
      return days[last + 1].gone.includes(id)
        ? 'subject-gone'
        : 'no-longer-found';
    }
    // It was still there when the policy stopped to raise it. Who looks by the same rule and does not find it knows better.
    const judge = days
      .slice(last + 2)
      .find(one => one.gone.includes(id) || one.policy === policy);
    if (!judge) return 'policy';
    return judge.gone.includes(id) ? 'subject-gone' : 'no-longer-found';
  }

  it('is called gone only by an analysis that goes by what it was found by; otherwise the policy retired it', () => {
    const reached = new Set<string | undefined>();
    fc.assert(
      fc.property(someDays, days => {
        let records: FindingRecord[] = [];
        days.forEach((one, n) => {
          const ids = (policy: string) =>
            ['a', 'b', 'c'].filter(id => isFound(one, id, policy));
          const before = days[n - 1]?.policy ?? one.policy;
          records = advance(records, n === 0 ? undefined : day(n - 1), {
            at: day(n),
            findings: ids(one.policy).map(id => finding(id, [id])),
            exists: ref => !one.gone.includes(ref),
            policy: {
              version: n,
              ruleOf: () => one.policy,
              ...(before !== one.policy && {
                before: {
                  version: n - 1,
                  ruleOf: () => before,
                  found: new Set(ids(before)),
                },
              }),
            },
          }).records;
        });
        for (const record of records) {
          const why = whyGone(days, record.id);
          expect(record.resolvedBecause).toBe(why);
          const { retired } = record.spells[record.spells.length - 1];
          expect(retired !== undefined).toBe(why === 'policy');
          reached.add(why);
        }
      }),
      { numRuns: 1000 },
    );
    expect(reached.size).toBe(4);
  });

  it('names the version that retired it, and none where app-config did; raised again it is not regressed', () => {
    const found = new Set(['a']);
    const one = finding('a', ['x']);
    const first = advance([], undefined, {
      at: day(0),
      findings: [one],
      exists: () => true,
    });
    const retire = (version: number | undefined, before: number | undefined) =>
      advance(first.records, day(0), {
        at: day(1),
        findings: [],
        exists: () => true,
        policy: {
          version,
          ruleOf: () => 'off',
          before: { version: before, ruleOf: () => 'on', found },
        },
      }).records;
    const retiredBy = (records: FindingRecord[]) =>
      records[0].spells[0].retired;
    expect(retiredBy(retire(3, 2))).toEqual({ version: 3, under: 'on' });
    expect(retiredBy(retire(2, 2))).toEqual({ under: 'on' });
    expect(retiredBy(retire(undefined, 2))).toEqual({ under: 'on' });
    const { records } = advance(retire(3, 2), day(1), {
      at: day(2),
      findings: [one],
      exists: () => true,
    });
    expect(statusOf(records[0], day(2))).toBe('open');
    expect(records[0].resolvedBecause).toBeUndefined();
  });

  it('needs only what was written before to go on: changed records replace, all others stay', () => {
    fc.assert(
      fc.property(
        fc.array(fc.subarray(['a', 'b', 'c', 'd']), { maxLength: 10 }),
        found => {
          let whole: FindingRecord[] = [];
          const table = new Map<string, string>();
          found.forEach((ids, n) => {
            const observation = {
              at: day(n),
              findings: ids.map(id => finding(id, [id])),
              exists: () => true,
            };
            const before = n === 0 ? undefined : day(n - 1);
            whole = advance(whole, before, observation).records;
            const stored = [...table.values()].map(text => JSON.parse(text));
            for (const record of advance(stored, before, observation).changed) {
              table.set(record.id, JSON.stringify(record));
            }
          });
          const sorted = (records: FindingRecord[]) =>
            [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(
            sorted([...table.values()].map(text => JSON.parse(text))),
          ).toEqual(sorted(JSON.parse(JSON.stringify(whole))));
        },
      ),
    );
  });
});

describe('how bad a finding was', () => {
  const severities = ['low', 'medium', 'high'] as const;

  it('is known for each day, from the first on', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            found: fc.boolean(),
            severity: fc.constantFrom(...severities),
            subjects: fc.subarray([
              'component:default/a',
              'component:default/b',
            ]),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        days => {
          let records: FindingRecord[] = [];
          days.forEach(({ found, severity, subjects }, n) => {
            records = advance(records, n === 0 ? undefined : day(n - 1), {
              at: day(n),
              findings: found ? [{ ...finding('a', subjects), severity }] : [],
              exists: () => true,
            }).records;
          });
          days.forEach((_, n) => {
            const upTo = days.slice(0, n + 1).filter(({ found }) => found);
            const seen = upTo[upTo.length - 1];
            const mark = records[0] && markAt(records[0].marks, day(n));
            expect(
              mark && { severity: mark.severity, subjects: mark.subjects },
            ).toEqual(
              seen && { severity: seen.severity, subjects: seen.subjects },
            );
          });
        },
      ),
    );
  });
});
