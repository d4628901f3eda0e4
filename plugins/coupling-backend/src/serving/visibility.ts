/**
 * Who asks, as far as rows are concerned: everything in the catalog may be read, nothing, or what is listed. Decided by the
 * catalog's own permission, see `permissions/`.
 */
export type Audience = 'everything' | 'nothing' | { refs: ReadonlySet<string> };

/** True for refs that the reader may see. */
export type Visible = (ref: string) => boolean;

/**
 * What an audience may see: the entities it may read, and refs that name nothing in the catalog. The latter are text that
 * some readable entity holds; there is no entity that could be kept from the reader.
 *
 * @param exists - true for every ref that the analysed catalog has
 */
export function visibleTo(audience: Audience, exists: Visible): Visible {
  if (audience === 'everything') {
    return () => true;
  }
  const readable = audience === 'nothing' ? new Set<string>() : audience.refs;
  return ref => readable.has(ref) || !exists(ref);
}
