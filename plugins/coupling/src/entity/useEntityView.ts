import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityView } from '@posiwid/backstage-plugin-coupling-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCouplingQuery } from '../api/queries';

/** What the last analysis says about the entity whose page this is. Card and tab share one request. */
export function useEntityView(): UseQueryResult<EntityView> {
  const ref = stringifyEntityRef(useEntity().entity);
  return useCouplingQuery(
    'entity-view',
    ref,
    (client, signal) => client.getEntityView({ ref }, { signal }),
    { placeholderData: undefined },
  );
}
