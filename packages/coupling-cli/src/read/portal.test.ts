import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPortal } from '../testing/portal';
import { readPortal } from './portal';

const io = { fetch: globalThis.fetch };

const component = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', dependsOn: ['resource:default/db'] },
});

describe('readPortal', () => {
  it('reads every page, with the fields that the analysis needs', async () => {
    const portal = await startPortal(
      Array.from({ length: 2345 }, (_, i) => component(`c${i}`)),
    );
    const progress: [number, number][] = [];
    const input = await readPortal(`${portal.url}/`, io, {
      onProgress: (done, total) => progress.push([done, total]),
    });
    await portal.stop();
    expect(input.entities).toHaveLength(2345);
    expect(input.entities[2344]).toEqual({
      entity: { ...component('c2344'), apiVersion: undefined },
      file: portal.url,
    });
    expect(progress).toEqual([
      [1000, 2345],
      [2000, 2345],
      [2345, 2345],
    ]);
  });

  it('learns which APIs have a definition without fetching one', async () => {
    const api = (name: string, definition?: string) => ({
      kind: 'API',
      metadata: { name },
      spec: { type: 'openapi', ...(definition && { definition }) },
    });
    const portal = await startPortal([
      api('with', 'openapi: 3.1.0'),
      api('without'),
      component('with'),
    ]);
    const { entities } = await readPortal(portal.url, io);
    await portal.stop();
    const definitions = entities.map(
      ({ entity }) => (entity as any).spec.definition,
    );
    expect(definitions).toEqual(['(not fetched)', undefined, undefined]);
    expect(
      portal.queries.some(query => query.get('fields')?.includes('definition')),
    ).toBe(false);
  });

  it('gives the token, and says when one is missing or refused', async () => {
    const portal = await startPortal([component('a')], 'secret');
    expect(
      (await readPortal(portal.url, io, { token: 'secret' })).entities,
    ).toHaveLength(1);
    await expect(readPortal(portal.url, io)).rejects.toThrow(
      /asks for a token \(401\); give one with --token/,
    );
    const refused = readPortal(portal.url, io, { token: 'wrong-secret' });
    await expect(refused).rejects.toThrow(/refused the token \(401\)/);
    await expect(refused).rejects.not.toThrow(/wrong-secret/);
    await portal.stop();
  });

  it.each([
    ['no URL', 'backstage', /^--portal backstage: not a URL/],
    [
      'another protocol',
      'file:///etc/passwd',
      /expected http:\/\/ or https:\/\//,
    ],
  ])('says clearly: %s', async (_, url, message) => {
    await expect(readPortal(url, io)).rejects.toThrow(message);
  });

  it('says clearly that nobody is there', async () => {
    const portal = await startPortal([]);
    await portal.stop();
    await expect(readPortal(portal.url, io)).rejects.toThrow(
      /cannot be reached: .*ECONNREFUSED/,
    );
  });

  it.each([
    ['an error', 500, 'text/plain', 'oops', /answered 500/],
    [
      'a page of HTML',
      200,
      'text/html',
      '<html></html>',
      /something else than JSON/,
    ],
    [
      'other JSON',
      200,
      'application/json',
      '{"items":1}',
      /no page of entities/,
    ],
  ])(
    'does not take %s for a catalog',
    async (_, status, type, body, message) => {
      const server = createServer((_request, response) => {
        response.writeHead(status, { 'content-type': type });
        response.end(body);
      });
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', resolve),
      );
      const { port } = server.address() as AddressInfo;
      await expect(readPortal(`http://127.0.0.1:${port}`, io)).rejects.toThrow(
        message,
      );
      await new Promise(resolve => server.close(resolve));
    },
  );
});
