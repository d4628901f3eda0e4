import type { Model } from './types';

/**
 * Whether an owner counts as a team: it is in the catalog, or the catalog defines no group and no user at all, so that
 * every name is as good as another. `owner` is a position in `model.teams`.
 */
export function countsAsTeam(model: Model, owner: number): boolean {
  const { groups, users } = model.defined;
  return model.teams[owner].exists || groups + users === 0;
}
