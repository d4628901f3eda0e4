import type { JsonObject } from '@backstage/types';
import { binaryHeaders, cdEvent, structured } from './__fixtures__/cdEvents';
import { startPortal, type Portal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const SECRET = 'correct horse';
const authorized = { authorization: `Bearer ${SECRET}` };
const deployed = cdEvent('service.deployed');
const observation = {
  source: 'cdevents',
  id: '/tekton/prod 271069a8-fc18-44f1-b38f-9d70a1695819',
  kind: 'deployment',
  at: '2026-03-20T14:27:05.315Z',
  entity: 'component:default/orders',
  outcome: 'succeeded',
  version: 'pkg:oci/orders@sha256%3A0b31b1c02ff458ad9b7b81c',
  environment: 'production',
};

describe('CDEvents over HTTP', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ coupling: { cdevents: { secret: SECRET } } });
  });
  beforeEach(() => portal.forget());
  afterAll(() => portal.stop());

  it.each<[string, unknown, Record<string, string>]>([
    ['in binary mode', deployed, binaryHeaders(deployed)],
    [
      'in structured mode',
      structured(deployed),
      { 'content-type': 'application/cloudevents+json' },
    ],
    [
      'in structured mode with a character set, as the SDKs write it',
      structured(deployed),
      { 'content-type': 'application/cloudevents+json;charset=UTF-8' },
    ],
    [
      'in structured mode under the type of any JSON',
      structured(deployed),
      { 'content-type': 'application/json' },
    ],
    [
      'in structured mode with data in base 64',
      {
        ...structured(deployed),
        data: undefined,
        data_base64: Buffer.from(JSON.stringify(deployed)).toString('base64'),
      },
      { 'content-type': 'application/cloudevents+json' },
    ],
    [
      'in a batch',
      [structured(deployed)],
      { 'content-type': 'application/cloudevents-batch+json' },
    ],
    ['without an envelope', deployed, { 'content-type': 'application/json' }],
  ])('are read %s', async (_, body, headers) => {
    const { status } = await portal.post(body, { ...headers, ...authorized });
    expect(status).toBe(202);
    expect(portal.problems).toEqual([]);
    expect(portal.observations()).toEqual([observation]);
  });

  it('change nothing when they are sent again, in whichever mode', async () => {
    await portal.post(deployed, { ...binaryHeaders(deployed), ...authorized });
    await portal.post(structured(deployed), {
      'content-type': 'application/cloudevents+json',
      ...authorized,
    });
    expect(portal.observations()).toEqual([observation]);
    expect(portal.problems).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['no secret', {}],
    ['a wrong secret', { authorization: 'Bearer correct horsf' }],
    ['a part of the secret', { authorization: 'Bearer correct' }],
    ['the secret in another scheme', { authorization: `Basic ${SECRET}` }],
  ])('are refused with 401 when they come with %s', async (_, headers) => {
    const { status, text } = await portal.post(deployed, {
      ...binaryHeaders(deployed),
      ...headers,
    });
    expect(status).toBe(401);
    expect(text).not.toContain(SECRET);
    expect(portal.observations()).toEqual([]);
    expect(portal.problems).toEqual([]);
  });

  it.each<[string, unknown, string, number]>([
    ['no JSON', '{"specversion":', 'application/cloudevents+json', 400],
    // The events backend's own answer.
    ['no JSON, in binary mode', '{"context":', 'application/json', 500],
    ['another type of content', '<event/>', 'application/xml', 415],
    ['too much', `"${'x'.repeat(6_000_000)}"`, 'application/json', 413],
  ])('are refused when they are %s', async (_, body, type, expected) => {
    const { status } = await portal.post(body, {
      'content-type': type,
      ...authorized,
    });
    expect(status).toBe(expected);
    expect(portal.observations()).toEqual([]);
  });
});

describe('a portal without a secret', () => {
  const post = async (backend: JsonObject) => {
    const portal = await startPortal({ backend });
    try {
      return await portal.post(deployed, binaryHeaders(deployed));
    } finally {
      await portal.stop();
    }
  };

  it('takes events when it is for its own machine only', async () => {
    const { status } = await post({
      baseUrl: 'http://localhost:7007',
      listen: { host: '127.0.0.1', port: 0 },
    });
    expect(status).toBe(202);
  });

  it.each([
    ['listens on every address', 'http://localhost:7007', { port: 0 }],
    [
      'is behind a proxy of its machine',
      'https://portal.example.com',
      { host: '127.0.0.1', port: 0 },
    ],
  ])('refuses everybody when it %s', async (_, baseUrl, listen) => {
    const { status, text } = await post({ baseUrl, listen });
    expect(status).toBe(401);
    expect(text).toContain('coupling.cdevents.secret');
  });
});
