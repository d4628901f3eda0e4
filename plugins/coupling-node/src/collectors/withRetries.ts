/**
 * Tries again for a few seconds. For what arrives as an event: nobody sends it again when the store or the catalog is away just
 * then. The waits add up to less than the ten seconds after which most senders give up; what outlasts them is the caller's to
 * report.
 */

const WAITS_MS = [250, 500, 1000, 2000, 4000];

/** Resolves with the first answer; rejects with the last error after six attempts. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  waitsMs: readonly number[] = WAITS_MS,
): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await attempt();
    } catch {
      await new Promise(resolve => setTimeout(resolve, waitMs));
    }
  }
  return attempt();
}
