/**
 * Reads one catalog entity out of any JSON value. Trusts nothing: what is not an entity is a problem, what is not readable
 * inside an entity is a problem with its key, and the rest of the entity is kept.
 */
import type { SourcedEntity } from './types';
import type { Place, ProblemLog } from './problems';
import { shown } from './problems';
import {
  DEFAULT_NAMESPACE,
  formatRef,
  hasControlCharacters,
  withoutControlCharacters,
} from './refs';

/** An entity whose identity is known; everything in `spec` and `relations` is still as it was written. */
export interface ReadEntity {
  ref: string;
  /** Lower case. */
  kind: string;
  namespace: string;
  name: string;
  title?: string;
  tags: string[];
  /** Own `posiwid.dev/` annotations, keys without that prefix. */
  annotations: Map<string, unknown>;
  spec: Readonly<Record<string, unknown>>;
  /** Set when the entity comes from a running catalog, which has worked out all relations already. */
  relations?: readonly unknown[];
  place: Place;
}

export const ANNOTATION_PREFIX = 'posiwid.dev/';

const CANONICAL_KINDS = new Map(
  [
    'API',
    'Component',
    'Domain',
    'Group',
    'Location',
    'Resource',
    'System',
    'Template',
    'User',
  ].map(kind => [kind.toLowerCase(), kind]),
);

const KIND_PATTERN = /^[a-zA-Z][a-z0-9A-Z]*$/;
const NAME_PATTERN = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const MAX_NAME = 63;
/** Names beyond this are no names; up to it they are kept, with a problem when Backstage would refuse them. */
const MAX_READABLE_NAME = 400;
const MAX_LINE = 1000;

/** The entity, or undefined with a problem that says why it is none. */
export function readEntity(
  source: SourcedEntity,
  log: ProblemLog,
): ReadEntity | undefined {
  const origin: Place = { file: source.file, line: source.line };
  const refuse = (key: string | undefined, message: string) => {
    log.add('not-an-entity', origin, key, message);
    return undefined;
  };

  const { entity } = source;
  if (!isRecord(entity)) {
    return refuse(undefined, `expected an entity, found ${shown(entity)}`);
  }
  const metadata = entity.metadata;
  if (!isRecord(metadata)) {
    return refuse(
      'metadata',
      `metadata: expected an object, found ${shown(metadata)}`,
    );
  }
  const { name } = metadata;
  if (!isIdentifier(name)) {
    return refuse(
      'metadata.name',
      `metadata.name: expected a name, found ${shown(name)}`,
    );
  }
  const { kind } = entity;
  if (!isIdentifier(kind) || /[:/]/.test(kind)) {
    return refuse(
      'kind',
      `kind of ${shown(name)}: expected a kind such as Component, found ${shown(
        kind,
      )}`,
    );
  }

  const namespace =
    isIdentifier(metadata.namespace) && !metadata.namespace.includes('/')
      ? metadata.namespace
      : DEFAULT_NAMESPACE;
  const ref = formatRef(kind, namespace, name);
  const place: Place = { ...origin, ref };
  const unreadable = (key: string, expected: string, found: unknown) =>
    log.add(
      'unreadable-value',
      place,
      key,
      `${key}: expected ${expected}, found ${shown(found)}`,
    );

  checkSpelling(kind, name, unreadable);
  if (isPresent(metadata.namespace) && metadata.namespace !== namespace) {
    unreadable(
      'metadata.namespace',
      'a namespace, read as default',
      metadata.namespace,
    );
  }
  const spec = entity.spec;
  if (isPresent(spec) && !isRecord(spec)) {
    unreadable('spec', 'an object', spec);
  }
  const relations = entity.relations;
  if (isPresent(relations) && !Array.isArray(relations)) {
    unreadable('relations', 'a list', relations);
  }

  return {
    ref,
    kind: kind.toLowerCase(),
    namespace,
    name,
    title: readLine(metadata.title, 'metadata.title', unreadable),
    tags: readTags(metadata.tags, unreadable),
    annotations: readAnnotations(metadata.annotations, unreadable),
    spec: isRecord(spec) ? spec : {},
    relations: Array.isArray(relations) ? relations : undefined,
    place,
  };
}

type Unreadable = (key: string, expected: string, found: unknown) => void;

/** One line of text; control characters are replaced, and very long text is cut, each with a problem. */
export function readLine(
  value: unknown,
  key: string,
  unreadable: Unreadable,
): string | undefined {
  if (!isPresent(value) || value === '') return undefined;
  if (typeof value !== 'string') {
    unreadable(key, 'text', value);
    return undefined;
  }
  if (value.length > MAX_LINE) {
    unreadable(
      key,
      `at most ${MAX_LINE} characters, cut there`,
      `${value.length} characters`,
    );
    return readLine(value.slice(0, MAX_LINE), key, unreadable);
  }
  if (hasControlCharacters(value)) {
    unreadable(key, 'one line without control characters', value);
    return withoutControlCharacters(value);
  }
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isIdentifier(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= MAX_READABLE_NAME &&
    !hasControlCharacters(value)
  );
}

function checkSpelling(kind: string, name: string, unreadable: Unreadable) {
  const canonical = CANONICAL_KINDS.get(kind.toLowerCase());
  if (canonical !== undefined && canonical !== kind) {
    unreadable('kind', `${canonical}, read as that`, kind);
  } else if (!KIND_PATTERN.test(kind)) {
    unreadable('kind', 'letters and digits', kind);
  }
  if (name.length > MAX_NAME || !NAME_PATTERN.test(name)) {
    unreadable(
      'metadata.name',
      `letters, digits and -_. between them, at most ${MAX_NAME}`,
      name,
    );
  }
}

function readTags(value: unknown, unreadable: Unreadable): string[] {
  if (!isPresent(value)) return [];
  if (!Array.isArray(value)) {
    unreadable('metadata.tags', 'a list of text', value);
    return [];
  }
  const tags: string[] = [];
  for (const tag of value) {
    if (typeof tag !== 'string') {
      unreadable('metadata.tags', 'text', tag);
    } else {
      const line = readLine(tag, 'metadata.tags', unreadable);
      if (line !== undefined) tags.push(line);
    }
  }
  return tags;
}

function readAnnotations(
  value: unknown,
  unreadable: Unreadable,
): Map<string, unknown> {
  const annotations = new Map<string, unknown>();
  if (!isPresent(value)) return annotations;
  if (!isRecord(value)) {
    unreadable('metadata.annotations', 'an object', value);
    return annotations;
  }
  for (const key of Object.keys(value)) {
    if (key.startsWith(ANNOTATION_PREFIX)) {
      annotations.set(key.slice(ANNOTATION_PREFIX.length), value[key]);
    }
  }
  return annotations;
}
