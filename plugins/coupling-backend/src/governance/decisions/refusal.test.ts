import fc from 'fast-check';
import type { Severity } from '@posiwid/coupling-engine';
import { refusalOf } from './refusal';
import type { Sight } from './standing';

const AT = '2026-03-02T09:30:00.000Z';
const MARA = 'user:default/mara';
const inDays = (days: number) =>
  new Date(Date.parse(AT) + days * 86_400_000).toISOString().slice(0, 10);
const sight = (severity: Severity): Sight => ({
  analysedAt: AT,
  found: true,
  since: AT,
  mark: { severity, subjects: [] },
});

function refused(
  days: number,
  limit?: { maxDays: number; secondPerson: boolean },
  approvedBy?: string[],
) {
  const until = inDays(days);
  return refusalOf(
    { kind: 'accept', reason: 'x', until, ...(approvedBy && { approvedBy }) },
    MARA,
    [],
    sight('critical'),
    AT,
    limit,
  );
}

describe('what the policy allows of an acceptance', () => {
  it('is a year and a day by anybody, where nothing is stated', () => {
    expect(refused(366)).toBeUndefined();
    expect(refused(367)).toBe(
      'What is critical is accepted for at most 366 days',
    );
  });

  it('is as many days as it says, to the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 800 }),
        fc.nat(900),
        (most, days) => {
          const why = refused(days, { maxDays: most, secondPerson: false });
          expect(why === undefined).toBe(days <= most);
        },
      ),
    );
  });

  it('may be no day at all', () => {
    expect(refused(0, { maxDays: 0, secondPerson: false })).toMatch(
      /critical is not accepted/,
    );
  });

  it.each([
    [undefined, false],
    [[], false],
    [[MARA], false],
    [['User:Default/Mara'], false],
    [['mara', ' '], false],
    [['group:default/board'], true],
    [[MARA, 'user:default/ivo'], true],
  ])('may need a second person: approved by %j is enough: %p', (by, enough) => {
    const why = refused(5, { maxDays: 90, secondPerson: true }, by);
    expect(why === undefined).toBe(enough);
  });
});
