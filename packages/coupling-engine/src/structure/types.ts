/** What reaches what. Every array has one number an entity, in the order of `Model.entities`, unless it says otherwise. */
export interface Structure {
  /** Entities that fail when this one fails, itself not counted; alternatives honoured. Exact. */
  fails: Uint32Array;
  /** Entities that degrade but do not fail: a soft clause of theirs is broken by the failures. */
  degrades: Uint32Array;
  /** Teams, and systems, that own or hold at least one entity that fails (the failing entity's own included). */
  teamsHit: Uint32Array;
  systemsHit: Uint32Array;
  /** Direct dependents and dependencies (distinct entities). */
  fanIn: Uint32Array;
  fanOut: Uint32Array;
  /** Strongly connected component of each entity, numbered from 0 in reverse topological order. */
  component: Uint32Array;
  /** Components of two or more entities that need each other: positions, ascending. Largest first. */
  cycles: number[][];
  /** Entities that are reached only through this one (dominator subtree, any path, itself not counted). */
  chokes: Uint32Array;
  /** Visibility: entities that reach this one, and that it reaches, itself counted (MacCormack et al. 2006). */
  visibilityIn: Uint32Array;
  visibilityOut: Uint32Array;
  /** Core, shared, control, periphery (Baldwin, MacCormack, Rusnak 2014), one word an entity. */
  roles: Role[];
  architecture: 'core-periphery' | 'multi-core' | 'hierarchical';
  propagationCost: Estimate;
}

export type Role = 'core' | 'shared' | 'control' | 'periphery';

/** A number with the method that gave it. `error` is a relative standard error, 0 when exact. */
export interface Estimate {
  value: number;
  method: 'exact' | 'estimate';
  error: number;
}
