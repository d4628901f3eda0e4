import { analyse } from '../../analyse';
import type { Calls, Observation } from '../../evidence';
import {
  ALL_ALONG,
  AT,
  daysBefore,
  fullRef,
  often,
} from '../../territory/__testUtils__/held';
import { api, component, groups } from '../../__testUtils__/catalog';
import type { Finding } from '../types';

const CROWD = Array.from({ length: 6 }, (_, i) =>
  component(`user-${i}`, { owner: 'web', dependsOn: ['component:shop'] }),
);
const SHOP = [
  ...groups('web', 'pay', 'search'),
  ...CROWD,
  component('shop', { owner: 'web', dependsOn: ['component:cart'] }),
  component('cart', { owner: 'web' }),
  component('finder', { owner: 'search', dependsOn: ['component:cart'] }),
  component('ledger', { owner: 'pay', providesApis: ['entries'] }),
  api('entries', { owner: 'pay' }),
];

function analysed(entities: unknown[], observations: Observation[]) {
  return analyse({
    entities: entities.map(entity => ({ entity })),
    observations,
    at: AT,
  });
}

const raised = (
  rule: string,
  entities: unknown[],
  observations: Observation[],
): Finding[] =>
  analysed(entities, observations).findings.filter(f => f.rule === rule);

const mentions = (finding: Finding, name: string) =>
  JSON.stringify([finding.title, finding.summary]).includes(name);

describe('undeclared-coupling', () => {
  const undeclared = (observations: Observation[]) =>
    raised('undeclared-coupling', SHOP, observations);

  it('names caller and target, when last, how often, and the exact number that would fall besides', () => {
    const [found, ...others] = undeclared(often('shop', 'ledger'));
    expect(others).toEqual([]);
    expect(found.title).toBe('shop calls ledger, and nobody declares it');
    // shop, and its six users.
    expect(found.summary).toContain('ledger stops 7 more entities of 1 team');
    expect(found.reach).toMatchObject({ fails: 7, degrades: 0, teams: 1 });
    expect(found.chain).toEqual([fullRef('shop'), fullRef('ledger')]);
    expect(found.steps[0]).toMatchObject({ grade: 'observed' });
    expect(found.evidence[0]).toMatchObject({
      grade: 'observed',
      source: 'mesh',
      at: daysBefore(1, 2),
      detail:
        'shop: 300 requests in 3 of 3 windows since 2026-10-29; last seen 2026-10-31, today',
    });
    expect(found.interventions.map(({ leverage }) => leverage)).toEqual([
      'information-flow',
      'rule',
    ]);
  });

  it('is one finding a target, whoever calls it and whether by its API or not', () => {
    const found = undeclared([
      ...often('shop', 'ledger'),
      ...often('finder', 'api:default/entries'),
      ...often('cart', 'ledger'),
    ]);
    expect(found.map(({ title }) => title)).toEqual([
      'ledger is called by 3 entities of 2 other teams that do not declare it',
    ]);
    expect(found[0].subjects).toHaveLength(4);
  });

  it('is worse the more falls besides, and says so when nothing would', () => {
    const score = (from: string) => undeclared(often(from, 'ledger'))[0].score;
    expect(score('shop')).toBeGreaterThan(score('finder'));
    const [none] = undeclared(often('shop', 'finder')).filter(f =>
      mentions(f, 'finder'),
    );
    expect(none.summary).toContain('more entities');
    const [inside] = raised(
      'undeclared-coupling',
      [
        ...groups('web'),
        component('a', { owner: 'web', dependsOn: ['component:b'] }),
        component('b', { owner: 'web', dependsOn: ['component:c'] }),
        component('c', { owner: 'web' }),
      ],
      often('a', 'c'),
    );
    expect(inside.summary).toContain('would add nothing to what falls');
    expect(inside.summary).toContain('over one other entity');
    expect(inside.reach).toBeUndefined();
  });

  it('says of a hop that what is declared was seen behind it, and shows the whole way', () => {
    const [found] = raised(
      'undeclared-coupling',
      [
        component('a', { dependsOn: ['component:b'] }),
        component('b'),
        component('proxy'),
      ],
      [...often('a', 'proxy'), ...often('proxy', 'b')],
    ).filter(({ chain }) => chain[0] === fullRef('a'));
    expect(found.summary).toContain('it may be the way there and no more');
    expect(found.chain).toEqual(['a', 'proxy', 'b'].map(fullRef));
  });

  it.each<[string, Observation[]]>([
    ['too few requests', often('shop', 'ledger', [1, 2, 3], { requests: 5 })],
    ['too few windows', often('shop', 'ledger', [1, 2])],
    ['too few days', often('shop', 'ledger', [1, 1, 1])],
    ['long over', often('shop', 'ledger', [200, 201, 202])],
    ['declared', often('shop', 'cart')],
  ])('is silent about what is %s', (_, observations) => {
    expect(undeclared(observations)).toEqual([]);
  });

  it('believes one incident, at the grade of what was tested', () => {
    const [found] = undeclared([
      {
        source: 'pager',
        id: '1',
        kind: 'incident',
        at: daysBefore(3),
        entities: [fullRef('shop')],
        startedAt: daysBefore(3),
        coupling: { from: fullRef('shop'), to: fullRef('ledger') },
      },
    ]);
    expect(found.evidence[0].grade).toBe('tested');
    expect(found.title).toBe('shop reaches ledger, and nobody declares it');
  });

  it('names nothing that the catalog does not have, and counts it', () => {
    const { findings, omissions } = analysed(SHOP, [
      ...often('shop', 'secret-thing'),
      ...often('secret-thing', 'ledger'),
    ]);
    expect(JSON.stringify([findings, omissions])).not.toContain('secret');
    expect(
      omissions.find(({ what }) => what === 'observed-couplings-unplaced'),
    ).toMatchObject({ missing: 2, of: 2 });
  });

  it('has the same id whoever else calls, and leaves what falls with what alone', () => {
    const one = analysed(SHOP, often('shop', 'ledger'));
    const two = analysed(SHOP, [
      ...often('finder', 'ledger'),
      ...often('shop', 'ledger'),
    ]);
    const id = ({ findings }: typeof one) =>
      findings.find(({ rule }) => rule === 'undeclared-coupling')!.id;
    expect(id(one)).toBe(id(two));
    expect(one.structure).toEqual(analysed(SHOP, []).structure);
    expect(one.catalog.digest).toBe(analysed(SHOP, []).catalog.digest);
  });
});

describe('phantom-coupling', () => {
  const needs = (name: string, ...targets: string[]) =>
    component(name, { dependsOn: targets.map(t => `component:${t}`) });
  const entities = [
    needs('shop', 'cart', 'pricing'),
    needs('finder', 'cart', 'pricing'),
    needs('till', 'cart'),
    component('cart'),
    component('pricing'),
  ];
  const phantoms = (observations: Calls[]) =>
    raised('phantom-coupling', entities, observations);
  const tillAndCart = often('till', 'cart', ALL_ALONG);

  it('folds callers of one target, and stays low: what was not seen may be needed', () => {
    const found = phantoms([
      ...often('shop', 'pricing', ALL_ALONG),
      ...often('finder', 'pricing', ALL_ALONG),
      ...tillAndCart,
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      title:
        '2 entities declare that they need cart, and none was seen calling it',
      severity: 'low',
    });
    expect(found[0].evidence[0]).toMatchObject({ source: 'mesh', at: AT });
  });

  it('is told of the caller where it is one', () => {
    const [found] = phantoms([
      ...often('finder', 'pricing', ALL_ALONG),
      ...tillAndCart,
    ]);
    expect(found.title).toBe(
      'finder declares that it needs cart, and was never seen calling it',
    );
    expect(found.chain).toEqual([fullRef('finder'), fullRef('cart')]);
  });

  it('is silent without traffic', () => {
    expect(phantoms([])).toEqual([]);
  });
});

describe('stale', () => {
  const staleIn = (entities: unknown[], observations: Observation[]) =>
    raised('stale', entities, observations);

  it('tells all old drills in one finding', () => {
    const old = Array.from({ length: 9 }, (_, i) =>
      component(`old-${i}`, { 'posiwid.dev/drilled': '2020-05-05 passed' }),
    );
    const found = staleIn(old, []);
    expect(found).toHaveLength(1);
    expect(found[0].title).toBe(
      'old-0, old-1, old-2 and 6 more: last drilled more than 365 days ago',
    );
    expect(found[0].evidence[0].detail).toMatch(/2,371 days ago; expired$/);
  });

  it('tells a kind of evidence that stopped, and since when', () => {
    const [found] = staleIn(SHOP, often('shop', 'cart', [120, 130, 140]));
    expect(found.title).toBe(
      'No call was reported since 2026-07-04 by what told of cart and shop',
    );
  });

  it('names nothing when all that was told of is unknown', () => {
    expect(staleIn(SHOP, often('x', 'y', [120, 130, 140]))).toEqual([]);
  });
});
