import { useApi } from '@backstage/frontend-plugin-api';
import type { CouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { PropsWithChildren } from 'react';
import { couplingApiRef } from './couplingApiRef';
import { statusCodeOf } from './errors';
import { useFreshDecisions } from './useFreshDecisions';

/** One cache for each client, so that tabs and cards of one app share what they read and test apps do not. */
const queryClients = new WeakMap<CouplingClient, QueryClient>();

function queryClientOf(client: CouplingClient): QueryClient {
  const known = queryClients.get(client);
  if (known) {
    return known;
  }
  const created = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // What the backend refuses or does not know will not change by asking again.
        retry: (failures, error) =>
          failures < 1 && (statusCodeOf(error) ?? 500) >= 500,
        retryDelay: 500,
      },
    },
  });
  queryClients.set(client, created);
  return created;
}

function Fresh(props: PropsWithChildren<{}>) {
  useFreshDecisions();
  return <>{props.children}</>;
}

/** What every page, card and tab of this plugin stands in. */
export function CouplingProvider(props: PropsWithChildren<{}>) {
  const client = useApi(couplingApiRef);
  return (
    <QueryClientProvider client={queryClientOf(client)}>
      <Fresh>{props.children}</Fresh>
    </QueryClientProvider>
  );
}
