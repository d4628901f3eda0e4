/**
 * Notices: what the owners of findings are told between meetings. Each is worked out from the findings and the decisions about them,
 * as the time since the last one changed them.
 */
import type { Severity } from '@posiwid/coupling-engine';
import type { FindingRecord } from '../../lifecycle';
import type { Decision, Standing } from '../decisions';

/** What is worth telling, what is most urgent first. */
export const NOTICE_KINDS = [
  /** Somebody would accept it, and asks this one to agree. */
  'asked',
  /** A decision no longer covers the risk, or has run out. */
  'lapsed',
  /** Its date has passed and it is still found. */
  'overdue',
  /** Found since, or worse than it was, and nobody has decided. */
  'new',
  /** Somebody gave it to the team. */
  'assigned',
  /** An acceptance that runs out within a week. */
  'expiring',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Up to where somebody was told. What comes after it is news. */
export interface NoticeMark {
  /** Time of the run, ISO 8601. */
  at: string;
  /** Time of the analysis that was served then. ISO 8601. */
  analysedAt: string;
  /** Of the newest decision that was known then. */
  sequence: number;
}

/** What was told so far. */
export interface Told {
  /** To everybody who is not named below. */
  everybody: NoticeMark;
  /** To teams that were told later than that, or could not be told then. */
  teams: Record<string, NoticeMark>;
}

/** A finding that is there, as notices look at it. */
export interface NoticeSubject {
  record: FindingRecord;
  standing: Standing;
  /** By position. */
  decisions: readonly Decision[];
  /** Living teams named in it. */
  teams: readonly string[];
}

export interface NoticeInput {
  /** Findings that the newest analysis found. */
  findings: Iterable<NoticeSubject>;
  told: Told;
  /** This run. */
  until: NoticeMark;
  /** New findings below this are not told. */
  minSeverity: Severity;
  /** Groups above a team. */
  above: (team: string) => readonly string[];
  /** Whether a team can be told: it is in the catalog. */
  isTeam: (ref: string) => boolean;
}

export type Counts = Record<NoticeKind, number>;

/** What a team, or a user who is asked to agree, is told: numbers only. Who is in it may not be allowed to read every finding it owns. */
export interface Notice {
  /** Reference of the team, or of the user. */
  team: string;
  /** What came since it was last told; never all 0. */
  news: Counts;
  /** Worst severity among the news. */
  severity: Severity;
  /** How it stands with all of its findings: `new` counts all that are there and severe enough. */
  now: Counts;
}

/** What a run has to tell, and up to where it looked. */
export interface NoticeRun {
  until: NoticeMark;
  notices: Notice[];
}
