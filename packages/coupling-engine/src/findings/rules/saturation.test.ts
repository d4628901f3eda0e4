import {
  component,
  groups,
  raised,
  resource,
  users,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'net');
const callers = (stated = {}) =>
  users(['a', 'b'], 4, () => ({ dependsOn: ['resource:gate'], ...stated }));
const gate = (stated = {}) => resource('gate', { owner: 'net', ...stated });

describe('saturation', () => {
  it('is silent about many callers alone', () => {
    expect(raised('saturation', [...teams, gate(), ...callers()])).toEqual([]);
  });

  it.each([
    ['it is scaled outside', { 'posiwid.dev/external-party': 'vendor' }, {}],
    ['it has a known limit', { 'posiwid.dev/known-limit': '10k flows' }, {}],
    [
      'it states that it has no mechanism',
      { 'posiwid.dev/mechanisms': 'none' },
      {},
    ],
    ['callers try again', {}, { 'posiwid.dev/on-dependency-failure': 'retry' }],
  ])('is raised when %s', (_, own, theirs) => {
    const [found, ...rest] = raised('saturation', [
      ...teams,
      gate(own),
      ...callers(theirs),
    ]);
    expect(rest).toEqual([]);
    expect(found.title).toBe(
      'gate: 8 callers in 2 teams, and no load control stated',
    );
    expect(found.related).toContain('component:default/a-0');
  });

  const pressed = { 'posiwid.dev/on-dependency-failure': 'retry' };

  it.each(['load-shedding', 'admission-control', 'rate-limit'])(
    'is silent with %s on it',
    mechanism => {
      expect(
        raised('saturation', [
          ...teams,
          gate({ 'posiwid.dev/mechanisms': mechanism }),
          ...callers(pressed),
        ]),
      ).toEqual([]);
    },
  );

  it('is silent with a budget in the client that the callers share', () => {
    expect(
      raised('saturation', [
        ...teams,
        gate(),
        component('client', {
          owner: 'net',
          type: 'library',
          'posiwid.dev/mechanisms': 'retry-budget',
        }),
        ...callers({
          ...pressed,
          dependsOn: ['resource:gate', 'component:client'],
        }),
      ]),
    ).toEqual([]);
  });

  const pair = (stated = {}) =>
    ['gate', 'gate-2'].map(name =>
      resource(name, {
        owner: 'net',
        'posiwid.dev/redundancy-group': 'gates',
        ...stated,
      }),
    );
  const both = { dependsOn: ['resource:gate', 'resource:gate-2'] };

  it('is one finding for stand-ins that carry the same callers, with what is untested about them', () => {
    const [found, ...rest] = raised('saturation', [
      ...teams,
      ...pair({ 'posiwid.dev/mechanisms': 'none' }),
      ...callers(both),
    ]);
    expect(rest).toEqual([]);
    expect(found.subjects).toEqual([
      'resource:default/gate',
      'resource:default/gate-2',
    ]);
    expect(found.why.join()).toContain('untested');
  });

  it('is at most low when only the map makes load come together', () => {
    const [found] = raised('saturation', [
      ...teams,
      ...pair(),
      ...callers(both),
    ]);
    expect(['low', 'info']).toContain(found.severity);
  });
});
