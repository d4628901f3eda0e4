/**
 * Purpose as what the system does (Beer's POSIWID): every stated claim held against evidence. Plain data.
 */
import type { ObservationRef } from '../evidence';
import type { Grade } from '../model/types';
import type { History } from './history';
import type { Picture } from './pictures';

/**
 * `kept`: evidence shows it. `contradicted`: evidence, or the declared structure, shows the opposite. `unproven`: too little
 * to say. `expired`: evidence was there and is older than the time the claim is about. A statement in the catalog can
 * contradict a claim; it never makes one `kept`.
 */
export const VERDICTS = [
  'contradicted',
  'expired',
  'unproven',
  'kept',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The coupling that a contradicted claim comes down to, from the graph: from what made the promise to what breaks it. */
export interface Indicted {
  /** Positions in `Model.entities`, each needing or taking change from the next; the last is what breaks the claim. */
  way: number[];
  /** How the last hop works, e.g. `fails with`. */
  by: 'failure' | 'change' | 'delivery' | 'retries';
  /** What it breaks it for, beside the way: partners of a lock-step, others that fall. Positions, ascending. */
  others: number[];
}

export interface Judgement {
  verdict: Verdict;
  /** In the claim's own unit. */
  value?: number;
  /** How it was worked out, a line a step; names only the subject, what is in `indicts`, and numbers. */
  working: string[];
  /** A few words behind the verdict: `3 of 12 months over`. They name nothing. */
  words: string;
  /** Observations behind it, by time; at most {@link MAX_CITED} are listed. */
  evidence: Cited[];
  /** How many there are in all. */
  observations: number;
  /** Time of the newest of them. */
  newest?: string;
  /** Strongest grade among what it was judged by; absent when there was nothing. */
  grade?: Grade;
  picture: Picture<number>;
  indicts?: Indicted;
  /** What the system does instead, to follow its name: `stops when service-registry stops`. */
  does?: string;
}

export const MAX_CITED = 20;

/** An observation with the references it names: who may not see one of them is not shown it. */
export interface Cited extends ObservationRef {
  about: readonly string[];
}

export interface JudgedClaim extends Judgement {
  claim: string;
  /** The claim in words people use: `Back within 1 hour`. */
  title: string;
  measure: string;
  /** Positions of the entities that working and `does` name, ascending. */
  names: number[];
  /** What would settle it, when it is unproven or expired. */
  settledBy?: { kind: string; text: string };
}

/** One entity, system or domain that states a purpose or claims. */
export interface StatedPurpose {
  ref: string;
  kind: 'entity' | 'system' | 'domain';
  /** Position in `Model.entities`, `systems` or `domains`. */
  at: number;
  stated?: string;
  /** When one of its stated owners last confirmed that it is theirs. */
  confirmedAt?: string;
  /** One sentence: what it does, as far as anything was observed. */
  does: string;
  claims: JudgedClaim[];
}

export interface Purpose {
  /** By reference. */
  stated: StatedPurpose[];
  /** Pairs that deploy together more often than chance, as groups; the largest first. */
  lockSteps: LockStep[];
  /** Libraries and images that several were seen to be built with. */
  packages: Packages;
  /** What happened, by entity, for what emerges from couplings. */
  history: History;
  /** How much was observed at all. */
  observations: number;
  /** First and last time observed. */
  from?: string;
  to?: string;
}

/** Entities that deploy together more often than chance. */
export interface LockStep {
  /** Positions, ascending. */
  members: number[];
  pairs: LockStepPair[];
  /** What in the graph they take change from, or were seen to be built with, when there is such a thing. */
  cause?: number;
  /** The package by which the cause was seen; or, of a cause outside the catalog, what there is of it. */
  carries?: Carried;
}

/** A package that most members of a lock-step are built with, more of them than of others. Counts of members. */
export interface Carried {
  name: string;
  members: number;
  /** Of those, how many have the one version that most of its users have. */
  sameVersion: number;
  /** Of those, in how many its version changed within a year. */
  bumped: number;
}

/** Packages that at least two entities of the catalog are built with. Those of the catalog first, then images, by use. */
export interface Packages {
  shared: SharedPackage[];
  /** Shared packages that are left out, because there are too many. */
  more: number;
  /** Entities that anything is known of. */
  known: number;
}

/** Positions are ascending. */
export interface SharedPackage {
  /** Package URL without version and qualifiers. */
  package: string;
  /** Last part of its name. */
  name: string;
  isImage: boolean;
  /** Position of the catalog's entity of it. */
  entity?: number;
  /** Positions of those built with it. */
  users: number[];
  /** Those with the one version that most of them have; nobody where no version is known. */
  sameVersion: number[];
  /** Those in which its version changed within a year. */
  bumped: number[];
}

export interface LockStepPair {
  a: number;
  b: number;
  /** Windows in which each was deployed, and both. */
  ofA: number;
  ofB: number;
  both: number;
  /** Chance of so many or more shared windows if they had nothing to do with each other. */
  p: number;
}
