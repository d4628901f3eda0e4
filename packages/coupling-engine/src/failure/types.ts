/**
 * What falls together although it is held to be independent. Plain data; numbers named `entity` are positions in
 * `Model.entities`. Source of the idea: Zhai, Chen, Wolinsky, Ford, "Heading Off Correlated Failures through
 * Independence-as-a-Service", OSDI 2014: a minimal risk group is a minimal cut set of the fault graph of a redundancy claim.
 */

/** Result of the stage. */
export interface Independence {
  /** Every claim of redundancy in the catalog, audited; in the order of their ids. */
  claims: RedundancyClaim[];
  clocks: Clocks;
}

/**
 * Where a claim is read from: members of one `redundancy-group`; one entity that is `spread-over` several failure domains;
 * `instances` of one entity; the alternatives of one dependency (`spec.couplings`).
 */
export type ClaimKind =
  | 'redundancy-group'
  | 'spread-over'
  | 'instances'
  | 'alternatives';

export interface ClaimMember {
  /** The entity; of a claim about one entity in several places, that entity, once a place. */
  entity: number;
  /** What tells the members apart: a name, a failure domain, "copy 2". */
  label: string;
  /** Where it runs, as far as it is stated. */
  domain?: string[];
}

/** What a claim says: so many members, so many of them needed. */
export interface ClaimStatement {
  /** Stable: made of kind and refs or group name, e.g. `redundancy-group:edge-dns`. */
  id: string;
  kind: ClaimKind;
  /** As people call it: the group's name, or the entity's name with what it has several of. */
  name: string;
  /** Annotation key or field that states it. */
  source: string;
  members: ClaimMember[];
  /** Members that have to work. */
  need: number;
  /** Members that have to fail, if nothing is shared, before too few are left: members - need + 1. */
  onPaper: number;
}

/**
 * A failure that is not explained further. `entity`: the entity itself stops. `domain`: everything that runs under one path
 * is lost. `change`: a bad change arrives through a channel, a library or an image that reaches all it feeds before anyone
 * can look. `clock`: a job, or several at one moment, touches every member.
 */
export interface RiskEvent {
  kind: 'entity' | 'domain' | 'change' | 'clock';
  /** The entity; of a change, the channel or artifact, when the catalog has it; of a clock, the job. */
  entity?: number;
  /** The entity's name, the domain's path, the channel as it is named, the hour. */
  name: string;
  /** Ref of `entity`: positions move when the catalog grows, and an earlier audit is found its way by this. */
  ref?: string;
  /** Of a clock, refs of the further jobs that its name names. */
  others?: string[];
}

/** A minimal risk group: these events together leave too few members, and none of them can be left out. */
export interface RiskGroup {
  events: RiskEvent[];
  /** By event: positions in `members` of those that fall with that event alone. */
  fells: number[][];
}

/** A claim held against what its members share. */
export interface RedundancyClaim extends ClaimStatement {
  /** Risk groups of fewer events than `onPaper`, smallest first: each defeats the claim. At most 100 are listed. */
  riskGroups: RiskGroup[];
  /** All minimal risk groups by number of events, as decimal strings: there may be billions. */
  byOrder: { order: number; count: string }[];
  count: string;
  /** Which step of the ladder counted them; with `order-limit` the counts are complete up to `completeTo` events. */
  method: 'exact' | 'order-limit' | 'none';
  completeTo?: number;
  /** Basic events of the audited graph. */
  events: number;
  /** Of everything the audit reads: same digest, same result. An edit re-audits the claims whose digest changed. */
  digest: string;
}

/** One stated schedule, expanded over the week that holds the time of the analysis. */
export interface Schedule {
  entity: number;
  /** One cron expression as stated, its time zone included. */
  expression: string;
  /** IANA name; UTC when none is stated. */
  timezone: string;
  /** Starts in the week, in minutes since `Clocks.from`, ascending. */
  starts: number[];
}

/** Jobs of several entities that start within the window on one thing they all touch. */
export interface Coincidence {
  /** What they meet on. */
  target: number;
  /** Entities, each once. */
  jobs: number[];
  /** How each job touches the target. */
  by: ('needs' | 'writes-to' | 'acts-on')[];
  /** First start of each meeting in the week, in minutes since `Clocks.from`, ascending. */
  at: number[];
}

export interface Clocks {
  /** Monday 00:00 UTC of the week that holds the time of the analysis, ISO 8601. */
  from: string;
  schedules: Schedule[];
  /** Widest first: by jobs, then by what fails with the target. */
  coincidences: Coincidence[];
}

/** Audits of an earlier analysis: what has the same digest is not worked out again. */
export type EarlierAudits = readonly RedundancyClaim[];
