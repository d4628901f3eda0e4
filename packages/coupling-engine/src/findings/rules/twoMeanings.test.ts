import {
  api,
  component,
  groups,
  raised,
  resource,
  users,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'c', 'p', 'q');

describe('two-meanings', () => {
  const provided = (stated: object) => [
    ...teams,
    component('one', { owner: 'p', providesApis: ['events'], ...stated }),
    component('two', { owner: 'q', providesApis: ['events'], ...stated }),
    api('events', { owner: 'p' }),
    ...users(['a', 'b'], 1, () => ({ consumesApis: ['events'] })),
  ];

  it('is raised when providers of two teams give one API its meaning', () => {
    const [found] = raised('two-meanings', provided({}));
    expect(found.title).toBe(
      'API events: 2 providers of 2 teams, for 2 consumers',
    );
  });

  it('is silent when the providers are stated to replace each other', () => {
    expect(
      raised(
        'two-meanings',
        provided({ 'posiwid.dev/redundancy-group': 'events' }),
      ),
    ).toEqual([]);
  });

  it('is raised when two teams write to one thing', () => {
    const [found] = raised('two-meanings', [
      ...teams,
      resource('ledger', { owner: 'p', type: 'database' }),
      ...users(['a', 'b'], 1, () => ({
        'posiwid.dev/writes-to': 'resource:default/ledger',
      })),
    ]);
    expect(found.title).toBe('ledger: written by 2 entities of 2 teams');
  });

  it('is silent about a store that several teams work in: an owner can be asked, and the lack of one has its own rule', () => {
    for (const owner of ['p', 'gone']) {
      expect(
        raised('two-meanings', [
          ...teams,
          resource('shared-db', { owner, type: 'database' }),
          ...users(['a', 'b'], 1, () => ({
            dependsOn: ['resource:shared-db'],
          })),
        ]),
      ).toEqual([]);
    }
  });

  it('is raised for what one team retires and another runs on', () => {
    const [found] = raised('two-meanings', [
      ...teams,
      component('old', { owner: 'p', lifecycle: 'deprecated' }),
      ...users(['a', 'b'], 1, () => ({ dependsOn: ['component:old'] })),
    ]);
    expect(found.title).toBe(
      'old: deprecated, and 2 production entities of 2 other teams need it',
    );
  });
});
