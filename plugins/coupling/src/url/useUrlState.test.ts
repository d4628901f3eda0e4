import fc from 'fast-check';
import { expandTeam, shortTeam } from '../refs';
import { choice, choices, flag, list, page, teams, text } from './params';
import { readUrl, writeUrl } from './useUrlState';

const PARAMS = {
  team: teams(),
  children: flag(true),
  severity: choices(['critical', 'high', 'low'] as const),
  sort: choice(['severity', 'age'] as const, 'severity'),
  entity: list(),
  q: text(),
  page: page(),
};

const read = (query: string) => readUrl(PARAMS, new URLSearchParams(query));

describe('page state in the address', () => {
  it('reads a bare team name as a group of the default namespace', () => {
    expect(read('team=commerce&children=1').team).toEqual([
      'group:default/commerce',
    ]);
    expect(read('team=eu/commerce,user:default/ada&team=none').team).toEqual([
      'group:eu/commerce',
      'user:default/ada',
      'none',
    ]);
  });

  it('never confuses a group that is named none with having no owner', () => {
    expect(shortTeam('group:default/none')).toBe('group:default/none');
    expect(expandTeam('group:default/none')).toBe('group:default/none');
  });

  it('reads what it wrote, for any values', () => {
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/);
    fc.assert(
      fc.property(
        fc.record({
          team: fc.uniqueArray(
            fc.oneof(
              fc.constant('none'),
              fc
                .tuple(fc.constantFrom('group', 'user'), name, name)
                .map(([kind, space, each]) => `${kind}:${space}/${each}`),
            ),
          ),
          children: fc.boolean(),
          severity: fc.subarray(['critical', 'high', 'low'] as const),
          sort: fc.constantFrom('severity' as const, 'age' as const),
          entity: fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 })),
          q: fc.string({ unit: 'grapheme' }),
          page: fc.integer({ min: 1, max: 1e9 }),
        }),
        state => {
          const written = writeUrl(PARAMS, new URLSearchParams(), state as any);
          expect(read(written.toString())).toEqual(state);
        },
      ),
    );
  });

  it('leaves defaults out of the address and others’ parameters alone', () => {
    const before = new URLSearchParams('finding=x&page=4&q=old');
    const after = writeUrl(PARAMS, before, { page: 1, q: '', children: true });
    expect(after.toString()).toBe('finding=x');
  });

  it('reads any query at all without failing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom(...Object.keys(PARAMS), '__proto__', 'constructor'),
            fc.string({ unit: 'binary' }),
          ),
        ),
        pairs => {
          const state = readUrl(PARAMS, new URLSearchParams(pairs));
          expect(state.page).toBeGreaterThanOrEqual(1);
          expect(['severity', 'age']).toContain(state.sort);
        },
      ),
    );
  });
});
