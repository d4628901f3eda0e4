// The module and the plugin it is for, together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import coupling from '@posiwid/backstage-plugin-coupling-backend';
import { binaryHeaders, cdEvent, structured } from './__fixtures__/cdEvents';
import { startPortal, type Portal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const local = {
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: { host: '127.0.0.1', port: 0 },
  },
};
const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

describe('CDEvents in the coupling plugin', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(local, coupling);
  });
  afterAll(() => portal.stop());

  it('are stored as observations, once, and are told of on the page of evidence', async () => {
    const deployed = cdEvent('service.deployed', { at: minutesAgo(30) });
    const resolved = cdEvent('incident.resolved', {
      id: 'end',
      at: minutesAgo(1),
      subject: 'INC-7',
      content: { environment: { id: 'production' } },
    });
    for (const _ of [1, 2]) {
      const posted = [
        await portal.post(deployed, binaryHeaders(deployed)),
        await portal.post(structured(resolved), {
          'content-type': 'application/cloudevents+json',
        }),
      ];
      expect(posted.map(({ status }) => status)).toEqual([202, 202]);
    }
    await portal.post('"hello"', { 'content-type': 'application/json' });

    const { items } = await portal.get('/coupling/v1/observations');
    expect(items).toEqual([
      expect.objectContaining({
        source: 'cdevents',
        id: '/tekton/prod end',
        kind: 'incident',
      }),
      expect.objectContaining({
        source: 'cdevents',
        id: '/tekton/prod 271069a8-fc18-44f1-b38f-9d70a1695819',
        kind: 'deployment',
      }),
    ]);
    const { collectors } = await portal.get('/coupling/v1/evidence');
    expect(collectors).toEqual([
      expect.objectContaining({ id: 'cdevents', stored: 2, unchanged: 2 }),
    ]);
  });
});
