import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  FaultTreeAnalysis,
  FaultTreeError,
  readOpenPsa,
} from '@posiwid/coupling-engine';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { reason, UnusableError } from '../errors';
import type { Io } from '../io';
import { writeReport } from '../output';
import {
  MAX_LISTED,
  riskGroupsJson,
  riskGroupsText,
  type RiskGroupsAnswer,
} from '../riskGroups/formats';
import { textStyle } from './textStyle';

const FORMATS = ['text', 'json'] as const;

interface Options {
  openPsa: string;
  top?: string;
  probability?: boolean;
  maxOrder?: number;
  format: (typeof FORMATS)[number];
  output?: string;
}

/** `coupling risk-groups --open-psa FILE`: the smallest sets of failures that fail the top of a fault tree. */
export function riskGroupsCommand(
  program: Command,
  io: Io,
  done: (code: number) => void,
) {
  program
    .command('risk-groups')
    .description(
      'Count and list the risk groups (minimal cut sets) of a fault tree.',
    )
    .requiredOption(
      '--open-psa <file>',
      'the fault tree, in the Open-PSA Model Exchange Format',
    )
    .option('--top <name>', 'the top event, when the file leaves it open')
    .option(
      '--probability',
      'also the probability of the top event, and how much each event matters to it',
    )
    .option(
      '--max-order <n>',
      `list the risk groups of at most so many events (${MAX_LISTED.toLocaleString(
        'en',
      )} at most); all are counted anyway`,
      wholeNumber,
    )
    .addOption(
      new Option('--format <format>', 'how to write the report')
        .choices(FORMATS)
        .default('text'),
    )
    .option(
      '--output <file>',
      'write the report to a file instead of standard output',
    )
    .action(async (options: Options) => {
      const answer: RiskGroupsAnswer = {
        analysis: await analyse(options, io),
        probability: options.probability ?? false,
        maxOrder: options.maxOrder,
      };
      const report =
        options.format === 'json'
          ? riskGroupsJson(answer)
          : riskGroupsText(answer, textStyle(io, options.output !== undefined));
      await writeReport(report, options.output, io);
      done(0);
    });
}

async function analyse(
  { openPsa, top }: Options,
  io: Io,
): Promise<FaultTreeAnalysis> {
  let xml: string;
  try {
    xml = await readFile(resolve(io.cwd, openPsa), 'utf8');
  } catch (error) {
    throw new UnusableError([`${openPsa}: ${reason(error)}`]);
  }
  try {
    return new FaultTreeAnalysis(readOpenPsa(xml, top));
  } catch (error) {
    if (error instanceof FaultTreeError) {
      throw new UnusableError(
        error.problems.map(({ message }) => `${openPsa}: ${message}`),
      );
    }
    throw error;
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('Expected a whole number from 1 up.');
  }
  return value;
}
