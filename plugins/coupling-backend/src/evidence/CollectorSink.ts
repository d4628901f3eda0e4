import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ObservationSink,
  SendReport,
} from '@posiwid/backstage-plugin-coupling-node';
import type { CollectorStore } from './CollectorStore';
import { Ingestion } from './Ingestion';
import type { ObservationStore, TimedProblem } from './ObservationStore';
import { REMEMBERED } from './problems';

/** Problems are written together, no more often than this. */
const WRITE_PROBLEMS_MS = 1_000;

export interface CollectorSinkOptions {
  observations: ObservationStore;
  store: CollectorStore;
  logger: LoggerService;
}

/** Takes what one collector saw, and writes down what it could not read. */
export class CollectorSink implements ObservationSink {
  private problems: TimedProblem[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly id: string,
    private readonly options: CollectorSinkOptions,
    private readonly clock: () => Date,
  ) {}

  async send(observations: readonly unknown[]): Promise<SendReport> {
    if (observations.length === 0) {
      return { stored: 0, unchanged: 0, problems: [] };
    }
    const ingestion = new Ingestion(
      this.options.observations,
      this.clock,
      Infinity,
    );
    for (const observation of observations) {
      await ingestion.add({ value: withSource(observation, this.id) });
    }
    const { stored, unchanged, refused, problems } = await ingestion.end();
    await this.options.store.sent(this.id, this.clock().toISOString(), {
      stored,
      unchanged,
      refused,
    });
    for (const { field, message } of problems.slice(-REMEMBERED)) {
      this.problem(field === undefined ? message : `${field}: ${message}`);
    }
    return {
      stored,
      unchanged,
      problems: problems.map(({ line, field, message }) => ({
        position: line - 1,
        message: field === undefined ? message : `${field}: ${message}`,
      })),
    };
  }

  problem(message: string): void {
    this.problems.push({ at: this.clock().toISOString(), message });
    if (this.problems.length > REMEMBERED) {
      this.problems.shift();
    }
    if (!this.timer) {
      this.timer = setTimeout(() => this.flush(), WRITE_PROBLEMS_MS);
      this.timer.unref();
    }
  }

  /** Writes down the problems that have come together. Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { problems } = this;
    this.problems = [];
    try {
      if (problems.length > 0) {
        await this.options.store.remember(this.id, problems);
      }
    } catch (error) {
      this.options.logger.warn(
        `Problems of ${this.id} could not be written down`,
        error as Error,
      );
    }
  }
}

function withSource(observation: unknown, source: string): unknown {
  return typeof observation === 'object' &&
    observation !== null &&
    !Array.isArray(observation) &&
    (observation as { source?: unknown }).source === undefined
    ? { ...observation, source }
    : observation;
}
