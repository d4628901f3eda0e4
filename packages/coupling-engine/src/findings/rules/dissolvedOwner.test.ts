import {
  api,
  component,
  entity,
  group,
  groups,
  raised,
  users,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'c', 'd');

describe('dissolved-owner', () => {
  it('says so once for an owner who is gone, however much is named after it', () => {
    const many = Array.from({ length: 30 }, (_, i) => `part-${i}`);
    const findings = raised('dissolved-owner', [
      ...teams,
      ...many.map(name => component(name, { owner: 'legacy' })),
      ...users(['a', 'b'], 2, () => ({
        dependsOn: many.map(name => `component:${name}`),
      })),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0].title).toBe(
      '30 entities: 2 other teams depend on them, and the owner, legacy, is not in the catalog',
    );
    expect(findings[0].related.length).toBeLessThanOrEqual(12);
  });

  it('weighs an interface that four teams rely on, though it fells nobody', () => {
    const [found] = raised('dissolved-owner', [
      ...teams,
      api('events', { owner: 'legacy' }),
      ...users(['a', 'b', 'c', 'd'], 1, () => ({
        consumesApis: ['events'],
        'posiwid.dev/dependency-strength': 'soft',
      })),
    ]);
    expect(found.severity).toBe('medium');
  });

  it('knows a placeholder by its name', () => {
    const [found] = raised('dissolved-owner', [
      ...teams,
      component('x', { owner: 'tbd' }),
      component('y', { owner: 'a', dependsOn: ['component:x'] }),
    ]);
    expect(found.title).toContain('tbd, stands for nobody');
    expect(found.evidence[0].grade).toBe('inferred');
  });

  it('knows a group without members where other groups have them', () => {
    const member = (name: string, of: string) =>
      entity('User', name, { memberOf: [of] });
    const [found] = raised('dissolved-owner', [
      ...teams,
      group('ghost'),
      ...['a', 'b', 'c', 'd'].map(of => member(`user-${of}`, of)),
      component('x', { owner: 'ghost' }),
      component('y', { owner: 'a', dependsOn: ['component:x'] }),
    ]);
    expect(found.title).toContain('ghost, has no members');
  });

  it('takes owners that were never loaded for one gap of the catalog', () => {
    const findings = raised('dissolved-owner', [
      group('loaded'),
      ...users(['p', 'q', 'r', 's', 't'], 2, () => ({})),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0].title).toMatch(/^5 of 5 owners named are not in/);
  });

  it('tells each dead owner from the rest where most owners are known', () => {
    const findings = raised('dissolved-owner', [
      ...teams,
      component('base', { owner: 'a' }),
      ...users(['a', 'b', 'c', 'd'], 1, () => ({})),
      ...users(['p', 'q', 'r', 's'], 1, () => ({})),
      ...['p', 'q', 'r', 's'].map(name =>
        component(`of-${name}`, {
          owner: 'a',
          dependsOn: [`component:${name}-0`],
        }),
      ),
    ]);
    expect(findings).toHaveLength(4);
  });

  it('is silent when the owner lives', () => {
    expect(
      raised('dissolved-owner', [
        ...teams,
        ...users(['a', 'b'], 2, () => ({})),
      ]),
    ).toEqual([]);
  });
});
