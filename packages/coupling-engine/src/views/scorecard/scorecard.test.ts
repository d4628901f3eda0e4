import { component, entity, group, groups } from '../../__testUtils__/catalog';
import {
  ago,
  analysedWith,
  deployment,
  incident,
} from '../../purpose/__testUtils__/judged';
import { PROPERTY_IDS } from '../../purpose/emergence';
import { scorecardList } from './scorecardList';
import { PLATFORM } from './types';
import { scorecardView } from './scorecardView';

const SHOP = 'system:default/shop';
const CLAIMS =
  'availability >= 99.9% over 30d\nrecovers within 1h\nisolated from zebra-search\nsurvives loss of zone\ndeploys independently\nowned';

/** Names that are no part of any other word that a scorecard has. */
const catalog = () => [
  ...groups('sales', 'infra'),
  group('north', 'sales'),
  entity('Domain', 'retail', {
    owner: 'sales',
    'posiwid.dev/claims': 'owned',
  }),
  {
    ...entity('System', 'shop', {
      owner: 'sales',
      'posiwid.dev/purpose': 'Take an order from any shopper.',
      'posiwid.dev/claims': CLAIMS,
    }),
    spec: { owner: 'sales', domain: 'retail' },
  },
  component('kiwi-cart', {
    owner: 'north',
    system: 'shop',
    dependsOn: ['component:lemur-registry', 'component:panda-lib'],
    'posiwid.dev/failure-domain': 'eu/a',
    'posiwid.dev/mechanisms': 'timeout',
  }),
  component('okapi-web', {
    owner: 'sales',
    system: 'shop',
    dependsOn: ['component:kiwi-cart', 'component:panda-lib'],
  }),
  component('lemur-registry', {
    owner: 'infra',
    'posiwid.dev/kill-switch': 'flag',
  }),
  component('zebra-search', {
    owner: 'infra',
    dependsOn: ['component:lemur-registry', 'component:panda-lib'],
  }),
  component('panda-lib', {
    owner: 'infra',
    type: 'library',
    'posiwid.dev/mechanisms': 'circuit-breaker',
  }),
  component('heron-pipeline', {
    owner: 'infra',
    system: 'delivery',
    'posiwid.dev/supports': 'deployment',
  }),
  {
    ...entity('System', 'delivery', {
      owner: 'infra',
      'posiwid.dev/claims': 'change-failure-rate <= 5%',
    }),
    spec: { owner: 'infra' },
  },
];

/** A release of the library makes three deploy in one hour; everything else at its own time. */
function observations() {
  const releases = Array.from({ length: 30 }, (_, i) => 10 * i + 5);
  const inStep = ['kiwi-cart', 'okapi-web', 'zebra-search'].flatMap((name, n) =>
    releases.map((day, i) =>
      deployment(
        name,
        ago(day, 9 + (i % 7) + n / 10),
        i % 4 === 0 ? 'failed' : 'succeeded',
      ),
    ),
  );
  const others = Array.from({ length: 200 }, (_, i) =>
    deployment('lemur-registry', ago(i + 1, 9 + ((i * 5) % 9))),
  );
  return [
    incident(['heron-pipeline'], 360, 0.2),
    incident(['kiwi-cart', 'zebra-search'], 100, 2, {
      triggerRemovedAt: ago(100, 0.2),
    }),
    incident(['kiwi-cart', 'zebra-search'], 20, 3),
    incident(['okapi-web'], 15, 0.1),
    {
      kind: 'drill',
      at: ago(9),
      entities: ['lemur-registry'],
      induced: 'kill switch thrown',
      outcome: 'passed',
    },
    ...inStep,
    ...others,
  ];
}

const analysis = analysedWith(catalog(), observations());
const view = (ref: string, hidden?: string) =>
  scorecardView(analysis, ref, {
    visible: one => one !== hidden,
  });

describe('the list of scorecards', () => {
  it('has the most contradicted first, and counts promises over all', () => {
    const list = scorecardList(analysis, { limit: 1 });
    expect(list).toMatchObject({ total: 3, hidden: 0 });
    expect(list.items.map(({ ref }) => ref)).toEqual([SHOP]);
    const all = scorecardList(analysis);
    expect(all.items[0]).toMatchObject({
      title: 'shop',
      worst: 'contradicted',
      stated: 'Take an order from any shopper.',
    });
    expect(all.items[0].indicted[0].name).toBe('lemur-registry');
    const promises = Object.values(all.verdicts).reduce((a, b) => a + b, 0);
    expect(promises).toBe(8);
    expect(all.headline).toMatch(/^\d of 8 promises are contradicted/);
  });

  it('filters by team, kind, verdict and text, and keeps what may not be seen', () => {
    const refs = (options: Parameters<typeof scorecardList>[1]) =>
      scorecardList(analysis, options).items.map(({ ref }) => ref);
    expect(refs({ teams: new Set(['group:default/infra']) })).toEqual([
      'system:default/delivery',
    ]);
    expect(refs({ teams: new Set(['none']) })).toEqual([]);
    expect(refs({ kinds: ['domain'] })).toEqual(['domain:default/retail']);
    expect(refs({ verdicts: ['unproven'] })).toContain(SHOP);
    expect(refs({ verdicts: ['expired'] })).toEqual([]);
    expect(refs({ q: 'SHO' })).toEqual([SHOP]);
    expect(
      scorecardList(analysis, { visible: ref => ref !== SHOP }),
    ).toMatchObject({ total: 2, hidden: 1 });
  });

  it('of a catalog that says nothing is empty, and counts who is depended on', () => {
    const silent = analysedWith([
      component('a', { dependsOn: ['component:b'] }),
      component('b'),
    ]);
    expect(scorecardList(silent)).toMatchObject({
      items: [],
      unstated: 1,
      headline: 'Nothing here says what it is for',
    });
  });
});

describe('one scorecard', () => {
  it('says what is stated and what it does, and each clause leads to its promise', () => {
    const found = view(SHOP)!;
    expect(found).toMatchObject({
      kind: 'system',
      title: 'shop',
      stated: {
        text: 'Take an order from any shopper.',
        by: [{ ref: 'group:default/sales' }],
      },
      within: [
        { ref: 'domain:default/retail', how: 'part of' },
        { ref: 'system:default/delivery', how: 'ships through' },
      ],
    });
    expect(found.does).toMatch(/^Stops whenever lemur-registry stops, /);
    for (const { text, promise } of found.clauses) {
      expect(found.does.toLowerCase()).toContain(text.toLowerCase());
      expect(found.promises[promise].verdict).toBe('contradicted');
    }
    expect(found.clauses.length).toBeGreaterThan(1);
  });

  it('has behind every verdict a picture, words, and the observations it was judged by', () => {
    const { promises } = view(SHOP)!;
    for (const promise of promises) {
      expect(promise.words).not.toBe('');
      expect(promise.title).not.toBe('');
      expect(promise.evidence.length).toBe(Math.min(20, promise.observations));
      expect([promise.observations > 0, promise.grade]).not.toEqual([
        true,
        undefined,
      ]);
    }
    const [availability] = promises.filter(p => p.measure === 'availability');
    expect(availability).toMatchObject({
      verdict: 'contradicted',
      grade: 'tested',
      newest: ago(15, 0.1),
      observations: 3,
      indicts: {
        by: 'failure',
        way: [{ name: 'kiwi-cart' }, { name: 'lemur-registry' }],
        others: [{ name: 'zebra-search' }],
      },
      picture: { kind: 'months' },
    });
    expect(availability.move!.findings).toContain(availability.findings[0]);
  });

  it('is held to the promises of what it is in and ships through', () => {
    const others = view(SHOP)!.promises.filter(({ of }) => of);
    expect(others.map(({ of }) => of!.ref).sort()).toEqual([
      'domain:default/retail',
      'system:default/delivery',
    ]);
    const { verdicts, promises } = view(SHOP)!;
    expect(Object.values(verdicts).reduce((a, b) => a + b, 0)).toBe(
      promises.length,
    );
  });

  it('says of an open promise what would settle it', () => {
    const [owned] = view(SHOP)!.promises.filter(p => p.measure === 'owned');
    expect(owned).toMatchObject({
      verdict: 'unproven',
      picture: { kind: 'no-data' },
      move: { kind: 'confirm-owner', leverage: 'information-flow' },
    });
  });

  it.each([
    ['component:default/kiwi-cart', 'entity'],
    [SHOP, 'system'],
    ['domain:default/retail', 'domain'],
    ['group:default/sales', 'team'],
    [PLATFORM, 'platform'],
  ])('%s has the five properties, in order', (ref, kind) => {
    const found = view(ref)!;
    expect(found.kind).toBe(kind);
    expect(found.properties.map(({ id }) => id)).toEqual([...PROPERTY_IDS]);
    for (const { trend } of found.properties) expect(trend).toHaveLength(12);
  });

  it('of a team holds what its child groups own; of a domain what is in its systems', () => {
    const lost = (ref: string) => view(ref)!.properties[0].words;
    expect(lost('group:default/sales')).toBe(lost(SHOP));
    expect(lost('domain:default/retail')).toBe(lost(SHOP));
    expect(lost('group:default/north')).toBe(
      lost('component:default/kiwi-cart'),
    );
    expect(view('domain:default/retail')!.members.map(m => m.ref)).toEqual([
      SHOP,
    ]);
    expect(view(PLATFORM)!.members).toHaveLength(3);
  });

  it('knows what is not there', () => {
    expect(view('component:default/nothing')).toBeUndefined();
    expect(view(SHOP, SHOP)).toBeUndefined();
    const silent = scorecardView(analysedWith(catalog()), SHOP)!;
    expect(silent.properties[0]).toMatchObject({ words: 'no data' });
    expect(silent.does).toMatch(/^Falls with the loss of eu\/a/);
    expect(silent.omissions.map(({ what }) => what)).toContain(
      'no-observations',
    );
  });

  it('counts mechanisms by the strongest way in which each is known', () => {
    const { couplings, rows } = view(SHOP)!.mechanisms;
    expect(couplings).toBe(2);
    const of = (name: string) => rows.find(r => r.mechanism === name);
    // One coupling ends at what a drill switched off; both dependents link the library; the cart states a timeout on both ends.
    expect(of('kill-switch')).toMatchObject({ observed: 1, unknown: 1 });
    expect(of('circuit-breaker')).toMatchObject({ inherited: 2 });
    expect(of('timeout')).toMatchObject({ stated: 2 });
    expect(of('bulkhead')).toMatchObject({ unknown: 2 });
  });
});

describe('what a reader may not see', () => {
  const names = analysis.model.entities.map(({ name, ref }) => ({ name, ref }));
  const refs = [
    SHOP,
    'domain:default/retail',
    'system:default/delivery',
    'group:default/sales',
    PLATFORM,
    ...names.map(({ ref }) => ref),
  ];
  /** What the subject itself states can be read where it is stated. */
  const stated = (text: string) =>
    text
      .split('isolated from zebra-search')
      .join('')
      .split('zebra-search is down')
      .join('')
      .split('take zebra-search away')
      .join('');

  it.each(names)('is named nowhere: $name', ({ name, ref }) => {
    for (const subject of refs) {
      const text = JSON.stringify(view(subject, ref) ?? {});
      expect(stated(text)).not.toContain(name);
    }
    const list = scorecardList(analysis, { visible: one => one !== ref });
    expect(stated(JSON.stringify(list))).not.toContain(name);
  });

  it.each(['system:default/delivery', 'domain:default/retail'])(
    'is named nowhere: %s',
    ref => {
      const text = JSON.stringify(view(SHOP, ref));
      expect(text).not.toContain(ref);
      expect(
        JSON.stringify(scorecardList(analysis, { visible: r => r !== ref })),
      ).not.toContain(ref);
    },
  );

  it('keeps the verdict, and does not say what it comes down to', () => {
    const [promise] = view(
      SHOP,
      'component:default/lemur-registry',
    )!.promises.filter(p => p.measure === 'availability');
    expect(promise).toMatchObject({
      verdict: 'contradicted',
      working: ['It comes down to something that you may not see'],
      findings: [],
    });
    expect(promise.indicts).toBeUndefined();
    expect(promise.observations).toBe(3);
  });

  it('hides observations that name it', () => {
    const [promise] = view(
      SHOP,
      'component:default/zebra-search',
    )!.promises.filter(p => p.measure === 'availability');
    expect(promise.evidence).toHaveLength(1);
    expect(promise.observations).toBe(3);
  });
});
