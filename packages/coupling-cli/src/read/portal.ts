import { ENTITY_FIELDS } from '@posiwid/coupling-engine';
import { reason, UnusableError } from '../errors';
import type { Io } from '../io';
import type { CatalogInput } from './types';

const PAGE_SIZE = 1000;

const IDENTITY_FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];

/** Stands for a definition that exists and was not fetched. */
const NOT_FETCHED = '(not fetched)';

interface Options {
  token?: string;
  onProgress?: (entities: number, total: number) => void;
}

interface Page {
  items: unknown[];
  totalItems?: number;
  nextCursor?: string;
}

/**
 * Reads the catalog of a running portal, page by page, through its REST API. Which APIs have a definition is asked for
 * separately, without the definitions.
 *
 * @throws UnusableError when the portal cannot be reached, refuses, or answers something else than a catalog's page.
 */
export async function readPortal(
  url: string,
  io: Pick<Io, 'fetch'>,
  { token, onProgress }: Options = {},
): Promise<CatalogInput> {
  const base = portalBase(url);
  const get = (query: Record<string, string>) =>
    getPage(base, query, io, token);

  const entities: unknown[] = [];
  for await (const page of pages(get, { fields: ENTITY_FIELDS.join(',') })) {
    entities.push(...page.items);
    onProgress?.(entities.length, page.totalItems ?? entities.length);
  }

  const defined = new Set<string>();
  const withDefinition = {
    filter: 'kind=api,spec.definition',
    fields: IDENTITY_FIELDS.join(','),
  };
  for await (const page of pages(get, withDefinition)) {
    page.items.forEach(item => defined.add(identity(item)));
  }
  for (const entity of entities) {
    if (!defined.has(identity(entity))) continue;
    const api = entity as { spec?: Record<string, unknown> };
    api.spec = { ...api.spec, definition: NOT_FETCHED };
  }

  return {
    entities: entities.map(entity => ({ entity, file: base })),
    problems: [],
    sources: 1,
    otherFiles: 0,
  };
}

function portalBase(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new UnusableError([`--portal ${url}: not a URL`]);
  }
  if (!['http:', 'https:'].includes(parsed.protocol)) {
    throw new UnusableError([`--portal ${url}: expected http:// or https://`]);
  }
  return parsed.href.replace(/[/?#]+$/, '').replace(/\/api$/, '');
}

async function* pages(
  get: (query: Record<string, string>) => Promise<Page>,
  query: Record<string, string>,
): AsyncGenerator<Page> {
  let page = await get({ ...query, limit: String(PAGE_SIZE) });
  yield page;
  while (page.nextCursor) {
    // A cursor carries filter and order with it, fields it does not.
    page = await get({
      fields: query.fields,
      limit: String(PAGE_SIZE),
      cursor: page.nextCursor,
    });
    yield page;
  }
}

async function getPage(
  base: string,
  query: Record<string, string>,
  io: Pick<Io, 'fetch'>,
  token?: string,
): Promise<Page> {
  const path = '/api/catalog/entities/by-query';
  const fail = (message: string): never => {
    throw new UnusableError([`${base}${path}: ${message}`]);
  };
  let response: Response;
  try {
    response = await io.fetch(
      `${base}${path}?${new URLSearchParams(query).toString()}`,
      {
        headers: {
          accept: 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
        },
      },
    );
  } catch (error) {
    // What went wrong with the connection is in the cause; the error itself says "fetch failed".
    const { cause } = error as { cause?: unknown };
    return fail(`cannot be reached: ${reason(cause ?? error)}`);
  }
  if (response.status === 401 || response.status === 403) {
    return fail(
      token
        ? `refused the token (${response.status})`
        : `asks for a token (${response.status}); give one with --token`,
    );
  }
  if (!response.ok) {
    return fail(`answered ${response.status} ${response.statusText}`.trimEnd());
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch (error) {
    return fail(`answered something else than JSON: ${reason(error)}`);
  }
  return isPage(body) ? flatten(body) : fail('answered no page of entities');
}

interface AnsweredPage {
  items: unknown[];
  totalItems?: number;
  pageInfo?: { nextCursor?: unknown };
}

function isPage(body: unknown): body is AnsweredPage {
  return (
    typeof body === 'object' &&
    body !== null &&
    Array.isArray((body as AnsweredPage).items)
  );
}

function flatten({ items, totalItems, pageInfo }: AnsweredPage): Page {
  const next = pageInfo?.nextCursor;
  return {
    items,
    totalItems,
    ...(typeof next === 'string' && next !== '' && { nextCursor: next }),
  };
}

function identity(entity: unknown): string {
  const { kind, metadata } = (entity ?? {}) as {
    kind?: unknown;
    metadata?: { name?: unknown; namespace?: unknown };
  };
  return `${kind}:${metadata?.namespace ?? 'default'}/${metadata?.name}`;
}
