/* eslint-disable jest/expect-expect -- supertest's `expect(status)` is one */
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Contract } from '../__testUtils__/contract';
import { component, entity, smallPlatform } from '../__testUtils__/entities';
import { deployment } from '../__testUtils__/observations';
import { CALLERS, TestPortal } from '../__testUtils__/portal';

jest.setTimeout(60_000);

const hoursAgo = (hours: number) =>
  new Date(Date.now() - hours * 3_600_000).toISOString();
const now = hoursAgo(1);

const seen = (id: string, more: object = {}) => ({
  ...deployment(id, { at: now }),
  ...more,
});

/** A line of the table of bad input; one that repeats an id is of the source of the line before it. */
function textOf(what: string, line: unknown): string {
  if (typeof line === 'string') return line;
  const repeats = what.includes('line before');
  return JSON.stringify({
    ...(line as object),
    ...(repeats && { source: what }),
  });
}

describe('evidence over HTTP', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await TestPortal.start({
      entities: [...smallPlatform(), component('secret-store', [], 'red')],
      config: { evidence: { limits: { burst: 1000 } } },
    });
  });
  afterAll(() => portal.stop());

  it('is stored, and sent again it changes nothing', async () => {
    const sent = [seen('1'), seen('2', { entity: 'r1' })];
    const first = await portal.send(sent).expect(200);
    expect(first.body).toEqual({
      stored: 2,
      unchanged: 0,
      refused: 0,
      problems: [],
    });
    const second = await portal.send(sent).expect(200);
    expect(second.body).toMatchObject({ stored: 0, unchanged: 2, refused: 0 });

    const { body } = await portal
      .get('/observations?source=ci&id=2')
      .expect(200);
    expect(
      (await Contract.load()).problemsOf('/v1/observations', body),
    ).toEqual([]);
    expect(body).toMatchObject({
      items: [
        {
          id: '2',
          about: [{ ref: 'component:default/r1', known: true }],
          fields: { outcome: 'succeeded' },
        },
      ],
      hidden: 0,
    });
  });

  it('may come as a JSON array, and from a service', async () => {
    const sent = await portal
      .post('/observations')
      .set('Authorization', mockCredentials.service.header())
      .send([seen('array-1'), seen('array-2', { outcome: 'well' })])
      .expect(200);
    expect(sent.body).toMatchObject({
      stored: 1,
      refused: 1,
      problems: [{ line: 2, field: 'outcome', code: 'unreadable' }],
    });
  });

  it('is kept from those who may not send', async () => {
    await portal.send([seen('x')], CALLERS.denied).expect(403);
    const { body } = await portal.send([seen('x')], CALLERS.reader).expect(403);
    expect(body.error.message).toBe(
      'Needs the permission coupling.evidence.write',
    );
    await portal
      .post('/observations')
      .set('Authorization', mockCredentials.none.header())
      .set('Content-Type', 'application/x-ndjson')
      .send(JSON.stringify(seen('x')))
      .expect(401);
    const found = await portal.get('/observations?source=ci&id=x').expect(200);
    expect(found.body.items).toEqual([]);
  });

  const incident = (id: string, more: object = {}) => ({
    source: 'pager',
    id,
    kind: 'incident',
    at: now,
    entities: ['db'],
    startedAt: hoursAgo(2),
    ...more,
  });

  describe.each<[string, unknown, object]>([
    ['no JSON', '{"kind":', { message: /JSON/ }],
    ['no object', '[1]', { message: /JSON object/ }],
    ['a wrong kind', seen('b', { kind: 'deploy' }), { field: 'kind' }],
    ['a missing field', seen('b', { entity: undefined }), { field: 'entity' }],
    ['a wrong type', seen('b', { outcome: 7 }), { field: 'outcome' }],
    ['no source', seen('b', { source: ' ' }), { field: 'source' }],
    ['an id that is too long', seen('x'.repeat(2001)), { field: 'id' }],
    ['a time to come', seen('b', { at: hoursAgo(-1) }), { message: /future/ }],
    ['1970', seen('b', { at: '1970-01-01T00:00:00Z' }), { message: /2000/ }],
    ['no offset', seen('b', { at: now.slice(0, -1) }), { message: /offset/ }],
    [
      'what is long past',
      seen('b', { at: hoursAgo(24 * 401) }),
      { message: /older/ },
    ],
    [
      'an end before its start',
      incident('b', { resolvedAt: hoursAgo(3) }),
      { field: 'resolvedAt' },
    ],
    [
      'a window that ends before it starts',
      {
        ...seen('b', { kind: 'calls', from: 'r1', to: 'r2', requests: 1 }),
        windowStart: hoursAgo(1),
        windowEnd: hoursAgo(2),
      },
      { field: 'windowEnd' },
    ],
    [
      'a clock six minutes ahead',
      seen('b', { at: hoursAgo(-0.1) }),
      { field: 'at', message: /future/ },
    ],
    ['no entities', incident('b', { entities: [] }), { field: 'entities' }],
    ['10 MB', `{"kind":"${'x'.repeat(10_000_000)}"}`, { code: 'too-long' }],
    [
      'a list in a list, half a million deep',
      '['.repeat(500_000),
      { message: /JSON/ },
    ],
    ['bytes of no text', '\ufffd\0\u0001', { message: /JSON/ }],
    [
      'another body under a known id',
      seen('known', { outcome: 'failed' }),
      { code: 'duplicate' },
    ],
    [
      'another body under the id of the line before',
      seen('before', { version: '2' }),
      { code: 'duplicate' },
    ],
  ])(
    'a line with %s',
    (what, line, { message = /./, ...expected }: { message?: RegExp }) => {
      it('is refused with its number and what was expected, and the others are stored', async () => {
        await portal.send([seen('known')]);
        const { body } = await portal
          .send(
            [
              JSON.stringify(seen('before', { source: what })),
              '',
              textOf(what, line),
              JSON.stringify(seen('after', { source: what })),
            ].join('\r\n'),
          )
          .expect(200);
        expect(body).toMatchObject({
          stored: 2,
          refused: 1,
          problems: [{ line: 3, ...expected }],
        });
        expect(body.problems[0].message).toMatch(message);
      });
    },
  );

  it('is stored when a clock is a little ahead, and when the catalog has not heard of its entity', async () => {
    const { body } = await portal
      .send([
        seen('ahead', { at: new Date(Date.now() + 240_000).toISOString() }),
        seen('stranger', { entity: 'stranger' }),
      ])
      .expect(200);
    expect(body).toMatchObject({ stored: 2, refused: 0 });
    const found = await portal
      .get('/observations?entity=component:default/stranger')
      .expect(200);
    expect(found.body.items[0].about).toEqual([
      { ref: 'component:default/stranger', known: false },
    ]);
  });

  it('tells a hundred problems, counts them all, and remembers the last for their source', async () => {
    const bad = Array.from({ length: 250 }, (_, n) =>
      seen(`${n}`, { source: 'bad', outcome: n }),
    );
    const { body } = await portal.send(bad).expect(200);
    expect(body.refused).toBe(250);
    expect(body.problems).toHaveLength(100);
    const health = await portal.get('/evidence').expect(200);
    expect(
      (await Contract.load()).problemsOf('/v1/evidence', health.body),
    ).toEqual([]);
    const source = health.body.sources.find(
      (s: { source: string }) => s.source === 'bad',
    );
    expect(source).toMatchObject({
      state: 'failing',
      refused: 250,
      observations: 0,
    });
    expect(source.problems[0].message).toMatch(/^Line 250, outcome: /);

    const reader = await portal.get('/evidence', CALLERS.reader).expect(200);
    expect(reader.body).toMatchObject({ maySend: false });
    expect(reader.body.hidden).toBeGreaterThan(0);
    expect(JSON.stringify(reader.body)).not.toContain('outcome');
  });

  it.each([
    ['text/plain', 'hello', 400],
    ['application/json', '{"kind": "deployment"}', 400],
    ['application/json', '[{', 400],
    ['application/x-ndjson', '', 200],
  ])('of type %s that is %j gets %d', async (type, body, status) => {
    await portal
      .post('/observations')
      .set('Authorization', mockCredentials.service.header())
      .set('Content-Type', type)
      .send(body)
      .expect(status);
  });

  it('in an array that is too large is refused as a whole', async () => {
    const { body } = await portal
      .post('/observations')
      .set('Authorization', mockCredentials.service.header())
      .set('Content-Type', 'application/json')
      .send(`["${'x'.repeat(3_000_000)}"]`)
      .expect(413);
    expect(body.error.message).toMatch('x-ndjson');
  });

  it('of a sender that goes away is stored as far as it came, and makes room for the next', async () => {
    const { port } = portal.server.address() as AddressInfo;
    for (let i = 0; i < 6; i += 1) {
      await new Promise<void>(resolve => {
        const going = httpRequest({
          port,
          method: 'POST',
          path: '/api/coupling/v1/observations',
          headers: {
            'Content-Type': 'application/x-ndjson',
            Authorization: mockCredentials.service.header(),
          },
        });
        going.on('error', () => resolve());
        going.write(`${JSON.stringify(seen(`gone-${i}`))}\n{"half`);
        setTimeout(() => going.destroy(new Error('gone')), 50);
      });
    }
    await new Promise(resolve => setTimeout(resolve, 100));
    await portal.send([seen('next')]).expect(200);
  });

  describe('shown', () => {
    beforeAll(() =>
      portal.send([
        incident('secret', {
          entities: ['db', 'secret-store'],
          source: 'shown',
        }),
        incident('open', { entities: ['db', 'nobody-knows'], source: 'shown' }),
        incident('strange', { entities: ['nobody-knows'], source: 'shown' }),
        // The end of an incident may name nothing.
        incident('end', {
          entities: [],
          incident: 'open',
          resolvedAt: now,
          source: 'shown',
        }),
      ]),
    );
    const shown = async (caller?: string) => {
      const { body } = await portal
        .get('/observations?source=shown', caller)
        .expect(200);
      return {
        ids: body.items.map((o: { id: string }) => o.id).sort(),
        hidden: body.hidden,
      };
    };

    it('is what names nothing that the reader may not see', async () => {
      expect(await shown()).toEqual({
        ids: ['end', 'open', 'secret', 'strange'],
        hidden: 0,
      });
      expect(await shown(CALLERS.limited)).toEqual({
        ids: ['end', 'open', 'strange'],
        hidden: 1,
      });
      expect(await shown(CALLERS.blind)).toEqual({
        ids: ['end', 'strange'],
        hidden: 2,
      });
    });

    it('is what names only strangers, or nothing, to none but those who may send; it is counted for all', async () => {
      expect(await shown(CALLERS.reader)).toEqual({
        ids: ['open', 'secret'],
        hidden: 2,
      });
      const { body } = await portal.get('/evidence', CALLERS.reader);
      expect(
        body.sources.find(
          ({ source }: { source: string }) => source === 'shown',
        ),
      ).toMatchObject({ observations: 4 });
    });

    it('in pages, each observation once', async () => {
      const seenIds: string[] = [];
      let cursor = '';
      do {
        const { body } = await portal
          .get(`/observations?source=shown&limit=1${cursor}`, CALLERS.limited)
          .expect(200);
        seenIds.push(...body.items.map((o: { id: string }) => o.id));
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
      } while (cursor);
      expect(seenIds.sort()).toEqual(['end', 'open', 'strange']);
    });

    it('to nobody who may not read, or is not known', async () => {
      for (const path of ['/observations', '/evidence']) {
        await portal.get(path, CALLERS.denied).expect(403);
        const { body } = await portal.getAnonymously(path);
        expect(body.response.statusCode).toBe(401);
      }
    });

    it('not when the question cannot be answered', async () => {
      await portal.get('/observations?id=1').expect(400);
      await portal.get('/observations?cursor=AAAA').expect(400);
      await portal.get('/observations?from=yesterday').expect(400);
      await portal.get('/observations?kind=deploy').expect(400);
    });
  });
});

describe('too much evidence', () => {
  it('from one sender has to wait, and is told for how long', async () => {
    const portal = await TestPortal.start({
      entities: [],
      config: { evidence: { limits: { burst: 2, requestsPerMinute: 6 } } },
    });
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 3; i += 1) {
        statuses.push((await portal.send([seen(`${i}`)])).status);
      }
      expect(statuses).toEqual([200, 200, 429]);
      const refused = await portal.send([seen('3')]).expect(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(5);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(10);
      await portal.send([seen('4')], 'user:default/somebody-else').expect(200);
    } finally {
      await portal.stop();
    }
  });

  it('in one body ends there, and says what was stored of it', async () => {
    const portal = await TestPortal.start({
      entities: [],
      config: { evidence: { maximum: 3, limits: { maxBytes: 2000 } } },
    });
    try {
      const many = Array.from({ length: 100 }, (_, n) => seen(`${n}`));
      await portal.send(many).expect(413);
      const { port } = portal.server.address() as AddressInfo;
      const answer = await new Promise<string>((resolve, reject) => {
        const sending = httpRequest(
          {
            port,
            method: 'POST',
            path: '/api/coupling/v1/observations',
            headers: {
              'Content-Type': 'application/x-ndjson',
              'Transfer-Encoding': 'chunked',
              Authorization: mockCredentials.service.header(),
            },
          },
          async response => {
            let text = '';
            for await (const chunk of response) text += chunk;
            resolve(`${response.statusCode} ${text}`);
          },
        );
        sending.on('error', reject);
        for (const one of many) sending.write(`${JSON.stringify(one)}\n`);
        sending.end();
      });
      expect(answer).toMatch(/^413 .*"ingestion":\{"stored":\d+/);

      const { body } = await portal.send(many.slice(0, 5)).expect(200);
      expect(body.refused).toBe(2);
      expect(body.problems[0]).toMatchObject({ code: 'full' });
    } finally {
      await portal.stop();
    }
  });
});

describe('evidence in the analysis', () => {
  it('decides what a claim comes to, at the next run after it came in', async () => {
    const claimed = entity('Component', 'shop', {
      spec: { type: 'service', owner: 'red' },
      relations: { ownedBy: ['group:default/red'] },
      metadata: {
        annotations: {
          'posiwid.dev/claims': 'change-failure-rate <= 15% over 90d',
        },
      },
    });
    const portal = await TestPortal.start({
      entities: [...smallPlatform(), claimed],
    });
    const contradicted = async () => {
      const { body } = await portal
        .get('/findings?rule=purpose-contradicted')
        .expect(200);
      return body.items.map((f: { subjects: string[] }) => f.subjects[0]);
    };
    try {
      const before = await portal.analyse();
      expect(await contradicted()).toEqual([]);
      await portal.send(
        Array.from({ length: 20 }, (_, n) =>
          seen(`${n}`, {
            entity: 'shop',
            at: hoursAgo(1 + n * 24 * 6),
            outcome: n % 2 ? 'failed' : 'succeeded',
          }),
        ),
      );
      const after = await portal.analyse();
      expect(after.analysis!.id).not.toBe(before.analysis!.id);
      expect(await contradicted()).toEqual(['component:default/shop']);
      expect((await portal.analyse()).analysis!.id).toBe(after.analysis!.id);
    } finally {
      await portal.stop();
    }
  });
});
