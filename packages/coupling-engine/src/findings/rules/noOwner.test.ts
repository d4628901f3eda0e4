import {
  api,
  component,
  groups,
  raised,
  resource,
  system,
  users,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'c', 'd');

describe('no-owner', () => {
  it('is raised for what others depend on and nobody is named for', () => {
    const [found, ...rest] = raised('no-owner', [
      ...teams,
      resource('feed'),
      ...users(['a', 'b', 'c'], 1, () => ({ dependsOn: ['resource:feed'] })),
    ]);
    expect(rest).toEqual([]);
    expect(found.title).toBe(
      'feed: 3 entities of 3 teams need it, and it names no owner',
    );
    expect(found.interventions[0]).toMatchObject({
      kind: 'give-owner',
      target: 'resource:default/feed',
    });
  });

  it('is silent about what nobody needs', () => {
    expect(
      raised('no-owner', [
        ...teams,
        component('x', { owner: 'a' }),
        resource('idle'),
      ]),
    ).toEqual([]);
  });

  it('is silent about an API whose only provider has an owner', () => {
    expect(
      raised('no-owner', [
        ...teams,
        component('orders', { owner: 'a', providesApis: ['orders-api'] }),
        api('orders-api'),
        component('web', { owner: 'b', consumesApis: ['orders-api'] }),
      ]),
    ).toEqual([]);
  });

  it('is one finding for the many of one system', () => {
    const many = Array.from({ length: 6 }, (_, i) => `feed-${i}`);
    const findings = raised('no-owner', [
      ...teams,
      system('feeds', 'a'),
      ...many.map(name => resource(name, { system: 'feeds' })),
      ...users(['a', 'b'], 4, () => ({
        dependsOn: many.map(name => `resource:${name}`),
      })),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0].title).toMatch(/^6 entities of system feeds/);
  });

  it('is one finding for a catalog that keeps no owners', () => {
    const findings = raised(
      'no-owner',
      Array.from({ length: 10 }, (_, i) =>
        component(`x${i}`, i > 0 ? { dependsOn: ['component:x0'] } : {}),
      ),
    );
    expect(findings.map(f => f.title)).toEqual([
      '10 of 10 entities name no owner',
    ]);
  });

  it('is raised for a system of several teams that belongs to none', () => {
    const [found] = raised('no-owner', [
      ...teams,
      system('shop'),
      ...users(['a', 'b', 'c'], 1, () => ({ system: 'shop' })),
    ]);
    expect(found.title).toBe(
      'System shop: 3 entities of 3 teams, and it names no owner',
    );
  });
});
