import { mockCredentials } from '@backstage/backend-test-utils';
import { Contract } from '../__testUtils__/contract';
import { component, smallPlatform } from '../__testUtils__/entities';
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
});
