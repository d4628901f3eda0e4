import {
  component,
  groups,
  raised,
  resource,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'net');
const inGroup = (name: string, owner = 'a') =>
  ({ owner, 'posiwid.dev/redundancy-group': name } as const);
const dns = (name: string, needs: string[]) =>
  resource(name, { ...inGroup('dns'), dependsOn: needs });

describe('paper-redundancy', () => {
  const world = [
    ...teams,
    resource('backbone', { owner: 'net', type: 'network' }),
    resource('site-1', { owner: 'a', dependsOn: ['resource:backbone'] }),
    resource('site-2', { owner: 'a', dependsOn: ['resource:backbone'] }),
    dns('dns-1', ['resource:site-1']),
    dns('dns-2', ['resource:site-2']),
    component('shop', {
      owner: 'b',
      dependsOn: ['resource:dns-1', 'resource:dns-2'],
    }),
  ];

  it('is raised when stand-ins share something at some depth', () => {
    const [found, ...rest] = raised('paper-redundancy', world);
    expect(rest).toEqual([]);
    expect(found.category).toBe('correlated-failure');
    expect(found.title).toBe('backbone: both of dns stop with it');
    expect(found.subjects).toEqual([
      'resource:default/backbone',
      'resource:default/dns-1',
      'resource:default/dns-2',
    ]);
    expect(found.chain).toEqual([
      'resource:default/dns-1',
      'resource:default/site-1',
      'resource:default/backbone',
    ]);
    expect(found.teams).toEqual(['group:default/a', 'group:default/net']);
    expect(found.interventions.length).toBeGreaterThan(0);
    // The members and what needs them: what losing the redundancy costs.
    expect(found.reach).toMatchObject({ fails: 3, teams: 2 });
  });

  it('tells several claims that one thing defeats in one finding', () => {
    const findings = raised('paper-redundancy', [
      ...world,
      component('east', {
        ...inGroup('halls', 'b'),
        dependsOn: ['resource:backbone'],
      }),
      component('west', {
        ...inGroup('halls', 'b'),
        dependsOn: ['resource:backbone'],
      }),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0].title).toBe(
      'backbone: both of dns and both of halls stop with it',
    );
    expect(findings[0].subjects).toHaveLength(5);
  });

  it('is silent when the members share nothing', () => {
    expect(
      raised('paper-redundancy', [
        ...teams,
        resource('feed-1', { owner: 'net' }),
        resource('feed-2', { owner: 'net' }),
        dns('dns-1', ['resource:feed-1']),
        dns('dns-2', ['resource:feed-2']),
      ]),
    ).toEqual([]);
  });

  it('is silent when what they share is redundant itself', () => {
    const feed = (name: string) =>
      resource(name, { ...inGroup('feeds', 'net') });
    const needs = ['resource:feed-1', 'resource:feed-2'];
    expect(
      raised('paper-redundancy', [
        ...teams,
        feed('feed-1'),
        feed('feed-2'),
        dns('dns-1', needs),
        dns('dns-2', needs),
        dns('dns-3', needs),
      ]),
    ).toEqual([]);
  });

  it('is silent about a library and about what only ships changes', () => {
    expect(
      raised('paper-redundancy', [
        ...teams,
        component('pipeline', {
          owner: 'net',
          'posiwid.dev/supports': 'deployment',
          'posiwid.dev/change-pace': 'staged-checked',
        }),
        component('client', { owner: 'net', type: 'library' }),
        dns('dns-1', ['component:client', 'component:pipeline']),
        dns('dns-2', ['component:client', 'component:pipeline']),
      ]),
    ).toEqual([]);
  });

  it('tells two failures where three are said to be needed', () => {
    const [found] = raised('paper-redundancy', [
      ...teams,
      resource('hall', { owner: 'net' }),
      dns('dns-1', ['resource:hall']),
      dns('dns-2', ['resource:hall']),
      dns('dns-3', []),
    ]);
    expect(found.subjects.slice(0, 2)).toEqual([
      'resource:default/hall',
      'resource:default/dns-3',
    ]);
    expect(['medium', 'low', 'info']).toContain(found.severity);
  });
});
