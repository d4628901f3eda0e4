import type { Standing } from '../../ownership/types';
import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { widest, widestFirst } from '../widest';
import { NOT_A_FAILURE, dependingTeams } from '../reliance';
import { clean, count, list, nameOfRef, number } from '../../model/words';

/** From this share of all owners on, the owners were not loaded; it is one statement about the catalog. */
const CATALOG_SHARE = 0.8;
const FOLD_FROM = 3;

/** What one owner without life is named as the owner of. */
interface Holding {
  team: number;
  entities: number[];
  /** Of those, what others depend on. */
  needed: number[];
  /** Systems and domains, by ref, with the number of entities that they hold. */
  groupings: { ref: string; name: string; holds: number }[];
}

/** The owner that is named does not exist, has no members, or stands for nobody. */
export const dissolvedOwner: Rule = {
  id: 'dissolved-owner',
  category: 'un-owned-interface',
  description:
    'The owner named does not exist in the catalog, has no members, or is a placeholder.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const { standing } = context.ownership;
    const holdings = holdingsOf(lens);
    const unknown = holdings.filter(h => standing[h.team] === 'unknown');
    const everyOwner =
      unknown.length >= FOLD_FROM &&
      unknown.length >= CATALOG_SHARE * namedOwners(lens);
    const loose = holdings.filter(
      h =>
        standing[h.team] !== 'placeholder' &&
        h.needed.length === 0 &&
        h.groupings.length === 0,
    );
    const told = holdings.filter(
      h =>
        !loose.includes(h) && !(everyOwner && standing[h.team] === 'unknown'),
    );
    const drafts = told.map(h => one(lens, h, standing[h.team]));
    if (everyOwner) {
      drafts.push(ownersNotLoaded(lens, unknown));
      const rest = loose.filter(h => standing[h.team] !== 'unknown');
      if (rest.length > 0) drafts.push(unneeded(lens, rest));
    } else if (loose.length > 0) {
      drafts.push(unneeded(lens, loose));
    }
    return drafts;
  },
};

/** Owners that entities, systems and domains name, living or not. */
function namedOwners(lens: Lens): number {
  const { entities, systems, domains } = lens.context.model;
  return new Set(
    [...entities, ...systems, ...domains].flatMap(({ owners }) => owners),
  ).size;
}

function holdingsOf(lens: Lens): Holding[] {
  const { model, ownership, structure } = lens.context;
  const byTeam = new Map<number, Holding>();
  const holding = (team: number) => {
    let found = byTeam.get(team);
    if (!found) {
      found = { team, entities: [], needed: [], groupings: [] };
      byTeam.set(team, found);
    }
    return found;
  };
  model.entities.forEach((entity, position) => {
    const state = ownership.state[position];
    if (state === 'owned' || state === 'missing') return;
    for (const owner of entity.owners) {
      const held = holding(owner);
      held.entities.push(position);
      if (structure.fanIn[position] > 0) held.needed.push(position);
    }
  });
  for (const grouping of [...model.systems, ...model.domains]) {
    const dead =
      grouping.owners.length > 0 &&
      grouping.owners.every(owner => ownership.standing[owner] !== 'living');
    if (!grouping.exists || !dead) continue;
    const holds = model.entities.filter(
      ({ system }) =>
        system !== undefined &&
        (grouping.kind === 'system'
          ? model.systems[system] === grouping
          : model.systems[system].parent !== undefined &&
            model.domains[model.systems[system].parent!] === grouping),
    ).length;
    for (const owner of grouping.owners) {
      holding(owner).groupings.push({
        ref: grouping.ref,
        name: `${grouping.kind} ${
          grouping.title ? clean(grouping.title) : nameOfRef(grouping.ref)
        }`,
        holds,
      });
    }
  }
  return [...byTeam.values()].sort((a, b) =>
    model.teams[a.team].ref < model.teams[b.team].ref ? -1 : 1,
  );
}

const SAYS: Record<Exclude<Standing, 'living'>, string> = {
  unknown: 'is not in the catalog',
  empty: 'has no members',
  placeholder: 'stands for nobody',
};

function one(lens: Lens, held: Holding, standing: Standing): FindingDraft {
  const { model } = lens.context;
  const team = model.teams[held.team];
  const owner = nameOfRef(team.ref);
  const says = SAYS[standing as Exclude<Standing, 'living'>];
  const top = widestFirst(
    lens,
    held.needed.length > 0 ? held.needed : held.entities,
    3,
  );
  const users = new Set(held.needed.flatMap(entity => lens.neededBy(entity)));
  held.entities.forEach(entity => users.delete(entity));
  const teams = new Set(
    [...users].flatMap(user => lens.teamRefs(user)).filter(t => t !== team.ref),
  );
  const things = [
    ...(held.entities.length === 1 ? [lens.name(held.entities[0])] : []),
    ...(held.entities.length > 1
      ? [count(held.entities.length, 'entity', 'entities')]
      : []),
    ...held.groupings.slice(0, 2).map(g => g.name),
  ];
  const reach = top.length > 0 ? lens.reach(top[0]) : undefined;
  const held1 = held.groupings[0];
  const extra = [{ points: 22, because: `the owner named ${says}` }];
  if (teams.size > 0) extra.push(dependingTeams(teams.size));
  extra.push({
    points: Math.min(15, 3 * Math.max(0, held.entities.length - 1)),
    because: `${count(held.entities.length, 'entity', 'entities')} name it`,
  });
  if (held1) {
    extra.push({
      points: 10 + Math.round((15 * held1.holds) / Math.max(1, lens.size)),
      because: `${held1.name}, of ${count(
        held1.holds,
        'entity',
        'entities',
      )}, is among it`,
    });
  }
  const target = top.length === 1 && !held1 ? lens.ref(top[0]) : team.ref;
  return {
    cause: [team.ref],
    title:
      teams.size > 0
        ? `${list(things)}: ${count(teams.size, 'other team')} ${
            teams.size === 1 ? 'depends' : 'depend'
          } on ${
            held.entities.length === 1 ? 'it' : 'them'
          }, and the owner, ${owner}, ${says}`
        : `${list(things)}: the owner named, ${owner}, ${says}`,
    summary: `${
      top.length > 0 && reach!.fails > 0
        ? `${lens.name(top[0])} alone stops ${count(
            reach!.fails,
            'other entity',
            'other entities',
          )} when it fails. `
        : ''
    }Changes, questions and repairs of ${
      held.entities.length + held.groupings.length === 1 ? 'it' : 'these'
    } reach nobody.`,
    subjects: [
      ...held.groupings.slice(0, 3).map(g => g.ref),
      ...top.map(entity => lens.ref(entity)),
    ],
    related: [team.ref, ...widest(lens, held.entities, 12)],
    steps:
      top.length > 0
        ? lens.stepsUp([top[0], ...widestFirst(lens, lens.neededBy(top[0]), 1)])
        : [{ ref: held1.ref, teams: [team.ref] }],
    evidence: [
      {
        grade: standing === 'placeholder' ? 'inferred' : 'declared',
        source: 'spec.owner',
        detail:
          standing === 'placeholder'
            ? `The name ${owner} matches a pattern for "nobody" of the policy`
            : `${owner} ${says}`,
      },
    ],
    interventions: [
      {
        kind: 'give-owner',
        leverage: 'rule',
        text: `Name a living owner in place of ${owner}.`,
        target,
      },
    ],
    ...(reach ? { reach } : {}),
    weight: {
      ...(reach && held.needed.length > 0 ? { reach } : {}),
      extra,
      cap: NOT_A_FAILURE,
    },
  };
}

/** Owners without life of things that nobody else needs: worth one line. */
function unneeded(lens: Lens, holdings: Holding[]): FindingDraft {
  const { model } = lens.context;
  const entities = [...new Set(holdings.flatMap(h => h.entities))];
  const owners = holdings.map(h => nameOfRef(model.teams[h.team].ref));
  const first = [...entities].sort(lens.byRef).slice(0, 3);
  return {
    cause: ['owners of what nobody needs'],
    title: `${count(
      entities.length,
      'entity',
      'entities',
    )} that nothing declares to need ${
      entities.length === 1 ? 'names' : 'name'
    } ${count(owners.length, 'owner')} who ${
      owners.length === 1 ? 'is' : 'are'
    } gone`,
    summary: `No other entity depends on them, so nothing falls; but nobody would hear that they did. Owners named: ${list(
      owners,
      4,
    )}.`,
    subjects: first.map(entity => lens.ref(entity)),
    related: holdings.map(h => model.teams[h.team].ref),
    steps: lens.stepsUp([first[0]]),
    evidence: [
      {
        grade: 'declared',
        source: 'spec.owner',
        detail: `${count(
          owners.length,
          'owner',
        )} not in the catalog, or without members`,
      },
    ],
    interventions: [
      {
        kind: 'give-owner',
        leverage: 'rule',
        text: 'Name a living owner, or take the entity out of the catalog.',
        ...(entities.length === 1 ? { target: lens.ref(entities[0]) } : {}),
      },
    ],
    weight: {
      extra: [
        {
          points: Math.min(34, 12 + owners.length),
          because: `${count(owners.length, 'owner')} without life`,
        },
      ],
    },
  };
}

function ownersNotLoaded(lens: Lens, holdings: Holding[]): FindingDraft {
  const entities = [...new Set(holdings.flatMap(h => h.entities))];
  const top = widestFirst(lens, entities, 2);
  const groupings = holdings.flatMap(h => h.groupings);
  return {
    cause: ['owners'],
    title: `${number(holdings.length)} of ${count(
      namedOwners(lens),
      'owner',
    )} named are not in the catalog, so ${count(
      entities.length,
      'entity',
      'entities',
    )} cannot be traced to people`,
    summary: `It looks as if groups and users were not loaded. Until they are, a team that was dissolved cannot be told from one that was never listed.`,
    subjects:
      top.length > 0
        ? top.map(entity => lens.ref(entity))
        : groupings.slice(0, 2).map(g => g.ref),
    related: widest(lens, entities, 12),
    steps: top.length > 0 ? lens.stepsUp([top[0]]) : [],
    evidence: [
      {
        grade: 'declared',
        source: 'spec.owner',
        detail: `${number(holdings.length)} owners resolve to no group or user`,
      },
    ],
    interventions: [
      {
        kind: 'load-owners',
        leverage: 'information-flow',
        text: 'Load groups and users into the catalog from the directory that keeps them.',
      },
    ],
    weight: {
      extra: [
        { points: 45, because: 'nearly no owner can be traced to people' },
      ],
    },
  };
}
