import { countsAsTeam } from '../model/owners';
import { failureOf } from '../structure/failure';
import type { Lens } from '../lens/lens';
import type { Reach } from './types';

/** What falls when several entities stop together. */
export interface JointFailure {
  reach: Reach;
  /** Positions of all that stop, the starts included, in the order of falling. */
  falls: number[];
}

/**
 * The reach of several entities that stop together, themselves counted: what it costs when something else takes them down.
 * Time O(uses of what fails).
 *
 * @param starts - positions; each once or several times
 */
export function jointFailure(
  lens: Lens,
  starts: readonly number[],
): JointFailure {
  const { model } = lens.context;
  const { fails, degrades } = failureOf(model.graph, starts);
  const falls = [...new Set(starts), ...fails];
  const teams = new Set<number>();
  const systems = new Set<number>();
  for (const entity of falls) {
    const { owners, system } = model.entities[entity];
    for (const owner of owners) {
      if (countsAsTeam(model, owner)) teams.add(owner);
    }
    if (system !== undefined) systems.add(system);
  }
  return {
    falls,
    reach: {
      fails: falls.length,
      degrades: degrades.length,
      ofEntities: lens.size,
      teams: teams.size,
      ofTeams: lens.ownerCount,
      systems: systems.size,
    },
  };
}

/** Wide enough to be talked about: enough entities, and several teams, or most of a catalog that one team owns. */
export function isWide(lens: Lens, reach: Reach): boolean {
  const { hub } = lens.context.policy;
  return (
    reach.fails >= Math.max(hub.minFails, hub.minShare * lens.size) &&
    (reach.teams >= hub.minTeams || lens.ownerCount <= 1)
  );
}
