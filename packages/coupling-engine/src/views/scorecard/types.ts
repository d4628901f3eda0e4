/**
 * What a scorecard shows: what something says it is for, what it was seen doing, and what emerges from its couplings. Plain JSON;
 * the shapes are those of the schemas of the same name in coupling-backend's openapi.yaml.
 */
import type { Omission } from '../../analysis';
import type { ObservationRef } from '../../evidence';
import type { Grade } from '../../model/types';
import type { PropertyId } from '../../purpose/emergence';
import type { Interval, Picture } from '../../purpose/pictures';
import type { Verdict } from '../../purpose/types';
import type { Count, EntitySummary, Move, TeamRef } from '../types';

export type ScorecardKind =
  | 'entity'
  | 'system'
  | 'domain'
  | 'team'
  | 'platform';

/** The reference under which the whole catalog has its scorecard. */
export const PLATFORM = 'platform';

export type VerdictCounts = Record<Verdict, number>;

/** One entity, system or domain that states a purpose or claims. */
export interface ScorecardRow {
  ref: string;
  kind: 'entity' | 'system' | 'domain';
  title: string;
  teams: TeamRef[];
  stated?: string;
  does: string;
  verdicts: VerdictCounts;
  /** The worst of its promises; absent when it states a purpose and no claim. */
  worst?: Verdict;
  /** What its contradicted promises come down to, the most often named first. */
  indicted: EntitySummary[];
}

export interface ScorecardList {
  /** Most contradicted first, then by title. */
  items: ScorecardRow[];
  total: number;
  hidden: number;
  headline: string;
  /** Promises by verdict, over all items and not only this page. */
  verdicts: VerdictCounts;
  /** Entities that others depend on and that state no purpose. */
  unstated: number;
  omissions: Omission[];
}

export interface PromiseView {
  /** As stated. */
  claim: string;
  /** In words: `Survives loss of a region`. */
  title: string;
  measure: string;
  /** Who made it, when it is not the subject itself: something in it, or what it is in or ships through. */
  of?: { ref: string; title: string };
  verdict: Verdict;
  /** A few words behind the verdict: `3 of 12 months over`. */
  words: string;
  /** Strongest grade among what it was judged by; absent when there was nothing. */
  grade?: Grade;
  /** Time of the newest observation behind it. */
  newest?: string;
  /** How it was worked out, a line a step. */
  working: string[];
  /** At most 20, by time; `observations` says how many there are. */
  evidence: ObservationRef[];
  observations: number;
  picture: Picture;
  /** From what made the promise to what breaks it, and what else falls or ships with it. */
  indicts?: {
    way: EntitySummary[];
    by: 'failure' | 'change' | 'delivery' | 'retries';
    others: EntitySummary[];
    words: string;
  };
  /** What would settle or mend it. */
  move?: Move;
  /** Ids of findings that say the same. */
  findings: string[];
}

/**
 * One property that no component has: it emerges from couplings. `value` is a share (availability, change safety: the share of
 * deployments that failed), entities (blast radius), minutes (recovery: the median), or deployments a week (velocity).
 */
export interface EmergentProperty {
  id: PropertyId;
  /** Absent when nothing was observed: no data is a state of its own. */
  value?: number;
  /** `162 min lost`, `of 64 entities, 4 teams`. */
  words: string;
  interval?: Interval;
  /** By month, the last twelve; a month without data has no value. */
  trend: { month: string; value?: number; interval?: Interval }[];
  /** For recovery: one point an incident. */
  points: { at: string; value: number }[];
  /** What drives it, most first, at most 3: `64 of 162 min`. */
  drivers: { entity: EntitySummary; detail: string }[];
  /** The worst of what it is made of: what a roll-up must not average away. */
  worst?: { entity: EntitySummary; value: number; words: string };
  observations: number;
  noData?: string;
}

/** Of the hard couplings of the subject, how a mechanism is known on each. */
export interface MechanismCoverage {
  couplings: number;
  rows: {
    mechanism: string;
    observed: number;
    inherited: number;
    stated: number;
    unknown: number;
  }[];
}

export interface ScorecardView {
  ref: string;
  kind: ScorecardKind;
  title: string;
  teams: TeamRef[];
  /** The system or domain it is in, and what it ships through. */
  within: { ref: string; title: string; how: 'part of' | 'ships through' }[];
  stated?: { text: string; by: TeamRef[]; confirmedAt?: string };
  does: string;
  /** The clauses of `does`, each with the promise (position in `promises`) whose evidence it was read from. */
  clauses: { text: string; promise: number }[];
  /** What the sentence was read from. */
  read: { from?: string; to?: string; counts: Count[] };
  verdicts: VerdictCounts;
  /** Its own first, then others'; in each the worst first. */
  promises: PromiseView[];
  /** Scorecards of what it is made of, the worst first, at most 50. */
  members: ScorecardRow[];
  /** Always the five, in the order of {@link PROPERTY_IDS}. */
  properties: EmergentProperty[];
  mechanisms: MechanismCoverage;
  omissions: Omission[];
  hidden: number;
}
