import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ENTITY_FIELDS } from '@posiwid/coupling-engine';
import type { CatalogReader, Scan, ScanOptions } from './CatalogReader';
import { Fingerprint } from './Fingerprint';

/** Entities a page: some 2 ms of the event loop to decode. */
export const PAGE_SIZE = 250;

/** What the engine reads, and what tells that an entity has changed. */
const FIELDS = [...ENTITY_FIELDS, 'metadata.etag'];

/** Stands for a contract that was left in the catalog. */
const DEFINITION_PRESENT = '(in the catalog)';

export interface ScanningCatalogReaderOptions {
  catalog: CatalogService;
  auth: AuthService;
}

/** Reads the catalog through its API, page by page, as the plugin itself. */
export class ScanningCatalogReader implements CatalogReader {
  private readonly catalog: CatalogService;
  private readonly auth: AuthService;

  constructor(options: ScanningCatalogReaderOptions) {
    this.catalog = options.catalog;
    this.auth = options.auth;
  }

  async scan(options: ScanOptions): Promise<Scan> {
    const { onPage, signal } = options;
    const credentials = await this.auth.getOwnServiceCredentials();
    const withDefinition = await this.refsOfApisWithDefinition(signal);
    const fingerprint = new Fingerprint();
    let entities = 0;

    // No order: with a sort field, entities that lack it would be missing.
    const pages = this.catalog.streamEntities(
      { fields: FIELDS, totalItems: 'exclude', pageSize: PAGE_SIZE },
      { credentials },
    );
    for await (const page of pages) {
      signal?.throwIfAborted();
      const read = page.map(entity => {
        const ref = stringifyEntityRef(entity);
        const etag = entity.metadata.etag ?? JSON.stringify(entity);
        const hasDefinition = withDefinition.has(ref);
        fingerprint.add(JSON.stringify([ref, etag, hasDefinition]));
        return hasDefinition
          ? {
              ...entity,
              spec: { ...entity.spec, definition: DEFINITION_PRESENT },
            }
          : entity;
      });
      entities += read.length;
      await onPage(read);
    }
    return { entities, fingerprint: fingerprint.toString() };
  }

  private async refsOfApisWithDefinition(
    signal: AbortSignal | undefined,
  ): Promise<Set<string>> {
    const credentials = await this.auth.getOwnServiceCredentials();
    const refs = new Set<string>();
    const pages = this.catalog.streamEntities(
      {
        filter: { kind: 'API', 'spec.definition': CATALOG_FILTER_EXISTS },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        totalItems: 'exclude',
        pageSize: PAGE_SIZE,
      },
      { credentials },
    );
    for await (const page of pages) {
      signal?.throwIfAborted();
      for (const api of page) {
        refs.add(stringifyEntityRef(api));
      }
    }
    return refs;
  }
}
