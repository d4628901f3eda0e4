import { failureOf, type Model } from '@posiwid/coupling-engine';

/** Who stands behind entities that nobody owns. */
export const NO_TEAM = '(no owner)';

/** What one team loses. An entity with several owners is listed with each of them. */
export interface TeamLoss {
  team: string;
  fails: string[];
  degrades: string[];
}

/** What happens when one entity fails. Counts and lists leave the entity itself out. */
export interface BlastRadius {
  ref: string;
  fails: string[];
  degrades: string[];
  ofEntities: number;
  /** Most failing entities first. */
  byTeam: TeamLoss[];
  /** Defects of the catalog, any of which may hide a coupling. */
  problems: number;
}

/** What fails and what degrades with the entity at `position`, team by team. */
export function blastRadius(
  model: Model,
  position: number,
  problems: number,
): BlastRadius {
  const { fails, degrades } = failureOf(model.graph, [position]);
  const losses = new Map<string, TeamLoss>();
  const add = (what: 'fails' | 'degrades', entity: number) => {
    const { ref, owners } = model.entities[entity];
    const teams =
      owners.length > 0
        ? owners.map(owner => model.teams[owner].ref)
        : [NO_TEAM];
    for (const team of teams) {
      const loss = losses.get(team) ?? { team, fails: [], degrades: [] };
      loss[what].push(ref);
      losses.set(team, loss);
    }
  };
  const inOrder = (positions: ArrayLike<number>) =>
    Array.from(positions).sort((a, b) => a - b);
  const failing = inOrder(fails);
  const degrading = inOrder(degrades);
  failing.forEach(entity => add('fails', entity));
  degrading.forEach(entity => add('degrades', entity));
  const refOf = (entity: number) => model.entities[entity].ref;
  return {
    ref: refOf(position),
    fails: failing.map(refOf),
    degrades: degrading.map(refOf),
    ofEntities: model.entities.length,
    byTeam: [...losses.values()].sort(
      (a, b) =>
        b.fails.length - a.fails.length ||
        b.degrades.length - a.degrades.length ||
        (a.team < b.team ? -1 : 1),
    ),
    problems,
  };
}
