import type { Io } from '../io';
import type { Report } from '../progress';
import { readCatalog } from './catalog';
import { readPortal } from './portal';
import type { CatalogInput } from './types';

/** Reads the catalog from where the user said it is: files, or a portal. */
export async function readSource(
  paths: string[],
  { portal, token }: { portal?: string; token?: string },
  io: Io,
  report: Report,
): Promise<CatalogInput> {
  if (portal !== undefined) {
    return readPortal(portal, io, {
      token: token ?? io.env.COUPLING_PORTAL_TOKEN,
      onProgress: (entities, total) => report('reading', entities, total),
    });
  }
  report('reading', 0, 0);
  return readCatalog(paths, io, {
    onProgress: entities => report('reading', entities, 0),
  });
}
