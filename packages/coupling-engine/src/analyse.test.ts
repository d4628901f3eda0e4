import * as fc from 'fast-check';
import { deserialize, serialize } from 'node:v8';
import {
  api,
  component,
  group,
  needing,
  system,
} from './__testUtils__/entities';
import { analyse } from './analyse';
import type { Phase } from './analysis';
import { PHASES } from './analysis';
import type { SourcedEntity } from './model/types';

const shop: SourcedEntity[] = [
  component('page', { owner: 'web', consumesApis: ['orders'] }),
  api('orders', { owner: 'sales' }),
  component('orders', {
    owner: 'sales',
    system: 'shop',
    providesApis: ['orders'],
    dependsOn: ['component:db'],
  }),
  component('db', { owner: 'data' }),
  system('shop', { owner: 'sales' }),
  group('web'),
  group('sales'),
  group('data'),
];

describe('analyse', () => {
  it('gives the same bytes for the same catalog in any order', () => {
    // As text: how v8 serialises an array also depends on how the array came to be.
    const text = (entities: SourcedEntity[]) =>
      JSON.stringify(analyse({ entities }));
    const expected = text(shop);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(shop, { minLength: shop.length }),
        shuffled => {
          expect(text(shuffled)).toBe(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is plain data, fit for a worker and for a blob', () => {
    const analysis = analyse({ entities: shop });
    expect(deserialize(serialize(analysis))).toEqual(analysis);
  });

  it('has a digest that changes with every coupling, owner and fact, and with nothing else', () => {
    const digest = (entities: SourcedEntity[]) =>
      analyse({ entities }).catalog.digest;
    const base = digest([needing('a', 'b'), needing('b')]);
    expect(digest([needing('b'), needing('a', 'b')])).toBe(base);
    expect(
      digest([
        component('a', { dependsOn: ['component:b'] }, { title: 'A' }),
        needing('b'),
      ]),
    ).toBe(base);
    const others = [
      digest([needing('a'), needing('b')]),
      digest([needing('a'), needing('b', 'a')]),
      digest([
        component('a', { dependsOn: ['component:b'], owner: 'x' }),
        needing('b'),
      ]),
      digest([
        component(
          'a',
          { dependsOn: ['component:b'] },
          { annotations: { 'posiwid.dev/instances': '2' } },
        ),
        needing('b'),
      ]),
      digest([
        component('a', { couplings: [{ target: 'b', strength: 'soft' }] }),
        needing('b'),
      ]),
    ];
    expect(new Set([base, ...others]).size).toBe(others.length + 1);
  });

  it('reports progress phase by phase, never backwards', () => {
    const seen: [Phase, number, number][] = [];
    analyse({ entities: shop, onProgress: (...report) => seen.push(report) });
    const position = seen.map(
      ([phase, done, total]) => PHASES.indexOf(phase) + done / total,
    );
    expect(position).toEqual([...position].sort((a, b) => a - b));
    expect(new Set(seen.map(([phase]) => phase))).toEqual(new Set(PHASES));
    expect(position[position.length - 1]).toBe(PHASES.length);
  });

  it('keeps the problems met while reading in front of its own', () => {
    const { problems } = analyse({
      entities: [needing('a', 'a')],
      problems: [
        {
          code: 'unreadable-file',
          file: 'x.yaml',
          message: 'x.yaml: not YAML',
        },
      ],
    });
    expect(problems.map(p => p.code)).toEqual([
      'unreadable-file',
      'self-dependency',
    ]);
  });

  it('counts teams as owners of something, not every group of the catalog', () => {
    const { catalog } = analyse({ entities: [...shop, group('elsewhere')] });
    expect(catalog).toMatchObject({
      entities: 4,
      couplings: 2,
      teams: 3,
      systems: 1,
      domains: 0,
    });
  });

  it('says what the map leaves out', () => {
    const { omissions } = analyse({
      entities: [
        ...shop,
        api('lonely', { definition: 'x' }),
        needing('lost', 'ghost'),
      ],
    });
    expect(
      omissions.map(({ what, missing, of }) => [what, missing, of]),
    ).toEqual([
      ['entities-without-dependencies', 2, 4],
      ['apis-without-consumers', 1, 2],
      ['apis-without-providers', 1, 2],
      ['apis-without-definition', 1, 2],
      ['entities-without-system', 5, 6],
      ['entities-without-owner', 2, 6],
      ['owners-without-members', 3, 3],
      ['references-left-out', 1, 3],
    ]);
  });

  it('says of a catalog without groups and users that its owners cannot be checked', () => {
    const { omissions } = analyse({
      entities: [component('a', { owner: 'x' })],
    });
    expect(omissions.map(o => o.what)).toContain('owners-not-defined');
  });
});
