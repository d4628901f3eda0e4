import {
  component,
  groups,
  raised,
  resource,
} from '../../__testUtils__/catalog';

const world = (state: string) => [
  ...groups('a', 'b'),
  resource('cache', { owner: 'a', 'posiwid.dev/standby-state': state }),
  component('shop', { owner: 'b', dependsOn: ['resource:cache'] }),
];

describe('cold-standby', () => {
  it('is raised for a cold stand-in of what others need', () => {
    const [found] = raised('cold-standby', world('cold'));
    expect(found.title).toBe(
      'cache: what takes over for it starts with nothing',
    );
    expect(found.chain).toEqual([
      'resource:default/cache',
      'component:default/shop',
    ]);
    expect(found.teams).toEqual(['group:default/a', 'group:default/b']);
  });

  it('is silent for a warm one', () => {
    expect(raised('cold-standby', world('warm'))).toEqual([]);
  });

  it('is silent when nothing fails with it', () => {
    expect(
      raised('cold-standby', [
        ...groups('a'),
        resource('cache', { owner: 'a', 'posiwid.dev/standby-state': 'cold' }),
      ]),
    ).toEqual([]);
  });
});
