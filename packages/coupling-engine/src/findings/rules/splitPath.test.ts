import {
  api,
  component,
  groups,
  raised,
  system,
} from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'c', 'd');

/** A chain of services, each of its own team, each calling the next through an API. */
function chain(owners: string[], stated: object = {}) {
  return owners.flatMap((owner, i) => [
    component(`s${i}`, {
      owner,
      providesApis: [`api${i}`],
      ...(i + 1 < owners.length ? { consumesApis: [`api${i + 1}`] } : {}),
      ...stated,
    }),
    api(`api${i}`, { owner }),
  ]);
}

describe('split-path', () => {
  it('is raised when a path crosses three owners and nobody owns it whole', () => {
    const [found, ...rest] = raised('split-path', [
      ...teams,
      ...chain(['a', 'b', 'c']),
    ]);
    expect(rest).toEqual([]);
    expect(found.title).toBe(
      's0 works end to end across 3 owners; none owns the path',
    );
    expect(found.teams).toEqual([
      'group:default/a',
      'group:default/b',
      'group:default/c',
    ]);
  });

  it('is silent about two owners', () => {
    expect(raised('split-path', [...teams, ...chain(['a', 'b', 'b'])])).toEqual(
      [],
    );
  });

  it('is silent when a system with a living owner covers the path', () => {
    const inside = chain(['a', 'b', 'c'], { system: 'shop' });
    expect(
      raised('split-path', [...teams, system('shop', 'd'), ...inside]),
    ).toEqual([]);
    expect(
      raised('split-path', [...teams, system('shop', 'tbd'), ...inside]),
    ).toHaveLength(1);
  });

  it('is silent when the path goes on without its next part', () => {
    expect(
      raised('split-path', [
        ...teams,
        ...chain(['a', 'b', 'c'], {
          'posiwid.dev/dependency-strength': 'soft',
        }),
      ]),
    ).toEqual([]);
  });

  it('is raised for a loop across teams, with one round of it to follow', () => {
    const [found, ...rest] = raised('split-path', [
      ...teams,
      component('x', { owner: 'a', dependsOn: ['component:y'] }),
      component('y', { owner: 'b', dependsOn: ['component:z'] }),
      component('z', { owner: 'c', dependsOn: ['component:x'] }),
    ]);
    expect(rest).toEqual([]);
    expect(found.title).toBe('x, y and z need each other across 3 owners');
    expect(found.steps.map(step => step.ref)).toEqual([
      'component:default/x',
      'component:default/y',
      'component:default/z',
      'component:default/x',
    ]);
  });

  it('is silent about a loop within one team', () => {
    expect(
      raised('split-path', [
        ...teams,
        component('x', { owner: 'a', dependsOn: ['component:y'] }),
        component('y', { owner: 'a', dependsOn: ['component:x'] }),
      ]),
    ).toEqual([]);
  });
});
