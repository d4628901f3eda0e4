import type { Analysis, Finding } from '@posiwid/coupling-engine';
import type { Command } from 'commander';
import { analyseCatalog } from '../analyseCatalog';
import { compare, type Comparison } from '../check/compare';
import { comparisonJson } from '../check/comparisonJson';
import { comparisonMarkdown } from '../check/comparisonMarkdown';
import { comparisonText } from '../check/comparisonText';
import { UnusableError } from '../errors';
import { findingsCsv } from '../format/findingsCsv';
import { Places } from '../format/places';
import { sarif } from '../format/sarif';
import type { Io } from '../io';
import { readObservationFiles } from '../observations/readObservations';
import { writeReport } from '../output';
import { readPolicy } from '../policy/readPolicy';
import { withProgress } from '../progress';
import { readCatalog } from '../read/catalog';
import {
  addFailOn,
  addObservations,
  addReportOptions,
  exitCode,
  FORMATS,
  type Format,
  type ReportOptions,
  type Threshold,
} from './options';
import { textStyle } from './textStyle';

interface Options extends ReportOptions {
  observations?: string[];
  base: string[];
  head: string[];
  failOn?: Threshold;
}

interface Both {
  base: Analysis;
  head: Analysis;
}

type Formatter = (
  comparison: Comparison,
  both: Both,
  io: Io,
  toFile: boolean,
) => string;

const FORMATTERS: Record<Format, Formatter> = {
  text: (comparison, { head }, io, toFile) =>
    comparisonText(comparison, head.omissions, textStyle(io, toFile)),
  json: (comparison, { base, head }) => comparisonJson(comparison, base, head),
  markdown: (comparison, { head }) =>
    comparisonMarkdown(comparison, head.omissions),
  csv: comparison => {
    const rows: (Finding & { change: string })[] = [
      ...comparison.introduced.map(finding => ({ ...finding, change: 'new' })),
      ...comparison.worse.map(({ finding }) => ({
        ...finding,
        change: 'worse',
      })),
      ...comparison.resolved.map(finding => ({
        ...finding,
        change: 'resolved',
      })),
    ];
    return findingsCsv(rows, [['change', row => row.change]]);
  },
  sarif: ({ introduced, worse, problems }, { head }, { cwd }) => {
    const fresh = new Set(introduced.map(finding => finding.id));
    return sarif(
      {
        findings: [...introduced, ...worse.map(({ finding }) => finding)],
        problems,
      },
      {
        cwd,
        places: new Places(head.model),
        baseline: finding => (fresh.has(finding.id) ? 'new' : 'updated'),
      },
    );
  },
};

/** `coupling check --base PATH... --head PATH...`: what a catalog change introduces, worsens and resolves. */
export function checkCommand(
  program: Command,
  io: Io,
  done: (code: number) => void,
) {
  const command = program
    .command('check')
    .description(
      'Say what a change of the catalog introduces, worsens and resolves.',
    )
    .requiredOption('--base <path...>', 'the catalog before the change')
    .requiredOption('--head <path...>', 'the catalog after it');
  addReportOptions(command, FORMATS);
  addFailOn(command, 'a finding is new or got worse and is');
  addObservations(command);
  command.action(async ({ format, failOn, output, ...options }: Options) => {
    if (options.base.includes('-') && options.head.includes('-')) {
      throw new UnusableError(['-: standard input can be read only once']);
    }
    const policy = options.policy
      ? await readPolicy(options.policy, io.cwd)
      : undefined;
    const at = options.at ?? io.now().toISOString();
    const { observations, problems } = await readObservationFiles(
      options.observations ?? [],
      io,
      io.now().toISOString(),
    );
    const { base, head } = await withProgress(
      io.stderr,
      options.progress,
      async report => {
        // Both sides are held against the same observations, so that only the catalog differs.
        const analyseSide = async (side: string, paths: string[]) => {
          const source = await readCatalog(paths, io, {
            onProgress: n => report(`${side}: reading`, n, 0),
          });
          return analyseCatalog(
            { ...source, problems: [...source.problems, ...problems] },
            { policy, at, observations },
            (phase, n, total) => report(`${side}: ${phase}`, n, total),
          );
        };
        return {
          base: await analyseSide('base', options.base),
          head: await analyseSide('head', options.head),
        };
      },
    );
    const comparison = compare(base, head);
    await writeReport(
      FORMATTERS[format](comparison, { base, head }, io, output !== undefined),
      output,
      io,
    );
    const answerable = [
      ...comparison.introduced,
      ...comparison.worse.map(w => w.finding),
    ];
    done(
      exitCode(
        answerable.map(finding => finding.severity),
        failOn,
      ),
    );
  });
}
