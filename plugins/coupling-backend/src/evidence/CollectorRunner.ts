import type {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import type { EvidenceCollector } from '@posiwid/backstage-plugin-coupling-node';
import { intervalMs } from '../config';
import type { CollectorStore } from './CollectorStore';
import { CollectorSink } from './CollectorSink';
import type { ObservationStore } from './ObservationStore';

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 24 * 60 * MINUTE_MS;

export interface CollectorRunnerOptions {
  observations: ObservationStore;
  store: CollectorStore;
  logger: LoggerService;
  clock?: () => Date;
}

/**
 * Runs collectors: those that ask on the scheduler, on one replica at a time, and those that are told from the start, on each.
 * Whatever a collector does wrong is written down as its own, and touches no other.
 */
export class CollectorRunner {
  private readonly clock: () => Date;

  constructor(private readonly options: CollectorRunnerOptions) {
    this.clock = options.clock ?? (() => new Date());
  }

  /** Puts every collector that asks on the scheduler. */
  async schedule(
    collectors: readonly EvidenceCollector[],
    scheduler: SchedulerService,
  ): Promise<void> {
    for (const collector of collectors) {
      const { id, schedule } = collector;
      if (!collector.collect || !schedule) continue;
      await scheduler.scheduleTask({
        ...schedule,
        id: taskOf(id),
        scope: 'global',
        fn: signal => this.collect(collector, signal),
      });
    }
  }

  /** Lets every collector that is told begin to listen. Resolves when all have begun, or failed to. */
  async listen(collectors: readonly EvidenceCollector[]): Promise<void> {
    await Promise.all(
      collectors.map(async collector => {
        if (!collector.listen) return;
        const logger = this.loggerOf(collector);
        const sink = new CollectorSink(collector.id, this.options, this.clock);
        try {
          await collector.listen({ sink, logger });
        } catch (error) {
          logger.error('Does not listen', asError(error));
          sink.problem(`Does not listen: ${asError(error).message}`);
        }
      }),
    );
  }

  /** One run of a collector that asks, unless it is to be left alone after failures. Never rejects. */
  async collect(
    collector: EvidenceCollector,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.options;
    const { id } = collector;
    const logger = this.loggerOf(collector);
    const sink = new CollectorSink(id, this.options, this.clock);
    try {
      const { checkpoint, retryAt, failures } = await store.read(id);
      if (retryAt !== undefined && retryAt > this.now()) {
        return;
      }
      await store.began(id, this.now());
      let next: JsonValue | undefined;
      let over = false;
      const run = async () =>
        collector.collect!({
          sink,
          logger,
          checkpoint,
          signal,
          setCheckpoint: value => {
            if (!over) next = value;
          },
        });
      try {
        await Promise.race([run(), aborted(signal)]);
        over = true;
        await store.succeeded(id, this.now(), next);
      } catch (error) {
        over = true;
        logger.warn('Could not collect', asError(error));
        sink.problem(asError(error).message);
        const wait = waitAfter(failures + 1, collector.schedule);
        await store.failed(
          id,
          failures + 1,
          new Date(this.clock().getTime() + wait).toISOString(),
        );
      }
    } catch (error) {
      // The database itself; the next run finds everything as it was.
      logger.error('Could not be run', asError(error));
    } finally {
      await sink.flush();
    }
  }

  private now(): string {
    return this.clock().toISOString();
  }

  private loggerOf({ id }: EvidenceCollector): LoggerService {
    return this.options.logger.child({ collector: id });
  }
}

/** When a run that failed so many times in a row is tried again: twice as late each time, a day at most. */
export function waitAfter(
  failures: number,
  schedule: SchedulerServiceTaskScheduleDefinition | undefined,
): number {
  const interval = (schedule && intervalMs(schedule)) ?? MINUTE_MS;
  const wait = Math.max(interval, MINUTE_MS) * 2 ** Math.min(failures - 1, 20);
  return Math.min(wait, LONGEST_WAIT_MS);
}

function taskOf(id: string): string {
  return `coupling-evidence-${id}`;
}

/** Rejects when a run has taken too long: one that does not look at its signal must not keep the next from running. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Error('The run was stopped'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
