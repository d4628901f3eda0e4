import type {
  EvidenceHealth,
  EvidenceSource,
} from '@posiwid/backstage-plugin-coupling-common';
import type { ObservationStore, SourceSummary } from './ObservationStore';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface EvidenceReporterOptions {
  store: ObservationStore;
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
    const { store, maximum, silentAfterDays } = this.options;
    const sources = await store.sources();
    const health: EvidenceHealth = {
      collectors: [],
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
    return { ...source, state: this.stateOf(summary) };
  }

  private stateOf(source: SourceSummary): EvidenceSource['state'] {
    const { lastAcceptedAt, lastRefusedAt, lastReceivedAt } = source;
    if (lastReceivedAt === undefined) return 'never';
    if (lastRefusedAt && (lastAcceptedAt ?? '') < lastRefusedAt) {
      return 'failing';
    }
    return this.isLongAgo(lastReceivedAt) ? 'silent' : 'ok';
  }

  private isLongAgo(at: string): boolean {
    return this.now() - Date.parse(at) > this.options.silentAfterDays * DAY_MS;
  }
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
