import { Readable } from 'node:stream';
import type { Io } from '../io';

/** An {@link Io} that keeps what was written. No network: a test that needs a portal hands in its own `fetch`. */
export function testIo(overrides: Partial<Io> = {}) {
  const written = { stdout: '', stderr: '' };
  const io: Io = {
    cwd: process.cwd(),
    stdin: Readable.from([]),
    stdout: { write: text => (written.stdout += text) },
    stderr: { write: text => (written.stderr += text) },
    env: {},
    fetch: () => Promise.reject(new Error('this test has no network')),
    now: () => new Date('2026-03-02T08:00:00Z'),
    ...overrides,
  };
  return { io, written };
}
