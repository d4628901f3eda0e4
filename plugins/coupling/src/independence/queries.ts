import type { QueryOf } from '@posiwid/backstage-plugin-coupling-common';
import { useCouplingQuery } from '../api/queries';

/** Claims of redundancy, with what is made of them. */
export function useClaims(query: QueryOf<'listClaims'>) {
  return useCouplingQuery('claims', query, (client, signal) =>
    client.listClaims(query, { signal }),
  );
}

/** Claims that an entity is a member of, or makes; not asked for other things than entities. */
export function useClaimsOf(ref: string, isEntity: boolean) {
  const query = { member: ref, limit: 10 };
  return useCouplingQuery(
    'claims',
    query,
    (client, signal) => client.listClaims(query, { signal }),
    { enabled: isEntity, placeholderData: undefined },
  );
}

/** One claim; not asked for while the id is undefined. Never shows another claim in its place. */
export function useClaim(id: string | undefined) {
  return useCouplingQuery(
    'claim',
    id,
    (client, signal) => client.getClaim({ id: id! }, { signal }),
    { enabled: id !== undefined, placeholderData: undefined },
  );
}

/** What some entities share; not asked for fewer than two. */
export function useIndependence(refs: string[]) {
  return useCouplingQuery(
    'independence',
    refs,
    (client, signal) => client.getIndependence({ ref: refs }, { signal }),
    { enabled: refs.length >= 2, placeholderData: undefined },
  );
}

/** A week of jobs that start together. */
export function useClocks(query: QueryOf<'getClocks'>) {
  return useCouplingQuery('clocks', query, (client, signal) =>
    client.getClocks(query, { signal }),
  );
}
