/** What the stages found out so far, as rules read it, and what a lens tells of it. */
import type { Independence } from '../failure/types';
import type { Grade, Model } from '../model/types';
import type { Ownership } from '../ownership/types';
import type { Policy } from '../policy/policy';
import type { Purpose } from '../purpose/types';
import type { Structure } from '../structure/types';
import type { Territory } from '../territory/types';

export interface RuleContext {
  model: Model;
  structure: Structure;
  ownership: Ownership;
  independence: Independence;
  purpose: Purpose;
  territory: Territory;
  policy: Policy;
  /** Time of the analysis, ISO 8601; without it no evidence is too old. */
  at?: string;
}

/** One hop of the chain: what `ref` is coupled to next, and how, in words a person can follow. */
export interface Step {
  ref: string;
  teams: string[];
  /** How this step leads to the next one; absent on the last. */
  coupling?: string;
  grade?: Grade;
}

/** How far the failure at the heart of a finding goes. Counts of entities that can fail, teams and systems. */
export interface Reach {
  fails: number;
  degrades: number;
  ofEntities: number;
  teams: number;
  ofTeams: number;
  systems: number;
}
