/**
 * What the platform was seen doing, as opposed to what the catalog says of it. Plain data; times are ISO 8601 in UTC.
 * Every observation has a `source` and an `id` that is unique within it: sending one twice changes nothing.
 */

export const OBSERVATION_KINDS = [
  'deployment',
  'incident',
  'calls',
  'communication',
  'schedule',
  'artifact',
  'drill',
  'ownership-confirmed',
  'freeze',
] as const;
export type ObservationKind = (typeof OBSERVATION_KINDS)[number];

interface Observed {
  source: string;
  id: string;
  at: string;
}

export interface Deployment extends Observed {
  kind: 'deployment';
  entity: string;
  version?: string;
  outcome: 'succeeded' | 'failed' | 'rolled-back';
  environment?: string;
  change?: string;
}

export interface Incident extends Observed {
  kind: 'incident';
  /** May be empty in one of several observations of an incident. */
  entities: string[];
  /** Same as `resolvedAt` where only the end is known. */
  startedAt: string;
  detectedAt?: string;
  /** Absent while it lasts. */
  resolvedAt?: string;
  severity?: string;
  trigger?: string;
  triggerRemovedAt?: string;
  coupling?: { from: string; to: string };
  postmortem?: string;
  /** Which incident of the source this tells of, where several observations tell of one; they are read as one. */
  incident?: string;
  /** In an analysis: all observations that were read as this one. */
  toldBy?: ObservationRef[];
}

export interface Calls extends Observed {
  kind: 'calls';
  from: string;
  to: string;
  windowStart: string;
  windowEnd: string;
  requests: number;
  errors?: number;
  retries?: number;
}

export interface Communication extends Observed {
  kind: 'communication';
  from: string;
  to: string;
  windowStart: string;
  windowEnd: string;
  count: number;
  channel?: string;
}

export interface ObservedSchedule extends Observed {
  kind: 'schedule';
  entity: string;
  cron: string;
  timezone?: string;
  target?: string;
}

export interface Artifact extends Observed {
  kind: 'artifact';
  entity: string;
  /** Package URL of a library, base image or binary. */
  purl: string;
}

export interface Drill extends Observed {
  kind: 'drill';
  entities: string[];
  /** What was done on purpose, e.g. `loss of region`. */
  induced: string;
  outcome: 'passed' | 'failed' | 'partial';
  report?: string;
}

export interface OwnershipConfirmed extends Observed {
  kind: 'ownership-confirmed';
  entity: string;
  by: string;
}

export interface Freeze extends Observed {
  kind: 'freeze';
  from: string;
  to: string;
  scope: string[];
  reason?: string;
}

export type Observation =
  | Deployment
  | Incident
  | Calls
  | Communication
  | ObservedSchedule
  | Artifact
  | Drill
  | OwnershipConfirmed
  | Freeze;

/** The name of one observation. */
export interface ObservationRef {
  source: string;
  id: string;
}
