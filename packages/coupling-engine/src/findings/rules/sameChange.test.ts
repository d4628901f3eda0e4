import {
  component,
  groups,
  raised,
  resource,
  users,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'ops');
const channel = (pace?: string) =>
  component('push', {
    owner: 'ops',
    ...(pace ? { 'posiwid.dev/change-pace': pace } : {}),
  } as any);
const takers = (count = 4) =>
  users(['a', 'b'], count, () => ({
    'posiwid.dev/change-channel': 'component:push',
  }));

describe('same-change', () => {
  it('is raised when one channel reaches many at once', () => {
    const [found, ...rest] = raised('same-change', [
      ...teams,
      channel('all-at-once'),
      ...takers(),
    ]);
    expect(rest).toEqual([]);
    expect(found.title).toBe(
      'push: one change reaches 8 entities in 2 teams before anyone can look',
    );
    expect(found.subjects[0]).toBe('component:default/push');
    expect(found.chain).toContain('component:default/push');
  });

  it.each(['staged', 'staged-checked'])('is silent when it is %s', pace => {
    expect(
      raised('same-change', [...teams, channel(pace), ...takers()]),
    ).toEqual([]);
  });

  it('is silent when the pace is not stated', () => {
    expect(raised('same-change', [...teams, channel(), ...takers()])).toEqual(
      [],
    );
  });

  it('is silent when few take it', () => {
    expect(
      raised('same-change', [...teams, channel('all-at-once'), ...takers(1)]),
    ).toEqual([]);
  });

  it('leaves out takers that look for themselves', () => {
    const careful = users(['a', 'b'], 4, () => ({
      'posiwid.dev/change-channel': 'component:push',
      'posiwid.dev/mechanisms': 'canary',
    }));
    expect(
      raised('same-change', [...teams, channel('all-at-once'), ...careful]),
    ).toEqual([]);
  });

  it('names the members that a replication of data reaches at once', () => {
    const table = (name: string) =>
      resource(name, {
        owner: 'a',
        'posiwid.dev/redundancy-group': 'tables',
        dependsOn: ['resource:copies'],
      });
    const found = raised('same-change', [
      ...teams,
      resource('copies', {
        owner: 'ops',
        type: 'replication',
        'posiwid.dev/change-pace': 'all-at-once',
      }),
      table('east'),
      table('west'),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0].subjects).toEqual([
      'resource:default/copies',
      'resource:default/east',
      'resource:default/west',
    ]);
    // The same thing also stops them by stopping: one finding, with both.
    expect(found[0].why.join()).toContain('they also stop when it stops');
  });

  it('asks about a library in all members, at most medium while its pace is unknown', () => {
    const member = (name: string) =>
      component(name, {
        owner: 'a',
        'posiwid.dev/redundancy-group': 'pair',
        dependsOn: ['component:codec'],
      });
    const [found] = raised('same-change', [
      ...teams,
      component('codec', { owner: 'ops', type: 'library' }),
      member('one'),
      member('two'),
    ]);
    expect(found.title).toContain('how it spreads is not stated');
    expect(['medium', 'low', 'info']).toContain(found.severity);
  });

  it('compares channels outside the catalog by their text', () => {
    const outside = users(['a', 'b'], 4, () => ({
      'posiwid.dev/change-channel': 'external: vendor  console',
      'posiwid.dev/change-pace': 'all-at-once',
    }));
    const [found] = raised('same-change', [...teams, ...outside]);
    expect(found.title).toMatch(/^One channel of /);
  });
});
