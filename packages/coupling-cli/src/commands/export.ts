import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  quantifiedFaultTree,
  type Analysis,
  type FaultTreeSubject,
} from '@posiwid/coupling-engine';
import { Option, type Command } from 'commander';
import { resolveRef } from '../blastRadius/resolveRef';
import { reason, UnusableError } from '../errors';
import { exportOpenPsa } from '../export/openPsa';
import type { Io } from '../io';
import { writeReport } from '../output';
import { atOption } from './at';
import {
  addPortalOptions,
  requireOneSource,
  type PortalOptions,
} from './options';
import { readAnalysis } from './readAnalysis';

const FORMATS = ['open-psa'] as const;
const MAX_SUGGESTIONS = 10;

interface Options extends PortalOptions {
  format: (typeof FORMATS)[number];
  claim?: string;
  results?: string;
  output?: string;
  policy?: string;
  at?: string;
  progress?: boolean;
}

/** `coupling export --format open-psa`: the fault graph of an entity or of a claim of redundancy, for other tools. */
export function exportCommand(
  program: Command,
  io: Io,
  done: (code: number) => void,
) {
  const command = program
    .command('export')
    .description(
      'Write the fault graph of an entity, or of a claim of redundancy, for SCRAM, XFTA and other tools.',
    )
    .argument(
      '[ref-and-paths...]',
      'REF PATH..., e.g. component:default/orders catalog/; with --claim, PATH... alone',
    )
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(FORMATS)
        .default('open-psa'),
    )
    .option(
      '--claim <name>',
      'name or id of the claim, e.g. redundancy-group:edge-dns or edge-dns',
    )
    .option(
      '--results <file>',
      'what this command makes of the graph, as JSON, to be held against other tools',
    )
    .option(
      '--output <file>',
      'write the graph to a file instead of standard output',
    )
    .option(
      '--policy <file>',
      'thresholds and patterns to use instead of the defaults (YAML or JSON)',
    )
    .addOption(atOption())
    .option(
      '--progress',
      'say on standard error how far it is, also when that is no terminal',
    );
  addPortalOptions(command);
  command.action(async (stated: string[], options: Options) => {
    const [ref, paths] = options.claim
      ? [undefined, stated]
      : [stated[0], stated.slice(1)];
    if (!options.claim && ref === undefined) {
      throw new UnusableError(['expected a REF, or --claim NAME']);
    }
    requireOneSource(paths, options);
    const analysis = await readAnalysis(paths, options, io);
    const subject: FaultTreeSubject = options.claim
      ? { claim: resolveClaim(options.claim, analysis) }
      : { ref: resolveRef(ref!, analysis.model) };
    const found = quantifiedFaultTree(analysis, subject);
    if (!found) {
      throw new UnusableError([
        `${ref}: expected something that can fail: a component, resource or API`,
      ]);
    }
    const { xml, results } = exportOpenPsa(found);
    if (options.results) await writeResults(results, options.results, io);
    await writeReport(xml, options.output, io);
    done(0);
  });
}

/** The id of the claim with this id or, where only one bears it, this name. */
function resolveClaim(text: string, { independence }: Analysis): string {
  const { claims } = independence;
  const exact = claims.find(({ id }) => id === text);
  if (exact) return exact.id;
  const named = claims.filter(({ id, name }) =>
    [name, id.slice(id.indexOf(':') + 1)].includes(text),
  );
  if (named.length === 1) return named[0].id;
  if (named.length > 1) {
    const ids = named.map(({ id }) => id).join(', ');
    throw new UnusableError([`${text}: several claims bear this name: ${ids}`]);
  }
  const known = claims.slice(0, MAX_SUGGESTIONS).map(({ id }) => id);
  throw new UnusableError([
    `${text}: no such claim in this catalog${
      known.length > 0 ? `; there are ${known.join(', ')}` : ''
    }${claims.length > known.length ? ', …' : ''}`,
  ]);
}

async function writeResults(
  results: string,
  file: string,
  io: Io,
): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), results);
  } catch (error) {
    throw new UnusableError([`--results ${file}: ${reason(error)}`]);
  }
}
