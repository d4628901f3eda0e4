import { standingOf, withoutWithdrawn, type Sight } from './standing';
import type { Decision, DecisionBody } from './types';

/** A year and a day: nobody knows a platform longer. */
const MAX_ACCEPTANCE_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Why a decision cannot be taken, in a sentence for who tries; undefined when it can. Who may decide at all is no matter of
 * this function (permissions), nor whether the body is well formed (the API's document).
 *
 * @param decisions - about the finding so far
 * @param sight - what the newest analysis says of it
 * @param by - who decides
 * @param at - now, ISO 8601
 */
export function refusalOf(
  body: DecisionBody,
  by: string,
  decisions: readonly Decision[],
  sight: Sight,
  at: string,
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
    case 'accept': {
      const days = (Date.parse(body.until) - Date.parse(at)) / DAY_MS;
      if (days < -1) return 'It would be over already';
      return days > MAX_ACCEPTANCE_DAYS
        ? `Nothing is accepted for longer than ${MAX_ACCEPTANCE_DAYS} days`
        : undefined;
    }
    case 'merge':
      return body.into === decisions[0]?.findingId
        ? 'It cannot be merged into itself'
        : undefined;
    default:
      return undefined;
  }
}
