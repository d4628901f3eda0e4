/** Listens on a topic of the events service and hands on what the CDEvents there say was observed. */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  OnceFor,
  withRetries,
  type CatalogLookup,
  type EvidenceCollector,
  type ListenContext,
  type ObservationSink,
} from '@posiwid/backstage-plugin-coupling-node';
import { isCDEvent, readCDEvent, shown, typeIn } from './cdEvent';
import { unwrap, type Unwrapped } from './cloudEvents';
import type { CDEventsConfig } from './config';
import { EntityResolver } from './EntityResolver';
import { observationsOf, type MappingContext } from './observations';

export interface CDEventsCollectorOptions {
  config: CDEventsConfig;
  events: EventsService;
  lookup: Pick<CatalogLookup, 'byAnnotation'>;
  /** Waits between attempts to store; the tests have shorter ones. */
  waitsMs?: readonly number[];
}

export class CDEventsCollector implements EvidenceCollector {
  readonly id = 'cdevents';
  readonly title = 'CDEvents';
  readonly #options: CDEventsCollectorOptions;
  readonly #context: MappingContext;
  readonly #once = new OnceFor();

  constructor(options: CDEventsCollectorOptions) {
    const { config, lookup } = options;
    this.#options = options;
    this.#context = {
      config,
      entities: new EntityResolver({ ...config, lookup }),
    };
  }

  async listen({ sink, logger }: ListenContext): Promise<void> {
    const { config, events } = this.#options;
    await events.subscribe({
      id: this.id,
      topics: [config.topic],
      onEvent: params => this.#receive(params, sink, logger),
    });
  }

  /** One delivery. What cannot be stored in a few seconds is lost, and said to be. */
  async #receive(
    { eventPayload, metadata }: EventParams,
    sink: ObservationSink,
    logger: LoggerService,
  ): Promise<void> {
    const { waitsMs } = this.#options;
    const unwrapped = unwrap(eventPayload, metadata);
    try {
      const read = await withRetries(
        () => Promise.all(unwrapped.map(one => this.#read(one))),
        waitsMs,
      );
      const observations = read.flatMap(one => one.observations ?? []);
      read.forEach(one => this.#report(one, sink));
      if (observations.length > 0) {
        await withRetries(() => sink.send(observations), waitsMs);
      }
    } catch (error) {
      logger.error('CDEvents could not be stored', error as Error);
      sink.problem(
        `${unwrapped.length} events were lost: the store or the catalog did not answer. Send them again`,
      );
    }
  }

  /** Rejects when the catalog has to be asked and cannot be. */
  async #read(one: Unwrapped): Promise<Read> {
    if ('expected' in one) {
      return { problem: `An event could not be read: ${one.expected}` };
    }
    const type = one.type ?? typeIn(one.data);
    if (!isCDEvent(type)) {
      return {
        problem: `Events of type ${shown(
          type,
        )} are not read; expected CDEvents, such as dev.cdevents.service.deployed.0.3.0`,
        once: String(type),
      };
    }
    const event = readCDEvent(one.data);
    if ('expected' in event) {
      return {
        problem: `A ${shown(type)} could not be read: ${event.expected}`,
      };
    }
    const mapped = await observationsOf(event, this.#context);
    if ('observations' in mapped) return mapped;
    const { id, source } = event;
    return {
      problem: `Event ${shown(id)} of ${shown(source)}: ${mapped.expected}`,
    };
  }

  #report({ problem, once }: Read, sink: ObservationSink): void {
    if (problem === undefined) return;
    if (once === undefined || this.#once.isFirst(once)) sink.problem(problem);
  }
}

/** What became of one event. A problem with `once` is said once for all events like it. */
interface Read {
  observations?: object[];
  problem?: string;
  once?: string;
}
