import { readJson } from './json';
import { readJsonLines } from './jsonLines';
import { readYaml } from './yaml';
import type { Reader } from './types';

const READERS: Record<string, Reader> = {
  '.yaml': readYaml,
  '.yml': readYaml,
  '.json': readJson,
  '.jsonl': readJsonLines,
  '.ndjson': readJsonLines,
};

const EXTENSION = /(\.[a-z]+)(?:\.gz)?$/i;

/** True for names that a folder is searched for. */
export function isCatalogFileName(name: string): boolean {
  const extension = EXTENSION.exec(name)?.[1].toLowerCase();
  return extension !== undefined && Object.hasOwn(READERS, extension);
}

/** By the name, else by how the text begins. JSON lines under `.json`, which many exports are, count as lines. */
export function readerFor(name: string, head: Buffer): Reader {
  const extension = EXTENSION.exec(name)?.[1].toLowerCase() ?? '';
  const named = Object.hasOwn(READERS, extension)
    ? READERS[extension]
    : undefined;
  if (named && named !== readJson) return named;
  const start = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (isSeveralJsonLines(start)) return readJsonLines;
  if (named) return named;
  return start.startsWith('{') || start.startsWith('[') ? readJson : readYaml;
}

function isSeveralJsonLines(start: string): boolean {
  const end = start.indexOf('\n');
  if (!start.startsWith('{') || end === -1) return false;
  if (!start.slice(end).trimStart().startsWith('{')) return false;
  try {
    JSON.parse(start.slice(0, end));
    return true;
  } catch {
    return false;
  }
}
