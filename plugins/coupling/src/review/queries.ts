/** Reads and changes of series and reviews. */
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Review,
  SeriesChange,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { couplingApiRef } from '../api/couplingApiRef';
import { statusCodeOf } from '../api/errors';
import { useCouplingQuery } from '../api/queries';
import { useSignals } from '../api/useSignals';
import { withPatience } from './patience';

const KEY = 'coupling';
/** Signals of what happens in reviews: `{ reviewId, position }`. */
export const REVIEW_CHANNEL = 'coupling:review';

/** How often a meeting is asked for; milliseconds. */
const POLL_RUNNING = 2_000;
/** With signals, only against those that get lost. */
const POLL_SIGNALLED = 10_000;
/** Before it starts, and after its end, changes are rare. */
const POLL_RESTING = 15_000;

export const reviewKey = (id: string) => [KEY, 'review', id];
export const decisionsKey = (id: string) => [KEY, 'decisions', id];

export function useSeriesList() {
  return useCouplingQuery('series', undefined, (client, signal) =>
    client.listSeries({ signal }),
  );
}

/** The agenda of the next meeting of a series, as it would be now. */
export function useAgenda(seriesId: string | undefined) {
  return useCouplingQuery(
    'agenda',
    seriesId,
    (client, signal) => client.getAgenda(seriesId!, { signal }),
    { enabled: seriesId !== undefined, placeholderData: undefined },
  );
}

export function useReviews(seriesId: string) {
  return useCouplingQuery('reviews', seriesId, (client, signal) =>
    client.listReviews(seriesId, { signal }),
  );
}

/** One review as it happens: by signals where there are any, by asking again and again where not. */
export function useReview(id: string) {
  const queryClient = useQueryClient();
  // A front end may have signals without a backend that sends any: only one that came counts.
  const [signalled, setSignalled] = useState(false);
  useSignals<{ reviewId: string; position: number }>(
    REVIEW_CHANNEL,
    ({ reviewId }) => {
      if (reviewId !== id) return;
      setSignalled(true);
      queryClient.invalidateQueries({ queryKey: reviewKey(id) });
    },
  );
  return useCouplingQuery(
    'review',
    id,
    (client, signal) =>
      withPatience(
        patient => client.getReview(id, { signal: patient }),
        signal,
      ),
    {
      placeholderData: undefined,
      staleTime: 0,
      retry: (failures, error) =>
        failures < 1 &&
        (statusCodeOf(error) ?? 500) >= 500 &&
        // Once something is on screen the next poll is the retry.
        queryClient.getQueryData(reviewKey(id)) === undefined,
      // A browser that believes to be offline is asked all the same: it may be wrong, and the banner is about answers.
      networkMode: 'always',
      refetchIntervalInBackground: true,
      refetchInterval: query => {
        if (query.state.data?.state !== 'running') return POLL_RESTING;
        return signalled && query.state.status === 'success'
          ? POLL_SIGNALLED
          : POLL_RUNNING;
      },
    },
  );
}

/** A function that puts a review on screen unless a newer one is there. */
export function usePutReview() {
  const queryClient = useQueryClient();
  return (review: Review) =>
    queryClient.setQueryData<Review>(reviewKey(review.id), before =>
      before && before.position > review.position ? before : review,
    );
}

/** What was decided about a finding so far, and what the reader may decide. */
export function useDecisions(
  findingId: string | undefined,
  position: number | undefined,
) {
  const query = useCouplingQuery(
    'decisions',
    findingId,
    (client, signal) => client.listDecisions(findingId!, { signal }),
    { enabled: findingId !== undefined, placeholderData: undefined },
  );
  const { data, refetch, isFetching } = query;
  const behind =
    data !== undefined &&
    position !== undefined &&
    data.standing.position < position;
  useEffect(() => {
    if (behind && !isFetching) refetch();
  }, [behind, isFetching, refetch]);
  return query;
}

/** Makes, changes or retires a series. */
export function useSetSeries() {
  const client = useApi(couplingApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: SeriesChange }) =>
      client.setSeries(id, change),
    onSuccess: () => {
      queryClient.invalidateQueries({ queryKey: [KEY, 'series'] });
      queryClient.invalidateQueries({ queryKey: [KEY, 'agenda'] });
    },
  });
}

/** Calls the next meeting of a series, or gives the one that is called. */
export function useCallReview() {
  const client = useApi(couplingApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (seriesId: string) => client.callReview(seriesId),
    onSuccess: review => {
      queryClient.setQueryData(reviewKey(review.id), review);
      queryClient.invalidateQueries({ queryKey: [KEY, 'series'] });
      queryClient.invalidateQueries({ queryKey: [KEY, 'reviews'] });
    },
  });
}
