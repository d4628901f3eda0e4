import { createHmac } from 'node:crypto';
// The module and the plugin it is for, together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import coupling from '@posiwid/backstage-plugin-coupling-backend';
import { deploymentStatus, review } from './__fixtures__/webhooks';
import { startPortal, type Portal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const SECRET = 'correct horse';

describe('GitHub webhooks in the coupling plugin', () => {
  let portal: Portal;
  beforeAll(async () => {
    const config = { coupling: { github: { secret: SECRET } } };
    portal = await startPortal(config, coupling);
  });
  afterAll(() => portal.stop());

  const deliver = (name: string, payload: object) => {
    const body = JSON.stringify(payload);
    const digest = createHmac('sha256', SECRET).update(body).digest('hex');
    return portal.post(body, {
      'content-type': 'application/json',
      'x-github-event': name,
      'x-hub-signature-256': `sha256=${digest}`,
    });
  };

  it('are stored as observations, once', async () => {
    for (const _ of [1, 2]) {
      await deliver('deployment_status', deploymentStatus());
      await deliver('pull_request_review', review());
    }
    const { items } = await portal.get('/coupling/v1/observations');
    expect(items.map(({ id }: { id: string }) => id).sort()).toEqual([
      'shop/orders deployment_status 1',
      'shop/orders review 7',
    ]);
    const { collectors } = await portal.get('/coupling/v1/evidence');
    expect(collectors).toEqual([
      expect.objectContaining({ id: 'github', stored: 2, unchanged: 2 }),
    ]);
  });
});
