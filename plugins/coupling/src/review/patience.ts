/** Longest wait for an answer before it counts as none; milliseconds. */
const PATIENCE = 10_000;

/**
 * Calls with a signal that aborts when no answer comes: on a network that swallows packets a request would otherwise hang for minutes
 * and hold up all that follow it.
 */
export async function withPatience<T>(
  call: (signal: AbortSignal) => Promise<T>,
  outer?: AbortSignal,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, PATIENCE);
  outer?.addEventListener('abort', abort);
  try {
    return await call(controller.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', abort);
  }
}
