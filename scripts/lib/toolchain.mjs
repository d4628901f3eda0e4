import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Halt, step } from './log.mjs';

const NODE = '24';
const YARN = '4.13.0';
const exec = promisify(execFile);

const windows = process.platform === 'win32';

async function version(command, env) {
  try {
    const { stdout } = await exec(command, ['--version'], {
      env,
      shell: windows,
    });
    return stdout.trim();
  } catch {
    return '';
  }
}

/**
 * An environment whose PATH has a Node and a Yarn that this project runs on: the machine's own when they fit, else a pair
 * that npx fetches once and keeps in npm's cache. Nothing is installed on the machine.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function toolchain() {
  const env = { ...process.env };
  // npm and yarn tell their scripts who they are; the tools below must not take that for themselves.
  for (const key of Object.keys(env)) {
    if (/^npm_(config|package|lifecycle|command)_?/i.test(key)) delete env[key];
  }
  const node = await version('node', env);
  const yarn = await version('yarn', env);
  if (/^v(22|24)\./.test(node) && yarn === YARN) return env;
  const path = await step(
    `Fetching Node ${NODE} and Yarn ${YARN} for this project (this machine has Node ${
      node.slice(1) || 'of no kind'
    })`,
    () => fetchPath(env),
  );
  return { ...env, PATH: path };
}

async function fetchPath(env) {
  try {
    const { stdout } = await exec(
      'npx',
      [
        '--yes',
        `--package=node@${NODE}`,
        `--package=@yarnpkg/cli-dist@${YARN}`,
        '-c',
        'node -p "process.env.PATH"',
      ],
      { env, shell: windows },
    );
    return stdout.trim().split('\n').pop();
  } catch (error) {
    throw new Halt(
      `Could not fetch Node ${NODE} and Yarn ${YARN}: ${
        error.stderr || error.message
      }`,
      `With network access to the npm registry it works; or put Node 22 or 24 and Yarn ${YARN} on the PATH yourself.`,
    );
  }
}
