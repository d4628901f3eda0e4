/**
 * Members of one redundancy group that need each other at any depth through hard couplings: no redundancy can come of those.
 * Reachability of 32 members at a time as bits of a word, swept once over that part of the condensed graph that lies between
 * the lowest member and the highest: time O(members / 32 · couplings) at worst. Members that nothing needs are not swept for.
 */
import type { Condensed } from './condensed';

const LANES = 32;

/** `from` cannot do without `to`; `group` is a position in `groups`. First such member of each. */
export interface DependentMember {
  group: number;
  from: number;
  to: number;
}

interface Lane {
  group: number;
  member: number;
}

export function dependentMembers(
  structure: Condensed,
  groups: readonly (readonly number[])[],
): DependentMember[] {
  const isNeeded = new Uint8Array(structure.needs.nodes);
  for (const target of structure.needs.targets) isNeeded[target] = 1;
  const lanes = groups.flatMap((members, group) =>
    members.length < 2
      ? []
      : members
          .filter(member => isNeeded[member] === 1)
          .map(member => ({ group, member })),
  );
  const found: DependentMember[] = [];
  for (let at = 0; at < lanes.length; at += LANES) {
    const batch = lanes.slice(at, at + LANES);
    const reached = sweep(structure, batch, groups);
    batch.forEach(({ group, member: to }, lane) => {
      for (const from of groups[group]) {
        const ring = structure.ringOf[from];
        if (from !== to && (reached[ring] >>> lane) % 2 === 1) {
          found.push({ group, from, to });
        }
      }
    });
  }
  const seen = new Set<string>();
  return found.filter(({ group, from }) => {
    const key = `${group} ${from}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * Lanes that each ring reaches, its own included, for the rings of the lanes' groups. What is needed has a lower number, so
 * below the lowest lane nothing reaches one, and above the highest member of their groups nobody asks.
 */
function sweep(
  { needs: { start, targets }, ringOf, rings }: Condensed,
  lanes: readonly Lane[],
  groups: readonly (readonly number[])[],
): Uint32Array {
  const reached = new Uint32Array(rings.nodes);
  let lowest = rings.nodes;
  let highest = 0;
  lanes.forEach(({ group, member }, lane) => {
    reached[ringOf[member]] |= 1 << lane;
    lowest = Math.min(lowest, ringOf[member]);
    for (const from of groups[group]) highest = Math.max(highest, ringOf[from]);
  });
  for (let ring = lowest; ring <= highest; ring++) {
    let own = reached[ring];
    for (let i = rings.start[ring]; i < rings.start[ring + 1]; i++) {
      const node = rings.targets[i];
      for (let e = start[node]; e < start[node + 1]; e++) {
        own |= reached[ringOf[targets[e]]];
      }
    }
    reached[ring] = own;
  }
  return reached;
}
