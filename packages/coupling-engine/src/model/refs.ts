/**
 * Entity references, read as Backstage's `parseEntityRef` reads them: `[kind:][namespace/]name`. Full references are lower
 * case everywhere in the engine, as they are in the catalog's relations. Not here: whether a reference names anything.
 */

export const DEFAULT_NAMESPACE = 'default';

/** Longest reference that is read; Backstage's own limit is 63 characters for each of the three parts. */
const MAX_REF_LENGTH = 600;

export interface RefContext {
  /** Kind of a reference that states none. Left out: such a reference is malformed. */
  kind?: string;
  namespace?: string;
}

export type RefResult = { ref: string } | { expected: string };

const FULL = /^[a-z][a-z0-9]*:[a-z0-9._-]+\/[a-z0-9._-]+$/;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** True for text that would move a terminal's cursor or break a line of a report. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text);
}

/** The text with a replacement character for each control character. */
export function withoutControlCharacters(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, '\ufffd');
}

/**
 * `component:default/orders` of its parts, lower case. `toLowerCase` gives what Backstage's `toLocaleLowerCase('en-US')`
 * does, ten times faster.
 */
export function formatRef(
  kind: string,
  namespace: string,
  name: string,
): string {
  return `${kind}:${namespace}/${name}`.toLowerCase();
}

/**
 * Full reference of a text or of an old-style `{kind, namespace, name}`; what was expected instead when it is malformed.
 */
export function parseRef(value: unknown, context: RefContext = {}): RefResult {
  const namespace = context.namespace ?? DEFAULT_NAMESPACE;
  if (typeof value === 'string')
    return parseText(value, context.kind, namespace);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const parts = value as {
      kind?: unknown;
      namespace?: unknown;
      name?: unknown;
    };
    return checked(
      parts.kind ?? context.kind,
      parts.namespace ?? namespace,
      parts.name,
    );
  }
  return { expected: 'expected text of the form [kind:][namespace/]name' };
}

/** Kind part of a full reference. */
export function kindOf(ref: string): string {
  return ref.slice(0, ref.indexOf(':'));
}

/** Name part of a full reference. */
export function nameOf(ref: string): string {
  return ref.slice(ref.indexOf('/') + 1);
}

function parseText(
  text: string,
  defaultKind: string | undefined,
  defaultNamespace: string,
): RefResult {
  if (text.length > MAX_REF_LENGTH) {
    return { expected: `expected at most ${MAX_REF_LENGTH} characters` };
  }
  // Most references of a large catalog are full already; one match spares them being taken apart.
  if (FULL.test(text)) return { ref: text };
  const slash = text.indexOf('/');
  let colon = text.indexOf(':');
  if (slash !== -1 && slash < colon) colon = -1;
  return checked(
    colon === -1 ? defaultKind : text.slice(0, colon),
    slash === -1 ? defaultNamespace : text.slice(colon + 1, slash),
    text.slice(Math.max(colon + 1, slash + 1)),
  );
}

function checked(kind: unknown, namespace: unknown, name: unknown): RefResult {
  if (kind === undefined || kind === null) {
    return {
      expected:
        'expected a kind in front, such as component:name or resource:name',
    };
  }
  for (const part of [kind, namespace, name]) {
    if (typeof part !== 'string' || part.trim() === '') {
      return { expected: 'expected text of the form [kind:][namespace/]name' };
    }
    if (hasControlCharacters(part)) {
      return { expected: 'expected no control characters' };
    }
  }
  return {
    ref: formatRef(kind as string, namespace as string, name as string),
  };
}
