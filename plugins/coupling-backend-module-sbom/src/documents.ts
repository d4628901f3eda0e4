/** Which documents there are: those that entities name in an annotation, and those that the configuration names. */
import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityDocument } from './types';

/** Addresses of bills of materials, with white space between. */
export const SBOM_ANNOTATION = 'posiwid.dev/sbom';

const HTTP = /^https?:\/\//i;

export interface NamedDocuments {
  documents: EntityDocument[];
  problems: string[];
}

/** What the catalog names, read page by page as the plugin itself. */
export async function documentsInCatalog(
  catalog: CatalogService,
  auth: AuthService,
  signal: AbortSignal,
): Promise<NamedDocuments> {
  const found: NamedDocuments = { documents: [], problems: [] };
  const pages = catalog.streamEntities(
    {
      filter: {
        [`metadata.annotations.${SBOM_ANNOTATION}`]: CATALOG_FILTER_EXISTS,
      },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.annotations',
      ],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  for await (const page of pages) {
    signal.throwIfAborted();
    for (const entity of page) {
      const ref = stringifyEntityRef(entity);
      const text = entity.metadata.annotations?.[SBOM_ANNOTATION] ?? '';
      for (const target of text.split(/\s+/).filter(Boolean)) {
        // Whoever writes an entity names addresses, never files of the machine that reads them.
        if (HTTP.test(target)) found.documents.push({ entity: ref, target });
        else {
          found.problems.push(
            `${ref}: ${SBOM_ANNOTATION} expected an address that begins with http`,
          );
        }
      }
    }
  }
  return found;
}

/** Documents by what they are the bill of, in the order of the references. */
export function byEntity(
  documents: readonly EntityDocument[],
): [entity: string, targets: string[]][] {
  const targets = new Map<string, Set<string>>();
  for (const { entity, target } of documents) {
    const known = targets.get(entity);
    if (known) known.add(target);
    else targets.set(entity, new Set([target]));
  }
  return [...targets]
    .map(([entity, set]): [string, string[]] => [entity, [...set].sort()])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
