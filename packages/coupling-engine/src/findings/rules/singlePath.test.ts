import { component, groups, raised } from '../../__testUtils__/catalog';

const teams = groups('front', 'back', 'edge');

/** `n` entities in front of a gateway and `n` behind it. */
function parted(n: number, gateway: object = {}, backOwner = 'back') {
  const names = (prefix: string) =>
    Array.from({ length: n }, (_, i) => `${prefix}-${i}`);
  return [
    ...teams,
    ...names('front').map(name =>
      component(name, { owner: 'front', dependsOn: ['component:gateway'] }),
    ),
    component('gateway', {
      owner: backOwner === 'front' ? 'front' : 'edge',
      dependsOn: names('back').map(name => `component:${name}`),
      // Behind a gateway that goes on without them, nothing is a hub.
      'posiwid.dev/dependency-strength': 'soft',
      ...gateway,
    }),
    ...names('back').map(name => component(name, { owner: backOwner })),
    // Enough beside it that the gateway's own failure is no large share.
    ...Array.from({ length: 60 }, (_, i) =>
      component(`other-${i}`, { owner: 'edge' }),
    ),
  ];
}

describe('single-path', () => {
  it('is raised when everything between two parts crosses one entity', () => {
    const [found, ...rest] = raised('single-path', parted(5));
    expect(rest).toEqual([]);
    expect(found.title).toBe(
      'gateway: the only way from 5 entities to the 5 behind it',
    );
    expect(found.chain).toContain('component:default/gateway');
    expect(found.chain.length).toBeGreaterThan(2);
  });

  it('is silent when there is a way around', () => {
    const around = component('around', {
      owner: 'front',
      dependsOn: Array.from({ length: 5 }, (_, i) => `component:back-${i}`),
    });
    expect(raised('single-path', [...parted(5), around])).toEqual([]);
  });

  it('is silent when the choke point is one of a redundancy group', () => {
    expect(
      raised(
        'single-path',
        parted(5, { 'posiwid.dev/redundancy-group': 'gateways' }),
      ),
    ).toEqual([]);
  });

  it('is silent when both sides belong to one team', () => {
    expect(raised('single-path', parted(5, {}, 'front'))).toEqual([]);
  });

  it('is part of the hub when the same entity is one', () => {
    const withoutOthers = parted(5).filter(
      e => !e.metadata.name.startsWith('other-'),
    );
    expect(raised('single-path', withoutOthers)).toEqual([]);
    const [hub] = raised('hub', withoutOthers);
    expect(hub.subjects).toEqual(['component:default/gateway']);
    expect(hub.why.join()).toContain('there is no way around it');
  });
});
