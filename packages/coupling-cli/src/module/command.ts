import { main } from '../main';

/** A command of the module: the same run as `coupling NAME …`, in the process of the host. */
export function moduleCommand(name: string) {
  return async ({ args }: { args: string[] }): Promise<void> => {
    const code = await main({ argv: [name, ...args] });
    // The host exits with 0 whatever a command found, so a result other than 0 has to be the last word.
    if (code !== 0) process.exit(code);
  };
}
