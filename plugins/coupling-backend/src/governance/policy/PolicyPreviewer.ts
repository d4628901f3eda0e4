import type {
  PolicyPreview,
  PreviewItem,
} from '@posiwid/backstage-plugin-coupling-common';
import type {
  AnalysisRun,
  AnalysisRunner,
} from '../../analysis/AnalysisRunner';
import type { Change, Difference } from '../../analysis/differences';
import type { CatalogReader } from '../../catalog/CatalogReader';
import { TooManyRequestsError } from '../../evidence/limits';
import type { ObservationStore } from '../../evidence/ObservationStore';
import type { NamedAudience } from '../../serving/SnapshotView';
import { turn } from '../../threads/turn';
import type { PolicyKeeper } from './PolicyKeeper';

/** When to ask again while another preview is under way. */
const RETRY_SECONDS = 10;
/** Entities handed on at a time: as the analysis does. */
const HAND_ON = 100;
/** Findings listed; the counts are of all. */
const MAX_LISTED = 200;

export interface PolicyPreviewerOptions {
  keeper: PolicyKeeper;
  reader: CatalogReader;
  runner: AnalysisRunner;
  evidence: Pick<ObservationStore, 'bodies'>;
  /** What time it is; the system's when left out. */
  clock?: () => Date;
}

/**
 * Says what another policy would raise and retire, before it is set: the catalog as it is now, analysed under both, in a thread of
 * its own. Nothing is stored. One at a time in each replica, since each takes as long as two analyses.
 */
export class PolicyPreviewer {
  private underWay = false;

  constructor(private readonly options: PolicyPreviewerOptions) {}

  /**
   * @param overrides - over app-config's policy, in place of those that count
   * @param audience - who may not see what a finding names is told its number only
   * @returns rejects with InputError when they are not understood, with TooManyRequestsError when another is under way
   */
  async preview(
    overrides: unknown,
    audience: NamedAudience,
    signal: AbortSignal,
  ): Promise<PolicyPreview> {
    const candidate = this.options.keeper.candidate(overrides);
    if (this.underWay) {
      throw new TooManyRequestsError(
        RETRY_SECONDS,
        'Another preview is under way',
      );
    }
    this.underWay = true;
    let run: AnalysisRun | undefined;
    const giveUp = () => run?.discard().catch(() => {});
    signal.addEventListener('abort', giveUp);
    try {
      const at = (this.options.clock?.() ?? new Date()).toISOString();
      const policy = await this.options.keeper.policyAt(at);
      run = this.options.runner.start({ policy, onProgress: () => {} });
      await this.feed(run, signal);
      const differences = await run.compare({ at, policy: candidate });
      run = undefined;
      return { at, ...toldTo(audience, differences) };
    } finally {
      signal.removeEventListener('abort', giveUp);
      await run?.discard();
      this.underWay = false;
    }
  }

  private async feed(run: AnalysisRun, signal: AbortSignal): Promise<void> {
    const { reader, evidence } = this.options;
    await reader.scan({
      signal,
      onPage: async page => {
        for (let start = 0; start < page.length; start += HAND_ON) {
          await turn();
          run.addEntities(page.slice(start, start + HAND_ON));
        }
      },
    });
    for await (const bodies of evidence.bodies()) {
      signal.throwIfAborted();
      run.addObservations(bodies);
    }
  }
}

/** Counts of what one may see, the first of them, and how many are kept from one. */
function toldTo(
  audience: NamedAudience,
  differences: readonly Difference[],
): Omit<PolicyPreview, 'at'> {
  const refs =
    typeof audience === 'object' ? new Set(audience.refs) : undefined;
  const seen = differences.filter(
    ({ names }) =>
      audience === 'everything' || names.every(name => refs?.has(name)),
  );
  const counts = (change: Change) => {
    const of = seen.filter(one => one.change === change);
    const bySeverity: Record<string, number> = {};
    for (const { severity } of of) {
      bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
    }
    return { total: of.length, bySeverity };
  };
  return {
    raised: counts('raised'),
    retired: counts('retired'),
    worse: counts('worse'),
    better: counts('better'),
    items: seen.slice(0, MAX_LISTED).map(toItem),
    more: Math.max(0, seen.length - MAX_LISTED),
    hidden: differences.length - seen.length,
  };
}

function toItem({
  change,
  severity,
  before,
  finding,
}: Difference): PreviewItem {
  return { ...finding, change, severity, ...(before && { before }) };
}
