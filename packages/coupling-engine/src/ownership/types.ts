/** Who sees it: the standing of each owner, and every coupling that crosses from one team to another. */
export interface Ownership {
  /** One a team, in the order of `Model.teams`. */
  standing: Standing[];
  /** One an entity: the worst that can be said of all its owners together; `missing` when it names none. */
  state: OwnerState[];
  interfaces: Interface[];
}

/** `unknown`: not in the catalog. `empty`: a group without members, in a catalog that has members elsewhere. */
export type Standing = 'living' | 'unknown' | 'empty' | 'placeholder';
export type OwnerState =
  | 'owned'
  | 'missing'
  | 'unknown'
  | 'empty'
  | 'placeholder';

/** One thing that entities of other teams need. Numbers are positions in `Model.entities` and `Model.teams`. */
export interface Interface {
  provider: number;
  providerTeams: number[];
  /** Entities of other teams that need it, with the row in `Model.couplings`. */
  consumers: { entity: number; coupling: number }[];
  consumerTeams: number[];
  /** True when the thing needed is an API; false when an entity is reached directly, with no API between. */
  viaApi: boolean;
  contract: 'stated' | 'none' | 'not-stated';
  /** Consumer entities that the provider's `posiwid.dev/consumers` leaves out; undefined when it states no consumers. */
  unknownConsumers?: number[];
}
