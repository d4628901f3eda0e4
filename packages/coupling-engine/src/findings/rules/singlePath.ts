import type { FindingDraft, Rule, RuleContext } from '../types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import { farthestDependent } from '../exampleWay';
import { walk, wayTo } from '../../structure/navigate';
import { count } from '../../model/words';

/** At most so many choke points are looked at closely; they are the widest. */
const MAX_CANDIDATES = 60;

interface Choke {
  at: number;
  front: number;
  behind: number[];
}

/** Everything between two parts of the catalog crosses one entity. */
export const singlePath: Rule = {
  id: 'single-path',
  category: 'shared-dependency',
  description:
    'Everything between two parts of the catalog, of different teams, crosses one entity.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const kept: Choke[] = [];
    for (const choke of chokes(lens)) {
      const inside = new Set(choke.behind);
      const told = kept.some(
        other =>
          other.behind.includes(choke.at) ||
          inside.has(other.at) ||
          lens.failureOf(choke.at).fails.has(other.at),
      );
      if (!told) kept.push(choke);
    }
    return kept.map(choke => draft(lens, choke));
  },
};

/** Choke points with enough on both sides, those that part the most first. */
function chokes(lens: Lens): Choke[] {
  const { structure, policy } = lens.context;
  const { minBehind, minShare } = policy.singlePath;
  const least = Math.max(minBehind, minShare * lens.size);
  const positions: number[] = [];
  for (let entity = 0; entity < lens.size; entity++) {
    if (structure.chokes[entity] < least) continue;
    if (structure.visibilityIn[entity] - 1 < least) continue;
    if (lens.isInert(entity) || isOneOfGroup(lens, entity)) continue;
    positions.push(entity);
  }
  return positions
    .sort((a, b) => width(lens, b) - width(lens, a) || lens.byRef(a, b))
    .slice(0, MAX_CANDIDATES)
    .map(at => ({
      at,
      front: structure.visibilityIn[at] - 1,
      behind: behindOf(lens, at),
    }))
    .filter(choke => choke.behind.length >= least && crossesTeams(lens, choke));
}

function width(lens: Lens, entity: number): number {
  const { chokes: behind, visibilityIn } = lens.context.structure;
  return Math.min(behind[entity], visibilityIn[entity] - 1);
}

/** A member of a redundancy group that others may do without is not the only way. */
function isOneOfGroup(lens: Lens, entity: number): boolean {
  return (
    lens.context.model.entities[entity].facts.redundancyGroup !== undefined
  );
}

/**
 * What is reached only through `at`: all it reaches, less whatever has a dependent outside, until nothing more drops out
 * (the greatest set that only `at` leads into).
 */
function behindOf(lens: Lens, at: number): number[] {
  const { order } = walk(at, entity => lens.needs(entity));
  const inside = new Set(order);
  const todo = order.slice(1);
  while (todo.length > 0) {
    const entity = todo.pop()!;
    if (!inside.has(entity) || entity === at) continue;
    if (lens.neededBy(entity).every(user => inside.has(user))) continue;
    inside.delete(entity);
    for (const need of lens.needs(entity)) todo.push(need);
  }
  inside.delete(at);
  return [...inside].sort(lens.byRef);
}

function crossesTeams(lens: Lens, choke: Choke): boolean {
  const users = lens.users(choke.at);
  return users.some(user =>
    choke.behind.some(entity => lens.crossesTeams(user, entity)),
  );
}

function draft(lens: Lens, { at, front, behind }: Choke): FindingDraft {
  const reach = lens.reach(at);
  const name = lens.name(at);
  const direct = new Set(behind.filter(e => lens.neededBy(e).includes(at)));
  const { before, order } = walk(at, entity =>
    lens.needs(entity).filter(need => behind.includes(need)),
  );
  const up = farthestDependent(lens, at).reverse();
  const down = wayTo(before, order[order.length - 1]).slice(1);
  return {
    title: `${name}: the only way from ${count(
      front,
      'entity',
      'entities',
    )} to the ${behind.length} behind it`,
    summary: `Nothing reaches those ${behind.length} but through it: while it stands still, no one else can use them.`,
    subjects: [lens.ref(at)],
    related: [...direct].map(entity => lens.ref(entity)),
    steps: lens.stepsDown([...up, ...down]),
    evidence: [
      {
        grade: 'declared',
        source: 'catalog',
        detail: `Every declared way to the ${behind.length} leads through it`,
      },
    ],
    interventions: [
      {
        kind: 'second-way',
        leverage: 'rule',
        text: `Offer a second way past ${name} to what must stay within reach.`,
        target: lens.ref(at),
      },
    ],
    reach,
    weight: {
      reach,
      extra: [{ points: 5, because: 'there is no way around it' }],
    },
  };
}
