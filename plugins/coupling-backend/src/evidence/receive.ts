/** The body of `POST /v1/observations`, from its stream into the store. */
import { InputError } from '@backstage/errors';
import type { Ingestion as Report } from '@posiwid/backstage-plugin-coupling-common';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { Ingestion } from './Ingestion';
import { linesOf, TooLargeError } from './lines';
import type { ObservationStore } from './ObservationStore';

/** Largest JSON array: parsed at once, so little enough not to hold up the event loop. JSON lines have no such bound. */
export const MAX_ARRAY = 2 * 1024 * 1024;

export type BodyFormat = 'lines' | 'array';

/** What the headers of a request say of its body. Throws an InputError when it is nothing that is read. */
export function formatOf(headers: IncomingHttpHeaders): BodyFormat {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new InputError(`Expected a body as it is, not ${encoding}`);
  }
  const type = (headers['content-type'] ?? '')
    .split(';')[0]
    .trim()
    .toLowerCase();
  switch (type) {
    case 'application/x-ndjson':
    case 'application/jsonl':
    case 'application/jsonlines':
      return 'lines';
    case 'application/json':
      return 'array';
    default:
      throw new InputError(
        'Expected the content type application/x-ndjson (an observation a line) or application/json (an array of them)',
      );
  }
}

/**
 * Stores what a body holds.
 *
 * @param maxBytes - of JSON lines. A larger body rejects with a TooLargeError, whose `ingestion` says what was stored of it
 */
export async function receive(
  body: Readable,
  format: BodyFormat,
  options: { store: ObservationStore; maxBytes: number },
): Promise<Report> {
  const ingestion = new Ingestion(options.store);
  if (format === 'array') {
    for (const value of await arrayOf(body)) {
      await ingestion.add({ value });
    }
    return ingestion.end();
  }
  try {
    for await (const text of linesOf(body, options.maxBytes)) {
      await ingestion.add({ text });
    }
  } catch (error) {
    if (error instanceof TooLargeError) {
      throw Object.assign(error, { ingestion: await ingestion.end() });
    }
    throw error;
  }
  return ingestion.end();
}

async function arrayOf(body: Readable): Promise<unknown[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > MAX_ARRAY) {
      throw new TooLargeError(
        `a JSON array has at most ${MAX_ARRAY} bytes; send JSON lines (application/x-ndjson) instead`,
      );
    }
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw new InputError(`Not valid JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(value)) {
    throw new InputError('Expected an array of observations');
  }
  return value;
}
