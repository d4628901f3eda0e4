import type {
  ObservationRef,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import { useQueries } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { couplingApiRef } from '../api/couplingApiRef';
import { useCouplingQuery } from '../api/queries';

/** What states a purpose, most contradicted first. */
export function useScorecards(query: QueryOf<'listScorecards'>) {
  return useCouplingQuery('scorecards', query, (client, signal) =>
    client.listScorecards(query, { signal }),
  );
}

/** One scorecard. Never shows another in its place. */
export function useScorecard(ref: string) {
  return useCouplingQuery(
    'scorecard',
    ref,
    (client, signal) => client.getScorecard({ ref }, { signal }),
    { placeholderData: undefined },
  );
}

/** Where evidence comes from, and when each source last spoke. */
export function useEvidence() {
  return useCouplingQuery('evidence', undefined, (client, signal) =>
    client.getEvidence({ signal }),
  );
}

/** Observations, newest first; not asked for while what narrows them is not known yet. */
export function useObservations(
  query: QueryOf<'listObservations'>,
  enabled = true,
) {
  return useCouplingQuery(
    'observations',
    query,
    (client, signal) => client.listObservations(query, { signal }),
    { enabled },
  );
}

/** References by their source, as the API takes them: ids of one source a request. */
export function bySource(
  refs: readonly ObservationRef[],
): { source: string; id: string[] }[] {
  const sources = new Map<string, string[]>();
  for (const { source, id } of refs) {
    sources.set(source, [...(sources.get(source) ?? []), id]);
  }
  return [...sources].map(([source, id]) => ({ source, id }));
}

/** The observations that some references name, oldest first; those that may not be read are missing. */
export function useObservationsOf(refs: readonly ObservationRef[]) {
  const client = useApi(couplingApiRef);
  return useQueries({
    queries: bySource(refs).map(query => ({
      queryKey: ['coupling', 'observations-of', query],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.listObservations({ ...query, limit: 100 }, { signal }),
    })),
    combine: results => ({
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error)?.error ?? undefined,
      retry: () => results.forEach(result => result.refetch()),
      items: results
        .flatMap(({ data }) => data?.items ?? [])
        .sort((a, b) => (a.at < b.at ? -1 : 1)),
    }),
  });
}
