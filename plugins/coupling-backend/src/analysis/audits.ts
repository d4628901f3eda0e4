import { deserialize, serialize } from 'node:v8';
import type { EarlierAudits } from '@posiwid/coupling-engine';

/**
 * Audits of redundancy claims on their way from one analysis to the next. The main thread keeps them and never looks inside;
 * memory that threads share is handed on without being copied.
 */
export type AuditBytes = Uint8Array<SharedArrayBuffer>;

export function encodeAudits(audits: EarlierAudits): AuditBytes {
  const bytes = serialize(audits);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/** @param bytes - what `encodeAudits` gave, in the same process */
export function decodeAudits(bytes: AuditBytes): EarlierAudits {
  return deserialize(Uint8Array.from(bytes));
}
