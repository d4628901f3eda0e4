import type {
  EvidenceCollector as CollectorHealth,
  EvidenceHealth,
  EvidenceSource,
  EvidenceState,
} from '@posiwid/backstage-plugin-coupling-common';
import type { EvidenceCollector } from '@posiwid/backstage-plugin-coupling-node';
import { DAY_MS } from '../day';
import { intervalMs } from '../config';
import type { CollectorState, CollectorStore } from './CollectorStore';
import type { ObservationStore, SourceSummary } from './ObservationStore';

/** A run that is later than twice the distance of two, and this, is late. */
const GRACE_MS = 60_000;

const NOTHING_YET: CollectorState = {
  failures: 0,
  stored: 0,
  unchanged: 0,
  refused: 0,
  problems: [],
};

export interface EvidenceReporterOptions {
  store: ObservationStore;
  collectors: readonly EvidenceCollector[];
  collectorStore: CollectorStore;
  maximum: number;
  silentAfterDays: number;
  now?: () => number;
}

/** How the sources of evidence do: when each last spoke, and what of it could not be read. */
export class EvidenceReporter {
  private readonly options: EvidenceReporterOptions;
  private readonly now: () => number;

  constructor(options: EvidenceReporterOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
  }

  async report(caller: { maySend: boolean }): Promise<EvidenceHealth> {
    const { store, collectors, collectorStore, maximum, silentAfterDays } =
      this.options;
    const sources = await store.sources();
    const states = await collectorStore.all();
    const health: EvidenceHealth = {
      collectors: collectors.map(collector =>
        this.collectorOf(collector, states.get(collector.id) ?? NOTHING_YET),
      ),
      sources: sources.map(source => this.sourceOf(source)),
      observations: await store.count(),
      maximum,
      silentAfterDays,
      maySend: caller.maySend,
      hidden: 0,
    };
    return caller.maySend ? health : withoutProblems(health);
  }

  private sourceOf(summary: SourceSummary): EvidenceSource {
    const { lastAcceptedAt, lastRefusedAt, ...source } = summary;
    return { ...source, state: this.stateOfSource(summary) };
  }

  private stateOfSource(source: SourceSummary): EvidenceState {
    const { lastAcceptedAt, lastRefusedAt, lastReceivedAt } = source;
    if (lastReceivedAt === undefined) return 'never';
    if (lastRefusedAt && (lastAcceptedAt ?? '') < lastRefusedAt) {
      return 'failing';
    }
    return this.isLongAgo(lastReceivedAt) ? 'silent' : 'ok';
  }

  private collectorOf(
    collector: EvidenceCollector,
    state: CollectorState,
  ): CollectorHealth {
    const { spokeAt, runAt, okAt, retryAt, failures, problems } = state;
    const { stored, unchanged, refused } = state;
    return {
      id: collector.id,
      title: collector.title,
      state: this.stateOfCollector(collector, state),
      scheduled: asks(collector),
      lastSpokeAt: spokeAt,
      lastRunAt: runAt,
      lastOkAt: okAt,
      nextRunAt: nextRun(collector, state),
      retryAt,
      failures,
      stored,
      unchanged,
      refused,
      problems,
    };
  }

  private stateOfCollector(
    collector: EvidenceCollector,
    state: CollectorState,
  ): EvidenceState {
    const { spokeAt, runAt, failures } = state;
    if (failures > 0) return 'failing';
    if (runAt === undefined && spokeAt === undefined) return 'never';
    const next = nextRun(collector, state);
    const interval = collector.schedule && intervalMs(collector.schedule);
    if (
      next !== undefined &&
      this.now() > Date.parse(next) + (interval ?? 0) + GRACE_MS
    ) {
      return 'late';
    }
    return this.isLongAgo(spokeAt ?? runAt!) ? 'silent' : 'ok';
  }

  private isLongAgo(at: string): boolean {
    return this.now() - Date.parse(at) > this.options.silentAfterDays * DAY_MS;
  }
}

function asks({ collect, schedule }: EvidenceCollector): boolean {
  return collect !== undefined && schedule !== undefined;
}

/** When the next run is due; undefined when none is, or its schedule has no fixed distance. */
function nextRun(
  collector: EvidenceCollector,
  { runAt, retryAt }: CollectorState,
): string | undefined {
  const interval = collector.schedule && intervalMs(collector.schedule);
  if (!asks(collector) || runAt === undefined || interval === undefined) {
    return retryAt;
  }
  const due = new Date(Date.parse(runAt) + interval).toISOString();
  return retryAt !== undefined && retryAt > due ? retryAt : due;
}

/** Problems quote what was sent, which may name what the reader may not see. */
function withoutProblems(health: EvidenceHealth): EvidenceHealth {
  const all = [...health.collectors, ...health.sources];
  return {
    ...health,
    collectors: health.collectors.map(one => ({ ...one, problems: [] })),
    sources: health.sources.map(one => ({ ...one, problems: [] })),
    hidden: all.reduce((sum, { problems }) => sum + problems.length, 0),
  };
}
