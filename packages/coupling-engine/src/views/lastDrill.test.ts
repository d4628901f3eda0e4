import { component, groups, resource } from '../__testUtils__/catalog';
import { ago, analysedWith } from '../purpose/__testUtils__/judged';
import { claimList } from './claims';
import { sharedDependencies } from './sharedDependencies';

const drill = (names: string[], daysAgo: number, outcome: string) => ({
  kind: 'drill',
  at: ago(daysAgo),
  entities: names.map(name => `resource:default/${name}`),
  induced: 'loss of one',
  outcome,
});

const catalog = (stated = {}) => [
  ...groups('a', 'b'),
  component('x', { owner: 'a', dependsOn: ['resource:db'] }),
  component('y', { owner: 'b', dependsOn: ['resource:db'] }),
  resource('db', { owner: 'a', ...stated }),
  resource('one', { owner: 'a', 'posiwid.dev/redundancy-group': 'pair' }),
  resource('two', { owner: 'a', 'posiwid.dev/redundancy-group': 'pair' }),
];

const db = (drills: object[], stated = {}) =>
  sharedDependencies(analysedWith(catalog(stated), drills)).items.find(
    ({ entity }) => entity.name === 'db',
  )!.drilled;

describe('the last drill', () => {
  const stated = (daysAgo: number) => ({
    'posiwid.dev/drilled': `${ago(daysAgo).slice(0, 10)} partial`,
  });

  it('of a shared dependency is the newer of what is stated and what was seen', () => {
    expect(db([])).toBeUndefined();
    expect(db([drill(['db'], 30, 'passed')], stated(60))).toEqual({
      at: ago(30),
      outcome: 'passed',
      expired: false,
    });
    expect(db([drill(['db'], 60, 'passed')], stated(30))).toEqual({
      at: ago(30).slice(0, 10),
      outcome: 'partial',
      expired: false,
    });
  });

  it('is the newest of several, expired when it is older than the policy counts', () => {
    const seen = [
      drill(['db'], 500, 'failed'),
      drill(['db'], 400, 'passed'),
      drill(['one'], 1, 'passed'),
    ];
    expect(db(seen)).toEqual({
      at: ago(400),
      outcome: 'passed',
      expired: true,
    });
    expect(db([...seen].reverse())).toEqual(db(seen));
  });

  it('of a claim is that of any member', () => {
    const { items } = claimList(
      analysedWith(catalog(), [drill(['two'], 20, 'failed')]),
    );
    expect(items[0].drilled).toEqual({
      at: ago(20),
      outcome: 'failed',
      expired: false,
    });
  });
});
