/** What is read, from where, and what is found in it. Plain data. */
import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

export interface SbomConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  files: EntityDocument[];
  maxArtifacts: number;
  maxBytes: number;
}

/** One document, and the full reference of what it is the bill of. */
export interface EntityDocument {
  entity: string;
  /** Address, or path of a file. */
  target: string;
}

/** What one document says. */
export interface Bill {
  /** Canonical package URLs, each once, images first. */
  purls: string[];
  /** When it was made, ISO 8601, where it says so and can be right. */
  timestamp?: string;
  /** What could not be read, for people. */
  problems: string[];
}
