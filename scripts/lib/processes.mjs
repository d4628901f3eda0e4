import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Halt } from './log.mjs';

const running = new Set();

/**
 * Starts a program in a process group of its own, its output in a log file, so that stopping it stops all it started.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, logFile?: string }} options without a log file the terminal is shared
 */
export function start(command, args, { cwd, env, logFile }) {
  // The file itself and no pipe: nobody has to live to read it.
  const log = logFile && openLog(logFile);
  const child = spawn(command, args, {
    cwd,
    env,
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
    stdio: log ? ['ignore', log, log] : ['ignore', 'inherit', 'inherit'],
  });
  if (log) closeSync(log);
  const exited = new Promise((resolve, reject) => {
    child.once('error', error =>
      reject(new Halt(`Could not run ${command}: ${error.message}`)),
    );
    child.once('close', (code, signal) => resolve(code ?? `signal ${signal}`));
  });
  running.add(child);
  exited.finally(() => running.delete(child)).catch(() => {});
  return { child, exited, logFile };
}

function openLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'w');
}

/** Runs a program to its end; a bad end says so with the last lines of its log. */
export async function run(command, args, options) {
  const code = await start(command, args, options).exited;
  if (code !== 0) {
    throw new Halt(
      `${options.what ?? command} failed (${code}).`,
      options.logFile &&
        `${tail(options.logFile, 30)}\n\nAll of it: ${options.logFile}`,
    );
  }
}

/** The last lines of a file; nothing when there is none. */
export function tail(file, lines) {
  try {
    return readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-lines)
      .join('\n');
  } catch {
    return '';
  }
}

function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Stops everything that was started here: asks first, insists after five seconds. */
export async function stopAll() {
  const children = [...running];
  const ended = Promise.all(
    children.map(child => new Promise(resolve => child.once('close', resolve))),
  );
  for (const child of children) signalGroup(child, 'SIGTERM');
  const insist = setTimeout(() => {
    for (const child of children) signalGroup(child, 'SIGKILL');
  }, 5000);
  await ended;
  clearTimeout(insist);
}

/** Ctrl-C, and the same from a supervisor, stops everything and then this process. */
export function stopOnSignals(before) {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.once(signal, async () => {
      await before?.();
      await stopAll();
      process.exit(code);
    });
  }
}
