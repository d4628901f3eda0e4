import {
  component,
  groups,
  raised,
  resource,
  users,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'net', 'ops');
const world = [
  ...teams,
  resource('backbone', { owner: 'net', type: 'network' }),
  ...users(['a', 'b'], 4, () => ({ dependsOn: ['resource:backbone'] })),
];
const supports = (what: string) =>
  ({ owner: 'ops', 'posiwid.dev/supports': what } as const);

describe('recovery-path', () => {
  it('is raised when a tool needs, at some depth, what it would be used to repair', () => {
    const [found, ...rest] = raised('recovery-path', [
      ...world,
      component('sign-in', { owner: 'net', dependsOn: ['resource:backbone'] }),
      component('pager', {
        ...supports('incident-response'),
        dependsOn: ['component:sign-in'],
      }),
    ]);
    expect(rest).toEqual([]);
    expect(found.title).toBe(
      'pager stops with backbone, which it is there to help repair',
    );
    expect(found.chain).toEqual([
      'component:default/pager',
      'component:default/sign-in',
      'resource:default/backbone',
    ]);
    expect(found.teams).toEqual(['group:default/net', 'group:default/ops']);
  });

  it('is one finding for all tools that fall with one thing', () => {
    const tool = (name: string) =>
      component(name, {
        ...supports('observability'),
        dependsOn: ['resource:backbone'],
      });
    const findings = raised('recovery-path', [
      ...world,
      tool('dashboards'),
      tool('logs'),
      tool('traces'),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0].title).toMatch(/^dashboards, logs and traces stop with/);
  });

  it('is silent when a second path with no shared part exists', () => {
    const replaced = { 'posiwid.dev/redundancy-group': 'way-in' } as const;
    expect(
      raised('recovery-path', [
        ...world,
        component('vpn', {
          ...supports('remote-access'),
          ...replaced,
          dependsOn: ['resource:backbone'],
        }),
        component('out-of-band', { ...supports('remote-access'), ...replaced }),
      ]),
    ).toEqual([]);
  });

  it('is raised when the second path shares the part', () => {
    const replaced = { 'posiwid.dev/redundancy-group': 'way-in' } as const;
    const way = (name: string) =>
      component(name, {
        ...supports('remote-access'),
        ...replaced,
        dependsOn: ['resource:backbone'],
      });
    expect(
      raised('recovery-path', [...world, way('vpn'), way('out-of-band')]),
    ).toHaveLength(1);
  });

  it('is silent when the tool goes on without it', () => {
    expect(
      raised('recovery-path', [
        ...world,
        component('status-page', {
          ...supports('status-communication'),
          dependsOn: ['resource:backbone'],
          'posiwid.dev/dependency-strength': 'soft',
        }),
      ]),
    ).toEqual([]);
  });

  it('weighs a tool told by its tag less than one that is stated', () => {
    const [inferred] = raised('recovery-path', [
      ...world,
      component('grafana', {
        owner: 'ops',
        tags: ['monitoring'],
        dependsOn: ['resource:backbone'],
      }),
    ]);
    const [stated] = raised('recovery-path', [
      ...world,
      component('grafana', {
        ...supports('observability'),
        dependsOn: ['resource:backbone'],
      }),
    ]);
    expect(inferred.evidence[0].grade).toBe('inferred');
    expect(inferred.score).toBeLessThan(stated.score);
    expect(inferred.id).toBe(stated.id);
  });

  it.each([
    'observability',
    'deployment',
    'incident-response',
    'remote-access',
    'status-communication',
    'support',
    'restore',
  ])('speaks of what is there for %s', role => {
    expect(
      raised('recovery-path', [
        ...world,
        component('tool', {
          ...supports(role),
          dependsOn: ['resource:backbone'],
        }),
      ]),
    ).toHaveLength(1);
  });

  it('takes as many stand-ins as the group needs', () => {
    const way = (name: string, needs: string[]) =>
      component(name, {
        ...supports('restore'),
        'posiwid.dev/redundancy-group': 'copies/2',
        dependsOn: needs,
      });
    const shared = ['resource:backbone'];
    expect(
      raised('recovery-path', [
        ...world,
        way('vault-1', shared),
        way('vault-2', []),
      ]),
    ).toHaveLength(1);
    expect(
      raised('recovery-path', [
        ...world,
        way('vault-1', shared),
        way('vault-2', []),
        way('vault-3', []),
      ]),
    ).toEqual([]);
  });

  it('speaks of what is narrow when it takes down a tool and what that one states to watch', () => {
    const narrow = (watches: string) => [
      ...teams,
      resource('hall', { owner: 'net' }),
      component('shop', { owner: 'a', dependsOn: ['resource:hall'] }),
      component('probe', {
        ...supports('observability'),
        'posiwid.dev/watches': watches,
        dependsOn: ['resource:hall'],
      }),
      component('else', { owner: 'b' }),
    ];
    expect(
      raised('recovery-path', narrow('component:shop')).map(f => f.subjects),
    ).toEqual([['resource:default/hall', 'component:default/probe']]);
    expect(raised('recovery-path', narrow('component:else'))).toEqual([]);
  });
});
