import { blastRadius } from '@posiwid/coupling-engine';
import type { Command } from 'commander';
import {
  blastRadiusCsv,
  blastRadiusJson,
  blastRadiusMarkdown,
  blastRadiusText,
  type Answer,
} from '../blastRadius/formats';
import { resolveRef } from '../blastRadius/resolveRef';
import { UnusableError } from '../errors';
import type { Io } from '../io';
import { writeReport } from '../output';
import {
  addPortalOptions,
  addReportOptions,
  requireOneSource,
  type PortalOptions,
  type ReportOptions,
} from './options';
import { readAnalysis } from './readAnalysis';
import { textStyle } from './textStyle';

const FORMATS = ['text', 'json', 'markdown', 'csv'] as const;
type Format = (typeof FORMATS)[number];

type Options = ReportOptions<Format> & PortalOptions;

const FORMATTERS: Record<
  Format,
  (answer: Answer, io: Io, toFile: boolean) => string
> = {
  text: (answer, io, toFile) => blastRadiusText(answer, textStyle(io, toFile)),
  json: blastRadiusJson,
  markdown: blastRadiusMarkdown,
  csv: blastRadiusCsv,
};

/** `coupling blast-radius REF PATH...`: what fails and what degrades with something, team by team. */
export function blastRadiusCommand(
  program: Command,
  io: Io,
  done: (code: number) => void,
) {
  const command = program
    .command('blast-radius')
    .description(
      'Say what fails and what degrades with an entity, team by team.',
    )
    .argument(
      '<ref>',
      'what fails, e.g. component:default/orders, or orders; a system, domain or group stands for all that it holds',
    )
    .argument('[path...]', 'the catalog, as for analyze');
  addReportOptions(command, FORMATS);
  addPortalOptions(command);
  command.action(async (text: string, paths: string[], options: Options) => {
    requireOneSource(paths, options);
    const analysis = await readAnalysis(paths, options, io);
    const ref = resolveRef(text, analysis.model);
    const radius = blastRadius(analysis, ref);
    if (!radius) throw new UnusableError([`${ref}: not in this catalog`]);
    const answer = { radius, problems: analysis.problems.length };
    await writeReport(
      FORMATTERS[options.format](answer, io, options.output !== undefined),
      options.output,
      io,
    );
    done(0);
  });
}
