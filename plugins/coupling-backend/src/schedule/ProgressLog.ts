import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AnalysisStore, RunProgress } from '../store/AnalysisStore';

/** Progress is written no more often than this, */
const WRITE_MS = 1_000;
/** and a sign of life at least this often. */
const BEAT_MS = 10_000;

/** Writes a run's progress to the store, now and then, without the run waiting for it. */
export class ProgressLog {
  private last: RunProgress = { phase: 'scan', done: 0, total: 0 };
  private writtenAt = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly store: AnalysisStore,
    private readonly logger: LoggerService,
  ) {
    this.timer = setInterval(() => this.write(), BEAT_MS);
    this.timer.unref();
  }

  report(progress: RunProgress): void {
    const isNewPhase = progress.phase !== this.last.phase;
    this.last = progress;
    if (isNewPhase || Date.now() - this.writtenAt >= WRITE_MS) {
      this.write();
    }
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private write(): void {
    this.writtenAt = Date.now();
    this.store
      .reportProgress(new Date().toISOString(), this.last)
      .catch(error => this.logger.debug(`Progress not written: ${error}`));
  }
}
