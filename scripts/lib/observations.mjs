import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Halt } from './log.mjs';
import { run } from './processes.mjs';
import { ROOT } from './project.mjs';

/**
 * Makes a year of observations of Harbor that ends now. A day is the same in every such year, so that a portal that had one
 * yesterday comes to what was observed since.
 *
 * @param {{ env: NodeJS.ProcessEnv, dataDir: string }} options
 * @returns {Promise<string>} the file
 */
export async function yearOfHarbor({ env, dataDir }) {
  const file = join(dataDir, 'observations', 'harbor.jsonl');
  mkdirSync(join(dataDir, 'observations'), { recursive: true });
  await run(
    'node',
    [
      '--import',
      'tsx',
      join('examples', 'observations', 'main.ts'),
      '--until',
      'today',
      '--out',
      file,
    ],
    {
      cwd: ROOT,
      env,
      what: 'Making a year of observations',
      logFile: join(dataDir, 'observations.log'),
    },
  );
  return file;
}

/**
 * @param {string} path a file or folder of JSON lines, relative to where the command was typed
 * @returns {string} the whole path
 */
export function observationsAt(path) {
  const source = resolve(process.env.INIT_CWD ?? process.cwd(), path);
  if (!existsSync(source)) {
    throw new Halt(
      `There is no ${source}.`,
      'Say --observations and the path of a file or a folder of JSON lines.',
    );
  }
  return source;
}
