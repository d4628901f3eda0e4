import {
  component,
  groups,
  raised,
  resource,
  system,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b');
const at = (place: string) =>
  ({
    owner: 'a',
    'posiwid.dev/redundancy-group': 'store',
    'posiwid.dev/failure-domain': place,
  } as const);

describe('same-domain', () => {
  it('is raised when stand-ins run in one place', () => {
    const [found, ...rest] = raised('same-domain', [
      ...teams,
      resource('one', at('eu/a')),
      resource('two', at('eu/a')),
    ]);
    expect(rest).toEqual([]);
    expect(found.title).toBe(
      'one and two stand in for each other, and all run in eu/a',
    );
  });

  it('is at most low when they run in places of their own below', () => {
    const [found] = raised('same-domain', [
      ...teams,
      resource('one', at('eu/a')),
      resource('two', at('eu/b')),
    ]);
    expect(found.title).toContain('all run in eu');
    expect(['low', 'info']).toContain(found.severity);
  });

  it('is silent when they run in different places', () => {
    expect(
      raised('same-domain', [
        ...teams,
        resource('one', at('east')),
        resource('two', at('west')),
      ]),
    ).toEqual([]);
  });

  const promised = (store: Record<string, string>) => [
    ...teams,
    {
      ...system('shop', 'b'),
      metadata: {
        name: 'shop',
        annotations: { 'posiwid.dev/claims': 'survives loss of zone' },
      },
    },
    component('cart', {
      owner: 'b',
      system: 'shop',
      dependsOn: ['resource:carts'],
    }),
    resource('carts', { owner: 'a', type: 'database', ...store }),
  ];

  it('is raised for a store in one zone under a promise to survive the loss of one', () => {
    const [found] = raised(
      'same-domain',
      promised({ 'posiwid.dev/failure-domain': 'eu/a' }),
    );
    expect(found.title).toBe(
      'carts runs in eu/a only; shop promises to survive the loss of that zone',
    );
    expect(found.subjects).toEqual([
      'resource:default/carts',
      'system:default/shop',
    ]);
    expect(found.chain).toEqual([
      'component:default/cart',
      'resource:default/carts',
    ]);
    expect(found.severity).toBe('medium');
  });

  it('keeps that promise with two zones, and knows nothing where no zone is stated', () => {
    expect(
      raised(
        'same-domain',
        promised({ 'posiwid.dev/spread-over': 'eu/a, eu/b' }),
      ).filter(f => f.title.includes('promises')),
    ).toEqual([]);
    expect(
      raised('same-domain', promised({ 'posiwid.dev/failure-domain': 'eu' })),
    ).toEqual([]);
    expect(raised('same-domain', promised({}))).toEqual([]);
  });

  it('tells a place once, with all in it that breaks the promise', () => {
    const found = raised('same-domain', [
      ...promised({ 'posiwid.dev/failure-domain': 'eu/a' }),
      component('till', {
        owner: 'b',
        system: 'shop',
        'posiwid.dev/failure-domain': 'eu/a',
      }),
    ]);
    expect(found.map(({ title }) => title)).toEqual([
      'till and carts run in eu/a only; shop promises to survive the loss of that zone',
    ]);
  });

  it('tells the zone of what is shared, and no region that all members state', () => {
    const found = raised('same-domain', [
      ...teams,
      component('one', { ...at('eu/a'), dependsOn: ['resource:index'] }),
      component('two', { ...at('eu/b'), dependsOn: ['resource:index'] }),
      resource('index', { owner: 'a', 'posiwid.dev/failure-domain': 'eu/c' }),
    ]);
    expect(
      found
        .filter(f => f.subjects.includes('resource:default/index'))
        .map(f => f.title),
    ).toEqual([
      'index runs in eu/c only; both of store, spread wider, cannot do without it',
    ]);
  });

  it('tells what in one place defeats a wider spread', () => {
    const [found] = raised('same-domain', [
      ...teams,
      resource('index', { owner: 'a', 'posiwid.dev/failure-domain': 'eu/a' }),
      component('search', {
        owner: 'b',
        'posiwid.dev/spread-over': 'eu/a, us/a',
        dependsOn: ['resource:index'],
      }),
    ]);
    expect(found.subjects).toEqual([
      'resource:default/index',
      'component:default/search',
    ]);
  });
});
