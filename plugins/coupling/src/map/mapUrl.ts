import { choice, flag, optional } from '../url/params';
import { useUrlState, type UrlState } from '../url/useUrlState';

export const LEVELS = ['team', 'system', 'domain'] as const;
export type Level = (typeof LEVELS)[number];

/** How a coupling is known: what the map may be narrowed to. */
export const SEEN = ['all', 'declared', 'observed', 'both'] as const;

/** Steps around the focus that a reader may choose. */
export const DEPTHS = ['1', '2', '3', '4', '5', '6'] as const;

/**
 * Everything that decides what the Map page shows, beside the team filter. `entity` opens the map of one entity; otherwise
 * `from` and `to` are the selected cell of the matrix.
 */
export const MAP_PARAMS = {
  level: choice(LEVELS, 'team'),
  from: optional(),
  to: optional(),
  seen: choice(SEEN, 'all'),
  table: flag(false),
  entity: optional(),
  depth: choice(DEPTHS, '3'),
  strength: choice(['all', 'hard'] as const, 'all'),
  pathFrom: optional(),
  pathTo: optional(),
};

export type MapState = UrlState<typeof MAP_PARAMS>;
export type ChangeMap = (
  change: Partial<MapState>,
  options?: { replace?: boolean },
) => void;

export function useMapUrl(): [MapState, ChangeMap] {
  return useUrlState(MAP_PARAMS);
}
