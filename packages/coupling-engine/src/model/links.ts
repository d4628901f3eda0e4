/**
 * What one entity states about others, as links with full references. Two sources, never mixed: the `relations` of a
 * running catalog, which hold every pair in both directions, or the `spec` fields of a file, read with the same defaults
 * as Backstage's own processor.
 */
import type { ProblemLog } from './problems';
import { shown } from './problems';
import type { ReadEntity } from './read-entity';
import { isPresent, isRecord } from './read-entity';
import { kindOf, parseRef } from './refs';

export type LinkType =
  | 'ownedBy'
  | 'ownerOf'
  | 'dependsOn'
  | 'dependencyOf'
  | 'providesApi'
  | 'apiProvidedBy'
  | 'consumesApi'
  | 'apiConsumedBy'
  | 'partOf'
  | 'hasPart'
  | 'childOf'
  | 'parentOf'
  | 'memberOf'
  | 'hasMember';

export interface Link {
  type: LinkType;
  /** The `spec` field or relation it was stated in, as people write it: `owner`, `dependsOn`, ... */
  key: string;
  target: string;
}

interface Field {
  name: string;
  type: LinkType;
  list: boolean;
  /** Kind of a reference that states none; undefined: Backstage refuses such a reference. */
  defaultKind?: string;
}

const COMMON_FIELDS: Field[] = [
  { name: 'owner', type: 'ownedBy', list: false, defaultKind: 'group' },
  { name: 'owners', type: 'ownedBy', list: true, defaultKind: 'group' },
  { name: 'system', type: 'partOf', list: false, defaultKind: 'system' },
  { name: 'domain', type: 'partOf', list: false, defaultKind: 'domain' },
  { name: 'subdomainOf', type: 'partOf', list: false, defaultKind: 'domain' },
  {
    name: 'subcomponentOf',
    type: 'partOf',
    list: false,
    defaultKind: 'component',
  },
  { name: 'dependsOn', type: 'dependsOn', list: true },
  { name: 'dependencyOf', type: 'dependencyOf', list: true },
  { name: 'providesApis', type: 'providesApi', list: true, defaultKind: 'api' },
  { name: 'consumesApis', type: 'consumesApi', list: true, defaultKind: 'api' },
];
const GROUP_FIELDS: Field[] = [
  { name: 'parent', type: 'childOf', list: false, defaultKind: 'group' },
  { name: 'children', type: 'parentOf', list: true, defaultKind: 'group' },
  { name: 'members', type: 'hasMember', list: true, defaultKind: 'user' },
];
const USER_FIELDS: Field[] = [
  { name: 'memberOf', type: 'memberOf', list: true, defaultKind: 'group' },
];

const RELATION_TYPES = new Map<string, LinkType>(
  (
    [
      'ownedBy',
      'ownerOf',
      'dependsOn',
      'dependencyOf',
      'providesApi',
      'apiProvidedBy',
      'consumesApi',
      'apiConsumedBy',
      'partOf',
      'hasPart',
      'childOf',
      'parentOf',
      'memberOf',
      'hasMember',
    ] as const
  ).map(type => [type, type]),
);

/** Every link of the entity, in the order stated; unreadable values and malformed references become problems. */
export function readLinks(entity: ReadEntity, log: ProblemLog): Link[] {
  return entity.relations === undefined
    ? linksOfSpec(entity, log)
    : linksOfRelations(entity, entity.relations, log);
}

function fieldsOf(kind: string): Field[] {
  if (kind === 'group') return GROUP_FIELDS;
  if (kind === 'user') return USER_FIELDS;
  if (kind === 'location' || kind === 'template') return [];
  return COMMON_FIELDS;
}

function linksOfSpec(entity: ReadEntity, log: ProblemLog): Link[] {
  const links: Link[] = [];
  for (const field of fieldsOf(entity.kind)) {
    const value = entity.spec[field.name];
    if (!isPresent(value) || value === '') continue;
    if (Array.isArray(value) !== field.list) {
      const expected = field.list ? 'a list of references' : 'one reference';
      log.add(
        'unreadable-value',
        entity.place,
        `spec.${field.name}`,
        `spec.${field.name}: expected ${expected}, found ${shown(value)}`,
      );
      continue;
    }
    for (const item of field.list ? (value as unknown[]) : [value]) {
      const target = readTarget(
        entity,
        `spec.${field.name}`,
        item,
        field.defaultKind,
        log,
      );
      if (target !== undefined) {
        links.push({ type: field.type, key: field.name, target });
      }
    }
  }
  return links;
}

function linksOfRelations(
  entity: ReadEntity,
  relations: readonly unknown[],
  log: ProblemLog,
): Link[] {
  const links: Link[] = [];
  for (const relation of relations) {
    if (!isRecord(relation) || typeof relation.type !== 'string') {
      log.add(
        'unreadable-value',
        entity.place,
        'relations',
        `relations: expected {type, targetRef}, found ${shown(relation)}`,
      );
      continue;
    }
    const type = RELATION_TYPES.get(relation.type);
    if (type === undefined) continue;
    // `target` objects are what catalogs before Backstage 1.55 still send beside or instead of `targetRef`.
    const stated = relation.targetRef ?? relation.target;
    const target = readTarget(
      entity,
      `relations.${type}`,
      stated,
      undefined,
      log,
    );
    if (target !== undefined) links.push({ type, key: type, target });
  }
  return links;
}

function readTarget(
  entity: ReadEntity,
  key: string,
  value: unknown,
  defaultKind: string | undefined,
  log: ProblemLog,
): string | undefined {
  if (typeof value !== 'string' && !isRecord(value)) {
    log.add(
      'unreadable-value',
      entity.place,
      key,
      `${key}: expected a reference, found ${shown(value)}`,
    );
    return undefined;
  }
  const result = parseRef(value, {
    kind: defaultKind,
    namespace: entity.namespace,
  });
  if ('ref' in result) return result.ref;
  log.add(
    'malformed-ref',
    entity.place,
    key,
    `${key}: ${shown(value)} is not a reference, ${result.expected}`,
  );
  return undefined;
}

/** True for a link to a grouping of the kind given, e.g. `partOf` a system. */
export function isPartOf(link: Link, kind: 'system' | 'domain'): boolean {
  return link.type === 'partOf' && kindOf(link.target) === kind;
}
