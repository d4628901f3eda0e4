import type { Entity } from '@backstage/catalog-model';
import {
  component,
  entity,
  smallPlatform,
  team,
} from './__testUtils__/entities';
import { Contract } from './__testUtils__/contract';
import { CALLERS, TestPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const ROUTES = [
  '/status',
  '/overview',
  '/teams',
  '/findings',
  '/findings/export?format=json',
  '/shared-dependencies',
  '/claims',
  '/claims/by-id?id=redundancy-group:copies',
  '/independence?ref=component:default/copy-a&ref=component:default/copy-b',
  '/availability?ref=component:default/db',
  '/scorecards',
  '/scorecards/by-ref?ref=platform',
  '/scorecards/by-ref?ref=component:default/db',
  '/clocks',
  '/interfaces',
  '/map/matrix',
  '/map/cell?from=group:default/green&to=group:default/red',
  '/map/entity?ref=component:default/db',
  '/map/entity?ref=component:default/db&seen=observed',
  '/map/proposal?from=component:default/g3&to=component:default/db',
  '/blast-radius?ref=component:default/db',
  '/entities/by-ref?ref=component:default/db',
  '/entities/search?q=db',
  '/problems',
  '/trend',
];

/** Two that stand in for each other, and both need one database. */
function copies(a: string, b: string, group: string): Entity[] {
  return [a, b].map(name => {
    const copy = component(name, ['db'], 'green');
    return {
      ...copy,
      metadata: {
        ...copy.metadata,
        annotations: {
          ...copy.metadata.annotations,
          'posiwid.dev/redundancy-group': group,
        },
      },
    };
  });
}

describe('the coupling backend', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start({
      entities: [
        ...smallPlatform(),
        component('secret-store', [], 'red'),
        component('secret-user', ['secret-store', 'orphan'], 'green'),
        ...copies('copy-a', 'copy-b', 'copies'),
        ...copies('secret-a', 'secret-b', 'secrets'),
      ],
    });
    await portal.analyse();
  });
  afterAll(() => portal.stop());

  it.each(ROUTES)('answers %s as the document says', async route => {
    const { body } = await portal.get(route).expect(200);
    const contract = await Contract.load();
    const path = `/v1${route.split('?')[0]}`;
    expect(contract.problemsOf(path, body)).toEqual([]);
  });

  it.each(ROUTES)('gives %s to nobody without the permission', async route => {
    const { body } = await portal.get(route, CALLERS.denied).expect(403);
    expect(body.error.message).toBe(
      'Needs the permission coupling.finding.read',
    );
  });

  it.each(ROUTES)('gives %s to nobody who is not known', async route => {
    const { body } = await portal.getAnonymously(route);
    expect(body.response.statusCode).toBe(401);
  });

  it('says what is being served', async () => {
    const { body } = await portal.get('/status').expect(200);
    expect(body).toMatchObject({
      analysis: { entities: 16, digest: expect.any(String) },
      stale: false,
      mayAnalyse: true,
    });
    expect(body.running).toBeUndefined();
  });

  describe('findings', () => {
    it('come worst first, with what each filter would give', async () => {
      const { body } = await portal.get('/findings').expect(200);
      expect(body.total).toBe(body.items.length);
      expect(body.hidden).toBe(0);
      expect(body.facets.severity.reduce(sum, 0)).toBe(body.total);
      expect(body.items.map((f: { status: string }) => f.status)).toContain(
        'new',
      );
    });

    it('are paged so that every one is seen once', async () => {
      const { body: all } = await portal.get('/findings').expect(200);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await portal
          .get(`/findings?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
          .expect(200);
        seen.push(...body.items.map((f: { id: string }) => f.id));
        cursor = body.nextCursor;
      } while (cursor);
      expect(seen).toEqual(all.items.map((f: { id: string }) => f.id));
    });

    it('of one team are those that its facet has counted', async () => {
      const { body: all } = await portal.get('/findings').expect(200);
      for (const { value, count } of all.facets.team) {
        const { body } = await portal
          .get(`/findings?team=${value}`)
          .expect(200);
        expect([value, body.total]).toEqual([value, count]);
      }
    });

    it('without a living owner are found under `none`', async () => {
      const { body } = await portal.get('/findings?team=none').expect(200);
      expect(
        body.items.map((f: { subjects: string[] }) => f.subjects[0]),
      ).toContain('component:default/orphan');
    });

    it('can be had one by one', async () => {
      const { body } = await portal.get('/findings?limit=1').expect(200);
      const [first] = body.items;
      const one = await portal.get(`/findings/${first.id}`).expect(200);
      expect(one.body).toEqual(first);
      await portal.get('/findings/no-such-finding').expect(404);
    });

    it('can be had as CSV, Markdown and JSON files', async () => {
      const csv = await portal.get('/findings/export?format=csv').expect(200);
      expect(csv.headers['content-type']).toMatch('text/csv');
      expect(csv.headers['content-disposition']).toMatch('findings.csv');
      const { body } = await portal.get('/findings').expect(200);
      expect(csv.text.match(/^[a-z-]+-[0-9a-f]{12},/gm)).toHaveLength(
        body.total,
      );
      const json = await portal.get('/findings/export?format=json').expect(200);
      expect(json.body).toHaveLength(body.total);
      const markdown = await portal
        .get('/findings/export?format=markdown')
        .expect(200);
      expect(markdown.text).toMatch(/^# Findings/);
    });
  });

  describe('claims of redundancy', () => {
    it('say what defeats them, and which they are', async () => {
      const { body } = await portal.get('/claims').expect(200);
      expect(body).toMatchObject({ total: 2, defeated: 2, hidden: 0 });
      const { body: claim } = await portal
        .get('/claims/by-id?id=redundancy-group:copies')
        .expect(200);
      expect(claim).toMatchObject({
        name: 'copies',
        onPaper: 2,
        least: 1,
        verdict: 'defeated',
      });
      expect(claim.defeatedBy.map(({ ref }: { ref: string }) => ref)).toContain(
        'component:default/db',
      );
    });

    it('are found by what defeats them, and stand beside it in the inventory', async () => {
      const by = (ref: string) => portal.get(`/claims?defeatedBy=${ref}`);
      const { body } = await by('component:default/db').expect(200);
      expect(body.total).toBe(2);
      const nothing = await by('component:default/orphan').expect(200);
      expect(nothing.body.items).toEqual([]);

      const { body: shared } = await portal
        .get('/shared-dependencies?defeating=true&sort=defeats')
        .expect(200);
      const db = shared.items.find(
        (item: { entity: { ref: string } }) =>
          item.entity.ref === 'component:default/db',
      );
      expect(db).toMatchObject({ ofClaims: 2 });
      expect(db.defeats).toContain('redundancy-group:copies');
    });

    it('with a member that the caller may not read are not known to them', async () => {
      const limited = (path: string) => portal.get(path, CALLERS.limited);
      const { body } = await limited('/claims').expect(200);
      expect(body).toMatchObject({ total: 1, hidden: 1 });
      await limited('/claims/by-id?id=redundancy-group:secrets').expect(404);
      await limited(
        '/independence?ref=component:default/secret-a&ref=component:default/copy-a',
      ).expect(404);
      await limited('/availability?ref=component:default/secret-a').expect(404);
      const { body: shared } = await limited('/shared-dependencies');
      expect(
        shared.items.map((item: { ofClaims: number }) => item.ofClaims),
      ).toEqual(shared.items.map(() => 1));
    });
  });

  describe('for a caller who may not read every entity', () => {
    it('leaves out what names one of them, and counts it', async () => {
      const { body: all } = await portal.get('/findings?limit=500').expect(200);
      const { body } = await portal
        .get('/findings?limit=500', CALLERS.limited)
        .expect(200);
      expect(JSON.stringify(body)).not.toContain('secret');
      expect(body.total).toBeLessThan(all.total);
      expect(body.total + body.hidden).toBe(all.total);
    });

    it.each(ROUTES)('names none of them in %s', async route => {
      const { text } = await portal.get(route, CALLERS.limited).expect(200);
      expect(text).not.toContain('secret');
    });

    it('does not know them when asked', async () => {
      const hidden = 'component:default/secret-store';
      const limited = (path: string) => portal.get(path, CALLERS.limited);
      await limited(`/blast-radius?ref=${hidden}`).expect(404);
      await limited(`/map/entity?ref=${hidden}`).expect(404);
      const view = await limited(`/entities/by-ref?ref=${hidden}`).expect(200);
      expect(view.body.analysed).toBe(false);
      const search = await limited('/entities/search?q=secret').expect(200);
      expect(search.body.items).toEqual([]);

      const { body: all } = await portal.get('/findings?limit=500').expect(200);
      const secret = all.items.find(
        (f: { subjects: string[]; chain: string[] }) =>
          [...f.subjects, ...f.chain].includes(hidden),
      );
      await limited(`/findings/${secret.id}`).expect(404);
    });

    it('tells nothing by how much is hidden when they search for it', async () => {
      const hiddenBy = async (q: string) => {
        const path = `/findings?q=${q}`;
        const { body } = await portal.get(path, CALLERS.limited).expect(200);
        return body.hidden;
      };
      expect(await hiddenBy('secret')).toBe(await hiddenBy('no-such-text'));
    });

    it('shows nothing at all to who may read no entity', async () => {
      const { body } = await portal.get('/findings', CALLERS.blind).expect(200);
      expect(body.items).toEqual([]);
      expect(body.hidden).toBeGreaterThan(0);
      const overview = await portal.get('/overview', CALLERS.blind);
      expect(overview.body.entities).toBe(0);
      const teams = await portal.get('/teams', CALLERS.blind).expect(200);
      expect(teams.body.items).toEqual([]);
    });
  });

  describe('a request that does not fit the document', () => {
    it.each([
      '/findings?limit=0',
      '/findings?limit=501',
      '/findings?limit=many',
      '/findings?severity=terrible',
      '/findings?sort=colour',
      '/findings?cursor=%00',
      '/findings?unknown=1',
      '/findings/export',
      '/findings/export?format=exe',
      '/map/entity',
      '/map/entity?ref=component:default/db&depth=7',
      '/map/matrix?level=planet',
      '/map/matrix?seen=dreamt',
      '/map/proposal?from=component:default/g3',
      `/entities/by-ref?ref=${'x'.repeat(601)}`,
      '/trend?weeks=1000',
      '/interfaces?lacking=love',
      '/claims/by-id',
      '/independence?ref=component:default/db',
      '/independence?ref=component:default/db&ref=component:default/DB',
      '/shared-dependencies?sort=colour',
    ])('%s is refused', async path => {
      const { body } = await portal.get(path).expect(400);
      expect(body.error.name).toBe('InputError');
    });
  });

  it.each([
    '/blast-radius?ref=component:default/nobody',
    '/map/entity?ref=component:default/nobody',
    '/blast-radius?ref=__proto__',
    '/claims/by-id?id=nothing-like-it',
    '/claims/by-id?id=__proto__',
    '/availability?ref=component:default/nobody',
    '/independence?ref=component:default/db&ref=component:default/nobody',
    '/map/entity?ref=constructor',
    '/map/proposal?from=component:default/g3&to=component:default/g1',
    '/map/proposal?from=component:default/g3&to=component:default/nobody',
  ])('does not know %s', async path => {
    const { body } = await portal.get(path).expect(404);
    expect(body.error.name).toBe('NotFoundError');
  });

  it('shows an entity that was never analysed as such', async () => {
    const { body } = await portal
      .get('/entities/by-ref?ref=component:default/brand-new')
      .expect(200);
    expect(body.analysed).toBe(false);
  });

  it('lets only those start an analysis who have the permission', async () => {
    await portal.analyseNow(CALLERS.reader).expect(403);
    const { body } = await portal.get('/status', CALLERS.reader).expect(200);
    expect(body.mayAnalyse).toBe(false);
  });
});

describe('before the first analysis', () => {
  it('everything is empty and nothing fails', async () => {
    const portal = await TestPortal.start({ entities: [] });
    try {
      const { body: status } = await portal.get('/status').expect(200);
      expect(status).toEqual({ stale: false, mayAnalyse: true });
      const { body } = await portal.get('/findings').expect(200);
      expect(body).toMatchObject({ items: [], total: 0, hidden: 0 });
      const overview = await portal.get('/overview').expect(200);
      expect(overview.body).toMatchObject({ entities: 0, trend: [] });
      expect(overview.body.analysis).toBeUndefined();
    } finally {
      await portal.stop();
    }
  });
});

describe('over several analyses', () => {
  it('goes on serving the last good one when the catalog fails midway, and says how old it is', async () => {
    const portal = await TestPortal.start({ entities: smallPlatform() });
    try {
      const good = await portal.analyse();
      portal.catalog.failure = new Error('the catalog answered 500');
      portal.catalog.entities.push(component('extra'));
      const after = await portal.analyse();
      expect(after).toMatchObject({
        analysis: { id: good.analysis!.id },
        lastFailure: { message: 'the catalog answered 500' },
        stale: true,
      });
      const { body } = await portal.get('/findings').expect(200);
      expect(body.total).toBeGreaterThan(0);

      portal.catalog.failure = undefined;
      const recovered = await portal.analyse();
      expect(recovered.stale).toBe(false);
      expect(recovered.analysis!.id).not.toBe(good.analysis!.id);
    } finally {
      await portal.stop();
    }
  });

  it('follows what is resolved and what comes back, into the list and the trend', async () => {
    const portal = await TestPortal.start({ entities: smallPlatform() });
    try {
      const totals: number[] = [];
      const analyse = async () => {
        await portal.analyse();
        const { body } = await portal.get('/findings').expect(200);
        totals.push(body.total);
      };
      await analyse();
      const whole = portal.catalog.entities;
      const { body: before } = await portal.get('/findings?rule=no-owner');
      const [orphan] = before.items;

      portal.catalog.entities = whole.map(e =>
        e.metadata.name === 'orphan' ? component('orphan', ['db'], 'red') : e,
      );
      await analyse();
      const resolved = await portal.get(`/findings/${orphan.id}`).expect(200);
      expect(resolved.body).toMatchObject({
        status: 'resolved',
        resolvedBecause: 'no-longer-found',
        firstSeen: orphan.firstSeen,
      });
      const open = await portal.get('/findings?rule=no-owner').expect(200);
      expect(open.body.total).toBe(0);
      const listed = await portal.get('/findings?status=resolved').expect(200);
      expect(listed.body.items.map((f: { id: string }) => f.id)).toContain(
        orphan.id,
      );

      portal.catalog.entities = whole;
      await analyse();
      const back = await portal.get(`/findings/${orphan.id}`).expect(200);
      expect(back.body.status).toBe('regressed');
      const { body: trend } = await portal.get('/trend').expect(200);
      expect(trend.points.map((point: { open: number }) => point.open)).toEqual(
        totals,
      );
    } finally {
      await portal.stop();
    }
  });

  it('bears hostile names and texts, and gives them back as text', async () => {
    const html = '<img src=x onerror=alert(1)>';
    const portal = await TestPortal.start({
      entities: [
        ...team('red'),
        ...team('green'),
        entity('Component', 'constructor', {
          metadata: { title: `=cmd|' /C calc'!A0 ${html} \u0000\uD800` },
          spec: { type: 'service' },
        }),
        ...['red', 'green'].flatMap(owner =>
          [1, 2, 3].map(n =>
            component(`${owner}${n}`, ['constructor', '__proto__'], owner),
          ),
        ),
      ],
    });
    try {
      const status = await portal.analyse();
      expect(status.lastFailure).toBeUndefined();
      const { body, headers } = await portal.get('/findings').expect(200);
      expect(headers['content-type']).toMatch('application/json');
      expect(
        body.items.some((f: { subjects: string[] }) =>
          f.subjects.includes('component:default/constructor'),
        ),
      ).toBe(true);
      const csv = await portal.get('/findings/export?format=csv').expect(200);
      expect(csv.text).not.toMatch(/(^|,"?)=cmd/m);
      const markdown = await portal.get('/findings/export?format=markdown');
      expect(markdown.text).not.toContain('<img');
    } finally {
      await portal.stop();
    }
  });
});

function sum(total: number, { count }: { count: number }): number {
  return total + count;
}
