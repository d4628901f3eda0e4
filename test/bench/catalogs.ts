import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's root, from which the catalogs are found. */
export const ROOT = resolve(__dirname, '../..');

const DEBIAN = '../shared/catalogs/debian';

/** Packages of Debian 12 as a catalog of 63,436 components, or undefined where it does not lie beside the project. */
export function debian(file = 'entities.jsonl.gz'): string | undefined {
  const path = join(ROOT, DEBIAN, file);
  return existsSync(path) ? path : undefined;
}

export const NO_DEBIAN = `needs ${DEBIAN}/entities.jsonl.gz beside the project`;
