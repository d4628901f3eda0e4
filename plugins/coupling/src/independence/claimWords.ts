import type {
  Claim,
  ClaimSummary,
  Drilled,
  RiskEvent,
} from '@posiwid/backstage-plugin-coupling-common';
import { day } from '../time';

/** `all 5 must fail`, `3 of 5 must fail`. */
export function onPaperWords(claim: ClaimSummary): string {
  const { members, onPaper } = claim;
  return onPaper === members.length
    ? `all ${onPaper} must fail`
    : `${onPaper} of ${members.length} must fail`;
}

export function inFactWords(claim: ClaimSummary): string {
  switch (claim.verdict) {
    case 'holds':
      return 'as on paper';
    case 'defeated':
      return claim.least === 1 ? '1 is enough' : `${claim.least} are enough`;
    default:
      return 'not counted';
  }
}

export const VERDICT_WORDS: Record<ClaimSummary['verdict'], string> = {
  holds: 'holds',
  defeated: 'defeated',
  unknown: 'unproven',
};

export function drillWords(drilled: Drilled): string {
  const { at, outcome, expired } = drilled;
  return `${day(at)}, ${outcome}${expired ? ', expired' : ''}`;
}

/** What a reader calls an event; a bad change of a thing is something else than its end. */
export function eventName(event: Pick<RiskEvent, 'kind' | 'name'>): string {
  return event.kind === 'change' ? `${event.name}, a change` : event.name;
}

/** Events without those that name the same thing a second time, as its end and its change do. */
export function distinct<E extends { name: string }>(
  events: readonly E[],
): E[] {
  return events.filter(
    ({ name }, i) => events.findIndex(event => event.name === name) === i,
  );
}

/** What a group of so many events is called: in the picture's bracket and in the table. */
export function orderWords(claim: Claim, order: number): string {
  if (order >= claim.onPaper) {
    return order === claim.onPaper ? `${order} on paper` : `${order} together`;
  }
  if (order === 1) {
    return claim.need === 1 ? '1 stops all' : '1 is enough';
  }
  return `${order} together`;
}

/** What the audit counts as one step of its ladder. */
export function methodWords(claim: Claim): string {
  switch (claim.method) {
    case 'exact':
      return 'exact';
    case 'order-limit':
      return `complete up to ${claim.completeTo ?? 0} events`;
    default:
      return 'not counted';
  }
}
