/** Kinds of Backstage's own catalog model that a file would hold. */
const KINDS = new Set([
  'component',
  'api',
  'resource',
  'system',
  'domain',
  'group',
  'user',
  'location',
  'template',
]);

/**
 * Whether a value found in some file of a folder is meant for a software catalog, so that workflows, charts and the like
 * are passed over in silence. Defective entities count: they are what a report should name.
 */
export function isCatalogEntity(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  if (typeof apiVersion === 'string') return isCatalogVersion(apiVersion);
  return (
    typeof kind === 'string' &&
    KINDS.has(kind.toLowerCase()) &&
    typeof metadata === 'object'
  );
}

/** `backstage.io/v1alpha1` and organisations' own versions of it; custom kinds use their own group, often with it. */
function isCatalogVersion(apiVersion: string): boolean {
  return /(^|\.)backstage\.io\//.test(apiVersion);
}

/** Whether text that could not be parsed was meant for a catalog. */
export function mentionsCatalog(content: Buffer): boolean {
  return content.includes('backstage.io/');
}
