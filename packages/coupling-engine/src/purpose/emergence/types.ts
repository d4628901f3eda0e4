/** What emerges from a set of entities: from nothing in it, and from the couplings among them and beyond. */
import type { Model } from '../../model/types';
import type { Structure } from '../../structure/types';
import type { History } from '../history';
import type { Interval } from '../pictures';
import type { LockStep } from '../types';

export const PROPERTY_IDS = [
  'availability',
  'blast-radius',
  'change-safety',
  'recovery',
  'velocity',
] as const;
export type PropertyId = (typeof PROPERTY_IDS)[number];

/** The entities that a property is said of, and where to look. */
export interface Ground {
  model: Model;
  structure: Pick<Structure, 'fails' | 'teamsHit'>;
  history: History;
  lockSteps: readonly LockStep[];
  /** Positions, ascending. */
  members: readonly number[];
  /** References under which incidents name it as a whole: its own, and those of systems and domains in it. */
  groups: ReadonlySet<string>;
  /** It delivers the changes of all others, and is judged by all of them. */
  delivers: boolean;
}

/**
 * One property. `value` is a share (availability; change safety: of the deployments that failed), entities (blast radius),
 * minutes (recovery: the median), or deployments a week (velocity). Nothing in it is a mean over members: it is of all of them
 * as one, and the worst of them stands beside it.
 */
export interface Emergent {
  id: PropertyId;
  /** Absent when nothing was observed: no data is a state of its own. */
  value?: number;
  /** They name nothing. */
  words: string;
  interval?: Interval;
  /** By month, the last twelve; a month without data has no value. */
  trend: { month: string; value?: number; interval?: Interval }[];
  /** For recovery: one point an incident. */
  points: { at: string; value: number }[];
  /** Positions of what drives it, most first. */
  drivers: { entity: number; detail: string }[];
  /** The worst member, where there are several. */
  worst?: { entity: number; value: number; words: string };
  observations: number;
  noData?: string;
}
