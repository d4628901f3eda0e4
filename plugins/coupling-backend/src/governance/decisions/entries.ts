/** Decisions as they lie in the journal: a stream for each finding. */
import type { JsonObject } from '@backstage/types';
import type { Mark } from '../../lifecycle';
import type { Entry } from '../journal';
import type { Decision, DecisionBody } from './types';

export const DECISIONS = 'finding:';

export function decisionStream(findingId: string): string {
  return `${DECISIONS}${findingId}`;
}

export function toBody(
  decision: DecisionBody,
  seen: Mark,
  reviewId?: string,
): JsonObject {
  return {
    decision,
    seen,
    ...(reviewId !== undefined && { reviewId }),
  } as unknown as JsonObject;
}

export function toDecision(entry: Entry): Decision {
  const { id, stream, position, sequence, at, by, body } = entry;
  const { decision, seen, reviewId } = body as unknown as {
    decision: DecisionBody;
    seen: Mark;
    reviewId?: string;
  };
  return {
    id,
    findingId: stream.slice(DECISIONS.length),
    position,
    sequence,
    at,
    by,
    body: decision,
    seen,
    ...(reviewId !== undefined && { reviewId }),
  };
}
