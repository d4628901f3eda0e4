import type { Phase } from '@posiwid/coupling-engine';
import type { CountingPolicy } from '../analysis/policies';

/** What an analysis is known by without opening its snapshot. */
export interface AnalysisRecord {
  id: string;
  /** When it was made. ISO 8601, as every time here. */
  at: string;
  /** When a scan last found the catalog unchanged since. */
  confirmedAt: string;
  durationMs: number;
  /** What was analysed: catalog, policy and rules. Equal when nothing has changed. */
  fingerprint: string;
  /** Entities read from the catalog, of every kind. */
  scanned: number;
  counts: AnalysisCounts;
  /** What it went by; left out in what was stored before this was kept. */
  policy?: CountingPolicy;
}

export interface AnalysisCounts {
  /** Entities that can fail. */
  entities: number;
  couplings: number;
  teams: number;
  systems: number;
  domains: number;
  problems: number;
  digest: string;
  propagationCost?: number;
}

/** A finding's history as it is stored: `record` is a `FindingRecord` as JSON, the rest is there to be queried. */
export interface FindingRow {
  id: string;
  rule: string;
  category: string;
  severity: string;
  firstSeen: string;
  lastSeen?: string;
  resolvedAt?: string;
  resolvedBecause?: string;
  record: string;
}

export type RunPhase = 'scan' | Phase | 'store';

export interface RunProgress {
  phase: RunPhase;
  done: number;
  /** 0 when unknown. */
  total: number;
}

/** What the replica that analyses is doing; every replica reads the same. */
export interface RunState {
  /** Somebody asked for an analysis that has not begun. */
  requestedAt?: string;
  running?: RunProgress & { startedAt: string; beatAt: string };
  lastFailure?: { at: string; message: string };
  /** Entities of a suspiciously small scan that waits to be confirmed. */
  shrunkTo?: number;
}

/** How long what is kept. */
export interface Retention {
  /** Snapshots kept whole, at least 1. */
  snapshots: number;
  /** Days for which a resolved finding is kept. */
  resolvedDays: number;
}

/** What one analysis leaves behind, written all or nothing. */
export interface NewAnalysis {
  record: AnalysisRecord;
  snapshot: Uint8Array[];
  findings: FindingRow[];
}

/** The memory of the plugin: analyses, their snapshots, the history of findings, and the state of the run. */
export interface AnalysisStore {
  /** The newest analysis. */
  latest(): Promise<AnalysisRecord | undefined>;
  /** When analyses were made, oldest first; thinned to one a day after a week. */
  times(since: string): Promise<string[]>;
  /** The pieces of a snapshot in order, one at a time; nothing when it is not kept any more. */
  snapshot(analysisId: string): AsyncIterable<Uint8Array>;
  /** The stored history of every finding, in pages. */
  findings(): AsyncIterable<FindingRow[]>;
  /** Stores an analysis with its findings, all or nothing, and forgets what retention lets go. */
  save(analysis: NewAnalysis): Promise<void>;
  /** The catalog was found unchanged since that analysis. Clears the last failure. */
  confirm(analysisId: string, at: string): Promise<void>;

  runState(): Promise<RunState>;
  request(at: string): Promise<void>;
  beginRun(at: string): Promise<void>;
  reportProgress(at: string, progress: RunProgress): Promise<void>;
  /** Ends the run; a failure is kept until a run succeeds. */
  endRun(failure?: { at: string; message: string }): Promise<void>;
  setShrunkTo(entities: number | undefined): Promise<void>;
}
