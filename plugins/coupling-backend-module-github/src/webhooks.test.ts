import { createHmac } from 'node:crypto';
import { deploymentStatus } from './__fixtures__/webhooks';
import { startPortal, type Portal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const SECRET = 'correct horse';
const event = deploymentStatus();
const observation = {
  source: 'github',
  id: 'shop/orders deployment_status 1',
  kind: 'deployment',
  at: '2026-03-20T14:27:05.000Z',
  entity: 'component:default/orders',
  outcome: 'succeeded',
  version: 'a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d',
  environment: 'production',
  change: 'shop/orders@a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d',
};

/** Node's own HMAC: the way GitHub documents the signature, and none of the code that checks it. */
const signatureOf = (body: string, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const headers = (signature?: string) => ({
  'content-type': 'application/json',
  'user-agent': 'GitHub-Hookshot/044aadd',
  'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
  'x-github-event': 'deployment_status',
  ...(signature === undefined ? {} : { 'x-hub-signature-256': signature }),
});

describe('GitHub webhooks over HTTP', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ coupling: { github: { secret: SECRET } } });
  });
  beforeEach(() => portal.forget());
  afterAll(() => portal.stop());

  it('are taken when they are signed, and change nothing when they are delivered again', async () => {
    const body = JSON.stringify(event);
    for (const _ of [1, 2]) {
      const { status } = await portal.post(body, headers(signatureOf(body)));
      expect(status).toBe(202);
    }
    expect(portal.observations()).toEqual([observation]);
    expect(portal.problems).toEqual([]);
  });

  it('are signed by their bytes, whatever letters are in them', async () => {
    const body = JSON.stringify({ ...event, note: 'größer – 価格 🚀' });
    const { status } = await portal.post(body, headers(signatureOf(body)));
    expect(status).toBe(202);
  });

  const body = JSON.stringify(event);
  it.each([
    ['no signature', undefined],
    ['an empty signature', ''],
    ['what is no signature', 'sha256=xyz'],
    ['the signature of another secret', signatureOf(body, 'wrong')],
    ['the signature of another body', signatureOf(`${body} `)],
    [
      'a signature of the old kind',
      `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}`,
    ],
  ])('are refused with 401 when they come with %s', async (_, signature) => {
    const { status, text } = await portal.post(body, headers(signature));
    expect(status).toBe(401);
    expect(text).not.toContain(SECRET);
    expect(portal.observations()).toEqual([]);
  });

  it('are refused with 415 when the webhook sends forms', async () => {
    const form = `payload=${encodeURIComponent(body)}`;
    const { status } = await portal.post(form, {
      ...headers(signatureOf(form)),
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(status).toBe(415);
  });
});

it.each([
  ['no secret', {}, 401],
  [
    'only the secret of the events plugin for GitHub',
    { events: { modules: { github: { webhookSecret: SECRET } } } },
    202,
  ],
])('a portal with %s', async (_, config, expected) => {
  const portal = await startPortal(config);
  try {
    const body = JSON.stringify(event);
    const { status } = await portal.post(body, headers(signatureOf(body)));
    expect(status).toBe(expected);
  } finally {
    await portal.stop();
  }
});
