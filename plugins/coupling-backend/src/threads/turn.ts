import { setImmediate } from 'node:timers/promises';

/**
 * Lets everything else that waits for the event loop go first. Awaiting alone does not: a database in the process
 * (better-sqlite3) answers at once, and statement after statement would run in one turn of the loop.
 */
export async function turn(): Promise<void> {
  await setImmediate();
}
