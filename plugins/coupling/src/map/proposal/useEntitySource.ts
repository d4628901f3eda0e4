import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_VIEW_URL,
  type Entity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

/** Where the file of an entity is edited, or at least read; nothing when the catalog does not say. */
export function useEntitySource(ref: string): string | undefined {
  const catalog = useApi(catalogApiRef);
  const { data } = useQuery({
    queryKey: ['coupling', 'entity-source', ref],
    queryFn: async () => sourceOf(await catalog.getEntityByRef(ref)),
    retry: false,
  });
  return data ?? undefined;
}

/** The address, when it is one that a browser may be sent to. */
function sourceOf(entity: Entity | undefined): string | null {
  const annotations = entity?.metadata.annotations ?? {};
  const address =
    annotations[ANNOTATION_EDIT_URL] ?? annotations[ANNOTATION_VIEW_URL];
  return address && /^https?:\/\//i.test(address) ? address : null;
}
