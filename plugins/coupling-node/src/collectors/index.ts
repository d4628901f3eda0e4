export { CatalogLookup } from './CatalogLookup';
export type { CatalogLookupOptions } from './CatalogLookup';
export { OnceFor } from './OnceFor';
export { withRetries } from './withRetries';
