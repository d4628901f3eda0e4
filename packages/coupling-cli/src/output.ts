import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reason, UnusableError } from './errors';
import type { Io } from './io';

/** Writes a report to a file, or to stdout when none is given. */
export async function writeReport(
  report: string,
  file: string | undefined,
  io: Pick<Io, 'cwd' | 'stdout'>,
): Promise<void> {
  if (file === undefined) {
    io.stdout.write(report);
    return;
  }
  try {
    await writeFile(resolve(io.cwd, file), report);
  } catch (error) {
    throw new UnusableError([`--output ${file}: ${reason(error)}`]);
  }
}
