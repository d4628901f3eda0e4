/** Whatever stands in a catalog, an analysis ends complete, and says clearly and once what it could not read. */
import {
  api,
  component,
  domain,
  entity,
  group,
  needing,
  replica,
  system,
  user,
} from './__testUtils__/entities';
import { analyse } from './analyse';
import type { Analysis } from './analysis';
import type { Problem, SourcedEntity } from './model/types';

const raw = (value: unknown, line = 1): SourcedEntity => ({
  entity: value,
  file: 'catalog.yaml',
  line,
});
const annotated = (key: string, value: unknown) =>
  component('a', {}, { annotations: { [`posiwid.dev/${key}`]: value } });
/** As JSON.parse makes it: an own property of that name, not the prototype. */
const fromJson = (text: string): SourcedEntity => ({
  entity: JSON.parse(text),
});

const A = 'component:default/a';

interface Case {
  title: string;
  entities: SourcedEntity[];
  /** The one problem expected; left out: there is nothing wrong and no problem may be raised. */
  problem?: Partial<Problem> & { says?: string };
  /** What must be in the model all the same. */
  refs?: string[];
  couplings?: number;
}

const CASES: Case[] = [
  { title: 'an empty catalog', entities: [], refs: [] },
  { title: 'one entity', entities: [component('a')], refs: [A] },
  {
    title: 'a document that is a text',
    entities: [raw('hello', 7)],
    problem: {
      code: 'not-an-entity',
      file: 'catalog.yaml',
      line: 7,
      says: 'found "hello"',
    },
    refs: [],
  },
  {
    title: 'a document that is nothing',
    entities: [raw(null), component('a')],
    problem: { code: 'not-an-entity', says: 'found null' },
    refs: [A],
  },
  {
    title: 'a list where an entity belongs',
    entities: [raw([component('a').entity])],
    problem: { code: 'not-an-entity', says: 'found a list of 1' },
    refs: [],
  },
  {
    title: 'null metadata',
    entities: [raw({ kind: 'Component', metadata: null }), component('a')],
    problem: {
      code: 'not-an-entity',
      key: 'metadata',
      says: 'expected an object, found null',
    },
    refs: [A],
  },
  {
    title: 'metadata that is a list',
    entities: [raw({ kind: 'Component', metadata: ['a'] })],
    problem: { code: 'not-an-entity', key: 'metadata' },
  },
  {
    title: 'no name',
    entities: [raw({ kind: 'Component', metadata: {} })],
    problem: {
      code: 'not-an-entity',
      key: 'metadata.name',
      says: 'found undefined',
    },
  },
  {
    title: 'a number as name',
    entities: [raw({ kind: 'Component', metadata: { name: 12 } })],
    problem: { code: 'not-an-entity', key: 'metadata.name', says: 'found 12' },
  },
  {
    title: 'an escape sequence in a name',
    entities: [raw({ kind: 'Component', metadata: { name: 'a\u001b[2Jb' } })],
    problem: {
      code: 'not-an-entity',
      key: 'metadata.name',
      says: '\\u001b[2J',
    },
  },
  {
    title: 'an empty kind',
    entities: [raw({ kind: '', metadata: { name: 'a' } })],
    problem: { code: 'not-an-entity', key: 'kind', says: 'kind of "a"' },
  },
  {
    title: 'a kind in lower case',
    entities: [entity('component', 'a')],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'kind',
      says: 'expected Component, read as that',
    },
    refs: [A],
  },
  {
    title: 'a kind nobody knows, which may depend and be depended on',
    entities: [
      entity('Dataset', 'd', { dependsOn: ['component:a'] }),
      component('a'),
    ],
    refs: [A, 'dataset:default/d'],
    couplings: 1,
  },
  {
    title: 'HTML in a name',
    entities: [component('<img src=x onerror=alert(1)>')],
    problem: {
      code: 'unreadable-value',
      key: 'metadata.name',
      says: 'expected letters, digits',
    },
    refs: ['component:default/<img src=x onerror=alert(1)>'],
  },
  {
    title: 'a name in another script',
    entities: [component('заказы')],
    problem: {
      code: 'unreadable-value',
      ref: 'component:default/заказы',
      key: 'metadata.name',
    },
    refs: ['component:default/заказы'],
  },
  {
    title: 'control characters in a title',
    entities: [component('a', {}, { title: 'Or\u0007ders\u001b[31m' })],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'metadata.title',
      says: 'without control characters',
    },
    refs: [A],
  },
  {
    title: 'HTML and unicode in a title, which are text',
    entities: [component('a', {}, { title: '<b>Órders</b> 🚚' })],
    refs: [A],
  },
  {
    title: 'an annotation of 1 MB',
    entities: [annotated('purpose', 'x'.repeat(1_000_000))],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'posiwid.dev/purpose',
      says: 'at most 10000 characters',
    },
    refs: [A],
  },
  {
    title: 'an annotation of 1 MB that is not ours',
    entities: [
      component(
        'a',
        {},
        { annotations: { 'other.dev/x': 'x'.repeat(1_000_000) } },
      ),
    ],
    refs: [A],
  },
  {
    title: 'a title of 1 MB',
    entities: [component('a', {}, { title: 'x'.repeat(1_000_000) })],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'metadata.title',
      says: 'at most 1000 characters',
    },
    refs: [A],
  },
  {
    title: 'a reference of 1 MB',
    entities: [
      component('a', { dependsOn: [`component:${'x'.repeat(1_000_000)}`] }),
    ],
    problem: {
      code: 'malformed-ref',
      ref: A,
      key: 'spec.dependsOn',
      says: 'at most 600 characters',
    },
    couplings: 0,
  },
  {
    title: '__proto__ and constructor as names',
    entities: [needing('__proto__', 'constructor'), component('constructor')],
    problem: {
      code: 'unreadable-value',
      ref: 'component:default/__proto__',
      key: 'metadata.name',
    },
    refs: ['component:default/__proto__', 'component:default/constructor'],
    couplings: 1,
  },
  {
    title: '__proto__ as a key of metadata, annotations and spec',
    entities: [
      fromJson(
        '{"kind":"Component","metadata":{"name":"a","__proto__":{"title":"x"},"annotations":{"__proto__":{"posiwid.dev/purpose":"x"}}},"spec":{"__proto__":{"owner":"x"}}}',
      ),
    ],
    refs: [A],
  },
  {
    title: '__proto__ as an annotation of ours',
    entities: [
      fromJson(
        '{"kind":"Component","metadata":{"name":"a","annotations":{"posiwid.dev/__proto__":"x"}}}',
      ),
    ],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'posiwid.dev/__proto__',
      says: 'expected a key of the vocabulary',
    },
  },
  {
    title: '__proto__ as a redundancy group',
    entities: [
      needing('a', 'b', 'c'),
      replica('b', '__proto__'),
      replica('c', '__proto__'),
    ],
    couplings: 2,
  },
  {
    title: '__proto__ as owner, system and relation',
    entities: [
      component(
        'a',
        { owner: '__proto__', system: 'constructor' },
        {
          relations: [{ type: '__proto__', targetRef: 'component:default/b' }],
        },
      ),
    ],
    refs: [A],
  },
  {
    title: 'a dependency on itself',
    entities: [needing('a', 'a')],
    problem: {
      code: 'self-dependency',
      ref: A,
      key: 'dependsOn',
      says: 'names itself',
    },
    couplings: 0,
  },
  {
    title: 'the same definition twice',
    entities: [
      needing('a', 'b'),
      component('b'),
      component('A'),
      component('a'),
    ],
    problem: {
      code: 'duplicate',
      ref: A,
      says: 'the first definition is kept',
    },
    refs: [A, 'component:default/b'],
    couplings: 1,
  },
  {
    title: 'one name in two namespaces',
    entities: [
      component('a', {}, { namespace: 'x' }),
      component('a', { dependsOn: ['component:x/a'] }),
    ],
    refs: [A, 'component:x/a'],
    couplings: 1,
  },
  {
    title: 'a reference that means its own namespace',
    entities: [
      component('a', { dependsOn: ['component:b'] }, { namespace: 'x' }),
      component('b'),
    ],
    problem: {
      code: 'dangling-ref',
      ref: 'component:x/a',
      key: 'dependsOn',
      says: 'component:x/b is not in the catalog',
    },
    couplings: 0,
  },
  {
    title: 'the same dependency many times',
    entities: [
      component('a', {
        dependsOn: Array(50).fill('component:b'),
        dependencyOf: [],
      }),
      component('b'),
    ],
    couplings: 1,
  },
  {
    title: '10,000 dependencies of one entity',
    entities: [
      needing('a', ...Array.from({ length: 10_000 }, (_, i) => `d${i}`)),
      ...Array.from({ length: 10_000 }, (_, i) => component(`d${i}`)),
    ],
    couplings: 10_000,
  },
  {
    title: 'a dependency without kind',
    entities: [component('a', { dependsOn: ['b'] }), component('b')],
    problem: {
      code: 'malformed-ref',
      ref: A,
      key: 'spec.dependsOn',
      says: '"b" is not a reference, expected a kind',
    },
    couplings: 0,
  },
  {
    title: 'a template placeholder left in',
    entities: [component('a', { subcomponentOf: '<name_of_a_component>' })],
    problem: {
      code: 'dangling-ref',
      ref: A,
      key: 'subcomponentOf',
      says: '<name_of_a_component> is not in the catalog',
    },
  },
  {
    title: 'a text where a list of dependencies belongs',
    entities: [component('a', { dependsOn: 'component:b' }), component('b')],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'spec.dependsOn',
      says: 'expected a list of references',
    },
    couplings: 0,
  },
  {
    title: 'a number among dependencies',
    entities: [
      component('a', { dependsOn: [42, 'component:b'] }),
      component('b'),
    ],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'spec.dependsOn',
      says: 'expected a reference, found 42',
    },
    couplings: 1,
  },
  {
    title: 'a number as owner',
    entities: [component('a', { owner: 42 })],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'spec.owner',
      says: 'expected a reference, found 42',
    },
  },
  {
    title: 'a list as owner',
    entities: [component('a', { owner: ['x', 'y'] })],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'spec.owner',
      says: 'expected one reference, found a list of 2',
    },
  },
  {
    title: 'a list where spec belongs',
    entities: [
      raw({ kind: 'Component', metadata: { name: 'a' }, spec: ['owner'] }),
    ],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'spec',
      says: 'expected an object, found a list of 1',
    },
    refs: [A],
  },
  {
    title: 'annotations that are a list',
    entities: [
      raw({ kind: 'Component', metadata: { name: 'a', annotations: ['x'] } }),
    ],
    problem: { code: 'unreadable-value', ref: A, key: 'metadata.annotations' },
    refs: [A],
  },
  {
    title: 'tags that are numbers',
    entities: [raw({ kind: 'Component', metadata: { name: 'a', tags: [1] } })],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'metadata.tags',
      says: 'expected text, found 1',
    },
    refs: [A],
  },
  {
    title: 'relations that are an object',
    entities: [
      raw({ kind: 'Component', metadata: { name: 'a' }, relations: {} }),
    ],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'relations',
      says: 'expected a list',
    },
    refs: [A],
  },
  {
    title: 'a relation without target',
    entities: [component('a', {}, { relations: [{ type: 'dependsOn' }] })],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'relations.dependsOn',
      says: 'expected a reference',
    },
    refs: [A],
  },
  {
    title: 'a dependency on a system, which cannot fail by itself',
    entities: [component('a', { dependsOn: ['system:shop'] }), system('shop')],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'dependsOn',
      says: 'expected something that can fail',
    },
    couplings: 0,
  },
  {
    title: 'groups that are each other’s parent',
    entities: [
      component('a', { owner: 'x' }),
      group('x', { parent: 'y' }),
      group('y', { parent: 'x' }),
    ],
    problem: {
      code: 'cycle-in-groups',
      key: 'spec.parent',
      says: 'is left out here',
    },
    refs: [A],
  },
  {
    title: 'a group that is its own parent',
    entities: [component('a', { owner: 'x' }), group('x', { parent: 'x' })],
    problem: {
      code: 'cycle-in-groups',
      ref: 'group:default/x',
      key: 'spec.parent',
    },
  },
  {
    title: 'an owner chain that loops through three groups',
    entities: [
      component('a', { owner: 'x' }),
      group('x', { children: ['y'] }),
      group('y', { children: ['z'] }),
      group('z', { children: ['x'] }),
    ],
    problem: { code: 'cycle-in-groups', key: 'spec.parent' },
  },
  {
    title: 'a group claimed by two parents',
    entities: [
      component('a', { owner: 'x' }),
      group('x', { parent: 'p' }),
      group('p'),
      group('q', { children: ['x'] }),
    ],
    problem: {
      code: 'unreadable-value',
      ref: 'group:default/q',
      key: 'children',
      says: 'already under group:default/p',
    },
  },
  {
    title: 'domains inside each other',
    entities: [
      domain('x', { subdomainOf: 'y' }),
      domain('y', { subdomainOf: 'x' }),
    ],
    problem: { code: 'cycle-in-groups', key: 'spec.subdomainOf' },
  },
  {
    title: 'a redundancy group of which none is needed',
    entities: [annotated('redundancy-group', 'db/0')],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'posiwid.dev/redundancy-group',
      says: 'name or name/k',
    },
  },
  {
    title: 'a redundancy group that needs more than it has',
    entities: [
      needing('u', 'a', 'b'),
      replica('a', 'db/5'),
      replica('b', 'db'),
    ],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'posiwid.dev/redundancy-group',
      says: 'as db has 2 members, found 5',
    },
    couplings: 2,
  },
  {
    title: 'mechanisms nobody listed, which are kept as stated',
    entities: [annotated('mechanisms', 'prayer, timeout')],
    refs: [A],
  },
  {
    title: 'an annotation that is an object',
    entities: [annotated('purpose', { text: 'x' })],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'posiwid.dev/purpose',
      says: 'expected text, found an object',
    },
  },
  {
    title: 'spec.couplings that are a text',
    entities: [component('a', { couplings: 'component:b' })],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'spec.couplings',
      says: 'expected a list',
    },
  },
  {
    title: 'a coupling without target',
    entities: [component('a', { couplings: [{ retries: 3 }] })],
    problem: { code: 'malformed-ref', ref: A, key: 'spec.couplings[0].target' },
    couplings: 0,
  },
  {
    title: 'a coupling with minus one retries',
    entities: [
      component('a', { couplings: [{ target: 'b', retries: -1 }] }),
      component('b'),
    ],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'spec.couplings[0].retries',
      says: 'a whole number from 0, found -1',
    },
    couplings: 1,
  },
  {
    title: 'a coupling of unknown strength',
    entities: [
      component('a', { couplings: [{ target: 'b', strength: 'firm' }] }),
      component('b'),
    ],
    problem: {
      code: 'unreadable-value',
      ref: A,
      key: 'spec.couplings[0].strength',
      says: 'hard or soft',
    },
    couplings: 1,
  },
  {
    title: 'a coupling that is its own alternative',
    entities: [
      component('a', {
        couplings: [{ target: 'b', alternatives: ['a', 'b'] }],
      }),
      component('b'),
    ],
    problem: {
      code: 'self-dependency',
      ref: A,
      key: 'spec.couplings[0].alternatives',
    },
    couplings: 1,
  },
  {
    title:
      'an API that provides itself, and a component that provides an API nobody has',
    entities: [
      api('x', { providesApis: ['x'] }),
      component('a', { providesApis: ['ghost'] }),
    ],
    problem: { code: 'dangling-ref', ref: A, key: 'providesApis' },
  },
  {
    title: 'a user that is a member of a group nobody has',
    entities: [user('jane', { memberOf: ['ghosts'] }), component('a')],
    problem: {
      code: 'dangling-ref',
      ref: 'user:default/jane',
      key: 'memberOf',
    },
  },
  {
    title: 'a ring of dependencies',
    entities: [needing('a', 'b'), needing('b', 'c'), needing('c', 'a')],
    couplings: 3,
  },
];

describe('bad input', () => {
  it('is a table of forty cases at least', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(40);
  });

  it.each(CASES.map(c => [c.title, c] as const))('%s', (_, expected) => {
    const analysis = analyse({ entities: expected.entities });
    expectComplete(analysis);
    const { says = '', ...fields } = expected.problem ?? {};
    expect(analysis.problems).toHaveLength(
      expected.problem === undefined ? 0 : 1,
    );
    for (const problem of analysis.problems) {
      expect(problem).toMatchObject(fields);
      expect(problem.message).toContain(says);
    }
    // Fit for a terminal: one line of a bearable length.
    expect(
      analysis.problems.filter(p => !/^\P{Cc}{1,1500}$/u.test(p.message)),
    ).toEqual([]);
    const refs = analysis.model.entities.map(e => e.ref);
    expect(refs).toEqual(expected.refs ?? refs);
    expect(analysis.catalog.couplings).toBe(
      expected.couplings ?? analysis.catalog.couplings,
    );
  });

  // eslint-disable-next-line jest/expect-expect
  it('values of every JSON shape in every place end in a complete analysis', () => {
    const values = [
      null,
      true,
      0,
      -1,
      1e308,
      '',
      'x',
      [],
      [[]],
      {},
      { a: [] },
      '\u0000',
      '\ud800',
    ];
    const places = (value: unknown): SourcedEntity[] => [
      raw(value),
      raw({ kind: value, metadata: { name: 'k' } }),
      raw({ kind: 'Component', metadata: value }),
      raw({ kind: 'Component', metadata: { name: value } }),
      raw({
        kind: 'Component',
        metadata: {
          name: 'n',
          namespace: value,
          title: value,
          tags: value,
          annotations: value,
        },
        spec: value,
        relations: value,
      }),
      ...[
        'owner',
        'owners',
        'system',
        'type',
        'lifecycle',
        'dependsOn',
        'dependencyOf',
        'providesApis',
        'consumesApis',
        'couplings',
        'definition',
      ].flatMap(key => [
        component(`c-${key}`.toLowerCase(), { [key]: value }),
        component(`l-${key}`.toLowerCase(), { [key]: [value] }),
        api(`a-${key}`.toLowerCase(), { [key]: value }),
      ]),
      component('row', {
        couplings: [
          {
            target: value,
            alternatives: value,
            retries: value,
            strength: value,
            mechanisms: value,
          },
        ],
      }),
      component(
        'rel',
        {},
        {
          relations: [
            value,
            { type: value, targetRef: value },
            { type: 'dependsOn', targetRef: value, target: value },
          ],
        },
      ),
      group('g', {
        parent: value,
        children: value,
        members: value,
        profile: value,
      }),
      user('u', { memberOf: value, profile: value }),
      component('owned', { owner: 'user:u' }),
      component('owned-too', { owner: 'g' }),
    ];
    for (const value of values)
      expectComplete(analyse({ entities: places(value) }));
  });
});

function expectComplete({
  model,
  structure,
  ownership,
  catalog,
  findings,
  omissions,
}: Analysis) {
  const count = model.entities.length;
  expect(catalog.entities).toBe(count);
  expect(catalog.digest).toMatch(/^[0-9a-f]{64}$/);
  for (const column of [
    structure.fails,
    structure.degrades,
    structure.teamsHit,
    structure.systemsHit,
    structure.fanIn,
    structure.fanOut,
    structure.component,
    structure.chokes,
    structure.visibilityIn,
    structure.visibilityOut,
    structure.roles,
    ownership.state,
  ]) {
    expect(column).toHaveLength(count);
  }
  expect(ownership.standing).toHaveLength(model.teams.length);
  expect(model.couplings.from).toHaveLength(model.couplings.count);
  expect(Array.isArray(findings) && Array.isArray(omissions)).toBe(true);
}
