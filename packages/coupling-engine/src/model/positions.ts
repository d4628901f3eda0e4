import type { Model } from './types';

/** Positions in `Model.entities`, by reference. */
export function positionsByRef({
  entities,
}: Pick<Model, 'entities'>): Map<string, number> {
  return new Map(entities.map(({ ref }, position) => [ref, position]));
}
