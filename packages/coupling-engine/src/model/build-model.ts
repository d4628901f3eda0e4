/** Entities in, model out: reads, resolves and combines. Same entities in any order give the same model. */
import type { Model, ModelEntity, SourcedEntity } from './types';
import type { Policy } from '../policy/policy';
import { append } from './collect';
import { findDangling, reportDangling } from './dangling';
import { hasReadableDefinition } from './definition';
import { readFacts } from './facts';
import { buildGroupings } from './groupings';
import { Uint32List } from './grow';
import type { Link, LinkType } from './links';
import { isPartOf, readLinks } from './links';
import type { Resolver } from './needs';
import { ProblemLog, shown } from './problems';
import type { ReadEntity } from './read-entity';
import { readEntity, readLine } from './read-entity';
import { buildDirectory } from './teams';
import { wire } from './wire';

/** Kinds that say who, where and how, but do not run and so cannot fail. */
const NOT_NODES = new Set([
  'system',
  'domain',
  'group',
  'user',
  'location',
  'template',
]);

/**
 * Builds the model of a catalog. Never throws on bad input: every defect is in `Model.problems`, once, with its entity,
 * and whatever could be read is in the model.
 *
 * Entities, teams, systems and domains come in the order of their refs; of entities with one ref the first is kept.
 */
export function buildModel(
  entities: Iterable<SourcedEntity>,
  policy: Policy,
): Model {
  const log = new ProblemLog();
  const read = readAll(entities, log);
  const known = new Map(read.map((entity, i) => [entity.ref, i]));
  const linksOf = read.map(entity => readLinks(entity, log));
  const dangling = findDangling(read, linksOf, known);
  mirrorLinks(read, linksOf, known);

  const inertTypes = new Set(policy.inertTypes.map(type => type.toLowerCase()));
  const owned = read.map((entity, i) => ownersOf(entity, linksOf[i]));
  const directory = buildDirectory(read, linksOf, new Set(owned.flat()), log);
  const ownerPositions = (i: number) =>
    owned[i].map(ref => directory.indexOf.get(ref)!);
  const groupings = buildGroupings(
    read,
    linksOf,
    entity => readFacts(entity, undefined, inertTypes, log),
    ownerPositions,
    log,
  );

  const sources = new Uint32List();
  const nodes: ModelEntity[] = [];
  const nodeIndex = new Map<string, number>();
  read.forEach((entity, i) => {
    if (NOT_NODES.has(entity.kind)) return;
    nodeIndex.set(entity.ref, nodes.length);
    sources.push(i);
    nodes.push(
      readNode(
        entity,
        linksOf[i],
        ownerPositions(i),
        groupings.systemIndex,
        inertTypes,
        log,
      ),
    );
  });

  const resolver: Resolver = {
    resolve(entity, key, target) {
      const position = nodeIndex.get(target);
      if (position !== undefined) return position;
      if (!known.has(target)) {
        // Links were looked through already; what is met here for the first time is a row of spec.couplings.
        if (key.startsWith('spec.couplings')) {
          dangling.push({ ref: entity.ref, key: 'couplings', target });
        }
      } else {
        log.add(
          'unreadable-value',
          entity.place,
          key,
          `${key}: expected something that can fail, found ${target}; left out of the graph`,
        );
      }
      return undefined;
    },
  };
  const wiring = wire(
    read,
    linksOf,
    sources.toArray(),
    nodes,
    nodeIndex,
    resolver,
    log,
  );
  reportRedundancyGroups(nodes, log);
  reportDangling(
    dangling,
    read,
    known,
    directory.defined.groups + directory.defined.users > 0,
    log,
  );
  return {
    entities: nodes,
    teams: directory.teams,
    defined: directory.defined,
    systems: groupings.systems,
    domains: groupings.domains,
    ...wiring,
    dangling,
    problems: log.problems,
  };
}

/** All readable entities in the order of their refs; later ones of the same ref are reported and left out. */
function readAll(
  entities: Iterable<SourcedEntity>,
  log: ProblemLog,
): ReadEntity[] {
  const byRef = new Map<string, ReadEntity>();
  for (const source of entities) {
    const entity = readEntity(source, log);
    if (entity === undefined) continue;
    if (!byRef.has(entity.ref)) {
      byRef.set(entity.ref, entity);
      continue;
    }
    log.add(
      'duplicate',
      entity.place,
      undefined,
      `${entity.ref} is defined more than once; the first definition is kept`,
    );
  }
  return [...byRef.keys()].sort().map(ref => byRef.get(ref)!);
}

const MIRROR = new Map<LinkType, LinkType>([
  ['ownerOf', 'ownedBy'],
  ['dependencyOf', 'dependsOn'],
  ['apiProvidedBy', 'providesApi'],
  ['apiConsumedBy', 'consumesApi'],
  ['hasPart', 'partOf'],
]);

/**
 * Gives each entity the links that others state about it, so that everything after reads one direction only. A pair stated
 * from both sides is then there twice; whoever reads links takes each target once.
 */
function mirrorLinks(
  read: ReadEntity[],
  linksOf: Link[][],
  known: Map<string, number>,
) {
  const added: { at: number; link: Link }[] = [];
  read.forEach(({ ref }, i) => {
    for (const { type, key, target } of linksOf[i]) {
      const mirrored = MIRROR.get(type);
      const at = known.get(target);
      if (mirrored === undefined || at === undefined) continue;
      added.push({ at, link: { type: mirrored, key, target: ref } });
    }
  });
  for (const { at, link } of added) linksOf[at].push(link);
}

/** Refs of the owners in the order stated, each once. Only groups and users can own. */
function ownersOf(entity: ReadEntity, links: Link[]): string[] {
  if (
    NOT_NODES.has(entity.kind) &&
    entity.kind !== 'system' &&
    entity.kind !== 'domain'
  ) {
    return [];
  }
  const owners: string[] = [];
  for (const { type, target } of links) {
    if (type === 'ownedBy' && !owners.includes(target)) owners.push(target);
  }
  return owners;
}

function readNode(
  entity: ReadEntity,
  links: Link[],
  owners: number[],
  systemIndex: Map<string, number>,
  inertTypes: ReadonlySet<string>,
  log: ProblemLog,
): ModelEntity {
  const line = (key: string) =>
    readLine(entity.spec[key], `spec.${key}`, (name, expected, found) =>
      log.add(
        'unreadable-value',
        entity.place,
        name,
        `${name}: expected ${expected}, found ${shown(found)}`,
      ),
    );
  const type = line('type');
  const lifecycle = line('lifecycle');
  const system = links.find(link => isPartOf(link, 'system'));
  const node: ModelEntity = {
    ref: entity.ref,
    kind: entity.kind,
    name: entity.name,
    tags: entity.tags,
    owners,
    facts: readFacts(entity, type, inertTypes, log),
    hasDefinition: entity.kind === 'api' && hasReadableDefinition(entity),
  };
  if (entity.title !== undefined) node.title = entity.title;
  if (type !== undefined) node.type = type;
  if (lifecycle !== undefined) node.lifecycle = lifecycle;
  if (system !== undefined) node.system = systemIndex.get(system.target);
  if (entity.place.file !== undefined) node.file = entity.place.file;
  if (entity.place.line !== undefined) node.line = entity.place.line;
  return node;
}

function reportRedundancyGroups(nodes: ModelEntity[], log: ProblemLog) {
  const groups = new Map<string, ModelEntity[]>();
  for (const node of nodes) {
    const name = node.facts.redundancyGroup?.name;
    if (name === undefined) continue;
    append(groups, name, node);
  }
  for (const members of groups.values()) {
    for (const { ref, file, line, facts } of members) {
      const { name, need } = facts.redundancyGroup!;
      if (need <= members.length) continue;
      log.add(
        'unreadable-value',
        { ref, file, line },
        'posiwid.dev/redundancy-group',
        `posiwid.dev/redundancy-group: expected at most ${members.length} needed, as ${name} has ${members.length} members, found ${need}`,
      );
    }
  }
}
