import type { FindingDraft, Rule, RuleContext } from '../types';
import { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { widest } from '../widest';
import { rank, severityOf } from '../severity';
import { foldAlike } from '../foldAlike';
import { farthestDependent } from '../exampleWay';
import { limitReach } from '../limitReach';
import { count, list, number } from '../../model/words';

/** With a single team there is nobody to be coupled to, so it takes a larger share to be worth a meeting. */
const ONE_TEAM_SHARE = 0.3;

/** A change can be staged, so it takes twice the default share of the catalog to be worth a meeting. */
const BY_CHANGE_SHARE = 0.2;

/** One entity whose failure, or whose change, reaches a large share of the catalog across teams or systems. */
export const hub: Rule = {
  id: 'hub',
  category: 'shared-dependency',
  description:
    'The failure of one entity, or a change of it where it is inert at run time, reaches a large share of the catalog.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    return foldAlike(lens, candidates(lens))
      .map(group =>
        lens.isInert(group.head)
          ? byChange(lens, group.head, group.others)
          : byFailure(lens, group.head, group.others),
      )
      .filter(isLarge);
  },
};

/** What the formula calls low is a shared thing and stands in the inventory; it is not a large share of anything. */
function isLarge({ weight }: FindingDraft): boolean {
  return rank(severityOf(weight).severity) <= rank('medium');
}

function candidates(lens: Lens): number[] {
  const { structure, policy } = lens.context;
  const { minFails, minShare, minTeams } = policy.hub;
  const found: number[] = [];
  for (let entity = 0; entity < lens.size; entity++) {
    const fails = structure.fails[entity];
    const share = fails / lens.size;
    if (fails < minFails || share < minShare) continue;
    if (share < BY_CHANGE_SHARE && lens.isInert(entity)) continue;
    const shared =
      structure.teamsHit[entity] >= minTeams ||
      structure.systemsHit[entity] >= 2 ||
      share >= ONE_TEAM_SHARE;
    if (shared) found.push(entity);
  }
  return found;
}

/** What a hub by failure and one by change have in common: whom it is about, and the way to the farthest that rests on it. */
function about(lens: Lens, head: number, others: number[], root: number[]) {
  return {
    subjects: [head, ...root].map(entity => lens.ref(entity)),
    cause: [lens.ref(head)],
    related: [
      ...others.map(entity => lens.ref(entity)),
      ...nearest(lens, head),
    ],
    steps: lens.stepsUp(farthestDependent(lens, head)),
  };
}

function byFailure(lens: Lens, head: number, others: number[]): FindingDraft {
  const reach = lens.reach(head);
  const name = lens.name(head);
  const { mechanisms, partitioning, redundancyGroup } =
    lens.context.model.entities[head].facts;
  const users = failingUsers(lens, head);
  const root = deeperRoot(lens, head, others);
  const split = partitioning === 'cells' || partitioning === 'shards';
  return {
    title: `${name}: ${number(reach.fails)} of ${count(
      reach.ofEntities,
      'entity',
      'entities',
    )}${inTeams(reach.teams)} ${reach.fails === 1 ? 'fails' : 'fail'} with it`,
    summary: `${count(
      users,
      'entity needs',
      'entities need',
    )} it directly${andMore(reach.fails - users)}${
      reach.degrades > 0 ? `; ${number(reach.degrades)} degrade` : ''
    }.${behind(lens, root)}${
      redundancyGroup ? '' : ' Nothing is stated to stand in for it.'
    }`,
    ...about(lens, head, others, root),
    evidence: [
      {
        grade: 'declared',
        source: 'catalog',
        detail: `${count(
          users,
          'entity names',
          'entities name',
        )} it, or an API that only it provides, as something it needs`,
      },
      ...(mechanisms && mechanisms.length > 0
        ? [
            {
              grade: 'declared' as const,
              source: 'posiwid.dev/mechanisms',
              detail: `It states ${list(mechanisms, 4)}`,
            },
          ]
        : []),
      ...alike(others),
    ],
    interventions: [
      limitReach(lens, head),
      {
        kind: 'state-strength',
        leverage: 'information-flow',
        text: `Say who goes on serving without ${name} (dependency-strength: soft), and build that where it is not so.`,
        target: lens.ref(head),
      },
    ],
    reach,
    weight: {
      reach,
      extra: [
        { points: 10, because: 'it stops others at run time' },
        ...(split
          ? [{ points: -15, because: `it is split into ${partitioning}` }]
          : []),
        ...(redundancyGroup
          ? [{ points: -5, because: 'it is one of a redundancy group' }]
          : []),
      ],
      ...(lens.ownerCount <= 1
        ? {
            cap: {
              severity: 'medium' as const,
              because:
                'all of it belongs to one team, or to none that is known',
            },
          }
        : {}),
    },
  };
}

function byChange(lens: Lens, head: number, others: number[]): FindingDraft {
  const reach = lens.reach(head);
  const name = lens.name(head);
  const users = failingUsers(lens, head);
  const root = deeperRoot(lens, head, others);
  return {
    title: `${name}: a breaking change reaches ${number(
      reach.fails,
    )} of ${count(reach.ofEntities, 'entity', 'entities')}${inTeams(
      reach.teams,
    )}`,
    summary: `By change, not at run time: ${count(
      users,
      'entity takes',
      'entities take',
    )} it directly${andMore(
      reach.fails - users,
    )}. One release of it is a change to all of them.${behind(lens, root)}`,
    ...about(lens, head, others, root),
    evidence: [
      {
        grade: 'declared',
        source: 'catalog',
        detail: `${count(users, 'entity names', 'entities name')} it directly`,
      },
      {
        grade: 'inferred',
        source: 'spec.type',
        detail: `Its type, ${
          lens.context.model.entities[head].type ?? 'not stated'
        }, is one that is inert at run time`,
      },
      ...alike(others),
    ],
    interventions: [
      {
        kind: 'stage-change',
        leverage: 'rule',
        text: `Release ${name} in stages, with a check of its widest users before the rest take it.`,
        target: lens.ref(head),
      },
      {
        kind: 'contract-for-change',
        leverage: 'information-flow',
        text: `Write down what of ${name} is stable, and for how long the old form stays.`,
        target: lens.ref(head),
      },
    ],
    reach,
    weight: {
      reach,
      by: 'change',
      cap: {
        severity: lens.ownerCount <= 1 ? 'medium' : 'high',
        because: 'it couples by change, which can be staged, not by failing',
      },
    },
  };
}

/** Direct users that stop with it: those with a soft coupling, or with a choice, go on. */
function failingUsers(lens: Lens, head: number): number {
  const { entities } = lens.context.model;
  const felled = new Set<number>();
  for (const dependent of lens.fellsDirectly(head)) {
    if (entities[dependent].kind !== 'api') felled.add(dependent);
    else lens.fellsDirectly(dependent).forEach(user => felled.add(user));
  }
  felled.delete(head);
  return felled.size;
}

/** Of what is folded in, the widest thing behind it that others use too: few know it, and all of it hangs there. */
function deeperRoot(lens: Lens, head: number, others: number[]): number[] {
  const { structure, model } = lens.context;
  return others
    .filter(
      other =>
        model.entities[other].kind !== 'api' &&
        structure.fails[other] > structure.fails[head] &&
        lens.users(other).length > 1,
    )
    .sort((a, b) => structure.fails[b] - structure.fails[a] || lens.byRef(a, b))
    .slice(0, 1);
}

function behind(lens: Lens, root: number[]): string {
  return root
    .map(
      entity =>
        ` Behind it stands ${lens.name(entity)}, which reaches ${number(
          lens.context.structure.fails[entity],
        )}.`,
    )
    .join('');
}

function inTeams(teams: number): string {
  return teams > 1 ? ` in ${number(teams)} teams` : '';
}

/** The direct users that most rests on: the ones a person asks about first. */
function nearest(lens: Lens, head: number): string[] {
  return widest(lens, lens.users(head), 12);
}

function alike(others: number[]): FindingDraft['evidence'] {
  if (others.length === 0) return [];
  return [
    {
      grade: 'declared',
      source: 'catalog',
      detail: `${count(
        others.length,
        'thing it rests on or brings along has',
        'things it rests on or brings along have',
      )} nearly the same reach and ${
        others.length === 1 ? 'is' : 'are'
      } not raised again`,
    },
  ];
}

function andMore(indirect: number): string {
  return indirect > 0 ? ` and ${number(indirect)} more through them` : '';
}
