import { component, groups, raised, users } from '../../__testUtils__/catalog';

const world = (stated: Record<string, string>) => [
  ...groups('a', 'b', 'ops'),
  component('fleet', { owner: 'ops', ...stated }),
  ...users(['a', 'b'], 4, () => ({ dependsOn: ['component:fleet'] })),
];
const whole = { 'posiwid.dev/partitioning': 'none' };

describe('one-fault-unit', () => {
  it.each(['many', '3'])('is raised for %s copies in one piece', copies => {
    const [found] = raised(
      'one-fault-unit',
      world({ ...whole, 'posiwid.dev/instances': copies }),
    );
    expect(found.title).toBe(
      `fleet: ${copies} copies and no partition between them`,
    );
    expect(found.reach).toMatchObject({ fails: 9, teams: 3 });
  });

  it.each([
    { ...whole, 'posiwid.dev/instances': '2' },
    { 'posiwid.dev/instances': 'many' },
    { 'posiwid.dev/instances': 'many', 'posiwid.dev/partitioning': 'cells' },
    {
      ...whole,
      'posiwid.dev/instances': 'many',
      'posiwid.dev/mechanisms': 'shards',
    },
  ])('is silent for %j', stated => {
    expect(raised('one-fault-unit', world(stated))).toEqual([]);
  });
});
