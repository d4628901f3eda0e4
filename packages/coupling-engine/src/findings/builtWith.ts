import type { Lens } from '../lens/lens';

/** Positions of those that were seen to be built with a library or image of the catalog, ascending. */
export function builtWith(lens: Lens, entity: number): readonly number[] {
  return (
    lens.context.purpose.packages.shared.find(one => one.entity === entity)
      ?.users ?? []
  );
}

/** Libraries and images of the catalog that all of these were seen to be built with. */
export function seenInAll(lens: Lens, entities: readonly number[]): number[] {
  return lens.context.purpose.packages.shared.flatMap(({ entity, users }) =>
    entity !== undefined && entities.every(one => users.includes(one))
      ? [entity]
      : [],
  );
}
