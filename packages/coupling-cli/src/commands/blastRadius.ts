import { buildModel, DEFAULT_POLICY } from '@posiwid/coupling-engine';
import type { Command } from 'commander';
import { blastRadius, type BlastRadius } from '../blastRadius/blastRadius';
import {
  blastRadiusCsv,
  blastRadiusMarkdown,
  blastRadiusText,
} from '../blastRadius/formats';
import { resolveRef } from '../blastRadius/resolveRef';
import type { Io } from '../io';
import { writeReport } from '../output';
import { readPolicy } from '../policy/readPolicy';
import { Progress } from '../progress';
import { readSource } from '../read/source';
import {
  addPortalOptions,
  addReportOptions,
  requireOneSource,
  type PortalOptions,
  type ReportOptions,
} from './options';
import { textStyle } from './textStyle';

const FORMATS = ['text', 'json', 'markdown', 'csv'] as const;
type Format = (typeof FORMATS)[number];

type Options = ReportOptions<Format> & PortalOptions;

const FORMATTERS: Record<
  Format,
  (radius: BlastRadius, io: Io, toFile: boolean) => string
> = {
  text: (radius, io, toFile) => blastRadiusText(radius, textStyle(io, toFile)),
  json: radius => `${JSON.stringify({ version: 1, ...radius }, null, 2)}\n`,
  markdown: blastRadiusMarkdown,
  csv: blastRadiusCsv,
};

/** `coupling blast-radius REF PATH...`: what fails and what degrades with one entity, team by team. */
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
      'the entity that fails, e.g. component:default/orders, or orders',
    )
    .argument('[path...]', 'the catalog, as for analyze');
  addReportOptions(command, FORMATS);
  addPortalOptions(command);
  command.action(async (ref: string, paths: string[], options: Options) => {
    requireOneSource(paths, options);
    const policy = options.policy
      ? await readPolicy(options.policy, io.cwd)
      : DEFAULT_POLICY;
    const progress = new Progress(io.stderr, options.progress ?? false);
    const input = await readSource(paths, options, io, progress.report);
    progress.report('model', 0, 100);
    // The failure of one entity needs no more than the model, which saves most of an analysis.
    const model = buildModel(input.entities, policy);
    progress.clear();
    const radius = blastRadius(
      model,
      resolveRef(ref, model),
      input.problems.length + model.problems.length,
    );
    await writeReport(
      FORMATTERS[options.format](radius, io, options.output !== undefined),
      options.output,
      io,
    );
    done(0);
  });
}
