import type { Analysis } from '@posiwid/coupling-engine';
import { analyseCatalog } from '../analyseCatalog';
import type { Io } from '../io';
import { readPolicy } from '../policy/readPolicy';
import { withProgress } from '../progress';
import { readSource } from '../read/source';
import type { PortalOptions, ReportOptions } from './options';

/** What the options of a command say of the analysis that it asks for. */
export type AnalysisOptions = PortalOptions &
  Pick<ReportOptions, 'policy' | 'at' | 'progress'>;

/** Reads the catalog, from files or a portal, and analyses it under the policy and at the time that the options name. */
export async function readAnalysis(
  paths: string[],
  options: AnalysisOptions,
  io: Io,
): Promise<Analysis> {
  const policy = options.policy
    ? await readPolicy(options.policy, io.cwd)
    : undefined;
  return withProgress(io.stderr, options.progress, async report =>
    analyseCatalog(
      await readSource(paths, options, io, report),
      { policy, at: options.at ?? io.now().toISOString() },
      report,
    ),
  );
}
