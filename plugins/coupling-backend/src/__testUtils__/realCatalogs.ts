/** Catalogs of real software, read where they lie beside the project. Tests that need them skip when they are not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

const CATALOGS = join(__dirname, '../../../../../shared/catalogs');

/** Those of the named that are there. */
export function realCatalogs(...names: string[]): string[] {
  return names.filter(name => existsSync(join(CATALOGS, name)));
}

/** Entities of a YAML file. */
export function readRealCatalog(name: string): Entity[] {
  return parseAllDocuments(readFileSync(join(CATALOGS, name), 'utf8'))
    .map(document => document.toJS())
    .filter(entity => entity !== null);
}
