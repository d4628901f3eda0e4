import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  signalsServiceRef,
  type SignalPayload,
  type SignalsService,
} from '@backstage/plugin-signals-node';
import type {
  DecisionBody,
  SeriesSettings,
} from '@posiwid/backstage-plugin-coupling-common';
import request from 'supertest';
import { component, smallPlatform } from '../../__testUtils__/entities';
import { TestPortal } from '../../__testUtils__/portal';
import { broadcast } from './broadcast';
import { signalsOf } from './signalsOf';

jest.setTimeout(60_000);

const MARA = 'user:default/mara';
const settings: SeriesSettings = {
  name: 'Architecture review',
  cadence: 'FREQ=MONTHLY;BYDAY=4WE',
  startsAt: '2026-09-23T08:00:00.000Z',
  timezone: 'Europe/Stockholm',
  minutes: 60,
  itemMinutes: 8,
  scope: {},
  facilitator: MARA,
  participants: [],
  delegates: [],
  minSeverity: 'low',
  moves: 0,
};

/** Keeps what was published; fails instead when told to. */
class Recorder implements SignalsService {
  readonly published: SignalPayload[] = [];
  failing = false;

  async publish(signal: SignalPayload): Promise<void> {
    if (this.failing) throw new Error('nobody listens');
    this.published.push(signal);
  }

  take() {
    return this.published
      .splice(0)
      .map(({ channel, message }) => [channel, message]);
  }
}

describe('signals of what is decided and of what happens in reviews', () => {
  const recorder = new Recorder();
  let portal: TestPortal;
  let hub: string;
  let count = 0;

  beforeAll(async () => {
    portal = await TestPortal.start({
      entities: smallPlatform(),
      features: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => recorder,
        }),
      ],
    });
    await portal.analyse();
    const { body } = await portal.get('/findings').expect(200);
    hub = body.items.find(({ subjects }: { subjects: string[] }) =>
      subjects.includes('component:default/db'),
    ).id;
  });
  afterAll(() => portal?.stop());

  const send = (method: 'put' | 'post', path: string, body: object) =>
    request(portal.server)
      [method](`/api/coupling/v1${path}`)
      .set('Authorization', mockCredentials.user.header(MARA))
      .send(body);

  function decide(after: number, body: DecisionBody, reviewId?: string) {
    count += 1;
    const id = `decision-${count}`;
    return portal.decide(hub, { id, after, body, reviewId }, MARA);
  }

  it('tell ids and positions, to everybody, once', async () => {
    await send('put', '/series/arch', { after: 0, settings }).expect(200);
    expect(recorder.take()).toEqual([]);
    await send('post', '/series/arch/reviews', {}).expect(200);
    await send('post', '/series/arch/reviews', {}).expect(200);
    expect(recorder.published.map(({ recipients }) => recipients)).toEqual([
      { type: 'broadcast' },
    ]);
    expect(recorder.take()).toEqual([
      ['coupling:review', { reviewId: 'arch.1', position: 1 }],
    ]);
    const started = { id: 'start-it', after: 1, body: { kind: 'started' } };
    await send('post', '/reviews/arch.1/events', started).expect(200);
    await send('post', '/reviews/arch.1/events', started).expect(200);
    expect(recorder.take()).toEqual([
      ['coupling:review', { reviewId: 'arch.1', position: 2 }],
    ]);
    const secret: DecisionBody = { kind: 'comment', text: 'between us' };
    expect((await decide(0, secret)).status).toBe(201);
    expect((await decide(0, secret)).status).toBe(409);
    expect(JSON.stringify(recorder.published)).not.toContain('between us');
    expect(recorder.take()).toEqual([
      ['coupling:decisions', { findingId: hub, position: 1 }],
    ]);
    expect((await decide(1, secret, 'arch.1')).status).toBe(201);
    expect(recorder.take()).toEqual([
      ['coupling:decisions', { findingId: hub, position: 2 }],
      ['coupling:review', { reviewId: 'arch.1', position: 2 }],
    ]);
  });

  it('tell what lapsed by itself', async () => {
    const accept: DecisionBody = {
      kind: 'accept',
      reason: 'small',
      until: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    };
    expect((await decide(2, accept)).status).toBe(201);
    recorder.take();
    portal.catalog.entities.push(component('r9', ['db'], 'red'));
    await portal.analyse();
    expect(recorder.take()).toEqual([
      ['coupling:decisions', { findingId: hub, position: 4 }],
    ]);
  });

  it('change nothing when they cannot be sent', async () => {
    recorder.failing = true;
    const answer = await decide(4, { kind: 'comment', text: 'kept' });
    expect(answer.status).toBe(201);
    expect(answer.body.items).toHaveLength(5);
    recorder.failing = false;
  });

  it('are not waited for, whatever the service does', () => {
    const logger = mockServices.logger.mock();
    const tell = broadcast(
      {
        publish: () => {
          throw new Error('not even a promise');
        },
      },
      logger,
    );
    const entry = {
      id: 'x',
      stream: 'review:arch.1',
      position: 1,
      sequence: 1,
      at: '2026-01-01T00:00:00.000Z',
      by: MARA,
      body: {},
    };
    expect(() => tell([entry])).not.toThrow();
    expect(signalsOf({ ...entry, stream: 'policy:all' })).toEqual([]);
  });
});
