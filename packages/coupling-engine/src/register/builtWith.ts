/**
 * Parts of the register that members were seen to be built with: images, libraries of the catalog, and all other packages as one
 * part, since a list of all shared packages is no register.
 *
 * A change of an image or a library of one's own reaches all that are built with it, at once where they have the same version of
 * it. What others publish arrives with each one's own next build.
 */
import type { Lens } from '../lens/lens';
import { count } from '../model/words';
import type { SharedPackage } from '../purpose/types';
import type { Ground } from './ground';
import type { Mechanisms } from './mechanism';
import { registerLayer } from './needed';
import type { RegisterPart } from './types';

export function builtWithParts(
  lens: Lens,
  ground: Ground,
  mechanisms: Mechanisms,
): RegisterPart[] {
  const { shared } = lens.context.purpose.packages;
  const own: RegisterPart[] = [];
  const others: { members: number[] }[] = [];
  for (const one of shared) {
    const members = positionsIn(ground, one.users);
    if (members.length === 0) continue;
    if (one.entity !== undefined || one.isImage) {
      own.push(
        one.entity === undefined
          ? imageOf(ground, one, members)
          : ownPart(lens, ground, mechanisms, one, one.entity, members),
      );
    } else if (members.length > 1) {
      others.push({ members });
    }
  }
  return others.length === 0 ? own : [...own, together(ground, others)];
}

/** Of the catalog: also what is declared of it counts. Where no version is known, a change is taken to reach all. */
function ownPart(
  lens: Lens,
  ground: Ground,
  mechanisms: Mechanisms,
  { sameVersion }: SharedPackage,
  entity: number,
  seen: readonly number[],
): RegisterPart {
  const declared = (ground.sharers.get(entity) ?? []).filter(
    i => ground.members[i] !== entity,
  );
  const members = [...new Set([...seen, ...declared])].sort((a, b) => a - b);
  const way =
    declared.length > 0
      ? ground.way(declared[0], entity)
      : [ground.members[members[0]], entity];
  const mechanism = mechanisms.on(way);
  const { knownLimit } = lens.context.model.entities[entity].facts;
  return {
    layer: registerLayer(lens, entity),
    name: lens.name(entity),
    entity,
    members,
    alone: sameVersion.length === 0 ? members : atOnce(ground, sameVersion),
    by: 'changes',
    ...(mechanism ? { mechanism } : {}),
    ...(knownLimit ? { accepted: knownLimit } : {}),
    grade: 'observed',
    way,
  };
}

function imageOf(
  ground: Ground,
  { name, sameVersion }: SharedPackage,
  members: number[],
): RegisterPart {
  return {
    layer: 'image',
    name,
    members,
    alone: atOnce(ground, sameVersion),
    by: 'changes',
    grade: 'observed',
    way: [ground.members[members[0]]],
  };
}

/** Those that a change reaches at once: one alone has a version of its own. */
function atOnce(ground: Ground, sameVersion: readonly number[]): number[] {
  const found = positionsIn(ground, sameVersion);
  return found.length > 1 ? found : [];
}

function together(
  ground: Ground,
  others: readonly { members: number[] }[],
): RegisterPart {
  const members = [...new Set(others.flatMap(one => one.members))].sort(
    (a, b) => a - b,
  );
  return {
    layer: 'library',
    name: count(others.length, 'other package'),
    members,
    alone: [],
    by: 'changes',
    grade: 'observed',
    way: [ground.members[members[0]]],
  };
}

/** Positions among the members of those that are one of these entities. */
function positionsIn(ground: Ground, entities: readonly number[]): number[] {
  const wanted = new Set(entities);
  return ground.members.flatMap((entity, i) => (wanted.has(entity) ? [i] : []));
}
