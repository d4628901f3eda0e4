import {
  independenceView,
  type Analysis,
  type IndependenceView,
} from '@posiwid/coupling-engine';
import type { Command } from 'commander';
import { resolveRef } from '../blastRadius/resolveRef';
import { UnusableError } from '../errors';
import {
  independenceJson,
  independenceMarkdown,
  independenceText,
  type IndependenceAnswer,
} from '../independence/formats';
import type { Io } from '../io';
import { writeReport } from '../output';
import {
  addPortalOptions,
  addReportOptions,
  type PortalOptions,
  type ReportOptions,
} from './options';
import { readAnalysis } from './readAnalysis';
import { textStyle } from './textStyle';

const FORMATS = ['text', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

type Options = ReportOptions<Format> & PortalOptions & { in?: string[] };

const FORMATTERS: Record<
  Format,
  (answer: IndependenceAnswer, io: Io, toFile: boolean) => string
> = {
  text: (answer, io, toFile) => independenceText(answer, textStyle(io, toFile)),
  json: independenceJson,
  markdown: independenceMarkdown,
};

/** `coupling independence REF REF... --in PATH...`: what several things share at any depth, by layer. */
export function independenceCommand(
  program: Command,
  io: Io,
  done: (code: number) => void,
) {
  const command = program
    .command('independence')
    .description('Say what several things share at any depth, by layer.')
    .argument(
      '<ref...>',
      'two entities or more, e.g. component:default/orders, or orders',
    )
    .option('--in <path...>', 'the catalog, as PATH for analyze');
  addReportOptions(command, FORMATS);
  addPortalOptions(command);
  command.action(async (texts: string[], options: Options) => {
    const paths = options.in ?? [];
    requireSource(paths, options);
    const analysis = await readAnalysis(paths, options, io);
    const answer = {
      view: viewOf(analysis, texts),
      problems: analysis.problems.length,
    };
    await writeReport(
      FORMATTERS[options.format](answer, io, options.output !== undefined),
      options.output,
      io,
    );
    done(0);
  });
}

/** Refs are all that stands free here, so the catalog has an option of its own. */
function requireSource(paths: string[], { portal }: PortalOptions): void {
  if (portal === undefined && paths.length === 0) {
    throw new UnusableError([
      'give --in PATH (file, folder, or - for standard input) or --portal URL',
    ]);
  }
  if (portal !== undefined && paths.length > 0) {
    throw new UnusableError([
      'give either --in PATH or --portal URL, not both',
    ]);
  }
}

function viewOf(analysis: Analysis, texts: string[]): IndependenceView {
  const { model } = analysis;
  const entities = new Set(model.entities.map(({ ref }) => ref));
  const refs = texts.map(text => {
    const ref = resolveRef(text, model);
    if (!entities.has(ref)) {
      throw new UnusableError([
        `${ref}: holds other things and does not fail itself; name components, resources or APIs`,
      ]);
    }
    return ref;
  });
  if (new Set(refs).size < 2) {
    throw new UnusableError([
      'give two entities or more to hold against each other',
    ]);
  }
  return independenceView(analysis, { refs })!;
}
