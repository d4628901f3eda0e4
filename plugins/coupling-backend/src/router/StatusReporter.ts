import type {
  AnalysisInfo,
  Status,
} from '@posiwid/backstage-plugin-coupling-common';
import type { AnalysisStore } from '../store/AnalysisStore';
import type { SnapshotServer } from '../serving/SnapshotServer';

/** A request that nobody has begun to serve after this long is not shown as under way. */
const REQUEST_SHOWN_MS = 60_000;

export interface StatusReporterOptions {
  store: AnalysisStore;
  snapshots: SnapshotServer;
  /** Milliseconds between two scheduled runs; undefined when there is no fixed distance. */
  intervalMs: number | undefined;
  now?: () => number;
}

/** What is being served, how old it is, and what is under way. */
export class StatusReporter {
  private readonly options: StatusReporterOptions;
  private readonly now: () => number;

  constructor(options: StatusReporterOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
  }

  /** The analysis that is being served; its age is the time since a scan last found the catalog as it was analysed. */
  analysis(): AnalysisInfo | undefined {
    const record = this.options.snapshots.current();
    return (
      record && {
        id: record.id,
        at: record.at,
        ageSeconds: Math.max(
          0,
          Math.round((this.now() - Date.parse(record.confirmedAt)) / 1000),
        ),
        durationMs: record.durationMs,
        ...record.counts,
      }
    );
  }

  async report(caller: { mayAnalyse: boolean }): Promise<Status> {
    const { store, intervalMs } = this.options;
    const state = await store.runState();
    const analysis = this.analysis();
    const tooOld =
      analysis !== undefined &&
      intervalMs !== undefined &&
      analysis.ageSeconds * 1000 > 2 * intervalMs;
    return {
      analysis,
      running: state.running
        ? {
            startedAt: state.running.startedAt,
            phase: state.running.phase,
            done: state.running.done,
            total: state.running.total,
          }
        : this.requested(state.requestedAt),
      lastFailure: state.lastFailure,
      stale: tooOld || state.lastFailure !== undefined,
      mayAnalyse: caller.mayAnalyse,
    };
  }

  private requested(at: string | undefined): Status['running'] {
    return at !== undefined && this.now() - Date.parse(at) < REQUEST_SHOWN_MS
      ? { startedAt: at, phase: 'scan', done: 0, total: 0 }
      : undefined;
  }
}
