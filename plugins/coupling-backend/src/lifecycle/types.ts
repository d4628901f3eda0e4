import type { Finding, Severity } from '@posiwid/coupling-engine';

/** A stretch of time in which a finding was there: from the analysis that found it to the first that did not. ISO 8601. */
export interface Spell {
  from: string;
  /** Left out while it is still there. */
  to?: string;
  /** Left out when it ended because it is not there any more, as far as anybody knows. */
  retired?: Retired;
}

/** A finding that is gone because the policy no longer raises it: whether it was mended is not known. */
export interface Retired {
  /** The version of the policy that no longer raises it; left out when app-config changed. */
  version?: number;
  /** What its rule went by when it was last found, as `PolicyOfObservation.ruleOf` gives it. */
  under: string;
}

/** How bad a finding is, as far as one is worse than another. */
export interface Mark {
  severity: Severity;
  /** Entities that fail or are reached; absent where the rule counts none. */
  reach?: number;
  subjects: string[];
}

/** How bad a finding was from an analysis on. */
export interface DatedMark extends Mark {
  at: string;
}

/**
 * Why a finding is resolved. `subject-gone`: an entity it is about was deleted or renamed. `policy`: a change of the policy retired it.
 */
export type ResolvedBecause = 'no-longer-found' | 'subject-gone' | 'policy';

/** A finding with its history over all analyses. */
export interface FindingRecord {
  id: string;
  /** As the newest analysis that found it saw it. */
  finding: Finding;
  /** Oldest first, never empty, only the last may be without an end. */
  spells: Spell[];
  /** How bad it was, whenever that changed; oldest first. Left out in what was stored before marks were kept. */
  marks?: DatedMark[];
  /** Time of the last analysis that found it; left out while it is still there. */
  lastSeen?: string;
  resolvedBecause?: ResolvedBecause;
  /** Subjects that the catalog did not have when it was found: they cannot go. */
  absent?: string[];
}

export type FindingStatus = 'new' | 'open' | 'regressed' | 'resolved';

/** One finished analysis, as the lifecycle sees it. */
export interface Observation {
  /** ISO 8601. */
  at: string;
  findings: Finding[];
  /** True for every entity, group, system and domain that the analysed catalog has. */
  exists: (ref: string) => boolean;
  /** Left out where it is not known: then nothing is retired. */
  policy?: PolicyOfObservation;
}

/** The policy that an analysis went by, as far as it decides which findings there are. */
export interface PolicyOfObservation {
  /** Left out while only app-config counts. */
  version?: number;
  /** What a rule goes by under it, in a few characters; equal when the rule finds the same in the same catalog. */
  ruleOf: (rule: string) => string;
  /** The policy of the analysis before, where it was another one. */
  before?: {
    version?: number;
    ruleOf: (rule: string) => string;
    /** Ids of what it would find in this catalog. */
    found: ReadonlySet<string>;
  };
}
