import type { Lens } from '../lens/lens';
import { countsAsTeam } from '../model/owners';
import type { Reach, Step } from './types';

/** A way along which change comes: from what takes it to what it comes from. */
export function changeSteps(lens: Lens, way: readonly number[]): Step[] {
  return way.map((entity, i) => ({
    ref: lens.ref(entity),
    teams: lens.teamRefs(entity),
    ...(i + 1 < way.length
      ? { coupling: 'is deployed in step with', grade: 'observed' as const }
      : {}),
  }));
}

/** How far one change goes that reaches these entities. */
export function changeReach(lens: Lens, reached: readonly number[]): Reach {
  const { model } = lens.context;
  const entities = [...new Set(reached)].map(entity => model.entities[entity]);
  const teams = entities.flatMap(({ owners }) =>
    owners.filter(owner => countsAsTeam(model, owner)),
  );
  const systems = entities.flatMap(({ system }) => system ?? []);
  return {
    fails: entities.length,
    degrades: 0,
    ofEntities: lens.size,
    teams: new Set(teams).size,
    ofTeams: lens.ownerCount,
    systems: new Set(systems).size,
  };
}
