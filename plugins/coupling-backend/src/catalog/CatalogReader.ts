import type { Entity } from '@backstage/catalog-model';

/** A whole catalog, read once. */
export interface Scan {
  /** Entities of every kind. */
  entities: number;
  /** Equal for two scans that read the same: a hash over every ref and etag. */
  fingerprint: string;
}

export interface ScanOptions {
  /** Gets the entities in pages, each entity once, in no particular order. The next page is read when it has returned. */
  onPage: (entities: Entity[]) => void | Promise<void>;
  signal?: AbortSignal;
}

/**
 * Reads the catalog. A scan that cannot be finished rejects; what `onPage` got until then is then worth nothing. Polling
 * today; the day the catalog has a change feed, a second implementation.
 */
export interface CatalogReader {
  scan(options: ScanOptions): Promise<Scan>;
}
