import { main } from './main';

/**
 * The command as it runs from a checkout (`yarn coupling …`). Yarn changes into the root of the project first and says
 * in INIT_CWD where the user stood, which is what relative paths mean.
 */
main({ cwd: process.env.INIT_CWD }).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 2;
  },
);
