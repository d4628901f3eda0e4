import type { JointAvailability } from '../availability';
import type { RiskEvent } from '../failure/types';
import type { Finding } from '../findings/types';
import { clean, count, list } from '../model/words';
import { canSeeEvent, hiddenEvent, riskEventView } from './riskEventView';
import type { RiskEventView } from './types';
import type { Viewer } from './viewer';

/** Events of an analysed fault tree as the reader may see them: what is hidden is there, and has no name. */
export class ShownEvents<F extends Finding> {
  constructor(
    private readonly viewer: Viewer<F>,
    private readonly events: ReadonlyMap<string, RiskEvent>,
    private readonly result: JointAvailability,
  ) {}

  /** By its name in the analysed tree. */
  event(name: string): RiskEventView {
    const together = this.result.commonCauses.get(name);
    if (together) return this.commonCause(together);
    const event = this.events.get(this.originOf(name));
    return event ? riskEventView(this.viewer, event) : hiddenEvent('entity');
  }

  /** By its name in the tree before common causes. */
  isHidden(name: string): boolean {
    const event = this.events.get(name);
    return !event || !canSeeEvent(this.viewer, event);
  }

  originOf(name: string): string {
    return this.result.originOf.get(name) ?? name;
  }

  private commonCause(together: readonly string[]): RiskEventView {
    const seen = together.flatMap(name => {
      const event = this.events.get(name);
      return event && canSeeEvent(this.viewer, event)
        ? [clean(event.name)]
        : [];
    });
    return {
      kind: 'entity',
      name:
        seen.length < together.length
          ? `a common cause of ${count(together.length, 'alike member')}`
          : `a common cause of ${list(seen)}`,
      layer: 'common cause',
    };
  }
}
