/** Lines that tell a person at a terminal what is going on. */

const started = Date.now();

const seconds = since => `${Math.round((Date.now() - since) / 1000)} s`;

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Says what is being done, a sign of life every 20 seconds, and how long it took.
 *
 * @param {string} text what is being done
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @template T
 */
export async function step(text, work) {
  const since = Date.now();
  say(`[${seconds(started).padStart(5)}] ${text} ...`);
  const sign = setInterval(
    () => say(`          still at it: ${text} (${seconds(since)})`),
    20_000,
  );
  try {
    return await work();
  } finally {
    clearInterval(sign);
  }
}

/** An end that needs words, not a stack: the message is for the person who typed the command. */
export class Halt extends Error {
  /** @param {string} message @param {string} [hint] what to do about it */
  constructor(message, hint) {
    super(hint ? `${message}\n${hint}` : message);
    this.name = 'Halt';
  }
}

/** Runs a script's main function and ends the process as its outcome says. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof Halt ? error.message : error?.stack ?? error}\n`,
    );
    process.exitCode = 1;
  }
}
