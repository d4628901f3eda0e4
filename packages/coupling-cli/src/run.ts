import { Command, CommanderError } from 'commander';
import { analyzeCommand } from './commands/analyze';
import { blastRadiusCommand } from './commands/blastRadius';
import { checkCommand } from './commands/check';
import { exportCommand } from './commands/export';
import { independenceCommand } from './commands/independence';
import { riskGroupsCommand } from './commands/riskGroups';
import { UnusableError } from './errors';
import { printable } from './format/printable';
import type { Io } from './io';
import { VERSION } from './version';

/** Exit codes of the command. */
const DONE = 0;
const UNUSABLE = 2;

/**
 * Runs the command `coupling` with the arguments after its name and returns the exit code: 0 done, 1 findings at or above
 * `--fail-on`, 2 input or arguments that cannot be used (said on stderr, with file and line).
 */
export async function run(argv: string[], io: Io): Promise<number> {
  let code = DONE;
  const done = (result: number) => {
    code = result;
  };
  const program = new Command('coupling')
    .description(
      'Couplings of a software catalog: who shares what, what falls with what, and who owns the interface.',
    )
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: text => io.stdout.write(text),
      writeErr: text => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  analyzeCommand(program, io, done);
  checkCommand(program, io, done);
  blastRadiusCommand(program, io, done);
  riskGroupsCommand(program, io, done);
  exportCommand(program, io, done);
  independenceCommand(program, io, done);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? DONE : UNUSABLE;
    }
    if (error instanceof UnusableError) {
      error.lines.forEach(line => io.stderr.write(`${printable(line)}\n`));
      return UNUSABLE;
    }
    throw error;
  }
}
