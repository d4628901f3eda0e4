import { SEVERITIES, type Severity } from '../policy/severities';
import type { Reach, RuleContext, Step } from '../lens/types';
import type { Grade } from '../model/types';

export const CATEGORIES = [
  'shared-dependency',
  'correlated-failure',
  'sustaining-loop',
  'un-owned-interface',
  'conway',
  'territory',
  'purpose',
  'mechanism',
] as const;
export type Category = (typeof CATEGORIES)[number];

export { SEVERITIES, type Severity };
export type { Reach, RuleContext, Step };

/** Meadows' leverage points that apply to platform work, highest first. */
export const LEVERAGE_LEVELS = [
  'paradigm',
  'goal',
  'rule',
  'information-flow',
  'feedback',
  'parameter',
] as const;
export type Leverage = (typeof LEVERAGE_LEVELS)[number];

export interface Evidence {
  grade: Grade;
  /** Where it comes from: `catalog`, an annotation key, or an observation source. */
  source: string;
  at?: string;
  detail: string;
}

export interface Intervention {
  /** What kind of move, e.g. `add-alternative`, `give-owner`, `write-contract`. Same kind and target: same move. */
  kind: string;
  leverage: Leverage;
  text: string;
  /** The entity that the move changes. */
  target?: string;
  retires?: number;
}

/**
 * Something people should talk about. `id` depends on rule and cause only, so it is the same on every machine and in every
 * later snapshot. Title and summary name only subjects, refs of the chain, and teams: a reader who may not see those may
 * not see the finding.
 */
export interface Finding {
  id: string;
  rule: string;
  category: Category;
  severity: Severity;
  /** The number behind the severity, 0 to 100; see docs/severity.md. Sorts findings of one severity. */
  score: number;
  /** The working of the severity, one line an input. */
  why: string[];
  title: string;
  summary: string;
  subjects: string[];
  related: string[];
  teams: string[];
  chain: string[];
  steps: Step[];
  evidence: Evidence[];
  interventions: Intervention[];
  reach?: Reach;
}

/** What a rule returns: the finding without what the engine derives (id, severity, score, why, chain). */
export type FindingDraft = Omit<
  Finding,
  'id' | 'rule' | 'category' | 'severity' | 'score' | 'why' | 'chain' | 'teams'
> & {
  /** Refs that name the cause; with the rule's id they make the finding's id. Subjects when left out. */
  cause?: string[];
  weight: SeverityInput;
};

/** What the severity formula reads. Shares are 0 to 1. */
export interface SeverityInput {
  reach?: Reach;
  /** How it reaches them; `failure` when left out. Words only: the points are the same. */
  by?: 'failure' | 'change';
  /** Added points with the reason, for what only the rule knows. */
  extra?: { points: number; because: string }[];
  /** Never worse than this, and why. */
  cap?: { severity: Severity; because: string };
  /** Never better than this, and why. */
  floor?: { severity: Severity; because: string };
}

/** One thing worth raising. One file a rule; the engine runs every rule of the list and a failing one becomes a problem. */
export interface Rule {
  id: string;
  category: Category;
  /** One line: when it is raised. Shown in the portal and the docs index. */
  description: string;
  evaluate(context: RuleContext): FindingDraft[];
}
