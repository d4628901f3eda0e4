import { component, groups, raised } from '../../__testUtils__/catalog';

const teams = groups('a', 'b');

describe('dangling', () => {
  it('is one finding for twelve references to the same missing thing', () => {
    const findings = raised('dangling', [
      ...teams,
      ...Array.from({ length: 12 }, (_, i) =>
        component(`x${i}`, { owner: 'a', dependsOn: ['component:gone'] }),
      ),
    ]);
    expect(findings.map(f => f.title)).toEqual([
      '12 entities refer to component:default/gone, which the catalog does not have',
    ]);
  });

  it('is one finding for all that one entity alone refers to in vain', () => {
    const findings = raised('dangling', [
      ...teams,
      component('x', {
        owner: 'a',
        dependsOn: ['component:one', 'component:two'],
      }),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0].subjects).toEqual(['component:default/x']);
  });

  it('leaves owners to the rule for owners', () => {
    expect(
      raised('dangling', [...teams, component('x', { owner: 'gone' })]),
    ).toEqual([]);
  });
});
