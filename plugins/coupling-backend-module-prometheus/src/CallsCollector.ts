/**
 * Asks one store, window by window, who called whom. Each query goes on where it stopped, so one that fails keeps no other
 * waiting; a run in which nothing worked fails as a whole, and is tried again later and later.
 */
import type {
  CollectContext,
  EvidenceCollector,
  ObservationSink,
} from '@posiwid/backstage-plugin-coupling-node';
import { callsOf, type CallsObservation } from './calls';
import { PrometheusClient } from './PrometheusClient';
import type { CallsQuery, Source, Window } from './types';
import { windowsDue } from './windows';

/** Observations of one `send`. */
const BATCH = 1000;

/** Where one query stands. */
interface Progress {
  /** End of the last window that was read, ISO 8601. */
  until: string;
  /** Whether it ever found a series. */
  spoke: boolean;
}

/** What one run made of one query. */
interface Followed {
  progress?: Progress;
  /** Windows read in this run. */
  read: number;
  failure?: string;
}

export class CallsCollector implements EvidenceCollector {
  readonly id: string;
  readonly title: string;
  readonly schedule: Source['schedule'];
  private readonly client: PrometheusClient;

  constructor(
    private readonly source: Source,
    private readonly now: () => number = Date.now,
  ) {
    this.id = source.id;
    this.title = source.title;
    this.schedule = source.schedule;
    this.client = new PrometheusClient(source);
  }

  /** @throws Error when no query could be followed and some failed. */
  async collect(context: CollectContext): Promise<void> {
    const before = progressOf(context.checkpoint);
    const after: Record<string, Progress> = {};
    const failures: string[] = [];
    let read = 0;
    for (const query of this.source.queries) {
      const followed = await this.follow(query, before[query.name], context);
      if (followed.progress) after[query.name] = followed.progress;
      if (followed.failure) failures.push(followed.failure);
      read += followed.read;
    }
    if (failures.length > 0 && read === 0) {
      throw new Error(failures.join('; '));
    }
    failures.forEach(failure => context.sink.problem(failure));
    context.setCheckpoint({
      queries: Object.fromEntries(
        Object.entries(after).map(([name, { until, spoke }]) => [
          name,
          { until, spoke },
        ]),
      ),
    });
  }

  private async follow(
    query: CallsQuery,
    before: Progress | undefined,
    { sink, logger, signal }: CollectContext,
  ): Promise<Followed> {
    const { windowMs, delayMs, lookBackMs, maxWindows } = this.source;
    const now = this.now();
    const windows = windowsDue({
      since: before ? Date.parse(before.until) : now - lookBackMs,
      now,
      windowMs,
      delayMs,
      max: maxWindows,
    });
    let progress = before;
    let read = 0;
    for (const window of windows) {
      signal.throwIfAborted();
      try {
        const heard = await this.read(query, window, sink, signal);
        if (!heard && progress?.spoke) {
          sink.problem(
            `${query.name} said nothing about ${spanOf(window)}; it did before`,
          );
        }
        const spoke = heard || progress?.spoke === true;
        progress = { until: new Date(window.end).toISOString(), spoke };
        read += 1;
      } catch (error) {
        signal.throwIfAborted();
        const failure = `${query.name}, ${spanOf(window)}: ${
          (error as Error).message
        }`;
        return { progress, read, failure };
      }
    }
    if (read > 0 && !progress?.spoke) {
      logger.info(`${this.id}: ${query.name} has found no series yet`);
    }
    return { progress, read };
  }

  /** Reads one window. Resolves with whether the store had anything to say of it. */
  private async read(
    query: CallsQuery,
    window: Window,
    sink: ObservationSink,
    signal: AbortSignal,
  ): Promise<boolean> {
    const warnings = new Set<string>();
    const ask = async (promql: string) => {
      const answer = await this.client.query(
        promql.replaceAll(
          /\{\{\s*window\s*\}\}/g,
          `${Math.round((window.end - window.start) / 1000)}s`,
        ),
        window.end,
        signal,
      );
      answer.warnings.forEach(warning => warnings.add(warning));
      return answer.samples;
    };
    const requests = await ask(query.requests);
    const { calls, problems } = callsOf(
      query,
      window,
      {
        requests,
        ...(query.errors && { errors: await ask(query.errors) }),
        ...(query.retries && { retries: await ask(query.retries) }),
      },
      this.source.maxPairs,
    );
    for (const message of [...warnings, ...problems]) {
      sink.problem(`${query.name}, ${spanOf(window)}: ${message}`);
    }
    await sendAll(sink, calls, query.name);
    return requests.length > 0;
  }
}

async function sendAll(
  sink: ObservationSink,
  calls: readonly CallsObservation[],
  name: string,
): Promise<void> {
  let refused = 0;
  let such: string | undefined;
  for (let i = 0; i < calls.length; i += BATCH) {
    const { problems } = await sink.send(calls.slice(i, i + BATCH));
    refused += problems.length;
    such ??= problems[0]?.message;
  }
  if (refused > 0) {
    sink.problem(
      `${name}: ${refused} of ${calls.length} were refused, such as: ${such}`,
    );
  }
}

/** What an earlier run left, or nothing where it cannot be read. */
function progressOf(checkpoint: unknown): Record<string, Progress | undefined> {
  const { queries } = (checkpoint ?? {}) as { queries?: unknown };
  return Object.fromEntries(
    Object.entries(queries ?? {}).flatMap(([name, value]) => {
      const { until, spoke } = (value ?? {}) as Partial<Progress>;
      return typeof until === 'string' && !Number.isNaN(Date.parse(until))
        ? [[name, { until, spoke: spoke === true }]]
        : [];
    }),
  );
}

function spanOf({ start, end }: Window): string {
  return `${new Date(start).toISOString()} to ${new Date(end).toISOString()}`;
}
