import type { Readable } from 'node:stream';

/** Where text goes; what `process.stdout` and `process.stderr` already are. */
export interface Sink {
  write(text: string): unknown;
  isTTY?: boolean;
  /** Width of the terminal in characters. */
  columns?: number;
}

/** Everything the command touches outside itself, so that a test can hand it something else. */
export interface Io {
  /** Relative paths are read from here. */
  cwd: string;
  stdin: Readable;
  stdout: Sink;
  stderr: Sink;
  env: Record<string, string | undefined>;
  fetch: typeof fetch;
  now: () => Date;
}
