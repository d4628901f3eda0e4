/** Systems and domains: those of the catalog, and those that entities name but the catalog does not have. */
import type { Facts, Grouping } from './types';
import type { Link } from './links';
import { isPartOf } from './links';
import type { Place, ProblemLog } from './problems';
import type { ReadEntity } from './read-entity';
import { kindOf } from './refs';

export interface Groupings {
  systems: Grouping[];
  domains: Grouping[];
  systemIndex: Map<string, number>;
  domainIndex: Map<string, number>;
}

/** `read` in the order of refs; `facts` and `owners` answer for systems and domains. */
export function buildGroupings(
  read: ReadEntity[],
  linksOf: Link[][],
  factsOf: (entity: ReadEntity) => Facts,
  ownersOf: (position: number) => number[],
  log: ProblemLog,
): Groupings {
  const systems = new Map<string, Grouping>();
  const domains = new Map<string, Grouping>();
  read.forEach((entity, i) => {
    if (entity.kind !== 'system' && entity.kind !== 'domain') return;
    const grouping: Grouping = {
      ref: entity.ref,
      kind: entity.kind,
      owners: ownersOf(i),
      facts: factsOf(entity),
      exists: true,
    };
    if (entity.title !== undefined) grouping.title = entity.title;
    const { file, line } = entity.place;
    if (file !== undefined) grouping.file = file;
    if (line !== undefined) grouping.line = line;
    (entity.kind === 'system' ? systems : domains).set(entity.ref, grouping);
  });
  for (const links of linksOf) {
    for (const { type, target } of links) {
      if (type !== 'partOf') continue;
      const kind = kindOf(target);
      if (kind === 'system' && !systems.has(target)) {
        systems.set(target, missing(target, kind));
      } else if (kind === 'domain' && !domains.has(target)) {
        domains.set(target, missing(target, kind));
      }
    }
  }

  const sortedSystems = sorted(systems);
  const sortedDomains = sorted(domains);
  const systemIndex = positions(sortedSystems);
  const domainIndex = positions(sortedDomains);
  read.forEach((entity, i) => {
    const grouping = systems.get(entity.ref) ?? domains.get(entity.ref);
    if (grouping === undefined) return;
    const up = linksOf[i].find(link => isPartOf(link, 'domain'));
    if (up !== undefined && up.target !== entity.ref) {
      grouping.parent = domainIndex.get(up.target);
    }
  });
  const placeOf = new Map(read.map(entity => [entity.ref, entity.place]));
  cutDomainLoops(sortedDomains, ref => placeOf.get(ref) ?? { ref }, log);
  return {
    systems: sortedSystems,
    domains: sortedDomains,
    systemIndex,
    domainIndex,
  };
}

function missing(ref: string, kind: 'system' | 'domain'): Grouping {
  return { ref, kind, owners: [], facts: { inferred: [] }, exists: false };
}

function sorted(groupings: Map<string, Grouping>): Grouping[] {
  return [...groupings.keys()].sort().map(ref => groupings.get(ref)!);
}

function positions(groupings: Grouping[]): Map<string, number> {
  return new Map(groupings.map((grouping, index) => [grouping.ref, index]));
}

/** Domains above each other in a ring would keep anyone who walks up walking; the ring is opened at its last domain. */
function cutDomainLoops(
  domains: Grouping[],
  placeOf: (ref: string) => Place,
  log: ProblemLog,
) {
  const settled = new Uint8Array(domains.length);
  for (let start = 0; start < domains.length; start++) {
    const path = new Set<number>();
    let at: number | undefined = start;
    while (at !== undefined && settled[at] === 0) {
      path.add(at);
      const above: number | undefined = domains[at].parent;
      if (above !== undefined && path.has(above)) {
        log.add(
          'cycle-in-groups',
          placeOf(domains[at].ref),
          'spec.subdomainOf',
          `spec.subdomainOf: ${domains[above].ref} is below ${domains[at].ref} already; the domain above is left out here`,
        );
        delete domains[at].parent;
      }
      at = domains[at].parent;
    }
    for (const domain of path) settled[domain] = 1;
  }
}
