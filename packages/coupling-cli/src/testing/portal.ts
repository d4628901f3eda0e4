import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Entity {
  kind: string;
  metadata: { name: string };
  spec?: Record<string, unknown>;
}

/** A server that answers `/api/catalog/entities/by-query` over HTTP as Backstage's catalog does: fields, filter, cursor. */
export async function startPortal(entities: Entity[], token?: string) {
  const queries: URLSearchParams[] = [];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (url.pathname !== '/api/catalog/entities/by-query') {
      answer(404, { error: { message: 'Not found' } });
      return;
    }
    if (token && request.headers.authorization !== `Bearer ${token}`) {
      answer(401, { error: { message: 'Missing credentials' } });
      return;
    }
    queries.push(url.searchParams);
    const cursor = url.searchParams.get('cursor');
    const { offset, filter } = cursor
      ? JSON.parse(Buffer.from(cursor, 'base64').toString())
      : { offset: 0, filter: url.searchParams.get('filter') };
    const limit = Number(url.searchParams.get('limit') ?? 20);
    const fields = url.searchParams.get('fields')?.split(',');
    const matching = filter
      ? entities.filter(
          ({ kind, spec }) => kind === 'API' && spec?.definition !== undefined,
        )
      : entities;
    const next = offset + limit;
    answer(200, {
      items: matching
        .slice(offset, next)
        .map(entity => project(entity, fields)),
      totalItems: matching.length,
      pageInfo:
        next < matching.length
          ? {
              nextCursor: Buffer.from(
                JSON.stringify({ offset: next, filter }),
              ).toString('base64'),
            }
          : {},
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    queries,
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}

function project(entity: Entity, fields: string[] | undefined): object {
  if (!fields) return entity;
  const projected: Record<string, any> = {};
  for (const field of fields) {
    const path = field.split('.');
    let from: any = entity;
    for (const key of path) from = from?.[key];
    if (from === undefined) continue;
    let to = projected;
    for (const key of path.slice(0, -1)) to = to[key] ??= {};
    to[path[path.length - 1]] = from;
  }
  return projected;
}
