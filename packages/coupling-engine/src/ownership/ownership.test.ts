import {
  api,
  at,
  component,
  group,
  system,
  user,
} from '../__testUtils__/entities';
import { buildModel } from '../model/build-model';
import type { SourcedEntity } from '../model/types';
import { DEFAULT_POLICY } from '../policy/policy';
import { ownershipOf } from './index';

function look(...entities: SourcedEntity[]) {
  const model = buildModel(entities, DEFAULT_POLICY);
  const ownership = ownershipOf(model, DEFAULT_POLICY);
  return {
    model,
    ownership,
    state: (name: string) => ownership.state[at(model, name)],
    interfaceOf: (name: string) =>
      ownership.interfaces.find(i => i.provider === at(model, name)),
  };
}

describe('owner state', () => {
  it('tells missing, unknown, placeholder and living owners apart', () => {
    const { state } = look(
      component('a', { owner: 'sales' }),
      component('b', { owner: 'gone' }),
      component('c', { owner: 'openedx-unmaintained' }),
      component('d', {}),
      component('e', { owner: 'user:jane' }),
      group('sales'),
      user('jane'),
    );
    expect(['a', 'b', 'c', 'd', 'e'].map(state)).toEqual([
      'owned',
      'unknown',
      'placeholder',
      'missing',
      'owned',
    ]);
  });

  it('one living owner of several is enough', () => {
    const { state } = look(
      component('a', { owners: ['gone', 'tbd', 'sales'] }),
      group('sales'),
    );
    expect(state('a')).toBe('owned');
  });

  it('a group without members is empty only where most other groups have some', () => {
    const teams = (withMembers: number, without: number) => [
      ...Array.from({ length: withMembers }, (_, i) =>
        group(`full-${i}`, { members: [`u${i}`] }),
      ),
      ...Array.from({ length: without }, (_, i) => group(`bare-${i}`)),
    ];
    const owned = component('a', { owner: 'bare-0' });
    expect(look(owned, ...teams(3, 2)).state('a')).toBe('empty');
    expect(look(owned, ...teams(1, 3)).state('a')).toBe('owned');
    expect(look(owned, ...teams(0, 1)).state('a')).toBe('owned');
  });

  it('members of a child group keep its parent alive', () => {
    const { state } = look(
      component('a', { owner: 'parent' }),
      group('parent'),
      group('child', { parent: 'parent', members: ['jane'] }),
      group('other', { members: ['joe'] }),
    );
    expect(state('a')).toBe('owned');
  });

  it('a catalog without any group or user does not call its owners unknown', () => {
    const { state } = look(
      component('a', { owner: 'sales' }),
      component('b', { owner: 'unowned' }),
    );
    expect([state('a'), state('b')]).toEqual(['owned', 'placeholder']);
  });
});

describe('interfaces between teams', () => {
  it('are one for each needed thing, with the consumers of other teams', () => {
    const { model, ownership, interfaceOf } = look(
      component('db', { owner: 'data' }),
      component('orders', { owner: 'sales', dependsOn: ['component:db'] }),
      component('search', { owner: 'web', dependsOn: ['component:db'] }),
      component('loader', { owner: 'data', dependsOn: ['component:db'] }),
    );
    expect(ownership.interfaces).toHaveLength(1);
    const found = interfaceOf('db')!;
    expect(found.consumers.map(c => model.entities[c.entity].name)).toEqual([
      'orders',
      'search',
    ]);
    expect(found.consumers.map(c => model.couplings.from[c.coupling])).toEqual(
      found.consumers.map(c => c.entity),
    );
    expect(found.consumerTeams.map(t => model.teams[t].ref)).toEqual([
      'group:default/sales',
      'group:default/web',
    ]);
    expect(found).toMatchObject({ viaApi: false, contract: 'not-stated' });
  });

  it('do not cross where any owner has both ends', () => {
    const { ownership } = look(
      component('db', { owners: ['data', 'sales'] }),
      component('orders', { owner: 'sales', dependsOn: ['component:db'] }),
    );
    expect(ownership.interfaces).toEqual([]);
  });

  it('an API and its own provider are no interface', () => {
    const { ownership, interfaceOf } = look(
      api('orders', { owner: 'sales', definition: 'openapi: 3' }),
      component('orders', { owner: 'logistics', providesApis: ['orders'] }),
      component('page', { owner: 'web', consumesApis: ['orders'] }),
    );
    expect(ownership.interfaces).toHaveLength(1);
    expect(interfaceOf('api:default/orders')).toMatchObject({
      viaApi: true,
      contract: 'stated',
    });
  });

  it.each([
    [{}, undefined, 'not-stated'],
    [{ definition: 'x' }, undefined, 'stated'],
    [{}, 'see the wiki', 'stated'],
    [{ definition: 'x' }, 'none', 'none'],
  ])('contract of %j with annotation %s is %s', (spec, contract, expected) => {
    const { interfaceOf } = look(
      api(
        'orders',
        { owner: 'sales', ...spec },
        contract ? { annotations: { 'posiwid.dev/contract': contract } } : {},
      ),
      component('page', { owner: 'web', consumesApis: ['orders'] }),
    );
    expect(interfaceOf('api:default/orders')!.contract).toBe(expected);
  });

  it('know which consumers the provider does not list, by entity, system or owner', () => {
    const listing = (consumers?: string) =>
      look(
        component(
          'db',
          { owner: 'data' },
          consumers === undefined
            ? {}
            : { annotations: { 'posiwid.dev/consumers': consumers } },
        ),
        component('a', { owner: 'x', dependsOn: ['component:db'] }),
        component('b', {
          owner: 'x',
          system: 'shop',
          dependsOn: ['component:db'],
        }),
        component('c', { owner: 'y', dependsOn: ['component:db'] }),
        component('d', { owner: 'z', dependsOn: ['component:db'] }),
        system('shop'),
      );
    const { model, interfaceOf } = listing('a, system:shop, group:y');
    expect(interfaceOf('db')!.unknownConsumers).toEqual([at(model, 'd')]);
    expect(listing('none').interfaceOf('db')!.unknownConsumers).toHaveLength(4);
    expect(
      listing('https://wiki.example').interfaceOf('db')!.unknownConsumers,
    ).toBeUndefined();
    expect(listing().interfaceOf('db')!.unknownConsumers).toBeUndefined();
  });
});
