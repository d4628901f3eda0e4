import { createCouplingClient } from './client';

function answering(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_input: RequestInfo | URL) =>
      new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers: { 'Content-Type': 'application/json' },
      }),
  );
  const client = createCouplingClient({
    fetch: fetch as typeof globalThis.fetch,
    baseUrl: 'http://portal/api/coupling',
  });
  const asked = () => (fetch.mock.calls[0][0] as Request).url;
  return { client, asked, fetch };
}

describe('the client', () => {
  it('asks for what it is told, lists as repeated parameters', async () => {
    const { client, asked } = answering(200, { items: [] });
    await client.listFindings({
      team: ['group:default/a', 'none'],
      severity: ['critical'],
      children: false,
      limit: 5,
    });
    expect(asked()).toBe(
      'http://portal/api/coupling/v1/findings?team=group%3Adefault%2Fa&team=none&severity=critical&children=false&limit=5',
    );
  });

  it('unpacks lists that stand alone', async () => {
    const items = [{ ref: 'group:default/a' }];
    expect(await answering(200, { items }).client.listTeams()).toEqual(items);
    expect(await answering(200, { points: [] }).client.getTrend()).toEqual([]);
  });

  it('sends a body through layers that each make a request of the one before, as those of Backstage do', async () => {
    const sent: string[] = [];
    const network = async (input: RequestInfo | URL, init?: RequestInit) => {
      sent.push(await new Request(input, init).text());
      return new Response('{}');
    };
    const layer =
      (next: typeof network): typeof network =>
      async (input, init) => {
        const request = new Request(input, init);
        return next(
          request.url,
          typeof input === 'string' ? init : (input as Request),
        );
      };
    const client = createCouplingClient({
      fetch: layer(layer(network)) as typeof globalThis.fetch,
      baseUrl: 'http://portal/api/coupling',
    });
    await client.decide('a', {
      id: 'decision-1',
      after: 0,
      body: { kind: 'comment', text: 'é' },
    });
    expect(sent).toEqual([
      '{"id":"decision-1","after":0,"body":{"kind":"comment","text":"é"}}',
    ]);
  });

  it('escapes an id so that it stays one part of the path', async () => {
    const { client, asked } = answering(200, {});
    await client.getFinding('a/../b?c');
    expect(asked()).toBe(
      'http://portal/api/coupling/v1/findings/a%2F..%2Fb%3Fc',
    );
  });

  it('posts to start an analysis', async () => {
    const { client, fetch } = answering(202, { stale: false });
    await client.analyseNow();
    expect((fetch.mock.calls[0][0] as Request).method).toBe('POST');
  });

  it('rejects with the status and the words of the backend', async () => {
    const { client } = answering(403, {
      error: { name: 'NotAllowedError', message: 'Needs the permission' },
      response: { statusCode: 403 },
    });
    await expect(client.getStatus()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { message: 'Needs the permission' },
    });
  });

  it('rejects in the same way when something else than the backend answers', async () => {
    const { client } = answering(502, '<html>Bad gateway</html>');
    await expect(client.getOverview()).rejects.toMatchObject({
      statusCode: 502,
    });
  });

  it('gives an export as the file it is', async () => {
    const { client } = answering(200, 'id,rule\n');
    const file = await client.exportFindings({ format: 'csv' });
    expect(await new Response(file).text()).toBe('id,rule\n');
  });
});
