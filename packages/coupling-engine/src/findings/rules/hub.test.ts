import {
  analysed,
  api,
  component,
  groups,
  raised,
  resource,
  users,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'c', 'ops');

describe('hub', () => {
  it('is what fells a large share of the catalog across teams', () => {
    const [found, ...rest] = raised('hub', [
      ...teams,
      component('config', { owner: 'ops' }),
      ...users(['a', 'b', 'c'], 4, () => ({
        dependsOn: ['component:config'],
      })),
    ]);
    expect(rest).toEqual([]);
    expect(found.title).toBe(
      'config: 12 of 13 entities in 4 teams fail with it',
    );
    expect(found).toMatchObject({
      subjects: ['component:default/config'],
      reach: { fails: 12, ofEntities: 13, teams: 4 },
      severity: 'critical',
    });
    expect(found.chain[0]).toBe('component:default/config');
    expect(found.steps[0].coupling).toBe('is needed by, hard');
  });

  it('is silent about fan-in that fells nobody, since another can stand in', () => {
    const replica = { 'posiwid.dev/redundancy-group': 'config' } as const;
    expect(
      raised('hub', [
        ...teams,
        component('config-1', { owner: 'ops', ...replica }),
        component('config-2', { owner: 'ops', ...replica }),
        ...users(['a', 'b', 'c'], 4, () => ({
          dependsOn: ['component:config-1', 'component:config-2'],
        })),
      ]),
    ).toEqual([]);
  });

  it('speaks of change, and never worse than high, when the thing is inert at run time', () => {
    const [found] = raised('hub', [
      ...teams,
      component('errors', { owner: 'ops', type: 'common-library' }),
      ...users(['a', 'b', 'c'], 4, () => ({
        dependsOn: ['component:errors'],
        type: 'node-library',
      })),
    ]);
    expect(found.title).toBe(
      'errors: a breaking change reaches 12 of 13 entities in 4 teams',
    );
    expect(found.severity).toBe('high');
  });

  it('takes what only libraries need for a thing that is built in', () => {
    const [found] = raised('hub', [
      ...teams,
      component('pipeline', { owner: 'ops' }),
      component('client', {
        owner: 'ops',
        type: 'library',
        dependsOn: ['component:pipeline'],
      }),
      ...users(['a', 'b', 'c'], 4, () => ({
        dependsOn: ['component:client'],
      })),
    ]);
    expect(found.title).toContain('a breaking change reaches');
  });

  it('folds a chain, an API and a database into the one that people know', () => {
    const findings = raised('hub', [
      ...teams,
      resource('orders-db', { owner: 'ops', type: 'database' }),
      component('orders', {
        owner: 'ops',
        dependsOn: ['resource:orders-db'],
        providesApis: ['orders-api'],
      }),
      api('orders-api', { owner: 'ops' }),
      ...users(['a', 'b', 'c'], 4, () => ({ consumesApis: ['orders-api'] })),
    ]);
    expect(findings.map(f => f.subjects)).toEqual([
      ['component:default/orders'],
    ]);
    expect(findings[0].related).toContain('resource:default/orders-db');
  });

  it('names what stands behind the one people know, when others use it too', () => {
    const [found] = raised('hub', [
      ...teams,
      component('push', { owner: 'ops' }),
      component('registry', { owner: 'ops', dependsOn: ['component:push'] }),
      component('audit', { owner: 'ops', dependsOn: ['component:push'] }),
      ...users(['a', 'b', 'c'], 6, () => ({
        dependsOn: ['component:registry'],
      })),
    ]);
    expect(found.subjects).toEqual([
      'component:default/registry',
      'component:default/push',
    ]);
    expect(found.summary).toContain('Behind it stands push, which reaches 20.');
  });

  it('is not raised for a team that holds everything itself, unless most of it falls', () => {
    const own = (n: number, fanIn: number) => [
      component('base', { owner: 'a' }),
      ...Array.from({ length: n }, (_, i) =>
        component(`x${i}`, {
          owner: 'a',
          ...(i < fanIn ? { dependsOn: ['component:base'] } : {}),
        }),
      ),
    ];
    expect(raised('hub', [...teams, ...own(40, 9)])).toEqual([]);
    const [found] = raised('hub', [...teams, ...own(40, 39)]);
    expect(found.severity).toBe('medium');
  });

  it('has no silly criticals in a catalog of five', () => {
    const { findings } = analysed([
      ...teams,
      component('core', { owner: 'ops' }),
      ...users(['a', 'b'], 2, () => ({ dependsOn: ['component:core'] })),
    ]);
    for (const { severity } of findings) {
      expect(['medium', 'low', 'info']).toContain(severity);
    }
  });
});
