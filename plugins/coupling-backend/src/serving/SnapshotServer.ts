import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { DAY_MS } from '../day';
import type { Decision } from '../governance/decisions';
import type { AnalysisRecord, AnalysisStore } from '../store/AnalysisStore';
import type { Answer, Question } from './questions';
import {
  openSnapshotView,
  type NamedAudience,
  type SnapshotView,
} from './SnapshotView';

/** A trend reaches no further back than this. */
const TREND_WEEKS = 104;
const WEEK_MS = 7 * DAY_MS;

export interface SnapshotServerOptions {
  store: AnalysisStore;
  logger: LoggerService;
  /** How often to look whether another replica has stored a newer analysis. */
  pollMs?: number;
}

/** It is what was to be opened that could not be read, and not what was read that could not be opened. */
class UnreadError extends Error {}

async function* readFrom<T>(source: AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* source;
  } catch (error) {
    throw new UnreadError('not read', { cause: error });
  }
}

/**
 * Serves the newest stored snapshot, whichever replica made it. While a newer one is being opened the old one answers; one that
 * cannot be opened is reported and the old one goes on. One that cannot be read is read again with the next look.
 */
export class SnapshotServer {
  private readonly store: AnalysisStore;
  private readonly logger: LoggerService;
  private readonly pollMs: number;
  private view: SnapshotView | undefined;
  private viewOf: string | undefined;
  private record: AnalysisRecord | undefined;
  /** A stored analysis that this version cannot open; not tried again. */
  private unopenable: string | undefined;
  /** All that people decided, in order: every snapshot is served with it. */
  private readonly decisions: Decision[] = [];
  private readonly closing = new Set<Promise<void>>();
  private refreshing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(options: SnapshotServerOptions) {
    this.store = options.store;
    this.logger = options.logger;
    this.pollMs = options.pollMs ?? 5_000;
  }

  /** Opens what is stored and goes on looking for newer. */
  async start(): Promise<void> {
    const look = () =>
      this.refresh().catch(error =>
        this.logger.warn('Could not look for a newer analysis', error),
      );
    await look();
    this.timer = setInterval(look, this.pollMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.refreshing?.catch(() => {});
    await this.view?.close();
    await Promise.all(this.closing);
  }

  /** The newest analysis, whose snapshot is served; undefined before the first. */
  current(): AnalysisRecord | undefined {
    return this.record;
  }

  async ask(question: Question, audience: NamedAudience): Promise<Answer> {
    if (!this.view) {
      await this.refresh();
    }
    if (!this.view) {
      throw new ServiceUnavailableError('The backend is stopping');
    }
    return this.view.ask(question, audience);
  }

  /** Tells what people decided since the last time; answers to what is asked later know it. */
  decided(decisions: readonly Decision[]): void {
    this.decisions.push(...decisions);
    this.view?.decided(decisions);
  }

  /** Looks for a newer analysis now. Callers at the same time share one look. */
  refresh(): Promise<void> {
    this.refreshing ??= this.look().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private async look(): Promise<void> {
    if (this.closed) {
      return;
    }
    const latest = await this.store.latest();
    if (this.view && latest?.id === this.viewOf) {
      // Served already; a scan may have confirmed it since.
      this.record &&= latest;
      return;
    }
    if (this.view && latest && latest.id === this.unopenable) {
      return;
    }
    const known = this.decisions.length;
    const { view: opened, record } = await this.open(latest);
    const before = this.view;
    this.view = opened;
    // Decided while it was being opened.
    opened.decided(this.decisions.slice(known));
    this.viewOf = latest?.id;
    this.record = record;
    opened.gone.then(() => {
      if (this.view === opened) {
        this.view = undefined;
      }
    });
    if (before) {
      const closed = before.close().finally(() => this.closing.delete(closed));
      this.closing.add(closed);
    }
  }

  private async open(
    latest: AnalysisRecord | undefined,
  ): Promise<{ view: SnapshotView; record?: AnalysisRecord }> {
    if (!latest) {
      return { view: await openSnapshotView([], [], this.decisions) };
    }
    const since = Date.parse(latest.at) - TREND_WEEKS * WEEK_MS;
    const times = await this.store.times(new Date(since).toISOString());
    try {
      const chunks = readFrom(this.store.snapshot(latest.id));
      const view = await openSnapshotView(chunks, times, this.decisions);
      return { view, record: latest };
    } catch (error) {
      // The database may answer the next time: nothing is said of the snapshot.
      if (error instanceof UnreadError) {
        throw error.cause;
      }
      this.unopenable = latest.id;
      if (this.view) {
        throw error;
      }
      this.logger.warn(
        'The stored analysis cannot be opened; nothing is served until the next one',
        error as Error,
      );
      return { view: await openSnapshotView([], [], this.decisions) };
    }
  }
}
