import { mockServices } from '@backstage/backend-test-utils';
import type { CollectContext } from '@posiwid/backstage-plugin-coupling-node';
import { readObservations, type Calls } from '@posiwid/coupling-engine';

/** What a collector is given, and what came of it. Observations are read as the engine reads them, by source and id. */
export class TestContext {
  readonly problems: string[] = [];
  /** How often each observation was sent, by its id. */
  readonly sent = new Map<string, number>();
  private readonly lines: unknown[] = [];
  private checkpoint: CollectContext['checkpoint'];

  constructor(private readonly source: string) {}

  /** For one run. */
  get context(): CollectContext {
    return this.with(new AbortController().signal);
  }

  with(signal: AbortSignal): CollectContext {
    return {
      sink: {
        send: async observations => {
          for (const value of observations) {
            const { id } = value as { id: string };
            this.sent.set(id, (this.sent.get(id) ?? 0) + 1);
            this.lines.push({ source: this.source, ...(value as object) });
          }
          return { stored: observations.length, unchanged: 0, problems: [] };
        },
        problem: message => this.problems.push(message),
      },
      logger: mockServices.logger.mock(),
      checkpoint: this.checkpoint,
      setCheckpoint: checkpoint => {
        // Kept as a database keeps it.
        this.checkpoint = JSON.parse(JSON.stringify(checkpoint));
      },
      signal,
    };
  }

  /** Forgets where the last run stopped. */
  forget(): void {
    this.checkpoint = undefined;
  }

  /** What the engine reads of all that was sent. */
  get read() {
    const { observations, problems, repeated } = readObservations(
      this.lines.map(value => ({ value })),
    );
    return { calls: observations as Calls[], problems, repeated };
  }
}
