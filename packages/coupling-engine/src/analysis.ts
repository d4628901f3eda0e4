import type { Problem, SourcedEntity } from './model/types';
import type { EarlierAudits } from './failure';
import type { Finding, Rule } from './findings/types';
import type { Observation } from './evidence';
import type { RuleContext } from './lens/types';
import type { Policy } from './policy/policy';
import type { Measure } from './purpose';

/** Phases of one run, in order, as progress reports name them. */
export const PHASES = [
  'model',
  'structure',
  'ownership',
  'failure',
  'findings',
] as const;
export type Phase = (typeof PHASES)[number];

export interface AnalysisInput {
  entities: Iterable<SourcedEntity>;
  policy?: Policy;
  /** When this is, ISO 8601: schedules are read over its week, and evidence has an age. Without it nothing is expired. */
  at?: string;
  /** What the platform was seen doing. Without it, claims are unproven, save those the declared structure contradicts. */
  observations?: Iterable<Observation>;
  /** Audits of an earlier analysis of this catalog, so that an edit re-audits only what it reaches. */
  earlier?: EarlierAudits;
  /** Rules beside the built-in ones. */
  rules?: Rule[];
  /** Measures of claims beside the built-in ones. */
  measures?: Measure[];
  /** Problems met while reading, kept in the report beside the engine's own. */
  problems?: Problem[];
  onProgress?: (phase: Phase, done: number, total: number) => void;
}

export interface CatalogSummary {
  /** Entities that can fail. */
  entities: number;
  couplings: number;
  /** Groups and users that own an entity that can fail; owners that are gone do not count. */
  teams: number;
  systems: number;
  domains: number;
  /** SHA-256 over refs and couplings: same catalog, same digest. */
  digest: string;
}

/** A part of the territory that this map does not show, e.g. "3 APIs have no consumer". */
export interface Omission {
  what: string;
  /** How many of `of` the map says nothing about. */
  missing: number;
  of: number;
  text: string;
}

/** Everything one run found out. Plain data and typed arrays: it can be cloned, posted to a thread and stored as a blob. */
export interface Analysis extends RuleContext {
  version: 1;
  catalog: CatalogSummary;
  findings: Finding[];
  problems: Problem[];
  omissions: Omission[];
}
