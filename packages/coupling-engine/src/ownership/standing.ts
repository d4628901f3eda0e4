/** The standing of each owner, and what that means for each entity. */
import type { Model } from '../model/types';
import { nameOf } from '../model/refs';
import type { OwnerState, Standing } from './types';

/** A group without members says something only in a catalog where more than this share of the other groups has some. */
const MOSTLY_STAFFED = 0.5;

/** Standing of each team, in the order of `Model.teams`. `patterns` as in `Policy.placeholderOwners`. */
export function standingOf(model: Model, patterns: string[]): Standing[] {
  const placeholders = patterns.map(pattern => new RegExp(pattern, 'i'));
  const { groups, groupsWithMembers, users } = model.defined;
  const definesTeams = groups + users > 0;
  const staffed = staffedTeams(model);
  return model.teams.map((team, index) => {
    const name = nameOf(team.ref);
    if (placeholders.some(pattern => pattern.test(name))) return 'placeholder';
    if (!team.exists) return definesTeams ? 'unknown' : 'living';
    const tellsMembers = groupsWithMembers > MOSTLY_STAFFED * (groups - 1);
    const isEmpty = team.kind === 'group' && staffed[index] === 0;
    return isEmpty && tellsMembers && groups > 1 ? 'empty' : 'living';
  });
}

/** 1 for a team with a member, in itself or in any group below it. */
export function staffedTeams({ teams }: Model): Uint8Array {
  const staffed = new Uint8Array(teams.length);
  teams.forEach((team, index) => {
    if (team.members === 0) return;
    let at: number | undefined = index;
    while (at !== undefined && staffed[at] === 0) {
      staffed[at] = 1;
      at = teams[at].parent;
    }
  });
  return staffed;
}

/** Best first: one living owner is enough for an entity to be owned. */
const BY_MERIT: Standing[] = ['living', 'empty', 'unknown', 'placeholder'];

/** What can be said of all owners together: `missing` when there is none, `owned` when any of them is living. */
export function ownerStateOf(
  owners: number[],
  standing: Standing[],
): OwnerState {
  if (owners.length === 0) return 'missing';
  const best = BY_MERIT.find(word =>
    owners.some(owner => standing[owner] === word),
  )!;
  return best === 'living' ? 'owned' : best;
}
