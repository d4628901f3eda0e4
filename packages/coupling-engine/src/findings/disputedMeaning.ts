import type { Lens } from '../lens/lens';

/** True for an API whose providers belong to different teams and are not stated to replace each other. */
export function disputedMeaning(lens: Lens, entity: number): boolean {
  const { entities } = lens.context.model;
  if (entities[entity].kind !== 'api') return false;
  const providers = lens.needs(entity);
  if (providers.length < 2) return false;
  const groups = new Set(
    providers.map(p => entities[p].facts.redundancyGroup?.name),
  );
  if (groups.size === 1 && !groups.has(undefined)) return false;
  return teamsOf(lens, providers).length > 1 && !commonTeam(lens, providers);
}

/** Owners of some entities, each once. */
export function teamsOf(lens: Lens, members: number[]): string[] {
  return [...new Set(members.flatMap(m => lens.teamRefs(m)))].sort();
}

function commonTeam(lens: Lens, members: number[]): boolean {
  const [first, ...rest] = members.map(m => lens.teamRefs(m));
  return first.some(team => rest.every(other => other.includes(team)));
}
