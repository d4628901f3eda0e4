import { hash } from 'node:crypto';

/** 22 characters of base64url: 132 bits, so that no two of a billion observations are taken for one. */
export const HASH_LENGTH = 22;

/** A short name for text of any length, the same on every machine. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, HASH_LENGTH);
}

/** Under which an observation is found again. */
export function keyOf(source: string, id: string): string {
  return hashOf(JSON.stringify([source, id]));
}

export function sourceKey(source: string): string {
  return hashOf(JSON.stringify(['source', source]));
}

export function collectorKey(id: string): string {
  return hashOf(JSON.stringify(['collector', id]));
}
