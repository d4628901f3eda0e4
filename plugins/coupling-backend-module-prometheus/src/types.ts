/** One store to ask, with every default filled in. Plain data; lengths of time are in milliseconds. */
import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import type { Labels, Template } from './template';

export type { Labels };

export interface Source {
  /** Unique among collectors. */
  id: string;
  title: string;
  /** Without a slash at its end. */
  url: string;
  headers: Record<string, string>;
  schedule: SchedulerServiceTaskScheduleDefinition;
  windowMs: number;
  delayMs: number;
  lookBackMs: number;
  maxWindows: number;
  maxPairs: number;
  timeoutMs: number;
  partialResponse: boolean;
  queries: CallsQuery[];
}

/** What calls are read from, and how labels become entities. */
export interface CallsQuery {
  /** Unique in its source. */
  name: string;
  /** PromQL in which `{{ window }}` stands for a length such as `3600s`. */
  requests: string;
  errors?: string;
  retries?: string;
  from: Template;
  /** The first whose labels all fit is used. */
  to: { when: Labels; template: Template }[];
  /** Series that are no calls between entities: those with all labels of one of these. */
  leaveOut: Labels[];
}

/** One series of an instant vector. */
export interface Sample {
  labels: Labels;
  /** NaN and infinite values included. */
  value: number;
}

/** A span of time; milliseconds since 1970, the end excluded. */
export interface Window {
  start: number;
  end: number;
}
