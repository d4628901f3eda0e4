import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, extname, join, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Halt } from './log.mjs';
import { DATA } from './project.mjs';

const READABLE = /\.(ya?ml|json|jsonl|ndjson)(\.gz)?$/i;
const BUILT_IN_KINDS = [
  'Component',
  'API',
  'Resource',
  'System',
  'Domain',
  'Group',
  'User',
  'Location',
];
/** Entities a prepared file: enough that few files are read, few enough that one is read quickly. */
const PER_FILE = 500;

/**
 * Reads a file or a folder of catalog entities: YAML of several documents, JSON, an array of entities, JSON lines, each also
 * gzipped. What is no entity at all, and the second of two of one name, is left out and said so.
 *
 * @param {string} source
 * @returns {Promise<{ entities: object[], leftOut: { file: string, message: string }[] }>}
 */
export async function readCatalog(source) {
  if (!existsSync(source)) {
    throw new Halt(
      `There is no ${source}.`,
      'Say --catalog and the path of a file or a folder.',
    );
  }
  const files = statSync(source).isDirectory()
    ? readableFiles(source)
    : [source];
  if (files.length === 0) {
    throw new Halt(
      `No catalog file in ${source}.`,
      'Files named .yaml, .yml, .json, .jsonl, each also .gz, are read.',
    );
  }
  const { parseAllDocuments } = await import('yaml');
  const entities = new Map();
  const leftOut = [];
  for (const file of files) {
    for (const { value, error } of documents(file, parseAllDocuments)) {
      if (isObservation(value)) {
        leftOut.push({ file, message: 'observations: say --observations' });
        break;
      }
      const message = error ?? lack(value);
      if (message) {
        leftOut.push({ file, message });
        continue;
      }
      const ref = `${value.kind}:${value.metadata.namespace ?? 'default'}/${
        value.metadata.name
      }`.toLowerCase();
      // The first of several entities of one name stays, as in the catalog.
      if (entities.has(ref))
        leftOut.push({ file, message: `${ref} stands there twice` });
      else entities.set(ref, value);
    }
  }
  return { entities: [...entities.values()], leftOut };
}

/**
 * Makes a file or a folder of catalog entities fit for the portal.
 *
 * The catalog drops a whole file when one document in it lacks a kind or a name. So the entities are written to files of
 * the portal's own, without those that the catalog could not take, which are returned as `leftOut`.
 *
 * @param {string} path relative to where the command was typed
 * @returns {Promise<{ name: string, dataDir: string, locations: object[], kinds: string[], entities: number,
 *   leftOut: { file: string, message: string }[] }>}
 */
export async function prepareCatalog(path) {
  const source = resolve(process.env.INIT_CWD ?? process.cwd(), path);
  const { entities: all, leftOut } = await readCatalog(source);
  if (all.length === 0) {
    throw new Halt(
      `No entity in ${source}.`,
      leftOut[0] && `${leftOut[0].file}: ${leftOut[0].message}`,
    );
  }

  const dataDir = join(
    DATA,
    `${slug(source)}-${createHash('sha256')
      .update(source)
      .digest('hex')
      .slice(0, 8)}`,
  );
  const target = join(dataDir, 'catalog');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (let at = 0; at < all.length; at += PER_FILE) {
    const part = all.slice(at, at + PER_FILE);
    // JSON is YAML, and quicker to write and to read.
    writeFileSync(
      join(target, `${String(at / PER_FILE).padStart(5, '0')}.yaml`),
      part.map(entity => JSON.stringify(entity)).join('\n---\n'),
    );
  }
  return {
    name: slug(source),
    dataDir,
    locations: readdirSync(target).map(file => ({
      type: 'file',
      target: join(target, file),
    })),
    kinds: [...new Set([...BUILT_IN_KINDS, ...all.map(entity => entity.kind)])],
    entities: all.length,
    leftOut,
  };
}

function readableFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, String(name)))
    .filter(
      file =>
        READABLE.test(file) &&
        !file.split(sep).includes('node_modules') &&
        statSync(file).isFile(),
    )
    .sort();
}

function slug(source) {
  const name = basename(source).replace(/\.gz$/i, '');
  return (
    name
      .slice(0, name.length - extname(name).length)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'catalog'
  );
}

function* documents(file, parseAllDocuments) {
  const bytes = readFileSync(file);
  const text = (/\.gz$/i.test(file) ? gunzipSync(bytes) : bytes).toString(
    'utf8',
  );
  const name = file.replace(/\.gz$/i, '');
  if (/\.(jsonl|ndjson)$/i.test(name)) {
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim())
        yield parsed(() => JSON.parse(line), `line ${index + 1}`);
    }
  } else if (/\.json$/i.test(name)) {
    const { value, error } = parsed(() => JSON.parse(text), 'the file');
    if (error) yield { error };
    else
      for (const entity of Array.isArray(value)
        ? value
        : value?.items ?? [value])
        yield { value: entity };
  } else {
    for (const document of parseAllDocuments(text)) {
      if (document.errors.length > 0)
        yield { error: document.errors[0].message.split('\n')[0] };
      else if (document.contents !== null)
        yield parsed(
          () => document.toJS({ maxAliasCount: 1000 }),
          'a document',
        );
    }
  }
}

function parsed(parse, where) {
  try {
    return { value: parse() };
  } catch (error) {
    return { error: `${where} cannot be read: ${error.message}` };
  }
}

/** Files of observations lie beside those of a catalog. */
function isObservation(value) {
  return (
    typeof value?.source === 'string' &&
    typeof value.at === 'string' &&
    value.apiVersion === undefined
  );
}

/** What a value lacks to be an entity at all; undefined when it has it. */
function lack(value) {
  const text = part => typeof part === 'string' && part !== '';
  if (!value || typeof value !== 'object' || Array.isArray(value))
    return 'a document is no entity';
  if (!text(value.apiVersion))
    return `${value.metadata?.name ?? 'an entity'} has no apiVersion`;
  if (!text(value.kind))
    return `${value.metadata?.name ?? 'an entity'} has no kind`;
  if (!text(value.metadata?.name)) return `a ${value.kind} has no name`;
  return undefined;
}
