import { run } from './run';

interface Process {
  /** Relative paths are read from here. */
  cwd?: string;
  argv?: string[];
}

/** Runs the command in this process: its arguments, its streams. Returns the exit code. */
export async function main({
  cwd = process.cwd(),
  argv = process.argv.slice(2),
}: Process = {}): Promise<number> {
  // A reader that has seen enough (`| head`) closes the pipe; that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
  return run(argv, {
    cwd,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    fetch: globalThis.fetch,
    now: () => new Date(),
  });
}
