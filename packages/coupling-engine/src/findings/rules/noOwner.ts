import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { widest, widestFirst } from '../widest';
import { NOT_A_FAILURE, dependingTeams } from '../reliance';
import { disputedMeaning } from '../disputedMeaning';
import { clean, count, nameOfRef, number, percent } from '../../model/words';
import { append } from '../../model/collect';

/** From this share of the catalog on, "no owner" is one statement about the catalog, not many about entities. */
const CATALOG_SHARE = 0.9;
/** A group of this many is told as one; fewer are told one by one. */
const FOLD_FROM = 4;

/** Something others depend on, and nobody is named as its owner. */
export const noOwner: Rule = {
  id: 'no-owner',
  category: 'un-owned-interface',
  description:
    'An interface, or an entity that others depend on, names no owner.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const { ownership, structure } = context;
    const ownerless: number[] = [];
    ownership.state.forEach((state, entity) => {
      if (state === 'missing') ownerless.push(entity);
    });
    if (
      ownerless.length >= FOLD_FROM &&
      ownerless.length >= CATALOG_SHARE * lens.size
    ) {
      return [wholeCatalog(lens, ownerless)];
    }
    const needed = ownerless.filter(
      entity =>
        structure.fanIn[entity] > 0 &&
        !disputedMeaning(lens, entity) &&
        !ownedByItsProvider(lens, entity),
    );
    const bySystem = new Map<number | undefined, number[]>();
    for (const entity of needed) {
      const { system } = context.model.entities[entity];
      append(bySystem, system, entity);
    }
    const drafts: FindingDraft[] = [];
    for (const [system, members] of bySystem) {
      if (members.length < FOLD_FROM) {
        drafts.push(...members.map(entity => one(lens, entity)));
      } else {
        drafts.push(several(lens, system, members));
      }
    }
    return [...drafts, ...systems(lens)];
  },
};

/** An API that names no owner is its only provider's when that one has an owner: there is somebody to ask. */
function ownedByItsProvider(lens: Lens, entity: number): boolean {
  const { entities } = lens.context.model;
  if (entities[entity].kind !== 'api') return false;
  const providers = lens.needs(entity);
  return (
    providers.length === 1 &&
    lens.context.ownership.state[providers[0]] === 'owned'
  );
}

function one(lens: Lens, entity: number): FindingDraft {
  const users = lens.neededBy(entity);
  const teams = new Set(users.flatMap(user => lens.teamRefs(user)));
  const name = lens.name(entity);
  const reach = lens.reach(entity);
  return {
    title: `${name}: ${count(users.length, 'entity', 'entities')}${
      teams.size > 1 ? ` of ${count(teams.size, 'team')}` : ''
    } ${users.length === 1 ? 'needs' : 'need'} it, and it names no owner`,
    summary: `Nobody is named who would answer for ${name}, agree its changes or repair it.`,
    subjects: [lens.ref(entity)],
    related: widest(lens, users, 8),
    steps: lens.stepsUp([entity, ...widestFirst(lens, users, 1)]),
    evidence: [
      { grade: 'declared', source: 'spec.owner', detail: 'No owner is stated' },
    ],
    interventions: [giveOwner(lens.ref(entity), name)],
    reach,
    weight: {
      reach,
      extra: [
        { points: 22, because: 'it has no owner' },
        ...(teams.size > 0 ? [dependingTeams(teams.size)] : []),
      ],
      cap: NOT_A_FAILURE,
    },
  };
}

function several(
  lens: Lens,
  system: number | undefined,
  members: number[],
): FindingDraft {
  const grouping =
    system === undefined ? undefined : lens.context.model.systems[system];
  const top = widestFirst(lens, members, 3);
  const reach = lens.reach(top[0]);
  const place = grouping
    ? `system ${
        grouping.title ? clean(grouping.title) : nameOfRef(grouping.ref)
      }`
    : 'no system';
  return {
    cause: [grouping?.ref ?? 'no system'],
    title: `${number(
      members.length,
    )} entities of ${place} are needed by others and name no owner`,
    summary: `The widest, ${lens.name(top[0])}, stops ${count(
      reach.fails,
      'other entity',
      'other entities',
    )} when it fails. Nobody is named who would answer for them.`,
    subjects: [
      ...(grouping?.exists ? [grouping.ref] : []),
      ...top.map(entity => lens.ref(entity)),
    ],
    related: widest(lens, members, 12),
    steps: lens.stepsUp([
      top[0],
      ...widestFirst(lens, lens.neededBy(top[0]), 1),
    ]),
    evidence: [
      {
        grade: 'declared',
        source: 'spec.owner',
        detail: `${number(members.length)} entities state no owner`,
      },
    ],
    interventions: grouping
      ? [giveOwner(grouping.ref, place)]
      : top.map(entity => giveOwner(lens.ref(entity), lens.name(entity))),
    reach,
    weight: {
      reach,
      extra: [
        { points: 25, because: 'several things others need have no owner' },
      ],
      cap: NOT_A_FAILURE,
    },
  };
}

function wholeCatalog(lens: Lens, ownerless: number[]): FindingDraft {
  const top = widestFirst(lens, ownerless, 3);
  const widestReach = lens.reach(top[0]);
  return {
    cause: ['catalog'],
    title: `${number(ownerless.length)} of ${count(
      lens.size,
      'entity',
      'entities',
    )} name no owner`,
    summary: `Owners are not kept in this catalog (${percent(
      ownerless.length,
      lens.size,
    )} without), so no coupling can be told to cross from one team to another. ${lens.name(
      top[0],
    )}, which stops ${number(
      widestReach.fails,
    )} others when it fails, is where an owner matters most.`,
    subjects: top.map(entity => lens.ref(entity)),
    related: widest(lens, ownerless, 12),
    steps: lens.stepsUp([top[0]]),
    evidence: [
      {
        grade: 'declared',
        source: 'spec.owner',
        detail: `${number(ownerless.length)} entities state no owner`,
      },
    ],
    interventions: [
      {
        kind: 'state-owners',
        leverage: 'information-flow',
        text: 'State an owner for each entity, the widest reach first; a CODEOWNERS file is a start.',
      },
    ],
    weight: {
      extra: [
        { points: 50, because: 'hardly anything in the catalog has an owner' },
      ],
    },
  };
}

/** Systems of several teams that name no owner themselves: nobody looks at the whole. */
function systems(lens: Lens): FindingDraft[] {
  const { model } = lens.context;
  const held = new Map<number, { members: number; teams: Set<number> }>();
  for (const { system, owners } of model.entities) {
    if (system === undefined) continue;
    const entry = held.get(system) ?? { members: 0, teams: new Set<number>() };
    entry.members += 1;
    owners.forEach(owner => entry.teams.add(owner));
    held.set(system, entry);
  }
  const drafts: FindingDraft[] = [];
  for (const [position, { members, teams }] of held) {
    const system = model.systems[position];
    if (!system.exists || system.owners.length > 0 || teams.size < 2) continue;
    const name = system.title ? clean(system.title) : nameOfRef(system.ref);
    drafts.push({
      title: `System ${name}: ${number(members)} entities of ${number(
        teams.size,
      )} teams, and it names no owner`,
      summary: `Each of those teams answers for its own part; nobody is named for the whole.`,
      subjects: [system.ref],
      related: [],
      steps: [{ ref: system.ref, teams: [] }],
      evidence: [
        {
          grade: 'declared',
          source: 'spec.owner',
          detail: 'No owner is stated',
        },
      ],
      interventions: [giveOwner(system.ref, `system ${name}`)],
      weight: {
        extra: [
          {
            points: Math.min(34, 14 + 4 * teams.size),
            because: `${number(teams.size)} teams hold parts of it`,
          },
        ],
      },
    });
  }
  return drafts;
}

function giveOwner(target: string, name: string) {
  return {
    kind: 'give-owner',
    leverage: 'rule' as const,
    text: `Name one owner for ${name}.`,
    target,
  };
}
