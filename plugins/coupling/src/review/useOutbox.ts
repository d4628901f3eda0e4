import { useApi } from '@backstage/frontend-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { couplingApiRef } from '../api/couplingApiRef';
import { Outbox, type OutboxState } from './outbox';
import { decisionsKey, reviewKey, usePutReview } from './queries';

/** The storage of this tab; undefined where the browser gives none. */
function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

/** The outbox of one review, and what is in it. */
export function useOutbox(id: string): [Outbox, OutboxState] {
  const client = useApi(couplingApiRef);
  const queryClient = useQueryClient();
  const putReview = usePutReview();
  const latest = useRef(putReview);
  latest.current = putReview;
  const outbox = useMemo(
    () =>
      new Outbox({
        client,
        reviewId: id,
        onReview: answer => latest.current(answer),
        onDecided: (findingId, answer) => {
          queryClient.setQueryData(decisionsKey(findingId), answer);
          return queryClient.invalidateQueries({ queryKey: reviewKey(id) });
        },
        storage: tabStorage(),
      }),
    [client, id, queryClient],
  );
  useEffect(() => {
    outbox.open();
    window.addEventListener('online', outbox.retry);
    return () => {
      window.removeEventListener('online', outbox.retry);
      outbox.close();
    };
  }, [outbox]);
  return [outbox, useSyncExternalStore(outbox.subscribe, outbox.getState)];
}
