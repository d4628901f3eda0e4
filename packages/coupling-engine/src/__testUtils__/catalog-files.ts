/** Reads the shared catalogs where they lie, beside the project. Tests that need them skip when they are not there. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import type { SourcedEntity } from '../model/types';

const CATALOGS = resolve(__dirname, '../../../../../shared/catalogs');

export function catalogPath(name: string): string {
  return resolve(CATALOGS, name);
}

/** `describe`, or `describe.skip` where the catalogs are not. */
export const describeWithCatalogs = existsSync(CATALOGS)
  ? describe
  : describe.skip;

/** Entities of a YAML, JSON lines or gzipped JSON lines file. */
export function readCatalog(name: string): SourcedEntity[] {
  const bytes = readFileSync(catalogPath(name));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString(
    'utf8',
  );
  if (/\.jsonl(\.gz)?$/.test(name)) {
    return text
      .split('\n')
      .filter(line => line !== '')
      .map((line, i) => ({
        entity: JSON.parse(line),
        file: name,
        line: i + 1,
      }));
  }
  return parseAllDocuments(text)
    .map(document => ({ entity: document.toJS(), file: name }))
    .filter(({ entity }) => entity !== null);
}

export function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(catalogPath(name), 'utf8')) as T;
}
