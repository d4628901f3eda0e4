import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  DEFAULT_POLICY,
  withOverrides,
  type Policy,
} from '@posiwid/coupling-engine';
import { LineCounter, parseDocument } from 'yaml';
import { located, reason, UnusableError } from '../errors';
import { checkPolicy } from './shape';

/**
 * Reads a policy file, YAML or JSON. What it leaves out keeps its default; a list replaces the default list.
 *
 * @throws UnusableError with file and line for everything in it that is not understood.
 */
export async function readPolicy(file: string, cwd: string): Promise<Policy> {
  let source: string;
  try {
    source = await readFile(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UnusableError([
      located(`cannot be read: ${reason(error)}`, { file }),
    ]);
  }
  const lineCounter = new LineCounter();
  const line = (offset: number) => lineCounter.linePos(offset).line;
  const document = parseDocument(source, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new UnusableError(
      document.errors.map(error =>
        located(`not valid YAML: ${reason(error)}`, {
          file,
          line: line(error.pos[0]),
        }),
      ),
    );
  }
  const complaints = checkPolicy(document.contents);
  if (complaints.length > 0) {
    throw new UnusableError(
      complaints.map(({ message, offset }) =>
        located(message, { file, line: line(offset) }),
      ),
    );
  }
  return withOverrides(
    DEFAULT_POLICY,
    document.toJS({ maxAliasCount: 10 }) ?? {},
  );
}
