/** Series and meetings as they lie in the journal. */
import type { JsonObject } from '@backstage/types';
import type { Entry } from '../journal';
import type { ReviewBody, ReviewEvent, Series } from './types';

export const SERIES = 'series:';
export const REVIEWS = 'review:';

/** `<series>.<number>`: ids of series have no dot. */
export const SERIES_ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

export function reviewId(seriesId: string, number: number): string {
  return `${seriesId}.${number}`;
}

/** The series of a review. */
export function seriesOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('.')));
}

export function seriesStream(id: string): string {
  return `${SERIES}${id}`;
}

export function reviewStream(id: string): string {
  return `${REVIEWS}${id}`;
}

/** A version of a series. */
export interface SeriesVersion {
  id: string;
  version: number;
  settings: Omit<Series, 'id'>;
  retired: boolean;
}

export function toSeries({ stream, position, body }: Entry): SeriesVersion {
  const { settings, retired } = body as unknown as Pick<
    SeriesVersion,
    'settings' | 'retired'
  >;
  return {
    id: stream.slice(SERIES.length),
    version: position,
    settings,
    retired,
  };
}

export function toReviewEvent({
  id,
  position,
  at,
  by,
  body,
}: Entry): ReviewEvent {
  return { id, position, at, by, body: body as unknown as ReviewBody };
}

export function fromReviewBody(body: ReviewBody): JsonObject {
  return body as unknown as JsonObject;
}
