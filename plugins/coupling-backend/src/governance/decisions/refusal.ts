import { DEFAULT_POLICY, type AcceptanceLimit } from '@posiwid/coupling-engine';
import { standingOf, withoutWithdrawn, type Sight } from './standing';
import type { Decision, DecisionBody } from './types';

const DAY_MS = 24 * 60 * 60 * 1000;

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
      return of.body.kind === 'lapse' || of.body.kind === 'comment'
        ? `A ${of.body.kind} cannot be taken back`
        : undefined;
    }
    case 'second': {
      const of = earlier(body.of);
      if (of?.body.kind !== 'dispute') return 'There is no such dispute';
      if (of.by === by) return 'A second person has to agree';
      return standingOf(decisions, sight, at).state === 'disputed'
        ? undefined
        : 'Something else was decided since';
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

/** Why an acceptance is outside what the policy allows. */
function outsideLimit(
  { until, approvedBy = [] }: Extract<DecisionBody, { kind: 'accept' }>,
  by: string,
  { mark: { severity } }: Sight,
  at: string,
  { maxDays, secondPerson }: AcceptanceLimit,
): string | undefined {
  const days = (Date.parse(until) - Date.parse(at)) / DAY_MS;
  if (days < -1) return 'It would be over already';
  if (maxDays === 0) {
    return `What is ${severity} is not accepted: the policy allows it for no day`;
  }
  if (days > maxDays) {
    return `What is ${severity} is accepted for at most ${maxDays} days`;
  }
  return secondPerson && approvedBy.every(name => isOneself(name, by))
    ? `What is ${severity} is accepted only when somebody else than who decides approves`
    : undefined;
}

/** Whether who approves is who decides; people write references, and names. */
function isOneself(approver: string, by: string): boolean {
  const plain = (name: string) => name.trim().toLocaleLowerCase('en-US');
  const own = plain(by);
  return [own, own.slice(own.indexOf('/') + 1), ''].includes(plain(approver));
}
