import {
  api,
  component,
  group,
  groups,
  raised,
  resource,
  users,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'c', 'p', 'q');

describe('undeclared-interface', () => {
  it('is raised when teams reach into data with no API between', () => {
    const [found] = raised('undeclared-interface', [
      ...teams,
      resource('orders-db', { owner: 'p', type: 'database' }),
      component('orders', { owner: 'p', dependsOn: ['resource:orders-db'] }),
      ...users(['a', 'b'], 2, () => ({ dependsOn: ['resource:orders-db'] })),
    ]);
    expect(found.title).toBe(
      'orders-db: 2 other teams need it with no API between',
    );
    expect(found.severity).toBe('medium');
  });

  it('is raised for an API that is stated to have no contract', () => {
    const [found] = raised('undeclared-interface', [
      ...teams,
      component('fraud', { owner: 'p', providesApis: ['fraud-api'] }),
      api('fraud-api', { owner: 'p', 'posiwid.dev/contract': 'none' }),
      ...users(['a', 'b', 'c'], 1, () => ({ consumesApis: ['fraud-api'] })),
    ]);
    expect(found.title).toBe('API fraud-api: 3 consuming teams, no contract');
  });

  it('names the consumers that a provider does not list', () => {
    const [found] = raised('undeclared-interface', [
      ...teams,
      component('pay', { owner: 'p', providesApis: ['pay-api'] }),
      api('pay-api', { owner: 'p', 'posiwid.dev/consumers': 'component:a-0' }),
      ...users(['a', 'b'], 1, () => ({ consumesApis: ['pay-api'] })),
    ]);
    expect(found.title).toBe(
      'API pay-api: 1 consumer of 1 other team that its provider does not list',
    );
    expect(found.subjects).toContain('component:default/b-0');
  });

  it('says it once for a provider team where nobody goes through APIs', () => {
    const things = ['w', 'x', 'y', 'z'];
    const findings = raised('undeclared-interface', [
      ...teams,
      ...things.map(name => component(name, { owner: 'p' })),
      ...users(['a', 'b', 'c'], 2, () => ({
        dependsOn: things.map(name => `component:${name}`),
      })),
    ]);
    expect(findings.map(f => [f.title, f.severity])).toEqual([
      [
        '4 things of p are needed by other teams with no API between: 3 teams',
        'low',
      ],
    ]);
  });

  it('is silent about a coupling or two between teams of one parent', () => {
    expect(
      raised('undeclared-interface', [
        group('parent'),
        group('x', 'parent'),
        group('y', 'parent'),
        component('lib', { owner: 'x' }),
        component('user', { owner: 'y', dependsOn: ['component:lib'] }),
      ]),
    ).toEqual([]);
  });

  it('is silent about libraries: their interface is what they export', () => {
    expect(
      raised('undeclared-interface', [
        ...teams,
        component('lib', { owner: 'p', type: 'library' }),
        ...users(['a', 'b', 'c'], 2, () => ({ dependsOn: ['component:lib'] })),
      ]),
    ).toEqual([]);
  });
});
