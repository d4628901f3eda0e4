/**
 * Channels of change: what entities name as theirs, what states a pace and is needed, and what members of a claim are built with;
 * each with what takes its changes and what falls when all of them break.
 */
import type { RedundancyClaim } from '../failure/types';
import type { Lens } from '../lens/lens';
import { append } from '../model/collect';
import type { Facts } from '../model/types';
import { clean } from '../model/words';
import { builtWith, seenInAll } from './builtWith';
import { jointFailure, type JointFailure } from './jointReach';
import { membersOf, singles } from './redundancy';

/** What looks at a change between one taker and the next. */
const CHECKS = new Set([
  'canary',
  'progressive-delivery',
  'automatic-rollback',
]);

/** How fast, as far as it is stated: what reaches all before anyone can look, or unknown. */
export type Pace = 'all-at-once' | 'manual' | 'unknown';

export interface Channel {
  /** The entity, or the text of a channel that the catalog does not hold. */
  entity?: number;
  name: string;
  pace: Pace;
  /** Entities that take its changes directly. */
  takers: number[];
  joint: JointFailure;
  /** Claims of which too few members are left when all that takes it breaks. */
  defeats: { claim: RedundancyClaim; felled: number }[];
}

/** Every channel that does not go in stages that are checked. */
export function channelsOf(lens: Lens): Channel[] {
  const byKey = new Map<string, { entity?: number; takers: Set<number> }>();
  const at = (key: string, entity?: number) => {
    let found = byKey.get(key);
    if (!found) byKey.set(key, (found = { entity, takers: new Set() }));
    return found.takers;
  };
  const { entities } = lens.context.model;
  entities.forEach(({ facts }, taker) => {
    for (const channel of facts.changeChannel ?? []) {
      const entity = lens.positionOf(channel);
      if (entity === taker) continue;
      at(entity === undefined ? textOf(channel) : channel, entity).add(taker);
    }
  });
  entities.forEach(({ ref, facts }, entity) => {
    const pace = facts.changePace;
    if (pace !== 'all-at-once' && pace !== 'manual') return;
    if (comesChecked(lens, facts)) return;
    const takers = lens.neededBy(entity);
    if (takers.length > 0) takers.forEach(taker => at(ref, entity).add(taker));
  });
  for (const { id, entity } of sharedArtifacts(lens)) at(id, entity);
  for (const entity of builtIntoGroups(lens)) at(lens.ref(entity), entity);
  const claims = claimsByMember(lens);
  return [...byKey].flatMap(([key, { entity, takers }]) => {
    if (entity !== undefined && lens.isInert(entity)) {
      lens.neededBy(entity).forEach(taker => takers.add(taker));
      builtWith(lens, entity).forEach(taker => takers.add(taker));
    }
    return channelFrom(lens, claims, key, entity, [...takers].sort(lens.byRef));
  });
}

/** Libraries and images that the audit names as what all members of a claim take in. */
function sharedArtifacts(lens: Lens): { id: string; entity?: number }[] {
  return lens.context.independence.claims.flatMap(claim =>
    singles(claim, 'change').map(({ event }) => ({
      id:
        event.entity === undefined
          ? textOf(event.name)
          : lens.ref(event.entity),
      entity: event.entity,
    })),
  );
}

/** Libraries and images that every member of a redundancy group needs, or was seen to be built with, whatever their pace. */
function builtIntoGroups(lens: Lens): number[] {
  return lens.context.independence.claims.flatMap(claim => {
    if (claim.kind !== 'redundancy-group') return [];
    const members = membersOf(claim);
    const [first, ...rest] = members.map(m => lens.needs(m));
    if (rest.length === 0) return [];
    const needed = first.filter(
      one => lens.isInert(one) && rest.every(needs => needs.includes(one)),
    );
    return [...new Set([...needed, ...seenInAll(lens, members)])];
  });
}

/** One channel text, however it is spaced or cased. */
function textOf(channel: string): string {
  return channel
    .replace(/^external:/i, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

function channelFrom(
  lens: Lens,
  claims: ClaimsByMember,
  key: string,
  entity: number | undefined,
  takers: number[],
): Channel[] {
  const { entities } = lens.context.model;
  const own = entity === undefined ? undefined : entities[entity].facts;
  if (own && isChecked(own)) return [];
  const reached = takers.filter(taker => !isChecked(entities[taker].facts));
  const pace = paceOf(
    own,
    reached.map(taker => entities[taker].facts),
  );
  if (pace === undefined) return [];
  // An inert thing, or a replication, breaks what needs it by a bad change just as by stopping.
  const starts =
    entity !== undefined && own?.changePace !== undefined
      ? [...lens.fellsDirectly(entity), ...reached]
      : reached;
  const joint = jointFailure(lens, [...new Set(starts)]);
  return [
    {
      entity,
      name: entity === undefined ? clean(key) : lens.name(entity),
      pace,
      takers: reached,
      joint,
      defeats: defeatsOf(lens, claims, entity, joint, pace),
    },
  ];
}

/** On the channel, else on what it changes; undefined where it is stated to go in stages. */
function paceOf(own: Facts | undefined, takers: Facts[]): Pace | undefined {
  const stated =
    own?.changePace ??
    (takers.some(({ changePace }) => changePace === 'all-at-once')
      ? 'all-at-once'
      : takers.map(({ changePace }) => changePace).find(pace => pace));
  if (stated === undefined) return 'unknown';
  return stated === 'all-at-once' || stated === 'manual' ? stated : undefined;
}

function isChecked({ changePace, mechanisms }: Facts): boolean {
  return (
    changePace === 'staged-checked' ||
    changePace === 'staged' ||
    (mechanisms?.some(mechanism => CHECKS.has(mechanism)) ?? false)
  );
}

/** All that brings changes into it goes in stages that are checked, so its own pace says nothing more. */
function comesChecked(lens: Lens, { changeChannel }: Facts): boolean {
  const { entities } = lens.context.model;
  return (
    changeChannel !== undefined &&
    changeChannel.every(ref => {
      const channel = lens.positionOf(ref);
      return channel !== undefined && isChecked(entities[channel].facts);
    })
  );
}

/** Positions of claims by entity, once for each time that it is a member; claims that no channel is held against left out. */
type ClaimsByMember = ReadonlyMap<number, readonly number[]>;

/** Many channels fell much, and few of what they fell is a member of a claim. */
function claimsByMember(lens: Lens): ClaimsByMember {
  const found = new Map<number, number[]>();
  lens.context.independence.claims.forEach(({ kind, members }, claim) => {
    if (kind === 'instances' || kind === 'alternatives') return;
    for (const { entity } of members) {
      append(found, entity, claim);
    }
  });
  return found;
}

/** In the order of the claims. */
function defeatsOf(
  lens: Lens,
  claimsOf: ClaimsByMember,
  entity: number | undefined,
  { falls }: JointFailure,
  pace: Pace,
): Channel['defeats'] {
  const felledOf = new Map<number, number>();
  for (const fallen of falls) {
    for (const claim of claimsOf.get(fallen) ?? []) {
      felledOf.set(claim, (felledOf.get(claim) ?? 0) + 1);
    }
  }
  return [...felledOf]
    .sort(([a], [b]) => a - b)
    .flatMap(([position, felled]) => {
      const claim = lens.context.independence.claims[position];
      // Copies of one thing take the same change; that is worth telling only where its pace is known.
      if (pace === 'unknown' && claim.kind !== 'redundancy-group') return [];
      if (entity !== undefined && membersOf(claim).includes(entity)) return [];
      return felled >= claim.onPaper ? [{ claim, felled }] : [];
    });
}
