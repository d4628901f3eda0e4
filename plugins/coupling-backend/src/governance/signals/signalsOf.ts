/**
 * What open pages are told when something was decided or happened in a review: ids and no content. Signals go to everybody; what is
 * behind an id is asked for with one's own rights.
 */
import type { JsonObject } from '@backstage/types';
import { DECISIONS, toDecision } from '../decisions';
import type { Entry } from '../journal';
import { REVIEWS } from '../reviews/streams';

/** `{ reviewId, position }`: something happened in a review, or was decided in it. */
export const REVIEW_CHANNEL = 'coupling:review';
/** `{ findingId, position }`: something was decided about a finding. */
export const DECISIONS_CHANNEL = 'coupling:decisions';

export interface ChannelMessage {
  channel: typeof REVIEW_CHANNEL | typeof DECISIONS_CHANNEL;
  /** `position`: of the newest entry about the review, or about the finding that was decided on. */
  message: JsonObject;
}

/** The signals of an entry of the journal; none of a series or of anything else. */
export function signalsOf(entry: Entry): ChannelMessage[] {
  const { stream, position } = entry;
  if (stream.startsWith(REVIEWS)) {
    const reviewId = stream.slice(REVIEWS.length);
    return [{ channel: REVIEW_CHANNEL, message: { reviewId, position } }];
  }
  if (!stream.startsWith(DECISIONS)) return [];
  const { findingId, reviewId } = toDecision(entry);
  const signals: ChannelMessage[] = [
    { channel: DECISIONS_CHANNEL, message: { findingId, position } },
  ];
  if (reviewId !== undefined) {
    signals.push({ channel: REVIEW_CHANNEL, message: { reviewId, position } });
  }
  return signals;
}
