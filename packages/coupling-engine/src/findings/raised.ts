import type { FindingDraft, Rule } from './types';

/** A draft with the rule that made it. */
export interface Raised {
  rule: Rule;
  draft: FindingDraft;
}
