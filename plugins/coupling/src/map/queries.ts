import type {
  BlastRadius,
  CouplingProposal,
  EntityMap,
  Matrix,
  MatrixCellDetail,
  QueryOf,
} from '@posiwid/backstage-plugin-coupling-common';
import { keepPreviousData, type UseQueryResult } from '@tanstack/react-query';
import { useCouplingQuery } from '../api/queries';

/** Couplings between teams, systems or domains. */
export function useMatrix(query: QueryOf<'getMatrix'>): UseQueryResult<Matrix> {
  return useCouplingQuery('matrix', query, (client, signal) =>
    client.getMatrix(query, { signal }),
  );
}

/** What is behind one cell. Never shows another cell in its place. */
export function useMatrixCell(
  query: QueryOf<'getMatrixCell'>,
): UseQueryResult<MatrixCellDetail> {
  return useCouplingQuery(
    'matrix-cell',
    query,
    (client, signal) => client.getMatrixCell(query, { signal }),
    { placeholderData: undefined },
  );
}

/** Who needs one entity and what it needs. The map of the former focus stays while the next one is read. */
export function useEntityMap(
  query: QueryOf<'getEntityMap'>,
): UseQueryResult<EntityMap> {
  return useCouplingQuery('entity-map', query, (client, signal) =>
    client.getEntityMap(query, { signal }),
  );
}

/** The lines that would declare a coupling; asked for when somebody wants to see them. */
export function useCouplingProposal(
  query: QueryOf<'getCouplingProposal'>,
): UseQueryResult<CouplingProposal> {
  return useCouplingQuery(
    'coupling-proposal',
    query,
    (client, signal) => client.getCouplingProposal(query, { signal }),
    { placeholderData: undefined, retry: false },
  );
}

/** Everything that fails or degrades with one entity, or with all that a group holds. Never another's in its place. */
export function useBlastRadius(ref: string): UseQueryResult<BlastRadius> {
  return useCouplingQuery(
    'blast-radius',
    ref,
    (client, signal) => client.getBlastRadius({ ref }, { signal }),
    { placeholderData: undefined },
  );
}

/** Entities whose name, title or ref contains a text; not asked for an empty one. */
export function useEntitySearch(q: string) {
  return useCouplingQuery(
    'entity-search',
    q,
    (client, signal) => client.searchEntities({ q }, { signal }),
    { enabled: q.trim() !== '', placeholderData: keepPreviousData },
  );
}
