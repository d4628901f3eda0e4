/**
 * The way in over HTTP, added to the events plugin: bodies of CloudEvents in structured mode and in batches, which it does not
 * read by itself, and the check of the shared secret. Binary mode needs nothing: its body is JSON, and headers come along.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type {
  HttpBodyParser,
  RequestValidator,
} from '@backstage/plugin-events-node';
import type { CDEventsConfig } from './config';

export const CLOUD_EVENT_TYPES = [
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
];

/** Throws an InputError (400) on a body that is no JSON. */
export const cloudEventsParser: HttpBodyParser = async (
  request,
  { parameters },
) => {
  const bodyBuffer: unknown = request.body;
  const encoding = (parameters.charset ?? 'utf-8').toLowerCase();
  if (!Buffer.isBuffer(bodyBuffer) || !Buffer.isEncoding(encoding)) {
    throw new InputError('Expected a CloudEvent, JSON in UTF-8');
  }
  try {
    const bodyParsed = JSON.parse(bodyBuffer.toString(encoding));
    return { bodyParsed, bodyBuffer, encoding };
  } catch {
    throw new InputError('Expected a CloudEvent, JSON in UTF-8');
  }
};

/** Rejects with 401 who does not give the secret; where none is configured, everybody unless the portal is local. */
export function secretValidator({
  secret,
  isLocal,
}: Pick<CDEventsConfig, 'secret' | 'isLocal'>): RequestValidator {
  return async ({ headers }, context) => {
    const refuse = (message: string) =>
      context.reject({
        status: 401,
        payload: { error: { name: 'AuthenticationError', message } },
      });
    if (secret === undefined) {
      if (!isLocal) {
        refuse(
          'This portal has no coupling.cdevents.secret, so nobody can send',
        );
      }
      return;
    }
    const [, given] =
      /^Bearer (.+)$/i.exec(String(headers.authorization)) ?? [];
    if (given === undefined || !isSame(given, secret)) {
      refuse('Expected Authorization: Bearer with the secret of this topic');
    }
  };
}

/** In a time that says nothing about where they differ. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
