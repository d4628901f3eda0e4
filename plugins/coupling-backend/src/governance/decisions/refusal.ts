import { DEFAULT_POLICY, type AcceptanceLimit } from '@posiwid/coupling-engine';
import { DAY_MS } from '../../day';
import { standingOf, withoutWithdrawn, type Sight } from './standing';
import {
  DECISION_KINDS,
  type Decision,
  type DecisionBody,
  type DecisionKind,
} from './types';

/**
 * Why a decision cannot be taken, in a sentence for who tries; undefined when it can. Who may decide at all is no matter of
 * this function (permissions), nor whether the body is well formed (the API's document).
 *
 * @param decisions - about the finding so far
 * @param sight - what the newest analysis says of it
 * @param by - who decides
 * @param at - now, ISO 8601
 * @param limit - what an acceptance of a finding as bad as this one may be
 */
export function refusalOf(
  body: DecisionBody,
  by: string,
  decisions: readonly Decision[],
  sight: Sight,
  at: string,
  limit: AcceptanceLimit = DEFAULT_POLICY.acceptance[sight.mark.severity],
): string | undefined {
  const inForce = withoutWithdrawn(decisions);
  const earlier = (id: string) => inForce.find(decision => decision.id === id);
  switch (body.kind) {
    case 'comment':
      return undefined;
    case 'lapse':
      return 'Lapses are written by the analysis';
    case 'withdraw': {
      const of = earlier(body.of);
      if (!of) return 'There is no such decision in force';
      return canBeTakenBack(of)
        ? undefined
        : `A ${of.body.kind} cannot be taken back`;
    }
    case 'second': {
      const of = earlier(body.of);
      if (!of || !needsSecond(of)) {
        return 'There is nothing that a second person has to agree with';
      }
      if (of.by === by) return 'A second person has to agree';
      if (!isWaiting(of, decisions, sight, at)) {
        return 'Something else was decided since';
      }
      // It may have become worse since it was proposed, and the policy another.
      return of.body.kind === 'accept'
        ? outsideTime(of.body, sight, at, limit)
        : undefined;
    }
    default:
  }
  if (!sight.found) return 'The analysis no longer finds it';
  switch (body.kind) {
    case 'accept':
      return outsideLimit(body, by, sight, at, limit);
    case 'merge':
      return body.into === decisions[0]?.findingId
        ? 'It cannot be merged into itself'
        : undefined;
    default:
      return undefined;
  }
}

/** Kinds that somebody could decide now, well filled in: those of which refusalOf does not refuse every body. */
export function possibleKinds(
  by: string,
  decisions: readonly Decision[],
  sight: Sight,
  at: string,
  limit: AcceptanceLimit,
): DecisionKind[] {
  const inForce = withoutWithdrawn(decisions);
  const possible: Partial<Record<DecisionKind, boolean>> = {
    accept: sight.found && limit.maxDays > 0,
    second: inForce.some(({ id: of }) => {
      const second = { kind: 'second', of } as const;
      const refusal = refusalOf(second, by, decisions, sight, at, limit);
      return refusal === undefined;
    }),
    withdraw: inForce.some(canBeTakenBack),
    comment: true,
    lapse: false,
  };
  return DECISION_KINDS.filter(kind => possible[kind] ?? sight.found);
}

/** Whether it can be taken back. */
function canBeTakenBack({ body: { kind } }: Decision): boolean {
  return kind !== 'lapse' && kind !== 'comment';
}

/** Whether it counts only once a second person has agreed. */
function needsSecond({ body, needsSecond: asked }: Decision): boolean {
  return body.kind === 'dispute' || (body.kind === 'accept' && asked === true);
}

/** Whether it is that on which a second person has to agree now. */
function isWaiting(
  { id }: Decision,
  decisions: readonly Decision[],
  sight: Sight,
  at: string,
): boolean {
  const standing = standingOf(decisions, sight, at);
  const waits = standing.state === 'disputed' || standing.state === 'proposed';
  return waits && standing.decisions.includes(id);
}

/** Why an acceptance is outside what the policy allows. */
function outsideLimit(
  body: Extract<DecisionBody, { kind: 'accept' }>,
  by: string,
  sight: Sight,
  at: string,
  limit: AcceptanceLimit,
): string | undefined {
  const outside = outsideTime(body, sight, at, limit);
  if (outside !== undefined) return outside;
  const { approvedBy = [] } = body;
  return limit.secondPerson && approvedBy.every(name => isOneself(name, by))
    ? `What is ${sight.mark.severity} is accepted only when somebody else than who decides approves: approvedBy says who is asked`
    : undefined;
}

function outsideTime(
  { until }: Extract<DecisionBody, { kind: 'accept' }>,
  { mark: { severity } }: Sight,
  at: string,
  { maxDays }: AcceptanceLimit,
): string | undefined {
  const days = (Date.parse(until) - Date.parse(at)) / DAY_MS;
  if (days < -1) return 'It would be over already';
  if (maxDays === 0) {
    return `What is ${severity} is not accepted: the policy allows it for no day`;
  }
  return days > maxDays
    ? `What is ${severity} is accepted for at most ${maxDays} days`
    : undefined;
}

/** Whether who approves is who decides; people write references, and names. */
function isOneself(approver: string, by: string): boolean {
  const plain = (name: string) => name.trim().toLocaleLowerCase('en-US');
  const own = plain(by);
  return [own, own.slice(own.indexOf('/') + 1), ''].includes(plain(approver));
}
