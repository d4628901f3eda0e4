import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reason } from '../errors';
import { isCatalogFileName } from './format';

/** Holds no catalog of the folder's owner: installed packages, and version control's own files. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);

export interface FoundFile {
  path: string;
  /** Set when the file or folder at `path` cannot be opened. */
  unreadable?: string;
}

/**
 * Files under `folder` that may hold catalog entities, in the order of their names, so that two runs agree. Links are
 * followed; what was seen under another name is not read twice, which also ends loops.
 */
export async function findFiles(
  folder: string,
  seen: Set<string> = new Set(),
): Promise<FoundFile[]> {
  let names: string[];
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return [];
    seen.add(real);
    names = (await readdir(folder)).sort();
  } catch (error) {
    return [{ path: folder, unreadable: reason(error) }];
  }
  const found: FoundFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    try {
      const stats = await stat(path);
      if (stats.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(name)) {
          found.push(...(await findFiles(path, seen)));
        }
      } else if (stats.isFile() && isCatalogFileName(name)) {
        const real = await realpath(path);
        if (!seen.has(real)) found.push({ path });
        seen.add(real);
      }
    } catch (error) {
      if (isCatalogFileName(name)) {
        found.push({ path, unreadable: reason(error) });
      }
    }
  }
  return found;
}
