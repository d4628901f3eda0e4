/**
 * What is in the events of one delivery: CloudEvents in binary mode (context in `ce-` headers), structured mode or a batch of
 * those, or a CDEvent without any envelope. The last is what is left of binary mode when an event reaches this process over the
 * events service of another, which carries no headers; nothing is lost by it, because a CDEvent repeats in its body all that
 * the headers say. Not here: what a CDEvent means (cdEvent.ts).
 */
import { HTTP, type CloudEvent } from 'cloudevents';

/** The data of one event, and the type by its envelope where it has one. */
export interface Enveloped {
  type?: string;
  data: unknown;
}

export type Unwrapped = Enveloped | { expected: string };

type Headers = Record<string, string | string[] | undefined>;

const JSON_EVENT = 'application/cloudevents+json';

/** Never throws. */
export function unwrap(payload: unknown, headers: Headers = {}): Unwrapped[] {
  if (Array.isArray(payload)) return payload.map(structured);
  if (!isObject(payload)) {
    return [{ expected: 'expected a CloudEvent, a JSON object' }];
  }
  if ('specversion' in payload) return [structured(payload)];
  if (headers['ce-id'] !== undefined) return [binary(payload, headers)];
  if ('context' in payload) return [{ data: payload }];
  return [
    {
      expected:
        'expected a CloudEvent: either ce- headers (binary mode) or a body with specversion, id, source and type (structured mode)',
    },
  ];
}

function binary(body: object, headers: Headers): Unwrapped {
  const own = Object.entries(headers).filter(
    ([name, value]) => name.startsWith('ce-') && typeof value === 'string',
  );
  return enveloped({
    headers: { ...Object.fromEntries(own), 'content-type': 'application/json' },
    body,
  });
}

function structured(event: unknown): Unwrapped {
  if (!isObject(event) || typeof event.type !== 'string') {
    return { expected: 'expected a CloudEvent with specversion and type' };
  }
  return enveloped({ headers: { 'content-type': JSON_EVENT }, body: event });
}

function enveloped(message: Parameters<typeof HTTP.toEvent>[0]): Unwrapped {
  try {
    const event = HTTP.toEvent(message) as CloudEvent<unknown>;
    return { type: event.type, data: dataOf(event) };
  } catch {
    return { expected: 'expected a CloudEvent of version 1.0 with JSON data' };
  }
}

/** JSON may have come as text, or as bytes (`data_base64`), of which the SDK gives one number each. */
function dataOf({ data }: CloudEvent<unknown>): unknown {
  if (typeof data === 'string') return JSON.parse(data);
  return ArrayBuffer.isView(data)
    ? JSON.parse(Buffer.from(data as Uint8Array).toString())
    : data;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
