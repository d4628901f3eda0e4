import * as fc from 'fast-check';
import { analysed, component, group, resource } from '../__testUtils__/catalog';
import { clauses, graphOf, slowFailure } from '../__testUtils__/random-graphs';
import { independenceView } from '../views/independence';
import { Ground } from './ground';

const ref = (name: string) => `component:default/${name}`;

function register(entities: unknown[], ...names: string[]) {
  const view = independenceView(analysed(entities), { refs: names.map(ref) })!;
  const row = (layer: string) => view.rows.find(r => r.layer === layer)!;
  return { view, row };
}

/** Regions that all need these, each with what is its own. */
const regions = (
  n: number,
  shared: string[],
  own: (i: number) => Record<string, any> = () => ({}),
) =>
  Array.from({ length: n }, (_, i) =>
    component(`r${i}`, {
      type: 'region',
      ...own(i),
      dependsOn: [
        ...shared,
        ...((own(i).dependsOn as string[] | undefined) ?? []),
      ],
    }),
  );
const names = ['r0', 'r1', 'r2', 'r3', 'r4'];

describe('the independence register', () => {
  it('names what alone stops five regions, layer by layer, and opens with it', () => {
    const { view, row } = register(
      [
        ...regions(5, ['component:push', 'component:who', 'component:image']),
        component('push', { type: 'config' }),
        component('who', { type: 'identity' }),
        component('image', { type: 'base-image' }),
      ],
      ...names,
    );
    expect(view.headline).toBe(
      'The five regions share three things that alone stop them all: push, who and image',
    );
    expect(row('control plane')).toMatchObject({
      verdict: 'alone',
      words: 'alone',
      parts: [
        {
          ref: ref('push'),
          members: [0, 1, 2, 3, 4],
          by: 'fails',
          grade: 'declared',
          way: [ref('r0'), ref('push')],
        },
      ],
    });
    expect(row('image').parts[0]).toMatchObject({ by: 'changes' });
    expect(row('messaging')).toMatchObject({
      verdict: 'no-data',
      words: 'nothing stated',
      parts: [],
    });
  });

  it('says that each has its own, and which some share', () => {
    const entities = [
      ...regions(4, [], i => ({
        dependsOn: [`resource:db${i}`, `resource:bus${Math.floor(i / 2)}`],
      })),
      ...[0, 1, 2, 3].map(i => resource(`db${i}`, { type: 'database' })),
      ...[0, 1].map(i => resource(`bus${i}`, { type: 'queue' })),
    ];
    const { view, row } = register(entities, 'r0', 'r1', 'r2', 'r3');
    expect(row('data')).toMatchObject({ verdict: 'apart', words: '4 apart' });
    expect(row('messaging')).toMatchObject({
      verdict: 'partly',
      words: '2 of 4 share',
    });
    expect(view.headline).toBe(
      'The four regions share nothing declared that alone stops them all; some of them share a part in messaging',
    );
  });

  it('takes two of a redundancy group for a pair, and what is below both for alone', () => {
    const dns = (name: string) =>
      component(name, {
        type: 'dns',
        'posiwid.dev/redundancy-group': 'names',
        dependsOn: ['component:zone'],
      });
    const { row } = register(
      [
        ...regions(2, ['component:ns-a', 'component:ns-b']),
        dns('ns-a'),
        dns('ns-b'),
        component('zone', { type: 'database' }),
      ],
      'r0',
      'r1',
    );
    expect(row('DNS')).toMatchObject({ verdict: 'several', words: 'a pair' });
    expect(row('DNS').parts[0]).toMatchObject({
      by: 'fails',
      mechanism: 'any 1 of 2 is enough',
    });
    expect(row('data')).toMatchObject({ verdict: 'alone' });
  });

  it('says of what stops only some of those that rest on it how many it stops', () => {
    const { row, view } = register(
      [
        component('a', { dependsOn: ['resource:db'] }),
        component('b', {
          dependsOn: ['resource:db'],
          'posiwid.dev/dependency-strength': 'soft',
          'posiwid.dev/external-party': 'Us',
        }),
        resource('db', { type: 'database' }),
      ],
      'a',
      'b',
    );
    expect(row('data')).toMatchObject({
      verdict: 'partly',
      words: 'stops 1 of 2',
    });
    expect(row('data').parts[0].mechanism).toBe('stops 1 of 2 alone');
    expect(view.headline).toBe(
      'a and b share nothing declared that alone stops both; some of them share a part in data',
    );
  });

  it('says "degrades" of what is needed softly', () => {
    const { row, view } = register(
      [
        ...regions(2, ['resource:cache'], () => ({
          'posiwid.dev/dependency-strength': 'soft',
        })),
        resource('cache', { type: 'cache' }),
      ],
      'r0',
      'r1',
    );
    expect(row('data')).toMatchObject({ verdict: 'alone', words: 'degrades' });
    expect(view.headline).toContain('nothing declared that alone stops both');
  });

  it('folds a thing under the thing of its layer that every way to it goes through', () => {
    const chain = Array.from({ length: 60 }, (_, i) =>
      component(`lib${i}`, {
        type: 'library',
        dependsOn: i < 59 ? [`component:lib${i + 1}`] : [],
      }),
    );
    const { row, view } = register(
      [...regions(2, ['component:lib0']), ...chain],
      'r0',
      'r1',
    );
    expect(row('library').parts.map(part => part.name)).toEqual(['lib0']);
    expect(view.omissions).toContainEqual(
      expect.objectContaining({ what: 'folded-parts', missing: 59 }),
    );
  });

  it('lists eight parts of a layer and counts the rest', () => {
    const libraries = Array.from({ length: 20 }, (_, i) => `component:lib${i}`);
    const { row, view } = register(
      [
        ...regions(2, libraries),
        ...libraries.map(name =>
          component(name.slice('component:'.length), { type: 'library' }),
        ),
      ],
      'r0',
      'r1',
    );
    expect(row('library').parts).toHaveLength(8);
    expect(row('library').words).toBe('20 things');
    expect(view.headline).toContain('share 20 things that alone stop both');
    expect(view.omissions).toContainEqual(
      expect.objectContaining({ what: 'unlisted-parts', missing: 12 }),
    );
  });

  it('reads channels, and keeps a staged one out of what stops all', () => {
    const fed = (pace: string) =>
      register(
        [
          ...regions(2, [], () => ({
            'posiwid.dev/change-channel': 'component:pipe',
          })),
          component('pipe', {
            type: 'service',
            'posiwid.dev/change-pace': pace,
            'posiwid.dev/known-limit': 'no canary yet',
          }),
        ],
        'r0',
        'r1',
      );
    const all = fed('all-at-once');
    expect(all.row('change')).toMatchObject({
      verdict: 'alone',
      words: 'alone',
      parts: [{ name: 'pipe', by: 'changes', accepted: 'no canary yet' }],
    });
    expect(all.view.headline).toContain(
      'one thing that alone stops both: pipe',
    );
    const staged = fed('staged-checked');
    expect(staged.row('change')).toMatchObject({ words: 'staged-checked' });
    expect(staged.row('change').parts[0].mechanism).toBe(
      'staged-checked (stated on it)',
    );
    expect(staged.view.headline).toContain('nothing');
  });

  it('says where a mechanism is stated: on the coupling, on the thing, or by a library', () => {
    const { row } = register(
      [
        component('a', {
          dependsOn: ['resource:db', 'component:who', 'component:client'],
          couplings: [{ target: 'resource:db', mechanisms: ['timeout'] }],
        }),
        component('b', { dependsOn: ['resource:db', 'component:who'] }),
        resource('db', {
          type: 'database',
          'posiwid.dev/mechanisms': 'bulkhead',
        }),
        component('who', { type: 'identity' }),
        component('client', {
          type: 'library',
          'posiwid.dev/mechanisms': 'circuit-breaker, retry',
        }),
      ],
      'a',
      'b',
    );
    expect(row('data').parts[0].mechanism).toBe(
      'timeout (stated on the coupling)',
    );
    expect(row('access').parts[0].mechanism).toBe(
      'circuit-breaker, retry (inherited from client)',
    );
  });

  it('holds failure domains against each other, and calls what nobody states assumed', () => {
    const inDomain = (...domains: (string | undefined)[]) =>
      register(
        regions(domains.length, [], i =>
          domains[i] ? { 'posiwid.dev/failure-domain': domains[i] } : {},
        ),
        ...names.slice(0, domains.length),
      ).row('failure domain');
    expect(inDomain('eu/a', 'us/b', 'ap/c')).toMatchObject({
      verdict: 'apart',
      words: '3 apart',
    });
    expect(inDomain('eu/a', 'eu/b')).toMatchObject({
      verdict: 'alone',
      parts: [{ name: 'eu' }, { name: 'eu/a' }, { name: 'eu/b' }],
    });
    expect(inDomain('eu/a', undefined)).toMatchObject({
      verdict: 'assumed',
      words: 'stated for 1 of 2',
    });
    expect(inDomain(undefined, undefined)).toMatchObject({
      verdict: 'assumed',
      words: 'not stated',
    });
  });

  it('reads teams, outside parties, clocks and watchers', () => {
    const { row, view } = register(
      [
        group('edge'),
        ...regions(2, ['resource:line'], () => ({ owner: 'edge' })),
        resource('line', {
          type: 'network',
          'posiwid.dev/external-party': 'Telco Ltd',
        }),
        component('sweeper', {
          'posiwid.dev/runs-at': '0 3 * * *',
          'posiwid.dev/acts-on': 'component:r0, component:r1',
        }),
        component('eyes', {
          'posiwid.dev/watches': 'component:r0, component:r1',
        }),
      ],
      'r0',
      'r1',
    );
    expect(row('team')).toMatchObject({
      verdict: 'alone',
      words: 'one team',
      parts: [{ by: 'decides', ref: 'group:default/edge' }],
    });
    expect(row('outside party').parts[0]).toMatchObject({
      name: 'Telco Ltd',
      members: [0, 1],
    });
    expect(row('clock').parts[0]).toMatchObject({
      ref: ref('sweeper'),
      by: 'changes',
    });
    expect(row('observability')).toMatchObject({ words: 'degrades' });
    expect(view.headline).toContain(
      'share one thing that alone stops both: line',
    );
  });

  it('neither names nor shows a way over what the reader may not see', () => {
    const analysis = analysed([
      component('a', { dependsOn: ['component:gate'] }),
      component('b', { dependsOn: ['component:gate'] }),
      component('gate', { type: 'gateway', dependsOn: ['component:secret'] }),
      component('secret', {
        type: 'identity',
        dependsOn: ['resource:db'],
      }),
      resource('db', { type: 'database' }),
    ]);
    const view = independenceView(
      analysis,
      { refs: [ref('a'), ref('b')] },
      { visible: seen => seen !== ref('secret') },
    )!;
    expect(JSON.stringify(view)).not.toContain('secret');
    expect(view.hidden).toBe(1);
    expect(
      independenceView(
        analysis,
        { refs: [ref('secret')] },
        { visible: seen => seen !== ref('secret') },
      ),
    ).toBeUndefined();
  });

  it('counts a member among those that rest on it when another member needs it', () => {
    const { row } = register(
      [component('a', { dependsOn: ['component:b'] }), component('b')],
      'a',
      'b',
    );
    expect(row('service')).toMatchObject({
      verdict: 'alone',
      parts: [{ ref: ref('b'), members: [0, 1], way: [ref('a'), ref('b')] }],
    });
  });

  it('does not depend on names, nor on the order of reading', () => {
    const entities = [
      ...regions(3, ['component:x', 'resource:y']),
      component('x', { type: 'config', dependsOn: ['resource:y'] }),
      resource('y', { type: 'database' }),
    ];
    const refs = { refs: ['r0', 'r1', 'r2'].map(ref) };
    expect(independenceView(analysed(entities), refs)).toEqual(
      independenceView(analysed([...entities].reverse()), refs),
    );
  });

  it('finds the closure and the harm of random graphs as their definitions do', () => {
    fc.assert(
      fc.property(
        clauses(9).chain(stated =>
          fc.tuple(
            fc.constant(stated),
            fc.uniqueArray(fc.nat(stated.nodes - 1), {
              minLength: 1,
              maxLength: 4,
            }),
          ),
        ),
        ([stated, members]) => {
          const ground = new Ground(graphOf(stated), members);
          const closures = members.map(member => {
            const seen = new Set([member]);
            for (const e of seen) {
              stated.of[e].forEach(c => c.members.forEach(m => seen.add(m)));
            }
            return seen;
          });
          for (let e = 0; e < stated.nodes; e++) {
            const sharers = members.flatMap((_, i) =>
              closures[i].has(e) ? [i] : [],
            );
            expect(ground.sharers.get(e) ?? []).toEqual(sharers);
            const slow = slowFailure(stated, [e]);
            const failed = new Set([e, ...slow.fails]);
            expect(ground.harmOf(e)).toEqual({
              fails: members.flatMap((m, i) => (failed.has(m) ? [i] : [])),
              degrades: members.flatMap((m, i) =>
                slow.degrades.includes(m) ? [i] : [],
              ),
            });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
