import type { BlastRadiusView, EntitySummary } from '@posiwid/coupling-engine';

/** What one team loses, by name. An entity with several owners is listed with each of them. */
export interface TeamLoss {
  /** Ref of the team; `none` for entities that name no owner. */
  team: string;
  fails: string[];
  degrades: string[];
}

/** The entities of a blast radius team by team, teams and entities in the order of the view. */
export function teamLosses(radius: BlastRadiusView): TeamLoss[] {
  const losses = new Map<string, TeamLoss>(
    radius.byTeam.map(({ team }) => [
      team.ref,
      { team: team.ref, fails: [], degrades: [] },
    ]),
  );
  const add = (what: 'fails' | 'degrades', { ref, teams }: EntitySummary) => {
    const owners = teams.length > 0 ? teams.map(team => team.ref) : ['none'];
    for (const owner of owners) losses.get(owner)?.[what].push(ref);
  };
  radius.fails.forEach(entity => add('fails', entity));
  radius.degrades.forEach(entity => add('degrades', entity));
  return [...losses.values()];
}
