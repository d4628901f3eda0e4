import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Journal } from '../journal';
import { DECISIONS, toDecision } from './entries';
import type { Decision } from './types';

const PAGE = 500;

export interface DecisionFeedOptions {
  journal: Journal;
  logger: LoggerService;
  /** Takes what is new, in order. */
  onDecided: (decisions: Decision[]) => void;
  /** How often to look for what other replicas took. */
  pollMs?: number;
}

/** Hands on every decision of the journal once, whichever replica took it. */
export class DecisionFeed {
  private sequence = 0;
  private looking: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: DecisionFeedOptions) {}

  async start(): Promise<void> {
    await this.refresh();
    const { logger, pollMs = 1_000 } = this.options;
    this.timer = setInterval(() => {
      this.refresh().catch(error =>
        logger.warn('Could not look for decisions', error),
      );
    }, pollMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Resolves when everything is handed on that was in the journal when this was called. */
  refresh(): Promise<void> {
    if (this.looking) {
      // What was appended since the look under way began needs another look.
      this.again = true;
      return this.looking;
    }
    this.looking = this.look().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async look(): Promise<void> {
    const { journal, onDecided } = this.options;
    do {
      this.again = false;
      for (;;) {
        const entries = await journal.since(this.sequence, {
          prefix: DECISIONS,
          limit: PAGE,
        });
        if (entries.length === 0) break;
        onDecided(entries.map(toDecision));
        this.sequence = entries[entries.length - 1].sequence;
      }
    } while (this.again);
  }
}
