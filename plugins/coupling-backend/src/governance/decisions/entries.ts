/** Decisions as they lie in the journal: a stream for each finding. */
import type { JsonObject } from '@backstage/types';
import type { Mark } from '../../lifecycle';
import type { Entry } from '../journal';
import type { Decision, DecisionBody } from './types';

/** What is kept with a decision beside what was sent. */
type Surroundings = Pick<
  Decision,
  'seen' | 'analysedAt' | 'needsSecond' | 'reviewId'
>;

export const DECISIONS = 'finding:';

export function decisionStream(findingId: string): string {
  return `${DECISIONS}${findingId}`;
}

export function toBody(
  decision: DecisionBody,
  seen: Mark,
  { analysedAt, needsSecond, reviewId }: Partial<Surroundings> = {},
): JsonObject {
  return {
    decision,
    seen,
    ...(analysedAt !== undefined && { analysedAt }),
    ...(needsSecond && { needsSecond }),
    ...(reviewId !== undefined && { reviewId }),
  } as unknown as JsonObject;
}

export function toDecision(entry: Entry): Decision {
  const { id, stream, position, sequence, at, by, body } = entry;
  const { decision, ...surroundings } = body as unknown as Surroundings & {
    decision: DecisionBody;
  };
  return {
    id,
    findingId: stream.slice(DECISIONS.length),
    position,
    sequence,
    at,
    by,
    body: decision,
    ...surroundings,
  };
}
