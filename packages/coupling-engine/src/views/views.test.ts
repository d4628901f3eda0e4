import {
  analysed,
  api,
  component,
  group,
  resource,
  system,
} from '../__testUtils__/catalog';
import {
  blastRadius,
  entityMap,
  entityView,
  interfaceList,
  matrix,
  matrixCell,
  overview,
  searchEntities,
  sharedDependencies,
  teamList,
  teamScope,
} from '.';

const shop = analysed([
  group('commerce'),
  group('checkout', 'commerce'),
  group('payments', 'commerce'),
  group('platform'),
  system('store', 'checkout'),
  system('money', 'payments'),
  component('web', {
    owner: 'checkout',
    system: 'store',
    consumesApis: ['pay-api'],
    dependsOn: ['component:config'],
  }),
  component('cart', {
    owner: 'checkout',
    system: 'store',
    dependsOn: ['component:config', 'resource:cart-db'],
  }),
  resource('cart-db', { owner: 'checkout', type: 'database', system: 'store' }),
  component('pay', {
    owner: 'payments',
    system: 'money',
    providesApis: ['pay-api'],
    dependsOn: ['component:config', 'component:client'],
  }),
  api('pay-api', {
    owner: 'payments',
    system: 'money',
    'posiwid.dev/contract': 'none',
  }),
  component('client', { owner: 'platform', type: 'library' }),
  component('config', { owner: 'platform' }),
  component('stray', { owner: 'gone', dependsOn: ['component:pay'] }),
]);
const ref = (name: string) => `component:default/${name}`;
const names = (rows: { ref: string }[] | undefined) =>
  (rows ?? []).map(row => row.ref.split('/')[1]).sort();
/** A reader who may see everything but these. */
const without = (...hidden: string[]) => ({
  visible: (seen: string) => !hidden.includes(seen),
});

describe('blastRadius', () => {
  it('lists what fails, by team', () => {
    const found = blastRadius(shop, ref('config'))!;
    expect(names(found.fails)).toEqual([
      'cart',
      'pay',
      'pay-api',
      'stray',
      'web',
    ]);
    expect(
      found.byTeam.map(({ team, fails, keeps }) => [team.title, fails, keeps]),
    ).toEqual([
      ['checkout', 2, 1],
      ['payments', 2, 0],
      ['gone', 1, 0],
    ]);
  });

  it('takes a system, and a team with its child groups, for all that it holds', () => {
    expect(names(blastRadius(shop, 'system:default/money')!.fails)).toEqual([
      'stray',
      'web',
    ]);
    expect(names(blastRadius(shop, 'group:default/commerce')!.fails)).toEqual([
      'stray',
    ]);
  });

  it('leaves out and counts what the reader may not see', () => {
    const found = blastRadius(shop, ref('config'), without(ref('pay')))!;
    expect(names(found.fails)).not.toContain('pay');
    expect(found.hidden).toBe(1);
    expect(blastRadius(shop, ref('pay'), without(ref('pay')))).toBeUndefined();
    expect(blastRadius(shop, ref('unheard-of'))).toBeUndefined();
  });
});

describe('entityView', () => {
  it('says what falls with an entity, what stops it, and where it meets other teams', () => {
    const view = entityView(shop, ref('web'));
    expect(view).toMatchObject({ kind: 'entity', analysed: true, fails: 0 });
    expect(view.stoppedBy.count).toBe(4);
    expect(names(view.stoppedBy.top.map(t => t.entity))).toEqual([
      'client',
      'config',
      'pay',
      'pay-api',
    ]);
    expect(names(view.needs.map(i => i.provider))).toEqual([
      'config',
      'pay-api',
    ]);
  });

  it('finds those who need an entity through its API', () => {
    const view = entityView(shop, ref('pay'));
    expect(names(view.neededBy.map(i => i.provider))).toEqual([
      'pay',
      'pay-api',
    ]);
  });

  it('holds a team with its child groups', () => {
    const view = entityView(shop, 'group:default/commerce');
    expect(view.kind).toBe('team');
    expect(names(view.members.map(m => m.entity))).toEqual([
      'cart',
      'cart-db',
      'pay',
      'pay-api',
      'web',
    ]);
    expect(view.stoppedBy.top[0]).toMatchObject({
      entity: { name: 'config' },
      stops: 4,
    });
  });

  it('says when the analysis does not know the entity yet', () => {
    expect(entityView(shop, 'system:default/new')).toMatchObject({
      kind: 'system',
      analysed: false,
      title: 'new',
    });
  });
});

describe('sharedDependencies', () => {
  it('lists what two teams rest on, and tells failure from change', () => {
    const { items, total } = sharedDependencies(shop);
    expect(items.map(row => [row.entity.name, row.by, row.fails])).toEqual([
      ['config', 'failure', 5],
      ['client', 'change', 4],
      ['pay', 'failure', 3],
    ]);
    expect(total).toBe(3);
  });

  it('gives a team what it owns or rests on', () => {
    const teams = teamScope(shop, ['group:default/checkout']);
    const { items } = sharedDependencies(shop, { teams });
    expect(items.map(row => row.entity.name)).toEqual([
      'config',
      'client',
      'pay',
    ]);
    const none = sharedDependencies(shop, { teams: new Set(['none']) });
    expect(none.items.length).toBe(3);
  });

  it('pages, searches and counts layers before the page', () => {
    const page = sharedDependencies(shop, { offset: 1, limit: 1 });
    expect(page.items.map(row => row.entity.name)).toEqual(['client']);
    expect(page.total).toBe(3);
    expect(page.layers.reduce((sum, l) => sum + l.count, 0)).toBe(3);
    expect(sharedDependencies(shop, { q: 'CONF' }).total).toBe(1);
  });

  it('counts what is hidden', () => {
    expect(sharedDependencies(shop, without(ref('config')))).toMatchObject({
      total: 2,
      hidden: 1,
    });
  });
});

describe('interfaceList', () => {
  it('lists what other teams need, and counts what is lacking', () => {
    const found = interfaceList(shop);
    expect(names(found.items.map(i => i.provider))).toEqual([
      'client',
      'config',
      'pay',
      'pay-api',
    ]);
    expect(found.lacking).toEqual({ owner: 0, contract: 1, api: 3 });
    expect(interfaceList(shop, { lacking: 'contract' }).total).toBe(1);
  });

  it('leaves out consumers that the reader may not see', () => {
    const { items } = interfaceList(shop, without(ref('web')));
    expect(
      items.flatMap(i => names(i.consumers.map(c => c.entity))),
    ).not.toContain('web');
  });
});

describe('matrix', () => {
  it('puts users above what they need', () => {
    const view = matrix(shop, 'team');
    const place = (title: string) =>
      view.rows.findIndex(r => r.title === title);
    expect(place('No living owner')).toBeLessThan(place('payments'));
    expect(place('checkout')).toBeLessThan(place('payments'));
    expect(place('payments')).toBeLessThan(place('platform'));
    expect(view.cells.some(c => c.against)).toBe(false);
    expect(view.headline).toBe(
      '6 of 7 couplings cross between 3 teams; none runs against the order',
    );
  });

  it('counts the same couplings in cells, rows and the cell opened', () => {
    const view = matrix(shop, 'system');
    const sum = view.cells
      .filter(c => c.from !== c.to)
      .reduce((n, c) => n + c.couplings, 0);
    expect(sum).toBe(view.couplings);
    for (const cell of view.cells) {
      const opened = matrixCell(
        shop,
        'system',
        view.rows[cell.from].ref,
        view.rows[cell.to].ref,
      )!;
      expect(opened.couplings).toHaveLength(cell.couplings);
    }
  });

  it('marks what runs against the order in a cycle', () => {
    const cyclic = analysed([
      group('a'),
      group('b'),
      component('x', { owner: 'a', dependsOn: ['component:y', 'component:z'] }),
      component('y', { owner: 'b', dependsOn: ['component:x'] }),
      component('z', { owner: 'b' }),
    ]);
    const { against } = matrix(cyclic, 'team');
    expect(against).toEqual([
      {
        from: 'group:default/b',
        to: 'group:default/a',
        entities: [ref('y')],
        targets: [ref('x')],
      },
    ]);
  });

  it('knows no cell of a row that is not there', () => {
    expect(matrixCell(shop, 'team', 'group:default/x', 'none')).toBeUndefined();
  });
});

describe('entityMap', () => {
  it('puts users on one side and needs on the other, with what happens to each', () => {
    const map = entityMap(shop, ref('pay'))!;
    const side = (which: string) =>
      names(map.nodes.filter(n => n.side === which).map(n => n.entity));
    expect(side('needs-focus')).toEqual(['pay-api', 'stray', 'web']);
    expect(side('needed')).toEqual(['client', 'config']);
    expect(map.headline).toBe(
      'If pay stops, 3 of 8 entities fail and 0 degrade',
    );
    const config = map.nodes.find(n => n.entity.name === 'config')!;
    expect(config.neededAnyway).toBe(1);
    expect(config.state).toBe('works');
  });

  it('shows the shortest way between two entities', () => {
    const map = entityMap(shop, ref('pay'), {
      pathFrom: ref('web'),
      pathTo: ref('client'),
    })!;
    expect(map.path!.refs.map(r => r.split('/')[1])).toEqual([
      'web',
      'pay-api',
      'pay',
      'client',
    ]);
    expect(map.edges.filter(e => e.onPath)).toHaveLength(3);
  });

  it('draws about fifty nodes of ten thousand and counts the rest', () => {
    const wide = analysed([
      group('a'),
      component('core', { owner: 'a' }),
      ...Array.from({ length: 10_000 }, (_, i) =>
        component(`u${i}`, { owner: 'a', dependsOn: ['component:core'] }),
      ),
    ]);
    const map = entityMap(wide, ref('core'))!;
    expect(map.nodes.length).toBeLessThanOrEqual(50);
    expect(map.nodes.length - 1 + map.truncated.needsFocus).toBe(10_000);
  });

  it('leaves out what the reader may not see', () => {
    const map = entityMap(shop, ref('pay'), without(ref('config')))!;
    expect(names(map.nodes.map(n => n.entity))).not.toContain('config');
    expect(map.edges.flatMap(e => [e.from, e.to])).not.toContain(ref('config'));
    expect(map.hidden).toBe(1);
  });
});

describe('overview', () => {
  it('counts every open finding once, by category and by severity', () => {
    const view = overview(shop);
    const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
    expect(view.open).toBe(shop.findings.length);
    expect(sum(view.categories.map(c => c.open))).toBe(view.open);
    expect(sum(view.severities.map(s => s.count))).toBe(view.open);
    expect(view.headline).not.toBe('');
  });

  it('names what the map leaves out, as far as the reader may see it', () => {
    const needless = (view: ReturnType<typeof overview>) =>
      view.omissions.find(o => o.what === 'entities-without-dependencies');
    const whole = needless(overview(shop));
    expect(whole?.refs).toHaveLength(whole?.missing ?? 0);
    expect(whole?.refs).toContain(ref('config'));
    const seen = needless(overview(shop, without(ref('config'))));
    expect(seen?.missing).toBe(whole?.missing);
    expect(seen?.refs).not.toContain(ref('config'));
  });

  it('leaves out findings that name what the reader may not see', () => {
    const seen = overview(shop, without(ref('config')));
    expect(seen.hidden).toBeGreaterThan(0);
    const titles = seen.categories.flatMap(c => c.findings.map(f => f.title));
    expect(titles.join()).not.toContain('config');
  });

  it('groups interventions of one kind on one target into one move', () => {
    const { moves } = overview(shop);
    const keys = moves.map(m => `${m.kind} ${m.target ?? m.text}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const move of moves) {
      expect(move.severities).toHaveLength(move.findings.length);
    }
  });
});

describe('teamList', () => {
  it('puts parents before children and counts what nobody living owns', () => {
    const rows = teamList(shop);
    const place = (title: string) => rows.findIndex(r => r.title === title);
    expect(place('commerce')).toBeLessThan(place('checkout'));
    expect(rows.find(r => r.ref === 'none')).toMatchObject({ owns: 1 });
  });

  it('ends on groups that are their own parents', () => {
    const loop = analysed([
      group('a', 'b'),
      group('b', 'a'),
      component('x', { owner: 'a' }),
    ]);
    expect(
      teamList(loop)
        .map(r => r.title)
        .sort(),
    ).toEqual(['a', 'b']);
  });
});

describe('searchEntities', () => {
  it('gives the name itself first, then what starts with it, then the widest', () => {
    expect(searchEntities(shop, 'pay').map(e => e.ref)).toEqual([
      ref('pay'),
      'api:default/pay-api',
    ]);
    expect(searchEntities(shop, '  ')).toEqual([]);
  });
});
