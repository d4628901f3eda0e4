import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { disputedMeaning, teamsOf } from '../disputedMeaning';
import { lensOf } from '../../lens/lensOf';
import { widest, widestFirst } from '../widest';
import { count, list, number } from '../../model/words';
import { append } from '../../model/collect';

/** From this many entities on, an owner without life is one cause. */
const MANY_HELD = 4;

/** One interface, and parties of different teams that each have a say in what it means. */
export const twoMeanings: Rule = {
  id: 'two-meanings',
  category: 'un-owned-interface',
  description:
    'One interface is provided, written or kept by parties of different teams, with no single owner of its meaning.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const drafts: FindingDraft[] = [];
    const writers = writersOf(lens);
    const held = heldByDeadOwners(lens);
    for (let entity = 0; entity < lens.size; entity++) {
      const { kind, lifecycle } = context.model.entities[entity];
      if (kind === 'api' && disputedMeaning(lens, entity)) {
        if (!toldByOwner(lens, entity, held)) {
          drafts.push(manyProviders(lens, entity));
        }
      } else if ((writers.get(entity)?.length ?? 0) > 1) {
        drafts.push(manyWriters(lens, entity, writers.get(entity)!));
      } else if (lifecycle === 'deprecated') {
        const live = liveUsers(lens, entity);
        if (live.length > 0) drafts.push(deprecatedInUse(lens, entity, live));
      }
    }
    return drafts;
  },
};

/** Number of entities that each owner without life is the only owner of. */
function heldByDeadOwners(lens: Lens): Map<number, number> {
  const held = new Map<number, number>();
  const { entities } = lens.context.model;
  lens.context.ownership.state.forEach((state, entity) => {
    if (state === 'owned' || state === 'missing') return;
    const [owner] = entities[entity].owners;
    held.set(owner, (held.get(owner) ?? 0) + 1);
  });
  return held;
}

/** Where one name stands for "nobody" over and over, the dissolved-owner rule tells it once for all of them. */
function toldByOwner(
  lens: Lens,
  entity: number,
  held: ReadonlyMap<number, number>,
): boolean {
  if (lens.context.ownership.state[entity] === 'owned') return false;
  const [owner] = lens.context.model.entities[entity].owners;
  return owner !== undefined && (held.get(owner) ?? 0) >= MANY_HELD;
}

function writersOf(lens: Lens): Map<number, number[]> {
  const writers = new Map<number, number[]>();
  lens.context.model.entities.forEach((entity, position) => {
    for (const ref of entity.facts.writesTo ?? []) {
      const target = lens.positionOf(ref);
      if (target === undefined || target === position) continue;
      append(writers, target, position);
    }
  });
  for (const [target, by] of writers) {
    const teams = new Set(by.flatMap(writer => lens.teamRefs(writer)));
    if (teams.size < 2) writers.delete(target);
  }
  return writers;
}

function liveUsers(lens: Lens, entity: number): number[] {
  return lens
    .neededBy(entity)
    .filter(
      user =>
        lens.crossesTeams(user, entity) &&
        lens.context.model.entities[user].lifecycle === 'production',
    );
}

function manyProviders(lens: Lens, api: number): FindingDraft {
  const providers = widestFirst(lens, lens.needs(api));
  const teams = teamsOf(lens, providers);
  const users = lens.neededBy(api);
  const owned = lens.context.ownership.state[api] === 'owned';
  const name = lens.name(api);
  return {
    title: `${name}: ${number(providers.length)} providers of ${count(
      teams.length,
      'team',
    )}${owned ? '' : ' and no owner'}, for ${count(users.length, 'consumer')}`,
    summary: `${list(
      providers.map(p => lens.name(p)),
    )} each give it a meaning of their own, and nothing says that one may stand in for the other.`,
    subjects: [lens.ref(api), ...providers.slice(0, 3).map(p => lens.ref(p))],
    related: [
      ...providers.slice(3).map(p => lens.ref(p)),
      ...widest(lens, users, 8),
    ],
    steps: lens.stepsDown([...widestFirst(lens, users, 1), api, providers[0]]),
    evidence: [
      {
        grade: 'declared',
        source: 'spec.providesApis',
        detail: `${number(providers.length)} entities of ${number(
          teams.length,
        )} teams provide it`,
      },
    ],
    interventions: meaningMoves(lens, api, true),
    cause: [lens.ref(api)],
    reach: lens.reach(api),
    weight: {
      reach: lens.reach(api),
      extra: [
        { points: 15, because: `${number(teams.length)} teams provide it` },
        ...(owned ? [] : [{ points: 10, because: 'it has no owner' }]),
      ],
    },
  };
}

function manyWriters(
  lens: Lens,
  entity: number,
  writers: number[],
): FindingDraft {
  const teams = teamsOf(lens, writers);
  const sorted = widestFirst(lens, writers);
  const name = lens.name(entity);
  return {
    title: `${name}: written by ${number(writers.length)} entities of ${count(
      teams.length,
      'team',
    )}`,
    summary: `${list(
      sorted.map(w => lens.name(w)),
    )} each decide what stands in it.`,
    subjects: [lens.ref(entity), ...sorted.slice(0, 3).map(w => lens.ref(w))],
    related: [
      ...sorted.slice(3).map(w => lens.ref(w)),
      ...widest(lens, lens.neededBy(entity), 8),
    ],
    steps: [
      {
        ref: lens.ref(sorted[0]),
        teams: lens.teamRefs(sorted[0]),
        coupling: 'writes to',
        grade: 'declared',
      },
      { ref: lens.ref(entity), teams: lens.teamRefs(entity) },
    ],
    evidence: [
      {
        grade: 'declared',
        source: 'posiwid.dev/writes-to',
        detail: `${number(
          writers.length,
        )} entities state that they write to it`,
      },
    ],
    interventions: meaningMoves(lens, entity, false),
    cause: [lens.ref(entity)],
    reach: lens.reach(entity),
    weight: {
      reach: lens.reach(entity),
      extra: [
        { points: 20, because: `${number(teams.length)} teams write to it` },
      ],
    },
  };
}

function deprecatedInUse(
  lens: Lens,
  entity: number,
  live: number[],
): FindingDraft {
  const users = widestFirst(lens, live);
  const teams = teamsOf(lens, users);
  const name = lens.name(entity);
  return {
    title: `${name}: deprecated, and ${count(
      users.length,
      'production entity',
      'production entities',
    )} of ${count(teams.length, 'other team')} ${
      users.length === 1 ? 'needs' : 'need'
    } it`,
    summary: `To its owner it is on the way out; to ${list(
      users.map(u => lens.name(u)),
    )} it is in use.`,
    subjects: [lens.ref(entity), ...users.slice(0, 3).map(u => lens.ref(u))],
    related: users.slice(3).map(u => lens.ref(u)),
    steps: lens.stepsDown([users[0], entity]),
    evidence: [
      {
        grade: 'declared',
        source: 'spec.lifecycle',
        detail: 'It is deprecated, its users are in production',
      },
    ],
    interventions: [
      {
        kind: 'agree-end',
        leverage: 'information-flow',
        text: `Agree with its users when ${name} ends and what follows it.`,
        target: lens.ref(entity),
      },
    ],
    cause: [lens.ref(entity)],
    reach: lens.reach(entity),
    weight: {
      reach: lens.reach(entity),
      extra: [{ points: 12, because: 'it is deprecated and in use' }],
    },
  };
}

function meaningMoves(lens: Lens, entity: number, contract: boolean) {
  const name = lens.name(entity);
  const target = lens.ref(entity);
  return [
    {
      kind: 'give-owner',
      leverage: 'rule' as const,
      text: `Name one owner of what ${name} means; the others propose changes to it.`,
      target,
    },
    ...(contract
      ? [
          {
            kind: 'write-contract',
            leverage: 'information-flow' as const,
            text: `Write down what ${name} promises, and to whom.`,
            target,
          },
        ]
      : []),
  ];
}
