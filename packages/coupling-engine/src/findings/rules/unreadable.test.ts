import { component, groups, raised } from '../../__testUtils__/catalog';

const teams = groups('a', 'b');

describe('unreadable', () => {
  it('is one finding for one mistake in many entities', () => {
    const findings = raised('unreadable', [
      ...teams,
      ...Array.from({ length: 5 }, (_, i) =>
        component(`x${i}`, { owner: 'a', dependsOn: ['no kind here'] }),
      ),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0].title).toMatch(/5 references .* in 5 entities$/);
    expect(findings[0].severity).toBe('medium');
  });

  it('is one finding for the odd values of one entity', () => {
    const findings = raised('unreadable', [
      ...teams,
      component('x', {
        owner: 'a',
        'posiwid.dev/instances': 'some',
        'posiwid.dev/drilled': 'last week',
      }),
    ]);
    expect(findings.map(f => f.title)).toEqual([
      'x: 2 values that cannot be read',
    ]);
  });

  it('is silent about a catalog that can be read', () => {
    expect(
      raised('unreadable', [...teams, component('x', { owner: 'a' })]),
    ).toEqual([]);
  });
});
