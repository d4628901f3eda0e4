import { constants, setPriority } from 'node:os';

/**
 * Lowers the priority of the calling thread, so that with few cores the thread that serves requests need not wait for it.
 *
 * Only on Linux, where a thread has a priority of its own (setpriority(2), "NOTES"); elsewhere the call would slow the whole
 * process. A system that does not allow it leaves things as they are.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Slower pages while an analysis runs are no reason to have no analysis.
  }
}
