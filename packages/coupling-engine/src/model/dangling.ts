/** References that lead nowhere: what one entity says of another that the catalog does not have. */
import type { Link, LinkType } from './links';
import type { ProblemLog } from './problems';
import type { ReadEntity } from './read-entity';
import type { Model } from './types';

/** Links that a person states; the others are worked out by a catalog from these and cannot dangle by themselves. */
const STATED_LINKS = new Set<LinkType>([
  'ownedBy',
  'dependsOn',
  'dependencyOf',
  'providesApi',
  'consumesApi',
  'partOf',
  'childOf',
  'parentOf',
  'memberOf',
  'hasMember',
]);

export function findDangling(
  read: ReadEntity[],
  linksOf: Link[][],
  known: Map<string, number>,
): Model['dangling'] {
  // A scan that leaves users out says nothing about which members exist.
  const hasUsers = read.some(entity => entity.kind === 'user');
  const dangling: Model['dangling'] = [];
  read.forEach(({ ref }, i) => {
    let seen: Set<string> | undefined;
    for (const { type, key, target } of linksOf[i]) {
      if (known.has(target) || !STATED_LINKS.has(type)) continue;
      if (type === 'hasMember' && !hasUsers) continue;
      seen ??= new Set();
      if (seen.has(`${key} ${target}`)) continue;
      seen.add(`${key} ${target}`);
      dangling.push({ ref, key, target });
    }
  });
  return dangling;
}

export function reportDangling(
  dangling: Model['dangling'],
  read: ReadEntity[],
  known: Map<string, number>,
  definesTeams: boolean,
  log: ProblemLog,
) {
  for (const { ref, key, target } of dangling) {
    const isOwner = key === 'owner' || key === 'owners' || key === 'ownedBy';
    log.add(
      'dangling-ref',
      read[known.get(ref)!].place,
      key,
      `${key}: ${target} is not in the catalog${
        isOwner && !definesTeams ? ', which defines no group and no user' : ''
      }`,
    );
  }
}
