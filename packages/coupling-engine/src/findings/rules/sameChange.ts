/**
 * One channel, many takers, and a pace at which a change has reached all of them before anyone can look. A channel is what
 * entities name as theirs (`change-channel`), and anything that states such a pace and that others need: a library, an
 * image, a replication of data. What is staged and checked on the way is no such channel.
 */
import { builtWith } from '../builtWith';
import { channelsOf, type Channel } from '../channels';
import { farthestDependent } from '../exampleWay';
import { foldAlike } from '../foldAlike';
import { isWide } from '../jointReach';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import {
  claimEvidence,
  fallingPhrase,
  membersInTurn,
  shown,
  wayToShared,
} from '../redundancy';
import type { Evidence, FindingDraft, Rule, RuleContext } from '../types';
import { widestFirst } from '../widest';
import { count, list, number } from '../../model/words';
import { worstAndRest } from '../worstAndRest';

/** Channels told of one claim. */
const MAX_PER_CLAIM = 3;

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
