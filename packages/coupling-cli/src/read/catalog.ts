import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Problem, SourcedEntity } from '@posiwid/coupling-engine';
import { located, reason, UnusableError } from '../errors';
import type { Io } from '../io';
import { decompressed, isBinary } from './content';
import { findFiles, type FoundFile } from './folder';
import { readerFor } from './format';
import { isCatalogEntity, mentionsCatalog } from './recognise';
import type { CatalogInput, Collector } from './types';

/** Problems of one file that are listed one by one; the rest of them are one line with their number. */
const MAX_PROBLEMS_A_FILE = 100;

interface Options {
  /** Called as entities come in. */
  onProgress?: (entities: number) => void;
}

/**
 * Reads every PATH: a file, a folder, or `-` for standard input. What cannot be read becomes a problem with file and
 * line and the rest is still read.
 *
 * @throws UnusableError when a PATH does not exist, or when nothing at all could be read.
 */
export async function readCatalog(
  paths: string[],
  io: Pick<Io, 'cwd' | 'stdin'>,
  options: Options = {},
): Promise<CatalogInput> {
  const input: CatalogInput = {
    entities: [],
    problems: [],
    sources: 0,
    otherFiles: 0,
  };
  const files = await listFiles(paths, io.cwd);
  for (const file of files) {
    await readInto(input, file, io);
    options.onProgress?.(input.entities.length);
  }
  if (input.entities.length === 0 && input.problems.length > 0) {
    throw new UnusableError(
      input.problems.map(problem => located(problem.message, problem)),
    );
  }
  return input;
}

interface ListedFile extends FoundFile {
  /** Met in a folder rather than named: may well be something other than a catalog file. */
  found: boolean;
}

async function listFiles(paths: string[], cwd: string): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  const missing: string[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === '-') {
      if (files.some(file => file.path === '-')) {
        throw new UnusableError(['-: standard input can be read only once']);
      }
      files.push({ path, found: false });
      continue;
    }
    let isFolder: boolean;
    try {
      isFolder = (await stat(resolve(cwd, path))).isDirectory();
    } catch (error) {
      missing.push(
        (error as NodeJS.ErrnoException).code === 'ENOENT'
          ? `${path}: no such file or folder`
          : `${path}: ${reason(error)}`,
      );
      continue;
    }
    if (!isFolder) {
      files.push({ path, found: false });
      continue;
    }
    const root = resolve(cwd, path);
    const found = await findFiles(root, seen);
    files.push(
      ...found.map(file => ({
        ...file,
        path: join(path, file.path.slice(root.length)),
        found: true,
      })),
    );
  }
  if (missing.length > 0) throw new UnusableError(missing);
  return files;
}

async function readInto(
  input: CatalogInput,
  file: ListedFile,
  io: Pick<Io, 'cwd' | 'stdin'>,
): Promise<void> {
  const name = file.path === '-' ? '(standard input)' : file.path;
  const problem = (message: string, line?: number): Problem => ({
    code: 'unreadable-file',
    file: name,
    ...(line !== undefined && { line }),
    message,
  });
  if (file.unreadable) {
    input.problems.push(problem(`cannot be read: ${file.unreadable}`));
    return;
  }
  const entities: SourcedEntity[] = [];
  const problems: Problem[] = [];
  let more = 0;
  const collector: Collector = {
    entity: (entity, line) => entities.push({ entity, file: name, line }),
    problem: (message, line) => {
      if (problems.length < MAX_PROBLEMS_A_FILE) {
        problems.push(problem(message, line));
      } else more += 1;
    },
  };
  let mentioned = false;
  try {
    const bytes: AsyncIterable<Buffer> =
      file.path === '-'
        ? io.stdin
        : createReadStream(resolve(io.cwd, file.path), {
            highWaterMark: 1 << 18,
          });
    const { head, content } = await decompressed(bytes);
    mentioned = mentionsCatalog(head);
    if (isBinary(head)) {
      throw new Error(
        'holds binary data, not UTF-8 text; expected YAML, JSON or JSON lines, each also gzipped',
      );
    }
    await readerFor(file.path, head)(content, collector);
  } catch (error) {
    collector.problem(reason(error));
  }
  const isOther =
    file.found &&
    !mentioned &&
    !entities.some(({ entity }) => isCatalogEntity(entity));
  if (isOther) {
    input.otherFiles += 1;
    return;
  }
  input.sources += 1;
  for (const entity of entities) input.entities.push(entity);
  input.problems.push(...problems);
  if (more > 0) input.problems.push(problem(`and ${more} more such problems`));
}
