import fc from 'fast-check';
import type { RequiredMechanism } from '../../policy/policy';
import {
  analysed,
  component,
  entity,
  groups,
  resource,
} from '../../__testUtils__/catalog';

const TEAMS = ['a', 'b'];
const DOMAINS = ['shop', 'cart'];
/** `cart` is a part of `shop`. */
const ABOVE: Record<string, string[]> = {
  shop: ['shop'],
  cart: ['cart', 'shop'],
};
const WORDS = ['timeout', 'circuit-breaker'];

const raisedFor = (
  entities: unknown[],
  requiredMechanisms: RequiredMechanism[] = [],
) =>
  analysed(entities, { requiredMechanisms }).findings.filter(
    ({ rule }) => rule === 'missing-mechanism',
  );

const across: RequiredMechanism[] = [
  { mechanism: 'timeout', on: 'across-teams' },
];
const pair = (own = {}, theirs = {}) => [
  ...groups('a', 'b'),
  component('caller', { owner: 'a', dependsOn: ['resource:db'], ...own }),
  resource('db', { owner: 'b', type: 'database', ...theirs }),
];

describe('missing-mechanism', () => {
  it('is silent where nothing is required', () => {
    expect(raisedFor(pair())).toEqual([]);
  });

  it('says of the target how many couplings to it nothing is known on', () => {
    const [found, ...others] = raisedFor(pair(), across);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      category: 'mechanism',
      title: 'db: timeout is required on 1 coupling to it, and not known on 1',
      subjects: ['resource:default/db'],
      chain: ['component:default/caller', 'resource:default/db'],
    });
  });

  it.each([
    ['the dependent states it', { 'posiwid.dev/mechanisms': 'timeout' }, {}],
    ['the target states it', {}, { 'posiwid.dev/mechanisms': 'timeout' }],
    [
      'the coupling states it',
      {
        dependsOn: [],
        couplings: [{ to: 'resource:db', mechanisms: ['timeout'] }],
      },
      {},
    ],
    ['the coupling is soft', { 'posiwid.dev/dependency-strength': 'soft' }, {}],
    ['one team owns both', { owner: 'b' }, {}],
    ['nobody is known to own one of them', { owner: undefined }, {}],
    ['what is needed is inert', {}, { type: 'library' }],
  ])('is silent when %s', (_, own, theirs) => {
    expect(raisedFor(pair(own, theirs), across)).toEqual([]);
  });

  it('is silent when a shared library or channel states it', () => {
    const platform = { 'posiwid.dev/mechanisms': 'timeout' };
    const library = [
      ...pair({ dependsOn: ['resource:db', 'component:client'] }),
      component('client', { owner: 'b', type: 'library', ...platform }),
    ];
    const channel = [
      ...pair({ 'posiwid.dev/change-channel': 'component:pipeline' }),
      component('pipeline', { owner: 'b', ...platform }),
    ];
    expect(raisedFor(library, across)).toEqual([]);
    expect(raisedFor(channel, across)).toEqual([]);
  });

  it('is raised on couplings to things of a type, and from a domain with those below it', () => {
    const found = (on: string) =>
      raisedFor(pair(), [{ mechanism: 'timeout', on }]).length;
    expect(found('type:database')).toBe(1);
    expect(found('type:queue')).toBe(0);
    expect(found('all')).toBe(1);
    expect(found('domain:default/shop')).toBe(0);
  });

  it('tells the worst targets one by one and counts the others', () => {
    const many = Array.from({ length: 20 }, (_, i) => [
      component(`c${i}`, { owner: 'a', dependsOn: [`resource:r${i}`] }),
      resource(`r${i}`, { owner: 'b' }),
    ]).flat();
    const found = raisedFor([...groups('a', 'b'), ...many], across);
    expect(found).toHaveLength(13);
    expect(found.some(({ title }) => /8 more cases/.test(title))).toBe(true);
  });

  it('finds what a look at every coupling finds', () => {
    const node = fc.record({
      owner: fc.option(fc.constantFrom(...TEAMS), { nil: undefined }),
      domain: fc.option(fc.constantFrom(...DOMAINS), { nil: undefined }),
      type: fc.constantFrom('service', 'database', 'library'),
      states: fc.subarray(WORDS),
      needs: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
    });
    const requirement = fc.record({
      mechanism: fc.constantFrom(...WORDS),
      on: fc.constantFrom(
        'all',
        'across-teams',
        'type:database',
        ...DOMAINS.map(name => `domain:default/${name}`),
      ),
    });
    const ofDomain = fc.option(fc.subarray(WORDS, { minLength: 1 }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        fc.array(node, { minLength: 6, maxLength: 6 }),
        fc.array(requirement, { maxLength: 3 }),
        ofDomain,
        (nodes, required, shopAsks) => {
          const catalog = [
            ...groups(...TEAMS),
            ...DOMAINS.map(name => ({
              ...entity('Domain', name, {
                ...(name === 'shop' && shopAsks
                  ? {
                      'posiwid.dev/policy': JSON.stringify({
                        requiredMechanisms: shopAsks.map(mechanism => ({
                          mechanism,
                        })),
                      }),
                    }
                  : {}),
              }),
              spec: name === 'cart' ? { subdomainOf: 'shop' } : {},
            })),
            ...DOMAINS.map(name => ({
              ...entity('System', `${name}-system`),
              spec: { domain: name },
            })),
            ...nodes.map(({ owner, domain, type, states, needs }, i) =>
              component(`n${i}`, {
                ...(owner ? { owner } : {}),
                ...(domain ? { system: `${domain}-system` } : {}),
                type,
                ...(states.length > 0
                  ? { 'posiwid.dev/mechanisms': states.join(',') }
                  : {}),
                dependsOn: needs
                  .filter(need => need !== i)
                  .map(need => `component:n${need}`),
              }),
            ),
          ];
          const asked = (i: number, to: number) => {
            const [from, target] = [nodes[i], nodes[to]];
            const around = from.domain ? ABOVE[from.domain] : [];
            const holds: Record<string, boolean> = {
              all: true,
              'across-teams':
                from.owner !== undefined &&
                target.owner !== undefined &&
                from.owner !== target.owner,
              'type:database': target.type === 'database',
              'domain:default/shop': around.includes('shop'),
              'domain:default/cart': around.includes('cart'),
            };
            return [
              ...required.filter(({ on }) => holds[on]),
              ...(around.includes('shop') ? shopAsks ?? [] : []).map(
                mechanism => ({ mechanism }),
              ),
            ].map(({ mechanism }) => mechanism);
          };
          const isKnown = (i: number, to: number, mechanism: string) =>
            nodes[i].states.includes(mechanism) ||
            nodes[to].states.includes(mechanism) ||
            nodes[i].needs.some(
              need =>
                need !== i &&
                nodes[need].type === 'library' &&
                nodes[need].states.includes(mechanism),
            );
          const expected = nodes.flatMap((target, to) => {
            if (target.type === 'library') return [];
            const users = nodes.flatMap((user, i) =>
              i !== to && user.needs.includes(to) ? [i] : [],
            );
            const meant = users.filter(i => asked(i, to).length > 0);
            const without = meant.filter(i =>
              asked(i, to).some(mechanism => !isKnown(i, to, mechanism)),
            );
            const words = WORDS.filter(mechanism =>
              meant.some(
                i =>
                  asked(i, to).includes(mechanism) &&
                  !isKnown(i, to, mechanism),
              ),
            ).sort();
            if (without.length === 0) return [];
            return [
              `n${to}: ${words.join(' and ')} ${
                words.length === 1 ? 'is' : 'are'
              } required on ${meant.length} coupling${
                meant.length === 1 ? '' : 's'
              } to it, and not known on ${without.length}`,
            ];
          });
          expect(
            raisedFor(catalog, required)
              .map(({ title }) => title)
              .sort(),
          ).toEqual(expected.sort());
        },
      ),
      { numRuns: 200 },
    );
  });
});
