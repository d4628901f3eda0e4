import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  readObservations,
  type ObservationLine,
  type Problem,
  type ReadObservations,
} from '@posiwid/coupling-engine';
import { located, reason, UnusableError } from '../errors';
import type { Io } from '../io';
import { decompressed, isBinary } from '../read/content';
import { readJsonLines } from '../read/jsonLines';

/** Problems of one file that are listed one by one. */
const MAX_PROBLEMS_A_FILE = 100;
const LINES = /\.(jsonl|ndjson)(\.gz)?$/i;

/**
 * Observations of files of JSON lines, each also gzipped, and of folders of them. A line that cannot be read becomes a problem
 * with file and line, and the rest is still read.
 *
 * @param at - when they are read, ISO 8601: later times are in the future
 * @throws UnusableError when a file does not exist or holds no JSON lines, or when no observation at all could be read
 */
export async function readObservationFiles(
  paths: readonly string[],
  io: Pick<Io, 'cwd'>,
  at: string,
): Promise<ReadObservations> {
  const lines: ObservationLine[] = [];
  const broken: { file: string; line?: number; message: string }[] = [];
  for (const file of await listFiles(paths, io.cwd)) {
    try {
      const { head, content } = await decompressed(
        createReadStream(resolve(io.cwd, file), { highWaterMark: 1 << 18 }),
      );
      if (isBinary(head))
        throw new Error('holds binary data; expected JSON lines, also gzipped');
      await readJsonLines(content, {
        entity: (value, line) => lines.push({ value, file, line }),
        problem: (message, line) => broken.push({ file, line, message }),
      });
    } catch (error) {
      throw new UnusableError([located(reason(error), { file })]);
    }
  }
  const read = readObservations(lines, { at });
  const problems = limited([
    ...broken.map(({ file, line, message }) => ({
      code: 'unreadable-file' as const,
      file,
      line,
      message,
    })),
    ...read.problems,
  ]);
  if (read.observations.length === 0 && problems.length > 0) {
    throw new UnusableError(
      problems.map(problem => located(problem.message, problem)),
    );
  }
  return { ...read, problems };
}

/** The first problems of each file, and one more line with the number of the rest. */
function limited(problems: readonly Problem[]): Problem[] {
  const ofFile = new Map<string | undefined, Problem[]>();
  for (const problem of problems) {
    const known = ofFile.get(problem.file) ?? [];
    known.push(problem);
    ofFile.set(problem.file, known);
  }
  return [...ofFile].flatMap(([file, all]) => {
    const more = all.length - MAX_PROBLEMS_A_FILE;
    if (more <= 0) return all;
    const message = `and ${more} more such problems`;
    return [
      ...all.slice(0, MAX_PROBLEMS_A_FILE),
      { code: 'unreadable-value', file, message },
    ];
  });
}

async function listFiles(
  paths: readonly string[],
  cwd: string,
): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    try {
      if (!(await stat(resolve(cwd, path))).isDirectory()) {
        files.push(path);
        continue;
      }
      const found = (await readdir(resolve(cwd, path)))
        .filter(name => LINES.test(name))
        .sort();
      if (found.length === 0)
        throw new UnusableError([
          `${path}: no file of JSON lines (.jsonl, .ndjson, also .gz) in this folder`,
        ]);
      files.push(...found.map(name => join(path, name)));
    } catch (error) {
      if (error instanceof UnusableError) throw error;
      throw new UnusableError([
        (error as NodeJS.ErrnoException).code === 'ENOENT'
          ? `${path}: no such file or folder`
          : `${path}: ${reason(error)}`,
      ]);
    }
  }
  return files;
}
