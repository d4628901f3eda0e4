import {
  createExtensionPoint,
  type LoggerService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';

/** What became of the observations of one `send`. */
export interface SendReport {
  /** Observations that are new. */
  stored: number;
  /** Observations that were there already, saying the same. */
  unchanged: number;
  /** Observations that were refused, by their position in what was sent. */
  problems: { position: number; message: string }[];
}

/** Takes what a collector saw. */
export interface ObservationSink {
  /**
   * Stores observations as docs/evidence.md has them. Resolves when what is reported stored would survive a crash; rejects when
   * nothing was kept, so the collector sends again. One without a `source` is of the collector's id.
   */
  send(observations: readonly unknown[]): Promise<SendReport>;
  /** Says what could not be read; shown on the page of evidence beside the collector. Never a secret. */
  problem(message: string): void;
}

export interface ListenContext {
  sink: ObservationSink;
  logger: LoggerService;
}

export interface CollectContext extends ListenContext {
  /** What the last run that ended well left; undefined in the first. */
  checkpoint: JsonValue | undefined;
  /** Kept when the run ends well, so a run that failed begins where the one before it did. */
  setCheckpoint(checkpoint: JsonValue): void;
  signal: AbortSignal;
}

/** One source of evidence: asks on a schedule (`collect`), is told (`listen`), or both. */
export interface EvidenceCollector {
  /** Unique among collectors, and the `source` of observations that name none. */
  id: string;
  /** A few words for people. */
  title: string;
  /** When `collect` runs, on one replica. After failures it waits twice as long each time, up to a day. */
  schedule?: SchedulerServiceTaskScheduleDefinition;
  collect?(context: CollectContext): Promise<void>;
  /** Called once on each replica when the backend starts. */
  listen?(context: ListenContext): Promise<void>;
}

/** Where a module adds a source of evidence. */
export interface CouplingEvidenceExtensionPoint {
  addCollector(collector: EvidenceCollector): void;
}

export const couplingEvidenceExtensionPoint =
  createExtensionPoint<CouplingEvidenceExtensionPoint>({
    id: 'coupling.evidence',
  });
