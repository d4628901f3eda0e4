import * as fc from 'fast-check';
import {
  api,
  at,
  component,
  domain,
  entity,
  group,
  needing,
  replica,
  system,
  user,
} from '../__testUtils__/entities';
import { DEFAULT_POLICY } from '../policy/policy';
import { buildModel } from './build-model';
import type { Model, SourcedEntity } from './types';

const catalog = (...entities: SourcedEntity[]) =>
  buildModel(entities, DEFAULT_POLICY);

/** Clauses of an entity as `k of a, b`, soft ones marked. */
function clausesOf(model: Model, name: string): string[] {
  const { graph, entities } = model;
  const e = at(model, name);
  const found: string[] = [];
  for (let c = graph.clauseStart[e]; c < graph.clauseStart[e + 1]; c++) {
    const members = [
      ...graph.members.subarray(graph.memberStart[c], graph.memberStart[c + 1]),
    ]
      .map(m => entities[m].name)
      .sort();
    found.push(
      `${graph.need[c]} of ${members.join(', ')}${
        graph.hard[c] ? '' : ' (soft)'
      }`,
    );
  }
  return found.sort();
}

function couplingsOf({ entities, couplings }: Model): string[] {
  return Array.from({ length: couplings.count }, (_, row) => {
    const name = (position: number) =>
      entities[position].ref.replace(':default/', ':');
    return `${name(couplings.from[row])} ${couplings.kind[row]} ${name(
      couplings.to[row],
    )}`;
  });
}

describe('how dependencies combine', () => {
  it('a plain dependency is a clause of one', () => {
    const model = catalog(
      needing('orders', 'db', 'queue'),
      needing('db'),
      needing('queue'),
    );
    expect(clausesOf(model, 'orders')).toEqual(['1 of db', '1 of queue']);
  });

  it('members of one redundancy group are one clause, of which k are needed', () => {
    const model = catalog(
      needing('orders', 'n1', 'n2', 'n3', 'cache'),
      replica('n1', 'nodes/2'),
      replica('n2', 'nodes/2'),
      replica('n3', 'nodes/2'),
      needing('cache'),
    );
    expect(clausesOf(model, 'orders')).toEqual([
      '1 of cache',
      '2 of n1, n2, n3',
    ]);
  });

  it('one member of a group alone is a plain dependency', () => {
    const model = catalog(
      needing('orders', 'n1'),
      replica('n1', 'nodes'),
      replica('n2', 'nodes'),
    );
    expect(clausesOf(model, 'orders')).toEqual(['1 of n1']);
  });

  it('an API needs all its providers, or any of them when they share a redundancy group', () => {
    const provider = (name: string, of: string, redundancy?: string) =>
      component(
        name,
        { providesApis: [of] },
        redundancy
          ? { annotations: { 'posiwid.dev/redundancy-group': redundancy } }
          : {},
      );
    const model = catalog(
      api('both'),
      provider('a', 'both'),
      provider('b', 'both'),
      api('either'),
      provider('c', 'either', 'pair'),
      provider('d', 'either', 'pair'),
      api('mixed'),
      provider('e', 'mixed', 'pair-2'),
      provider('f', 'mixed'),
    );
    expect(clausesOf(model, 'api:default/both')).toEqual(['1 of a', '1 of b']);
    expect(clausesOf(model, 'api:default/either')).toEqual(['1 of c, d']);
    expect(clausesOf(model, 'api:default/mixed')).toEqual(['1 of e', '1 of f']);
  });

  it('alternatives of spec.couplings are a clause of their own', () => {
    const model = catalog(
      component('orders', {
        dependsOn: ['component:queue'],
        couplings: [
          {
            target: 'db',
            alternatives: ['replica'],
            retries: 3,
            mechanisms: ['timeout'],
          },
        ],
      }),
      needing('db'),
      needing('replica'),
      needing('queue'),
    );
    expect(clausesOf(model, 'orders')).toEqual([
      '1 of db, replica',
      '1 of queue',
    ]);
    expect(couplingsOf(model)).toEqual([
      'component:orders dependsOn component:db',
      'component:orders dependsOn component:queue',
      'component:orders dependsOn component:replica',
    ]);
    expect(model.couplings.facts).toEqual({
      0: {
        retries: 3,
        mechanisms: ['timeout'],
        alternatives: ['component:default/replica'],
      },
    });
  });

  it('strength comes from the coupling, else from the entity, else it is hard', () => {
    const model = catalog(
      component(
        'page',
        {
          dependsOn: ['component:a', 'component:b'],
          couplings: [{ target: 'a', strength: 'hard' }],
        },
        { annotations: { 'posiwid.dev/dependency-strength': 'soft' } },
      ),
      needing('a', 'b'),
      needing('b'),
    );
    expect(clausesOf(model, 'page')).toEqual(['1 of a', '1 of b (soft)']);
    expect(clausesOf(model, 'a')).toEqual(['1 of b']);
    expect(model.couplings.strength).toEqual(['hard', 'hard', 'soft']);
  });

  it('subcomponentOf and partOf carry no failure', () => {
    const model = catalog(
      component('part', { subcomponentOf: 'whole', system: 'shop' }),
      component('whole'),
      system('shop'),
    );
    expect(model.graph.clauses).toBe(0);
    expect(model.couplings.count).toBe(0);
  });

  it('dependencyOf is dependsOn from the other side, and both are one coupling', () => {
    const model = catalog(
      component('db', { dependencyOf: ['component:orders'] }),
      component('orders', {
        dependsOn: ['component:db', 'component:default/DB'],
      }),
    );
    expect(couplingsOf(model)).toEqual([
      'component:orders dependsOn component:db',
    ]);
  });

  it('a component that consumes an API which only it provides does not depend on itself', () => {
    const model = catalog(
      api('orders'),
      component('orders', {
        providesApis: ['orders'],
        consumesApis: ['orders'],
      }),
    );
    expect(model.couplings.count).toBe(0);
    expect(model.problems.map(p => p.code)).toEqual(['self-dependency']);
  });
});

describe('a running catalog and its files give one model', () => {
  const spec = [
    component('orders', {
      owner: 'sales',
      system: 'shop',
      providesApis: ['orders'],
      dependsOn: ['component:db'],
    }),
    api('orders', { owner: 'sales', definition: 'openapi: 3' }),
    component('page', { owner: 'user:jane', consumesApis: ['orders'] }),
    component('db', { owner: 'sales' }),
    system('shop', { owner: 'sales', domain: 'retail' }),
    domain('retail'),
    group('sales', { parent: 'business' }),
    group('business'),
    user('jane', { memberOf: ['sales'] }),
  ];
  const relation = (type: string, targetRef: string) => ({ type, targetRef });
  const portal = [
    component(
      'orders',
      {},
      {
        relations: [
          relation('ownedBy', 'group:default/sales'),
          relation('partOf', 'system:default/shop'),
          relation('providesApi', 'api:default/orders'),
          relation('dependsOn', 'component:default/db'),
        ],
      },
    ),
    api(
      'orders',
      {},
      {
        relations: [
          relation('ownedBy', 'group:default/sales'),
          relation('apiProvidedBy', 'component:default/orders'),
          relation('apiConsumedBy', 'component:default/page'),
        ],
      },
    ),
    // What `page` consumes and who owns it is stated from the other side only.
    component('page', { consumesApis: ['ignored'] }, { relations: [] }),
    component(
      'db',
      {},
      {
        relations: [
          {
            type: 'ownedBy',
            target: { kind: 'group', namespace: 'default', name: 'sales' },
          },
          relation('dependencyOf', 'component:default/orders'),
        ],
      },
    ),
    system(
      'shop',
      {},
      {
        relations: [
          relation('ownedBy', 'group:default/sales'),
          relation('partOf', 'domain:default/retail'),
        ],
      },
    ),
    domain(
      'retail',
      {},
      { relations: [relation('hasPart', 'system:default/shop')] },
    ),
    group(
      'sales',
      {},
      {
        relations: [
          relation('childOf', 'group:default/business'),
          relation('hasMember', 'user:default/jane'),
        ],
      },
    ),
    group(
      'business',
      {},
      { relations: [relation('parentOf', 'group:default/sales')] },
    ),
    user(
      'jane',
      {},
      { relations: [relation('ownerOf', 'component:default/page')] },
    ),
  ];

  it('entities, owners, nesting, couplings and clauses', () => {
    const fromFiles = catalog(...spec);
    const fromPortal = catalog(...portal);
    expect(fromFiles.problems).toEqual([]);
    expect(fromPortal).toEqual(fromFiles);
    expect(couplingsOf(fromFiles)).toEqual([
      'component:orders dependsOn component:db',
      'component:page consumesApi api:orders',
    ]);
    expect(fromFiles.teams).toMatchObject([
      { ref: 'group:default/business', children: [1], members: 0 },
      { ref: 'group:default/sales', parent: 0, members: 1 },
      { ref: 'user:default/jane', kind: 'user' },
    ]);
  });

  it('lists a defect once, though a catalog states each pair from both sides', () => {
    const { problems } = catalog(
      component(
        'loop',
        {},
        {
          relations: [
            relation('dependsOn', 'component:default/loop'),
            relation('dependencyOf', 'component:default/loop'),
            relation('dependsOn', 'component:default/ghost'),
          ],
        },
      ),
    );
    expect(problems.map(p => p.code)).toEqual([
      'self-dependency',
      'dangling-ref',
    ]);
  });

  it('whatever order the entities come in', () => {
    const expected = catalog(...spec);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(spec, { minLength: spec.length }),
        shuffled => {
          expect(catalog(...shuffled)).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('an entity defined several times', () => {
  it('is taken from the first definition, and each other one is listed with its place', () => {
    const definition = (file: string, line: number, owner: string) => ({
      ...component('orders', { owner }),
      file,
      line,
    });
    const model = catalog(
      definition('a.yaml', 1, 'first'),
      definition('b.yaml', 20, 'second'),
      definition('b.yaml', 40, 'third'),
    );
    expect(model.teams.map(t => t.ref)).toEqual(['group:default/first']);
    expect(model.problems.map(p => [p.code, p.file, p.line])).toEqual([
      ['duplicate', 'b.yaml', 20],
      ['duplicate', 'b.yaml', 40],
      ['dangling-ref', 'a.yaml', 1],
    ]);
  });
});

describe('what names nothing in the catalog', () => {
  it('is listed once with its entity and left out of the graph', () => {
    const model = catalog(
      component('orders', {
        owner: 'gone',
        system: 'nowhere',
        dependsOn: ['component:ghost', 'component:default/ghost'],
        couplings: [{ target: 'phantom', alternatives: ['db'] }],
      }),
      needing('db'),
      group('sales'),
    );
    expect(model.dangling).toEqual([
      {
        ref: 'component:default/orders',
        key: 'owner',
        target: 'group:default/gone',
      },
      {
        ref: 'component:default/orders',
        key: 'system',
        target: 'system:default/nowhere',
      },
      {
        ref: 'component:default/orders',
        key: 'dependsOn',
        target: 'component:default/ghost',
      },
      {
        ref: 'component:default/orders',
        key: 'couplings',
        target: 'component:default/phantom',
      },
    ]);
    expect(model.problems.map(p => [p.code, p.key])).toEqual([
      ['dangling-ref', 'owner'],
      ['dangling-ref', 'system'],
      ['dangling-ref', 'dependsOn'],
      ['dangling-ref', 'couplings'],
    ]);
    expect(clausesOf(model, 'orders')).toEqual(['1 of db']);
    expect(model.systems).toMatchObject([
      { ref: 'system:default/nowhere', exists: false },
    ]);
    expect(model.teams).toMatchObject([
      { ref: 'group:default/gone', exists: false },
    ]);
  });

  it('what is also named plainly is needed as such, alternatives or not', () => {
    const model = catalog(
      component('orders', {
        dependsOn: ['component:db'],
        couplings: [{ target: 'db', alternatives: ['replica'] }],
      }),
      needing('db'),
      needing('replica'),
    );
    expect(clausesOf(model, 'orders')).toEqual(['1 of db', '1 of db, replica']);
  });

  it('an owner is listed also in a catalog that defines no group and no user', () => {
    const model = catalog(component('orders', { owner: 'sales' }));
    expect(model.dangling).toHaveLength(1);
    expect(model.problems.map(p => p.message)).toEqual([
      'owner: group:default/sales is not in the catalog, which defines no group and no user',
    ]);
    expect(model.defined).toEqual({
      groups: 0,
      groupsWithMembers: 0,
      users: 0,
    });
  });
});

describe('owners', () => {
  it('can be several, through spec.owners, in the order stated', () => {
    const model = catalog(
      component('orders', {
        owner: 'b',
        owners: ['group:a', 'user:jane', 'b'],
      }),
      group('a'),
      group('b'),
      user('jane'),
    );
    const owners = model.entities[0].owners.map(o => model.teams[o].ref);
    expect(owners).toEqual([
      'group:default/b',
      'group:default/a',
      'user:default/jane',
    ]);
  });

  it('bring the groups above and below them, and no others', () => {
    const model = catalog(
      component('orders', { owner: 'middle' }),
      group('top', { children: ['middle'] }),
      group('middle'),
      group('low', { parent: 'middle' }),
      group('elsewhere'),
    );
    expect(model.teams.map(t => t.ref)).toEqual([
      'group:default/low',
      'group:default/middle',
      'group:default/top',
    ]);
    expect(model.defined.groups).toBe(4);
  });

  it('count members of both directions once', () => {
    const model = catalog(
      component('orders', { owner: 'sales' }),
      group('sales', { members: ['jane', 'joe', 'nobody'] }),
      user('jane', { memberOf: ['sales'] }),
      user('joe'),
    );
    expect(model.teams[0].members).toBe(2);
  });
});

describe('an API has a definition to read', () => {
  const definition = (spec: Record<string, unknown>, relations?: unknown[]) =>
    catalog(entity('API', 'orders', spec, { relations })).entities[0]
      .hasDefinition;

  it.each([
    [{ definition: 'openapi: 3.0.0' }, true],
    [{ definition: { $text: './openapi.yaml' } }, true],
    [{ definition: '  ' }, false],
    [{ definition: 'TODO' }, false],
    [{ definition: '{}' }, false],
    [{}, false],
  ])('%j: %s', (spec, expected) => {
    expect(definition(spec)).toBe(expected);
  });

  it('also when a running catalog left the text out of a scan', () => {
    expect(definition({}, [])).toBe(true);
  });
});
