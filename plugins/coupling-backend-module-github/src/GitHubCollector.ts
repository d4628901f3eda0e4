/** Listens on a topic of the events service and hands on what the GitHub webhooks there say was observed. */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  OnceFor,
  withRetries,
  type EvidenceCollector,
  type ListenContext,
  type ObservationSink,
} from '@posiwid/backstage-plugin-coupling-node';
import type { GitHubConfig } from './config';
import { deploymentStatus } from './deployments';
import { NOTHING, type Mapped, type MappingContext } from './mapping';
import { isObject, Unreadable, type Payload } from './payload';
import { pullRequestReview } from './reviews';

export interface GitHubCollectorOptions {
  config: GitHubConfig;
  events: EventsService;
  lookup: MappingContext['lookup'];
  /** Waits between attempts to store; the tests have shorter ones. */
  waitsMs?: readonly number[];
}

const READERS: Record<
  string,
  (payload: Payload, context: MappingContext) => Promise<Mapped>
> = {
  deployment_status: deploymentStatus,
  pull_request_review: pullRequestReview,
};

export class GitHubCollector implements EvidenceCollector {
  readonly id = 'github';
  readonly title = 'GitHub';
  readonly #options: GitHubCollectorOptions;
  readonly #once = new OnceFor();

  constructor(options: GitHubCollectorOptions) {
    this.#options = options;
  }

  async listen({ sink, logger }: ListenContext): Promise<void> {
    const { config, events } = this.#options;
    await events.subscribe({
      id: this.id,
      topics: [config.topic],
      onEvent: params => this.#receive(params, sink, logger),
    });
  }

  /** One webhook. What cannot be stored in a few seconds is lost, and said to be. */
  async #receive(
    { eventPayload, metadata }: EventParams,
    sink: ObservationSink,
    logger: LoggerService,
  ): Promise<void> {
    const { waitsMs } = this.#options;
    const name = nameOf(eventPayload, metadata);
    try {
      const mapped = await withRetries(
        () => this.#read(name, eventPayload),
        waitsMs,
      );
      if ('problem' in mapped) {
        if (this.#once.isFirst(mapped.about)) sink.problem(mapped.problem);
      } else if (mapped.observations.length > 0) {
        await withRetries(() => sink.send(mapped.observations), waitsMs);
      }
    } catch (error) {
      logger.error('A GitHub webhook could not be stored', error as Error);
      sink.problem(
        `A ${name} was lost: the store or the catalog did not answer. GitHub can deliver it again`,
      );
    }
  }

  /** Rejects when the catalog cannot be asked. */
  async #read(name: string | undefined, payload: unknown): Promise<Mapped> {
    if (name === undefined || !Object.hasOwn(READERS, name)) return NOTHING;
    try {
      if (!isObject(payload)) throw new Unreadable('expected a JSON object');
      return await READERS[name](payload, this.#options);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const problem = `A ${name} could not be read: ${error.message}`;
      return { problem, about: problem };
    }
  }
}

/**
 * Which webhook it is: by its header, or by what only it carries, since an event that reaches this process over the events service
 * of another comes without headers.
 */
function nameOf(
  payload: unknown,
  headers: EventParams['metadata'] = {},
): string | undefined {
  const header = headers['x-github-event'];
  if (typeof header === 'string') return header;
  if (!isObject(payload)) return undefined;
  if ('deployment_status' in payload) return 'deployment_status';
  const isReview =
    'review' in payload && 'pull_request' in payload && !('comment' in payload);
  return isReview ? 'pull_request_review' : undefined;
}
