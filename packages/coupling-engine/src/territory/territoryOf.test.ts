import * as fc from 'fast-check';
import { api, component, entity, needing } from '../__testUtils__/entities';
import type { Observation } from '../evidence';
import {
  ALL_ALONG,
  calls,
  daysBefore,
  fullRef,
  held,
  often,
  phantomsIn,
  told,
} from './__testUtils__/held';

const resource = (name: string, type: string) =>
  entity('Resource', name, { type });
const typed = (name: string, type: string, ...needs: string[]) =>
  component(name, { type, dependsOn: needs.map(n => `component:${n}`) });

describe('what was seen, held against what is declared', () => {
  it('is declared where the caller names the target, or an API of it', () => {
    expect(
      told(
        held(
          [
            component('a', {
              dependsOn: ['component:b'],
              consumesApis: ['c-api'],
            }),
            component('b'),
            component('c', { providesApis: ['c-api'] }),
            api('c-api'),
            component('d'),
          ],
          [...often('a', 'b'), ...often('a', 'c'), ...often('a', 'd')],
        ),
      ),
    ).toEqual(['a -> b: itself', 'a -> c: api', 'a -> d: none']);
  });

  it('bears out each API that the called one provides, for a call does not say which', () => {
    const found = held(
      [
        component('a', { consumesApis: ['x', 'y'] }),
        component('b', { providesApis: ['x', 'y'] }),
        api('x'),
        api('y'),
      ],
      often('a', 'b'),
    );
    expect(found.territory.seen[0].covers).toHaveLength(2);
  });

  it('takes a call to an API for one of its provider, and one by an API for one of its only provider', () => {
    expect(
      told(
        held(
          [
            needing('a', 'b'),
            component('b', { providesApis: ['b-api'], dependsOn: [] }),
            api('b-api'),
            component('c'),
          ],
          [
            ...often('a', 'api:default/b-api'),
            ...often('api:default/b-api', 'c'),
          ],
        ),
      ),
    ).toEqual(['a -> b-api: api', 'b -> c: none']);
  });

  it('takes a replica for its group', () => {
    const member = (name: string) =>
      component(
        name,
        {},
        { annotations: { 'posiwid.dev/redundancy-group': 'pair' } },
      );
    const found = held(
      [needing('a', 'one'), member('one'), member('two')],
      often('a', 'two'),
    );
    expect(told(found)).toEqual(['a -> two: group']);
  });

  it('takes what a gateway handed on for the gateway, and nothing else for what stands between', () => {
    const through = (type: string) =>
      told(
        held(
          [needing('a', 'h'), typed('h', type, 'b'), component('b')],
          often('a', 'b'),
        ),
      );
    expect(through('api-gateway')).toEqual(['a -> b: hop']);
    expect(through('service')).toEqual(['a -> b: none']);
  });

  it('says of an undeclared target that what is declared was seen behind it', () => {
    const { model, territory } = held(
      [needing('a', 'b'), component('b'), component('x')],
      [...often('a', 'x'), ...often('x', 'b')],
    );
    const found = territory.seen.find(({ as }) => as === 'none')!;
    expect(model.entities[found.to].name).toBe('x');
    expect(found.towards.map(p => model.entities[p].name)).toEqual(['b']);
  });

  it('knows messages that flow against the need', () => {
    const found = held(
      [
        component('sender', { providesApis: ['happened'] }),
        api('happened', { type: 'asyncapi' }),
        component('receiver', { consumesApis: ['happened'] }),
      ],
      often('sender', 'receiver'),
    );
    expect(told(found)).toEqual(['sender -> receiver: message']);
    const [[from, to]] = found.territory.seen[0].covers;
    expect([from, to].map(p => found.model.entities[p].name)).toEqual([
      'receiver',
      'happened',
    ]);
  });

  it('knows relations that are no dependency', () => {
    const watching = component(
      'monitor',
      {},
      { annotations: { 'posiwid.dev/watches': 'component:a' } },
    );
    const changed = component(
      'a',
      {},
      { annotations: { 'posiwid.dev/change-channel': 'component:deployer' } },
    );
    expect(
      told(
        held(
          [watching, changed, component('deployer')],
          [...often('monitor', 'a'), ...often('deployer', 'a')],
        ),
      ),
    ).toEqual(['deployer -> a: relation', 'monitor -> a: relation']);
  });

  it('adds up requests, windows and days, of the windows in which the source spoke', () => {
    const { territory } = held(
      [component('a'), component('b'), component('c')],
      [
        ...often('a', 'b', [1, 2], { errors: 3 }),
        calls('a', 'c', 9),
        calls('a', 'b', 5, { requests: 0 }),
      ],
    );
    expect(territory.seen[0]).toMatchObject({
      requests: 200,
      errors: 6,
      windows: 2,
      ofWindows: 4,
      days: 2,
      firstSeen: daysBefore(2, 1),
      lastSeen: daysBefore(1, 2),
      grade: 'observed',
      confidence: 'little',
    });
    expect(territory.seen[0]).not.toHaveProperty('retries');
  });

  it('needs no counting where an incident names the coupling or a schedule its target', () => {
    const { territory } = held(
      [component('a'), component('b'), component('c')],
      [
        {
          source: 'pager',
          id: '1',
          kind: 'incident',
          at: daysBefore(3),
          entities: [fullRef('a')],
          startedAt: daysBefore(3),
          coupling: { from: fullRef('a'), to: fullRef('b') },
        },
        {
          source: 'cron',
          id: '1',
          kind: 'schedule',
          at: daysBefore(3),
          entity: fullRef('a'),
          cron: '0 2 * * *',
          target: fullRef('c'),
        },
      ],
    );
    expect(
      territory.seen.map(({ grade, confidence }) => [grade, confidence]),
    ).toEqual([
      ['tested', 'enough'],
      ['observed', 'enough'],
    ]);
  });

  it('lets a sighting grow old', () => {
    const { territory } = held(
      [component('a'), component('b')],
      often('a', 'b', [200, 201, 202]),
    );
    expect(territory.seen[0].confidence).toBe('old');
  });

  it('counts what has no place in the catalog, whatever it is called, and names it nowhere', () => {
    const strange = ['nobody', '__proto__', 'a\u0000b', 'constructor', '../x'];
    const { territory } = held(
      [component('a')],
      strange.flatMap(name => often('a', name)),
    );
    expect(territory.seen).toEqual([]);
    expect(territory.unplaced).toEqual({ couplings: 5, of: 5 });
  });

  it('takes calls to itself and to its own API for none', () => {
    const { territory } = held(
      [component('a', { providesApis: ['a-api'] }), api('a-api')],
      [...often('a', 'a'), ...often('a', 'api:default/a-api')],
    );
    expect(territory.seen).toEqual([]);
  });
});

describe('phantoms', () => {
  const watched = [
    needing('a', 'b', 'c'),
    component('b'),
    needing('other', 'b'),
    component('c'),
  ];
  const bothEnds = [
    ...often('a', 'c', ALL_ALONG),
    ...often('other', 'b', ALL_ALONG),
  ];

  it('are declared, could be seen all along, and never were', () => {
    expect(phantomsIn(held(watched, bothEnds))).toEqual(['a -> b']);
  });

  it('need one call of the pair to be none', () => {
    expect(
      phantomsIn(held(watched, [...bothEnds, calls('a', 'b', 80)])),
    ).toEqual([]);
  });

  it.each([
    ['the caller was not seen in one part of the days', [1, 20, 50, 95]],
    ['nobody looked before', [1, 20, 40, 50, 70, 85]],
    ['the caller was seen long ago only', [100, 110, 120]],
  ])('are none when %s', (_, days) => {
    expect(
      phantomsIn(
        held(watched, [
          ...often('a', 'c', days),
          ...often(
            'other',
            'b',
            days.filter(day => day < 95),
          ),
          ...often('other', 'b', days),
        ]),
      ),
    ).toEqual([]);
  });

  it('are none when two sources saw one end each', () => {
    expect(
      phantomsIn(
        held(watched, [
          ...often('a', 'c', ALL_ALONG),
          ...often('other', 'b', ALL_ALONG, { source: 'elsewhere' }),
        ]),
      ),
    ).toEqual([]);
  });

  it('are none where nobody looks: libraries, messages, soft needs, stand-ins, changes that are brought', () => {
    const group = { annotations: { 'posiwid.dev/redundancy-group': 'pair' } };
    const entities = [
      component(
        'a',
        {
          dependsOn: ['lib', 'soft', 'one', 'two', 'c', 'deployer'].map(
            name => `component:${name}`,
          ),
          consumesApis: ['events'],
          couplings: [{ target: 'component:soft', strength: 'soft' }],
        },
        { annotations: { 'posiwid.dev/change-channel': 'component:deployer' } },
      ),
      component('lib', { type: 'library' }),
      component('soft', { providesApis: ['events'] }),
      api('events', { type: 'asyncapi' }),
      component('one', {}, group),
      component('two', {}, group),
      component('c'),
      component('deployer'),
      component('other'),
    ];
    const all = ['lib', 'soft', 'one', 'two', 'c', 'deployer'];
    expect(
      phantomsIn(
        held(entities, [
          ...often('a', 'c', ALL_ALONG),
          ...all.flatMap(name => often('other', name, ALL_ALONG)),
        ]),
      ),
    ).toEqual([]);
  });

  it('of a resource: only where the caller was seen reaching another of its type', () => {
    const entities = [
      component('a', {
        dependsOn: ['resource:db', 'resource:db-2', 'component:c'],
      }),
      component('other'),
      component('c'),
      resource('db', 'database'),
      resource('db-2', 'database'),
    ];
    const seen = [
      ...often('a', 'c', ALL_ALONG),
      ...often('other', 'resource:default/db', ALL_ALONG),
    ];
    expect(phantomsIn(held(entities, seen))).toEqual([]);
    expect(
      phantomsIn(
        held(entities, [
          ...seen,
          ...often('a', 'resource:default/db-2', ALL_ALONG),
        ]),
      ),
    ).toEqual(['a -> db']);
  });

  it('are none where the way leads over something that is not declared, or from the other end', () => {
    expect(
      phantomsIn(
        held(
          [...watched, component('x')],
          [...bothEnds, ...often('a', 'x'), ...often('x', 'b')],
        ),
      ),
    ).toEqual([]);
    expect(
      phantomsIn(held(watched, [...bothEnds, ...often('b', 'a')])),
    ).toEqual([]);
  });
});

describe('evidence that expired', () => {
  const drill = (days: number): Observation => ({
    source: 'drills',
    id: `${days}`,
    kind: 'drill',
    at: daysBefore(days),
    entities: [fullRef('a')],
    induced: 'loss of zone',
    outcome: 'passed',
  });
  const entities = [component('a'), component('b')];

  it('is a drill, stated or observed, unless there is a newer one', () => {
    const stated = component(
      'b',
      {},
      { annotations: { 'posiwid.dev/drilled': '2020-01-01 passed' } },
    );
    const { territory, model } = held([component('a'), stated], [drill(400)]);
    expect(
      territory.drills.map(({ entity: e, source }) => [
        model.entities[e].name,
        source,
      ]),
    ).toEqual([
      ['a', 'drills'],
      ['b', 'posiwid.dev/drilled'],
    ]);
    expect(held(entities, [drill(400), drill(10)]).territory.drills).toEqual(
      [],
    );
  });

  it('is ownership confirmed more than a year ago', () => {
    const { territory } = held(entities, [
      {
        source: 'survey',
        id: '1',
        kind: 'ownership-confirmed',
        at: daysBefore(400),
        entity: fullRef('a'),
        by: 'group:default/team',
      },
    ]);
    expect(territory.confirmations).toHaveLength(1);
  });

  it('is a source that has been silent for longer than ever', () => {
    const silent = (days: number[]) =>
      held(entities, often('a', 'b', days)).territory.silences.length;
    expect(silent([100, 110, 120, 130])).toBe(1);
    expect(silent([10, 110, 120])).toBe(0);
    // It paused for eighty days before.
    expect(silent([100, 180, 190])).toBe(0);
    expect(silent([100, 110])).toBe(0);
  });

  it('is nothing while it is not known when that is', () => {
    const { territory } = held(
      entities,
      [drill(4000), ...often('a', 'b', [300, 310, 320])],
      null,
    );
    expect([territory.drills, territory.silences]).toEqual([[], []]);
  });
});

describe('any catalog and any calls', () => {
  interface Stated {
    needs: [string, string][];
    provides: [string, string][];
    consumes: [string, string][];
  }
  type SeenList = [from: string, to: string, day: number][];
  const NAMES = ['a', 'b', 'c', 'd', 'e'];
  const name = fc.constantFrom(...NAMES);
  const pair = fc.tuple(name, name);
  const catalog: fc.Arbitrary<Stated> = fc.record({
    needs: fc.array(pair, { maxLength: 8 }),
    provides: fc.array(pair, { maxLength: 5 }),
    consumes: fc.array(pair, { maxLength: 8 }),
  });
  const seen: fc.Arbitrary<SeenList> = fc.array(
    fc.tuple(
      fc.constantFrom(...NAMES, 'stranger'),
      fc.constantFrom(...NAMES, 'api:default/a', 'api:default/b', 'stranger'),
      fc.nat(3),
    ),
    { maxLength: 12 },
  );

  /** Components of the names, each API named like a component; `provides` and `consumes` name APIs. */
  function entitiesOf({ needs, provides, consumes }: Stated) {
    const of = (pairs: [string, string][], from: string) =>
      pairs.filter(([a]) => a === from).map(([, b]) => b);
    return [
      ...NAMES.map(from =>
        component(from, {
          dependsOn: of(needs, from).map(to => `component:${to}`),
          providesApis: of(provides, from),
          consumesApis: of(consumes, from),
        }),
      ),
      ...NAMES.map(to => api(to)),
    ];
  }

  const observed = (list: SeenList) =>
    list.map(([from, to, day], i) => calls(from, to, day, { id: `${i}` }));

  /** By definition: the pairs seen, less those that a dependency or an API between them states. */
  function undeclared(
    { needs, provides, consumes }: Stated,
    list: SeenList,
  ): string[] {
    const has = (pairs: [string, string][], a: string, b: string) =>
      pairs.some(([x, y]) => x === a && y === b);
    const isDeclared = (from: string, to: string) => {
      if (to.startsWith('api:')) {
        const one = to.slice(-1);
        return (
          has(consumes, from, one) ||
          NAMES.some(p => has(provides, p, one) && has(needs, from, p))
        );
      }
      return (
        has(needs, from, to) ||
        NAMES.some(one => has(provides, to, one) && has(consumes, from, one))
      );
    };
    const isOwn = (from: string, to: string) =>
      from === to ||
      (to.startsWith('api:') && has(provides, from, to.slice(-1)));
    return [
      ...new Set(
        list
          .filter(([from, to]) => from !== 'stranger' && to !== 'stranger')
          .filter(([from, to]) => !isOwn(from, to) && !isDeclared(from, to))
          .map(([from, to]) => `${fullRef(from)} ${fullRef(to)}`),
      ),
    ].sort();
  }

  it('what is not declared is the difference of the sets', () => {
    fc.assert(
      fc.property(catalog, seen, (stated, list) => {
        const { model, territory } = held(entitiesOf(stated), observed(list));
        const found = territory.seen
          .filter(({ as }) => as === 'none')
          .map(
            ({ from, to }) =>
              `${model.entities[from].ref} ${model.entities[to].ref}`,
          );
        expect(found.sort()).toEqual(undeclared(stated, list));
      }),
      { numRuns: 300 },
    );
  });

  it('comes out the same in whatever order it is read', () => {
    fc.assert(
      fc.property(
        catalog,
        seen,
        fc.infiniteStream(fc.nat()),
        (stated, list, dice) => {
          const shuffled = <T>(items: T[]) =>
            items
              .map(item => ({ item, key: dice.next().value }))
              .sort((x, y) => x.key - y.key)
              .map(({ item }) => item);
          const entities = entitiesOf(stated);
          const lines = observed(list);
          expect(held(shuffled(entities), shuffled(lines)).territory).toEqual(
            held(entities, lines).territory,
          );
        },
      ),
    );
  });
});
