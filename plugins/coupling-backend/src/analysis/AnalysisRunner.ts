import type { Phase, Policy } from '@posiwid/coupling-engine';
import type { AnalysisRecord, FindingRow } from '../store/AnalysisStore';
import type { Difference } from './differences';
import type { CountingPolicy } from './policies';

/** What is known when everything has been read and the analysis begins. */
export interface AnalysisOrder {
  id: string;
  /** When this is, ISO 8601: evidence has an age then, and schedules are read over its week. */
  at: string;
  fingerprint: string;
  scanned: number;
  /** Time of the analysis before this one. */
  previousAt?: string;
  /** Which version of the policy this goes by. */
  policyVersion?: number;
  /** What the analysis before went by, where it may find something else: what it alone finds is retired, not mended. */
  before?: CountingPolicy;
}

/** What an analysis leaves behind, ready to be stored. */
export interface AnalysisOutcome {
  record: AnalysisRecord;
  snapshot: Uint8Array[];
  /** Findings whose history has changed. */
  changed: FindingRow[];
}

/** One analysis being fed. One of `finish`, `compare` and `discard` ends it. */
export interface AnalysisRun {
  addEntities(page: unknown[]): void;
  /** The stored history of findings, in any number of calls. */
  addHistory(rows: FindingRow[]): void;
  /** What was observed, each as JSON, in any number of calls. */
  addObservations(bodies: string[]): void;
  /** Rejects when the engine fails, runs out of memory or out of time. */
  finish(order: AnalysisOrder): Promise<AnalysisOutcome>;
  /**
   * What would be found otherwise under another policy, instead of an outcome: nothing of it is to be stored. Rejects as `finish`
   * does.
   */
  compare(order: { at: string; policy: Policy }): Promise<Difference[]>;
  discard(): Promise<void>;
}

export interface AnalysisRunner {
  start(options: {
    /** What findings are held against. */
    policy: Policy;
    onProgress: (phase: Phase, done: number, total: number) => void;
  }): AnalysisRun;
}
