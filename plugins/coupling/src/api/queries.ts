import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CouplingClient,
  QueryOf,
  Status,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { couplingApiRef } from './couplingApiRef';

/** First part of every key of this plugin's queries. */
export const ROOT = 'coupling';

/** How often to ask for the status while an analysis runs, and else; milliseconds. */
const POLL_RUNNING = 1_500;
const POLL_IDLE = 60_000;

/**
 * One call of the coupling API as a query. The name and its input are the cache key; the previous answer stays on
 * screen while a changed filter is being answered.
 */
export function useCouplingQuery<T>(
  name: string,
  input: unknown,
  call: (client: CouplingClient, signal: AbortSignal) => Promise<T>,
  options?: Omit<UseQueryOptions<T>, 'queryKey' | 'queryFn'>,
): UseQueryResult<T> {
  const client = useApi(couplingApiRef);
  return useQuery<T>({
    queryKey: [ROOT, name, input],
    queryFn: ({ signal }) => call(client, signal),
    placeholderData: keepPreviousData as any,
    ...options,
  });
}

/**
 * What is served, how old it is and what is under way; polls. When another analysis has arrived, everything that was
 * read from the old one is read again.
 */
export function useStatus(): UseQueryResult<Status> {
  const result = useCouplingQuery(
    'status',
    undefined,
    (client, signal) => client.getStatus({ signal }),
    {
      refetchInterval: query =>
        query.state.data?.running ? POLL_RUNNING : POLL_IDLE,
    },
  );
  useReadAgain(result.data);
  return result;
}

function useReadAgain(status: Status | undefined) {
  const queryClient = useQueryClient();
  const before = useRef<Status>();
  useEffect(() => {
    const last = before.current;
    before.current = status;
    if (last && status && last.analysis?.id !== status.analysis?.id) {
      // Every part of a page that shows the status comes by here; the first has started the reading.
      queryClient.invalidateQueries(
        {
          predicate: ({ queryKey }) =>
            queryKey[0] === ROOT && queryKey[1] !== 'status',
        },
        { cancelRefetch: false },
      );
    }
  }, [status, queryClient]);
}

/** Starts an analysis; the status then says that it runs. */
export function useAnalyseNow() {
  const client = useApi(couplingApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => client.analyseNow(),
    onSuccess: status =>
      queryClient.setQueryData([ROOT, 'status', undefined], status),
  });
}

export function useOverview(query: QueryOf<'getOverview'>) {
  return useCouplingQuery('overview', query, (client, signal) =>
    client.getOverview(query, { signal }),
  );
}

export function useTeams() {
  return useCouplingQuery('teams', undefined, (client, signal) =>
    client.listTeams({ signal }),
  );
}

export function useFindings(query: QueryOf<'listFindings'>) {
  return useCouplingQuery('findings', query, (client, signal) =>
    client.listFindings(query, { signal }),
  );
}

/** One finding; not asked for while the id is undefined. Never shows another finding in its place. */
export function useFinding(id: string | undefined) {
  return useCouplingQuery(
    'finding',
    id,
    (client, signal) => client.getFinding(id!, { signal }),
    { enabled: id !== undefined, placeholderData: undefined },
  );
}

export function useSharedDependencies(
  query: QueryOf<'listSharedDependencies'>,
) {
  return useCouplingQuery('shared-dependencies', query, (client, signal) =>
    client.listSharedDependencies(query, { signal }),
  );
}

export function useInterfaces(query: QueryOf<'listInterfaces'>) {
  return useCouplingQuery('interfaces', query, (client, signal) =>
    client.listInterfaces(query, { signal }),
  );
}
