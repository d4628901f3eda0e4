import fc from 'fast-check';
import { BANDS, rank, severityOf } from './severity';
import type { Reach, SeverityInput } from './types';

const reach = fc
  .record({
    fails: fc.nat(500),
    degrades: fc.nat(500),
    spare: fc.nat(2000),
    teams: fc.nat(40),
    moreTeams: fc.nat(40),
    systems: fc.nat(20),
  })
  .map(
    ({ fails, degrades, spare, teams, moreTeams, systems }): Reach => ({
      fails,
      degrades,
      ofEntities: fails + degrades + spare + 1,
      teams,
      ofTeams: teams + moreTeams,
      systems,
    }),
  );
const input: fc.Arbitrary<SeverityInput> = fc.record(
  {
    reach,
    extra: fc.array(
      fc.record({
        points: fc.integer({ min: -30, max: 40 }),
        because: fc.constant('a reason'),
      }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);

describe('severityOf', () => {
  it('never falls when more entities fail, more degrade or more teams are hit', () => {
    fc.assert(
      fc.property(
        input,
        reach,
        fc.constantFrom('fails', 'degrades', 'teams' as const),
        fc.nat(50),
        (base, of, field, more) => {
          const less = severityOf({ ...base, reach: of });
          const room = {
            ...of,
            ofEntities: of.ofEntities,
            ofTeams: of.ofTeams,
            [field]: of[field as 'fails'] + more,
          };
          const worse = severityOf({ ...base, reach: room });
          expect(worse.score).toBeGreaterThanOrEqual(less.score);
          expect(rank(worse.severity)).toBeLessThanOrEqual(rank(less.severity));
        },
      ),
    );
  });

  it('gives a score of 0 to 100 whose word is that of its band', () => {
    fc.assert(
      fc.property(input, given => {
        const { score, severity } = severityOf(given);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(severity).toBe(
          BANDS.find(({ from }) => score >= from)!.severity,
        );
      }),
    );
  });

  it('calls nothing critical that fells fewer than eight entities or reaches fewer than three teams', () => {
    fc.assert(
      fc.property(input, given => {
        const { severity } = severityOf(given);
        const critical = severity === 'critical';
        expect(
          !critical || (given.reach!.fails >= 8 && given.reach!.teams >= 3),
        ).toBe(true);
      }),
    );
  });

  it('keeps to the bounds that a rule sets, and says so', () => {
    const wide: Reach = {
      fails: 90,
      degrades: 0,
      ofEntities: 100,
      teams: 9,
      ofTeams: 9,
      systems: 9,
    };
    const capped = severityOf({
      reach: wide,
      cap: { severity: 'medium', because: 'it can be staged' },
    });
    expect(capped.severity).toBe('medium');
    expect(capped.why).toContain('at most medium: it can be staged');
    const floored = severityOf({
      floor: { severity: 'medium', because: 'it was drilled and failed' },
    });
    expect(floored.severity).toBe('medium');
  });

  it('shows its working: the points of each line add up to the score', () => {
    const { score, why } = severityOf({
      reach: {
        fails: 48,
        degrades: 4,
        ofEntities: 64,
        teams: 8,
        ofTeams: 8,
        systems: 5,
      },
      extra: [{ points: 10, because: 'it stops others at run time' }],
    });
    const sum = why
      .map(line => Number(line.match(/^\+([\d.]+)/)?.[1] ?? 0))
      .reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - score)).toBeLessThan(0.2);
  });
});
