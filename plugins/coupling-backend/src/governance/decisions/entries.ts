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
  { needsSecond, reviewId }: Pick<Decision, 'needsSecond' | 'reviewId'> = {},
): JsonObject {
  return {
    decision,
    seen,
    ...(needsSecond && { needsSecond }),
    ...(reviewId !== undefined && { reviewId }),
  } as unknown as JsonObject;
}

export function toDecision(entry: Entry): Decision {
  const { id, stream, position, sequence, at, by, body } = entry;
  const { decision, seen, needsSecond, reviewId } = body as unknown as Pick<
    Decision,
    'seen' | 'needsSecond' | 'reviewId'
  > & { decision: DecisionBody };
  return {
    id,
    findingId: stream.slice(DECISIONS.length),
    position,
    sequence,
    at,
    by,
    body: decision,
    seen,
    ...(needsSecond && { needsSecond }),
    ...(reviewId !== undefined && { reviewId }),
  };
}
