import type { Decision } from './types';

const NONE: Decision[] = [];

/** Every decision, by finding. */
export class DecisionBook {
  private readonly byFinding = new Map<string, Decision[]>();
  /** Number of the newest decision in the journal; 0 when there is none. */
  newest = 0;

  /** Takes in decisions in their order; one that is there already is left out. */
  add(decisions: readonly Decision[]): void {
    for (const decision of decisions) {
      this.newest = Math.max(this.newest, decision.sequence);
      const known = this.byFinding.get(decision.findingId);
      if (!known) {
        this.byFinding.set(decision.findingId, [decision]);
      } else if (known[known.length - 1].position < decision.position) {
        known.push(decision);
      }
    }
  }

  /** About one finding, by position. */
  about(findingId: string): readonly Decision[] {
    return this.byFinding.get(findingId) ?? NONE;
  }

  /** Ids of the findings that somebody decided about. */
  findings(): Iterable<string> {
    return this.byFinding.keys();
  }
}
