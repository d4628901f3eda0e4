/**
 * One channel, many takers, and a pace at which a change has reached all of them before anyone can look. A channel is what
 * entities name as theirs (`change-channel`), and anything that states such a pace and that others need: a library, an
 * image, a replication of data. What is staged and checked on the way is no such channel.
 */
import { append } from '../../model/collect';
import type { RedundancyClaim } from '../../failure/types';
import type { Facts } from '../../model/types';
import { builtWith, seenInAll } from '../builtWith';
import { farthestDependent } from '../exampleWay';
import { foldAlike } from '../foldAlike';
import { isWide, jointFailure, type JointFailure } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import {
  claimEvidence,
  fallingPhrase,
  membersInTurn,
  membersOf,
  shown,
  singles,
  wayToShared,
} from '../redundancy';
import type { Evidence, FindingDraft, Rule, RuleContext } from '../types';
import { widestFirst } from '../widest';
import { clean, count, list, number } from '../../model/words';
import { worstAndRest } from '../worstAndRest';

/** What looks at a change between one taker and the next. */
const CHECKS = new Set([
  'canary',
  'progressive-delivery',
  'automatic-rollback',
]);

/** Channels told of one claim. */
const MAX_PER_CLAIM = 3;

/** How fast, as far as it is stated: what reaches all before anyone can look, or unknown. */
type Pace = 'all-at-once' | 'manual' | 'unknown';

interface Channel {
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

export const sameChange: Rule = {
  id: 'same-change',
  category: 'correlated-failure',
  description:
    'Many entities, or all that stand in for each other, take change from one channel before anyone can look.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const channels = channelsOf(lens).filter(channel =>
      isWorthRaising(lens, channel),
    );
    return worstAndRest(
      toTell(folded(lens, channels)).map(channel => draft(lens, channel)),
      'one change that reaches many, or all that stand in for each other',
    );
  },
};

/** The widest first; each claim is told a few times, and a channel that has no other claim to tell is left out. */
function toTell(channels: Channel[]): Channel[] {
  const told = new Map<string, number>();
  return [...channels]
    .sort(
      (a, b) =>
        b.defeats.length - a.defeats.length ||
        b.joint.reach.fails - a.joint.reach.fails ||
        (a.name < b.name ? -1 : 1),
    )
    .filter(({ defeats }) => {
      const fresh = defeats.filter(
        ({ claim }) => (told.get(claim.id) ?? 0) < MAX_PER_CLAIM,
      );
      for (const { claim } of fresh) {
        told.set(claim.id, (told.get(claim.id) ?? 0) + 1);
      }
      return defeats.length === 0 || fresh.length > 0;
    });
}

function channelsOf(lens: Lens): Channel[] {
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

function isWorthRaising(lens: Lens, channel: Channel): boolean {
  if (channel.entity !== undefined && !reachesOthers(lens, channel)) {
    return false;
  }
  if (channel.defeats.length > 0) return true;
  const { minReached, minTeams } = lens.context.policy.sameChange;
  const { reach } = channel.joint;
  return (
    channel.pace !== 'unknown' &&
    reach.fails >= minReached &&
    (reach.teams >= minTeams || lens.ownerCount <= 1) &&
    isWide(lens, reach)
  );
}

function reachesOthers(lens: Lens, { entity, takers }: Channel): boolean {
  return takers.some(taker => taker !== entity && lens.size > 1);
}

/** Of channels that fall with each other and reach nearly the same, the one that people know. */
function folded(lens: Lens, channels: Channel[]): Channel[] {
  const byEntity = new Map<number, Channel>();
  for (const channel of channels) {
    if (channel.entity !== undefined) byEntity.set(channel.entity, channel);
  }
  const heads = new Set(
    foldAlike(lens, [...byEntity.keys()]).map(({ head }) => head),
  );
  return channels.filter(
    ({ entity }) => entity === undefined || heads.has(entity),
  );
}

function draft(lens: Lens, channel: Channel): FindingDraft {
  const { entity, name, pace, takers, joint, defeats } = channel;
  const members = membersInTurn(defeats.map(({ claim }) => claim));
  const named = members.length > 0 ? members : widestFirst(lens, takers, 5);
  const { first, rest } = shown(named.filter(member => member !== entity));
  const head = entity === undefined ? [] : [entity];
  const { reach } = joint;
  const byName = entity === undefined ? 'that channel' : name;
  const who =
    entity === undefined
      ? `One channel of ${list(
          first.map(member => lens.name(member)),
          3,
        )}`
      : name;
  const manner = {
    'all-at-once': ' before anyone can look',
    manual: ', by hand with no check stated between',
    unknown: '; how it spreads is not stated',
  }[pace];
  return {
    title: `${who}: one change ${
      defeats.length > 0
        ? `reaches ${list(
            defeats.map(({ claim, felled }) =>
              fallingPhrase(lens, claim, felled),
            ),
            3,
          )}${manner}`
        : `reaches ${count(reach.fails, 'entity', 'entities')} in ${count(
            reach.teams,
            'team',
          )}${manner}`
    }`,
    summary: `${count(
      takers.length,
      'entity takes',
      'entities take',
    )} changes from ${byName} directly; with what rests on them a bad one takes down ${number(
      reach.fails,
    )}.`,
    subjects: [...head, ...first].map(e => lens.ref(e)),
    cause:
      entity === undefined
        ? [`channel:${name}`, ...takers.map(taker => lens.ref(taker))]
        : [lens.ref(entity)],
    related: [...rest, ...widestFirst(lens, takers, 12)].map(e => lens.ref(e)),
    steps: stepsOf(lens, channel, named),
    evidence: evidenceOf(lens, channel),
    interventions: [
      {
        kind: 'stage-change',
        leverage: 'rule',
        text: `Let changes from ${byName} go out in stages that follow the failure domains, with a check between.`,
        target: lens.ref(entity ?? takers[0]),
      },
      {
        kind: 'hold-last-good',
        leverage: 'feedback',
        text: `Let what takes them check a change before use, and go on with the last good one.`,
        target: lens.ref(takers[0] ?? entity!),
      },
    ],
    reach,
    weight: {
      reach,
      by: 'change',
      extra: [
        ...(pace === 'all-at-once'
          ? [{ points: 10, because: 'it is stated to reach all at once' }]
          : []),
        ...(defeats.length > 0
          ? [
              {
                points: 10,
                because: `${count(
                  defeats.length,
                  'claim',
                )} of redundancy cannot help against it`,
              },
            ]
          : []),
      ],
      ...capOf(lens, channel),
    },
  };
}

function capOf(
  lens: Lens,
  { entity, pace }: Channel,
): Pick<FindingDraft['weight'], 'cap'> {
  if (pace === 'all-at-once') return {};
  if (pace === 'manual') {
    return {
      cap: { severity: 'medium', because: 'by hand, people can stop half way' },
    };
  }
  const builtIn = entity !== undefined && lens.isInert(entity);
  return {
    cap: {
      severity: builtIn ? 'medium' : 'low',
      because: 'how fast a change of it spreads is not stated',
    },
  };
}

function stepsOf(
  lens: Lens,
  { entity, takers }: Channel,
  named: readonly number[],
): FindingDraft['steps'] {
  if (entity !== undefined) {
    const way = wayToShared(lens, named, entity);
    if (way.length > 1) return lens.stepsDown(way);
    if (takers.length === 0)
      return lens.stepsUp(farthestDependent(lens, entity));
  }
  const taker = takers[0];
  return [
    {
      ref: lens.ref(taker),
      teams: lens.teamRefs(taker),
      ...(entity === undefined
        ? {}
        : { coupling: 'takes changes from', grade: 'declared' as const }),
    },
    ...(entity === undefined
      ? []
      : [{ ref: lens.ref(entity), teams: lens.teamRefs(entity) }]),
  ];
}

function evidenceOf(
  lens: Lens,
  { entity, name, pace, takers, defeats }: Channel,
): Evidence[] {
  const { entities } = lens.context.model;
  const naming = takers.filter(
    taker => (entities[taker].facts.changeChannel?.length ?? 0) > 0,
  );
  const evidence: Evidence[] = [];
  if (pace !== 'unknown') {
    evidence.push({
      grade: 'declared',
      source: 'posiwid.dev/change-pace',
      detail: `${
        entity !== undefined && entities[entity].facts.changePace
          ? name
          : 'What takes the changes'
      } states ${pace}`,
    });
  }
  if (naming.length > 0) {
    evidence.push({
      grade: 'declared',
      source: 'posiwid.dev/change-channel',
      detail: `${list(
        naming.map(taker => lens.name(taker)),
        4,
      )} ${naming.length === 1 ? 'names' : 'name'} it`,
    });
  }
  const seen = entity === undefined ? [] : builtWith(lens, entity);
  if (seen.length > 0) {
    evidence.push({
      grade: 'observed',
      source: 'artifacts',
      detail: `${count(
        seen.length,
        'entity was',
        'entities were',
      )} seen to be built with it`,
    });
  }
  const needing = takers.filter(
    taker => !naming.includes(taker) && !seen.includes(taker),
  );
  if (needing.length > 0) {
    evidence.push({
      grade: 'declared',
      source: 'catalog',
      detail: `${count(
        seen.length > 0 ? needing.length : takers.length,
        'entity needs it or takes',
        'entities need it or take',
      )} it in`,
    });
  }
  return [
    ...evidence,
    ...defeats
      .slice(0, 4)
      .map(({ claim, felled }) => claimEvidence(claim, felled, 'one change')),
  ];
}
