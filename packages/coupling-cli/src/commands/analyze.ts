import { toReport, type Analysis } from '@posiwid/coupling-engine';
import type { Command } from 'commander';
import { analyseCatalog } from '../analyseCatalog';
import { analysisMarkdown } from '../format/analysisMarkdown';
import { analysisText } from '../format/analysisText';
import { findingsCsv } from '../format/findingsCsv';
import { Places } from '../format/places';
import { sarif } from '../format/sarif';
import type { Io } from '../io';
import { readObservationFiles } from '../observations/readObservations';
import { writeReport } from '../output';
import { readPolicy } from '../policy/readPolicy';
import { withProgress } from '../progress';
import { readSource } from '../read/source';
import {
  addFailOn,
  addObservations,
  addPortalOptions,
  addReportOptions,
  exitCode,
  FORMATS,
  requireOneSource,
  type Format,
  type PortalOptions,
  type ReportOptions,
  type Threshold,
} from './options';
import { textStyle } from './textStyle';

interface Options extends ReportOptions, PortalOptions {
  failOn?: Threshold;
  observations?: string[];
}

const FORMATTERS: Record<
  Format,
  (analysis: Analysis, io: Io, toFile: boolean) => string
> = {
  text: (analysis, io, toFile) => analysisText(analysis, textStyle(io, toFile)),
  json: analysis => `${JSON.stringify(toReport(analysis), null, 2)}\n`,
  markdown: analysisMarkdown,
  csv: ({ findings }) => findingsCsv(findings),
  sarif: (analysis, { cwd }) =>
    sarif(analysis, { cwd, places: new Places(analysis.model) }),
};

/** `coupling analyze PATH...`: what a catalog's couplings are worth talking about. */
export function analyzeCommand(
  program: Command,
  io: Io,
  done: (code: number) => void,
) {
  const command = program
    .command('analyze')
    .description(
      'Find shared dependencies and un-owned interfaces in a software catalog.',
    )
    .argument(
      '[path...]',
      'YAML, JSON or JSON lines, each also gzipped; a folder of them; - for standard input',
    );
  addReportOptions(command, FORMATS);
  addFailOn(command, 'there is a finding');
  addPortalOptions(command);
  addObservations(command);
  command.action(async (paths: string[], options: Options) => {
    requireOneSource(paths, options);
    const policy = options.policy
      ? await readPolicy(options.policy, io.cwd)
      : undefined;
    const at = options.at ?? io.now().toISOString();
    const { observations, problems } = await readObservationFiles(
      options.observations ?? [],
      io,
      io.now().toISOString(),
    );
    const analysis = await withProgress(
      io.stderr,
      options.progress,
      async report => {
        const source = await readSource(paths, options, io, report);
        return analyseCatalog(
          { ...source, problems: [...source.problems, ...problems] },
          { policy, at, observations },
          report,
        );
      },
    );
    const report = FORMATTERS[options.format](
      analysis,
      io,
      options.output !== undefined,
    );
    await writeReport(report, options.output, io);
    done(
      exitCode(
        analysis.findings.map(f => f.severity),
        options.failOn,
      ),
    );
  });
}
