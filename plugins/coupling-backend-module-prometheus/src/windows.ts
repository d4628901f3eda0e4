/** Which windows of time are to be asked for: aligned to their length since 1970, so every run cuts time at the same places. */
import type { Window } from './types';

/**
 * Windows that have ended and settled, the oldest first.
 *
 * @param since - milliseconds since 1970: end of the last window that was read, or how far back to begin
 */
export function windowsDue({
  since,
  now,
  windowMs,
  delayMs,
  max,
}: {
  since: number;
  now: number;
  windowMs: number;
  delayMs: number;
  max: number;
}): Window[] {
  const first = Math.ceil(since / windowMs) * windowMs;
  const last = Math.floor((now - delayMs) / windowMs) * windowMs;
  const count = Math.min(max, Math.max(0, (last - first) / windowMs));
  return Array.from({ length: count }, (_, i) => ({
    start: first + i * windowMs,
    end: first + (i + 1) * windowMs,
  }));
}
