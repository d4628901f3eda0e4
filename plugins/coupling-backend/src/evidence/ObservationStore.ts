import type { Observation, ObservationKind } from '@posiwid/coupling-engine';

/** For how long what is kept. */
export interface EvidencePolicy {
  /** No more observations than this are kept. */
  maximum: number;
  /** Days for which observations of a kind are kept, counted from `at`. */
  retentionDays: Record<ObservationKind, number>;
  /** After so many days the `calls` of a source between two entities are summed up by day. */
  thinCallsAfterDays: number;
}

/** Why an observation was not stored. */
export type Refusal =
  /** Its id was used before for something else; the first is kept. */
  | 'duplicate'
  /** No room is left, or no room for another source. */
  | 'full'
  /** It is older than what is kept of its kind. */
  | 'expired';

/** What became of the observations of one `add`. */
export interface Added {
  stored: number;
  /** Were there already, saying the same. */
  unchanged: number;
  /** By position in what was added. */
  refused: { position: number; why: Refusal }[];
}

/** An observation as it is kept. */
export interface StoredObservation {
  observation: Observation;
  receivedAt: string;
}

export interface ObservationQuery {
  source?: string;
  /** Ids of that source. */
  ids?: string[];
  /** Names one of these, full references. */
  entities?: string[];
  kinds?: ObservationKind[];
  /** Seen at or after this time. ISO 8601 in UTC, as every time here. */
  from?: string;
  /** Seen before this time. */
  to?: string;
  limit: number;
  cursor?: string;
}

export interface StoredPage {
  /** Newest first. */
  items: StoredObservation[];
  /** Position after each item. */
  cursors: string[];
  /** Whether there is more after the last item. */
  more: boolean;
}

/** What was refused of one source. */
export interface RefusedOf {
  source: string;
  count: number;
  /** The last of them, oldest first. */
  messages: string[];
}

export interface TimedProblem {
  at: string;
  message: string;
}

export interface SourceSummary {
  source: string;
  observations: number;
  firstAt?: string;
  lastAt?: string;
  /** When it last sent anything, good or not. */
  lastReceivedAt?: string;
  lastAcceptedAt?: string;
  lastRefusedAt?: string;
  /** Most often first. */
  kinds: { kind: ObservationKind; count: number }[];
  refused: number;
  /** Newest first. */
  problems: TimedProblem[];
}

/** What was observed: each observation once, by source and id. */
export interface ObservationStore {
  /**
   * Stores what is not there yet, in the order of the calls. Resolves when what is counted as stored would survive a crash. When it
   * rejects, some of it may be stored: sent again, that is unchanged.
   *
   * @param observations - as the engine's `readObservations` gives them
   */
  add(observations: readonly Observation[], receivedAt: string): Promise<Added>;
  /** Remembers that observations could not be read, with the last reasons. */
  noteRefused(refused: readonly RefusedOf[], at: string): Promise<void>;

  /**
   * Changes exactly when what is known at that time changes: something was stored or let go of, or has ceased to lie ahead.
   */
  revision(at: string): Promise<string>;
  /** Every observation as JSON, each once, in pages, in the order of arrival. */
  bodies(): AsyncIterable<string[]>;
  /** Rejects with an InputError for a cursor that was not given out. */
  list(query: ObservationQuery): Promise<StoredPage>;
  count(): Promise<number>;
  /** By name. */
  sources(): Promise<SourceSummary[]>;

  /** Lets go of what is older than is kept, and sums up old calls. Stops between two steps when it is told to. */
  maintain(now: string, signal?: AbortSignal): Promise<void>;
}
