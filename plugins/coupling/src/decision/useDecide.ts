import { useApi } from '@backstage/frontend-plugin-api';
import type {
  DecisionBody,
  DecisionList,
  OvertakenDecision,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { couplingApiRef } from '../api/couplingApiRef';
import { statusCodeOf } from '../api/errors';
import { ROOT, useCouplingQuery } from '../api/queries';

/** What is decided, after what: the position of the newest decision that whoever decides has seen. */
export interface Wanted {
  body: DecisionBody;
  after: number;
}

/** The decision was taken, or somebody decided in between and nothing was kept: then what they decided. */
export type Decided =
  | { overtaken: false; body: DecisionList }
  | { overtaken: true; body: OvertakenDecision };

/** How often one decision is sent when nothing comes back. */
const RETRIES = 2;

/** What was decided about a finding, where it stands, and what the reader may decide. */
export function useDecisions(findingId: string) {
  return useCouplingQuery(
    'decisions',
    findingId,
    (client, signal) => client.listDecisions(findingId, { signal }),
    { placeholderData: undefined },
  );
}

/**
 * Decides about one finding. The same wish sent again, by itself or by hand, has the same id, so that an answer that got lost
 * decides nothing twice. A refusal is an error with the backend's words; being overtaken is an answer. Either way what is on
 * screen is read again.
 */
export function useDecide(
  findingId: string,
  reviewId?: string,
): UseMutationResult<Decided, Error, Wanted> {
  const client = useApi(couplingApiRef);
  const queryClient = useQueryClient();
  const idOf = useIdOfWish();
  return useMutation({
    mutationFn: ({ body, after }: Wanted): Promise<Decided> =>
      client.decide(findingId, {
        id: idOf(JSON.stringify([findingId, after, body, reviewId])),
        after,
        body,
        ...(reviewId !== undefined && { reviewId }),
      }),
    retry: (failures, error) =>
      failures < RETRIES && (statusCodeOf(error) ?? 500) >= 500,
    retryDelay: 500,
    onSuccess: ({ overtaken, body }) => {
      if (!overtaken) {
        queryClient.setQueryData([ROOT, 'decisions', findingId], body);
      }
      // Where a finding stands is in lists, counts and agendas; that of the analysis itself does not change.
      queryClient.invalidateQueries({
        predicate: ({ queryKey }) =>
          queryKey[0] === ROOT && queryKey[1] !== 'status',
      });
    },
  });
}

/** One id for as long as the same is wished. */
export function useIdOfWish(): (wish: string) => string {
  const last = useRef<{ wish: string; id: string }>();
  return wish => {
    if (last.current?.wish !== wish) {
      last.current = { wish, id: newId() };
    }
    return last.current.id;
  };
}

/** Browsers offer `randomUUID` on https and on the machine itself only; portals are also opened without. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
