import type {
  Category,
  FindingStatus,
  Grade,
  Leverage,
  Severity,
} from '@posiwid/backstage-plugin-coupling-common';

/** What a reader sees for the contract's words, and the order in which they are listed. */
export const CATEGORIES: readonly Category[] = [
  'shared-dependency',
  'correlated-failure',
  'sustaining-loop',
  'un-owned-interface',
  'conway',
  'territory',
  'purpose',
  'mechanism',
];

export const CATEGORY_WORDS: Record<Category, string> = {
  'shared-dependency': 'Shared dependency',
  'correlated-failure': 'Correlated failure',
  'sustaining-loop': 'Sustaining loop',
  'un-owned-interface': 'Un-owned interface',
  conway: 'Conway',
  territory: 'Map and territory',
  purpose: 'Purpose',
  mechanism: 'Missing mechanism',
};

/** Worst first. */
export const SEVERITIES: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];

export const STATUSES: readonly FindingStatus[] = [
  'new',
  'open',
  'regressed',
  'resolved',
];

/** The statuses that the backend shows when none is asked for. */
export const OPEN_STATUSES: readonly FindingStatus[] = [
  'new',
  'open',
  'regressed',
];

export const STATUS_WORDS: Record<FindingStatus, string> = {
  new: 'New',
  open: 'Open',
  regressed: 'Came back',
  resolved: 'Resolved',
};

/** Strongest first. */
export const GRADES: readonly Grade[] = [
  'tested',
  'observed',
  'declared',
  'inferred',
];

/** Least first: the step of the ladder that an intervention stands on. */
export const LEVERAGES: readonly Leverage[] = [
  'parameter',
  'feedback',
  'information-flow',
  'rule',
  'goal',
  'paradigm',
];

export const LEVERAGE_WORDS: Record<Leverage, string> = {
  parameter: 'Parameter',
  feedback: 'Feedback',
  'information-flow': 'Information flow',
  rule: 'Rule',
  goal: 'Goal',
  paradigm: 'Paradigm',
};

/** `1 team`, `2 teams`. */
export function count(
  n: number,
  one: string,
  many: string = `${one}s`,
): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
