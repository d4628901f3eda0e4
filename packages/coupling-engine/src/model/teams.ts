/**
 * Who owns: groups and users named as owners, with the groups above and below them. Membership and nesting come from both
 * sides (`spec.memberOf` and `spec.members`, `spec.parent` and `spec.children`, or relations). A loop in the nesting is cut
 * at the group where it closes.
 */
import { compareText } from './text';
import type { Team, TeamsDefined } from './types';
import type { Link } from './links';
import type { ProblemLog } from './problems';
import type { ReadEntity } from './read-entity';
import { kindOf, withoutControlCharacters } from './refs';

export interface Directory {
  teams: Team[];
  /** Position in `teams` of each owner's ref. */
  indexOf: Map<string, number>;
  defined: TeamsDefined;
}

interface GroupRecord {
  ref: string;
  parent?: string;
  children: string[];
  members: Set<string>;
}

/** `linksOf[i]` are the links of `read[i]`; `owners` are the refs named as owners anywhere. */
export function buildDirectory(
  read: ReadEntity[],
  linksOf: Link[][],
  owners: ReadonlySet<string>,
  log: ProblemLog,
): Directory {
  const known = new Map<string, ReadEntity>();
  for (const entity of read) {
    if (entity.kind === 'group' || entity.kind === 'user')
      known.set(entity.ref, entity);
  }
  const groups = readGroups(read, linksOf, log);
  cutLoops(groups, known, log);
  for (const group of groups.values()) {
    if (group.parent !== undefined)
      groups.get(group.parent)?.children.push(group.ref);
  }

  const refs = [...withRelatives(owners, groups)].sort(compareText);
  const indexOf = new Map(refs.map((ref, index) => [ref, index]));
  const teams = refs.map((ref): Team => {
    const group = groups.get(ref);
    const entity = known.get(ref);
    const team: Team = {
      ref,
      kind: kindOf(ref) === 'user' ? 'user' : 'group',
      children: (group?.children ?? [])
        .map(child => indexOf.get(child)!)
        .sort((a, b) => a - b),
      members: group?.members.size ?? 0,
      exists: entity !== undefined,
    };
    const title = entity && (entity.title ?? displayName(entity));
    if (title !== undefined) team.title = title;
    if (group?.parent !== undefined) team.parent = indexOf.get(group.parent);
    return team;
  });
  return { teams, indexOf, defined: countDefined(known, groups) };
}

function readGroups(
  read: ReadEntity[],
  linksOf: Link[][],
  log: ProblemLog,
): Map<string, GroupRecord> {
  const groups = new Map<string, GroupRecord>();
  for (const { ref, kind } of read) {
    if (kind === 'group')
      groups.set(ref, { ref, children: [], members: new Set() });
  }
  const place = (
    child: string,
    parent: string,
    from: ReadEntity,
    key: string,
  ) => {
    const group = groups.get(child);
    if (group === undefined || !groups.has(parent)) return;
    if (group.parent === undefined) {
      group.parent = parent;
    } else if (group.parent !== parent) {
      log.add(
        'unreadable-value',
        from.place,
        key,
        `${key}: ${child} is already under ${group.parent}, which is kept`,
      );
    }
  };
  // A group's own word on its parent goes before what other groups say about it.
  read.forEach((entity, i) => {
    for (const link of linksOf[i]) {
      if (link.type === 'childOf')
        place(entity.ref, link.target, entity, link.key);
    }
  });
  read.forEach((entity, i) => {
    for (const link of linksOf[i]) {
      if (link.type === 'parentOf')
        place(link.target, entity.ref, entity, link.key);
      if (link.type === 'hasMember')
        groups.get(entity.ref)?.members.add(link.target);
      if (link.type === 'memberOf')
        groups.get(link.target)?.members.add(entity.ref);
    }
  });
  const users = new Set(read.filter(e => e.kind === 'user').map(e => e.ref));
  // A catalog without users cannot say which named members are real, so it is taken at its word.
  if (users.size > 0) {
    for (const group of groups.values()) {
      for (const member of group.members) {
        if (!users.has(member)) group.members.delete(member);
      }
    }
  }
  return groups;
}

function cutLoops(
  groups: Map<string, GroupRecord>,
  known: Map<string, ReadEntity>,
  log: ProblemLog,
) {
  const settled = new Set<string>();
  for (const start of groups.values()) {
    const path = new Set<string>();
    let group: GroupRecord | undefined = start;
    while (group !== undefined && !settled.has(group.ref)) {
      path.add(group.ref);
      if (group.parent !== undefined && path.has(group.parent)) {
        log.add(
          'cycle-in-groups',
          known.get(group.ref)!.place,
          'spec.parent',
          `spec.parent: ${group.parent} is below ${group.ref} already; the parent is left out here`,
        );
        group.parent = undefined;
      }
      group = group.parent === undefined ? undefined : groups.get(group.parent);
    }
    for (const ref of path) settled.add(ref);
  }
}

/** Owners with every group above and below them. */
function withRelatives(
  owners: ReadonlySet<string>,
  groups: Map<string, GroupRecord>,
): Set<string> {
  const refs = new Set(owners);
  const below = [...owners];
  for (const ref of below) {
    for (const child of groups.get(ref)?.children ?? []) {
      if (!refs.has(child)) {
        refs.add(child);
        below.push(child);
      }
    }
  }
  for (const ref of owners) {
    let parent = groups.get(ref)?.parent;
    while (parent !== undefined && !refs.has(parent)) {
      refs.add(parent);
      parent = groups.get(parent)?.parent;
    }
  }
  return refs;
}

function countDefined(
  known: Map<string, ReadEntity>,
  groups: Map<string, GroupRecord>,
): TeamsDefined {
  // A group counts as staffed when it or any group below it has a member.
  const staffed = new Set<string>();
  for (const group of groups.values()) {
    if (group.members.size === 0) continue;
    let ref: string | undefined = group.ref;
    while (ref !== undefined && !staffed.has(ref)) {
      staffed.add(ref);
      ref = groups.get(ref)?.parent;
    }
  }
  return {
    groups: groups.size,
    groupsWithMembers: staffed.size,
    users: known.size - groups.size,
  };
}

function displayName(entity: ReadEntity): string | undefined {
  const profile = entity.spec.profile as
    | { displayName?: unknown }
    | null
    | undefined;
  const name = profile?.displayName;
  return typeof name === 'string' && name.trim() !== ''
    ? withoutControlCharacters(name.slice(0, 200))
    : undefined;
}
