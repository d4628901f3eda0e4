/**
 * What was seen of couplings, held against what is declared of them. Plain data; numbers are positions in `Model.entities`.
 * Nothing here changes what the declared graph says falls with what: see docs/evidence.md.
 */
import type { ObservationKind } from '../evidence';

/** How a coupling that was seen is declared; `none`: it is not. */
export type DeclaredAs =
  /** The caller names the target. */
  | 'itself'
  /** The caller names an API of the target, or the target is an API of what it names. */
  | 'api'
  /** The caller names another member of the target's redundancy group. */
  | 'group'
  /** The caller names a gateway, proxy or mesh, and that names the target. */
  | 'hop'
  /** The called one names the caller, or both name a queue: messages flow against the need. */
  | 'message'
  /** It is no dependency: watches, acts on, guards, writes to, shields, brings change. */
  | 'relation'
  | 'none';

/** `little`: below the thresholds of the policy. `old`: not seen any more within its days. */
export type Confidence = 'enough' | 'little' | 'old';

/** One ordered pair that was seen, in all sources together. */
export interface SeenCoupling {
  from: number;
  to: number;
  as: DeclaredAs;
  /** What stands between, where `as` is `hop`. */
  through?: number;
  /** Declared couplings that this one bears out. A call to what provides two consumed APIs bears out both. */
  covers: [from: number, to: number][];
  /**
   * Of what is not declared: declared targets of the caller that `to` was seen calling and the caller itself was not. Then `to`
   * may be no more than the way there.
   */
  towards: number[];
  /** Of what is not declared: the caller comes to the target over one other entity that both declare. */
  declaredBehindOne: boolean;
  /** Requests, errors and retries of `calls`, added up; absent where no call states them. */
  requests: number;
  errors?: number;
  retries?: number;
  /** Windows with at least one request, of those in which the same sources reported any call. */
  windows: number;
  ofWindows: number;
  /** Days (UTC) with at least one such window. */
  days: number;
  firstSeen: string;
  lastSeen: string;
  /** Kinds of observations that show it. */
  kinds: ObservationKind[];
  /** `tested` where an incident names the coupling. */
  grade: 'tested' | 'observed';
  sources: string[];
  confidence: Confidence;
}

/** A coupling that is declared hard, could have been seen for the whole of the policy's days, and never was. */
export interface Phantom {
  from: number;
  to: number;
  /** The source that saw both ends, and how often. */
  source: string;
  callerRequests: number;
  targetRequests: number;
}

/** The newest drill of an entity, as stated or as observed. */
export interface LastDrill {
  entity: number;
  at: string;
  outcome: 'passed' | 'failed' | 'partial';
  /** Annotation key, or the source of the observation. */
  source: string;
}

/** Contact with reality that is too old to count. */
export interface LapsedConfirmation {
  entity: number;
  at: string;
  source: string;
}

/** A kind of observation of which one source said nothing for longer than it ever did before. */
export interface Silence {
  source: string;
  kind: ObservationKind;
  last: string;
  observations: number;
  /** What it spoke about, ascending. */
  entities: number[];
}

export interface Territory {
  /** By caller, then target. A declared coupling that none of these covers was not seen. */
  seen: SeenCoupling[];
  /** By caller, then target. */
  phantoms: Phantom[];
  /** By entity. */
  lastDrills: LastDrill[];
  /** Those of them that are older than the policy counts; none without a time of the analysis. */
  drills: LastDrill[];
  confirmations: LapsedConfirmation[];
  silences: Silence[];
  /** Couplings of which an end is nothing that can fail in this catalog, of all that were seen. */
  unplaced: { couplings: number; of: number };
}
