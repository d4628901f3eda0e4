/**
 * The policy as data: versions that people set over what app-config says, kept in the journal. A version holds only what differs;
 * what it leaves out follows app-config.
 */
import type { PolicyOverrides } from '@posiwid/coupling-engine';

export interface PolicyVersion {
  /** From 1, without gaps. */
  version: number;
  /** Unique; made by who set it, so that sending twice sets once. */
  id: string;
  overrides: PolicyOverrides;
  /** Why. */
  comment: string;
  /** First day (UTC) on which it counts, `YYYY-MM-DD`. */
  countsFrom: string;
  /** When it was set, ISO 8601. */
  at: string;
  /** Reference of a user. */
  by: string;
}

/**
 * `counts`: it is what counts. `announced`: it will. `past`: it counted once. `replaced`: a newer one took its place before it
 * counted.
 */
export type PolicyVersionState = 'counts' | 'announced' | 'past' | 'replaced';
