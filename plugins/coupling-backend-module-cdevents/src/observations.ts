/**
 * What a CDEvent says was observed, in the words of docs/evidence.md. One event always gives the same observations, with ids
 * made of its own, so that a replay changes nothing. Nothing is remembered between events: an incident's end is an observation of
 * its own, joined to its start when evidence is read.
 */
import type { CDEvent } from './cdEvent';
import { idOf, shown, textOf } from './cdEvent';
import type { CDEventsConfig, ServicePredicate } from './config';
import type { EntityResolver, Resolved } from './EntityResolver';
import { reference } from './EntityResolver';

/** Nothing, where the event is about something that is no evidence here. */
export type Mapped = { observations: object[] } | { expected: string };

export interface MappingContext {
  config: Pick<CDEventsConfig, 'deployments' | 'environments'>;
  entities: EntityResolver;
}

const NOTHING: Mapped = { observations: [] };

/** Rejects when the catalog has to be asked and cannot be. */
export async function observationsOf(
  event: CDEvent,
  context: MappingContext,
): Promise<Mapped> {
  const map = mapperOf(event, context);
  if (!map) return NOTHING;
  const { environments } = context.config;
  const environment = idOf(event.content.environment);
  if (environments.length > 0) {
    if (environment === undefined) {
      return {
        expected:
          'got nothing at subject.content.environment.id; expected text, since coupling.cdevents.environments chooses by it',
      };
    }
    if (!environments.some(one => one.test(environment))) return NOTHING;
  }
  return map(event, context);
}

type Mapper = (event: CDEvent, context: MappingContext) => Promise<Mapped>;

function mapperOf(
  { subject, predicate }: CDEvent,
  { config }: MappingContext,
): Mapper | undefined {
  switch (subject) {
    case 'service':
      return config.deployments.includes(predicate as ServicePredicate)
        ? deployment
        : undefined;
    case 'incident':
      return ['detected', 'reported', 'resolved'].includes(predicate)
        ? incident
        : undefined;
    default:
      return undefined;
  }
}

async function deployment(
  event: CDEvent,
  { entities }: MappingContext,
): Promise<Mapped> {
  const { predicate, timestamp, subjectId, content, customData } = event;
  const resolved = stated(customData) ?? (await entities.service(subjectId));
  if ('expected' in resolved) {
    return { expected: `subject.id: ${resolved.expected}` };
  }
  const { refs } = resolved;
  return {
    observations: refs.map(entity => ({
      id: refs.length === 1 ? nameOf(event) : `${nameOf(event)} ${entity}`,
      kind: 'deployment',
      at: timestamp,
      entity,
      outcome: predicate === 'rolledback' ? 'rolled-back' : 'succeeded',
      version: textOf(content.artifactId),
      environment: idOf(content.environment),
    })),
  };
}

async function incident(
  event: CDEvent,
  { entities }: MappingContext,
): Promise<Mapped> {
  const { predicate, timestamp, customData } = event;
  const isEnd = predicate === 'resolved';
  const hit =
    stated(customData) ??
    (await hitBy(event, entities)) ??
    (isEnd ? { refs: [] } : undefined);
  if (hit === undefined) {
    return {
      expected: `got ${shown(
        event.content.service,
      )} at subject.content.service; expected the service that it hit, such as { "id": "orders" }`,
    };
  }
  if ('expected' in hit) {
    return { expected: `subject.content.service.id: ${hit.expected}` };
  }
  return {
    observations: [
      {
        id: nameOf(event),
        kind: 'incident',
        at: timestamp,
        incident: `${event.subjectSource} ${event.subjectId}`,
        entities: hit.refs,
        startedAt: timestamp,
        ...(isEnd ? { resolvedAt: timestamp } : { detectedAt: timestamp }),
        severity: textOf(customData.severity),
      },
    ],
  };
}

/** By the service; by the environment only where the event names no service. */
async function hitBy(
  { content }: CDEvent,
  entities: EntityResolver,
): Promise<Resolved | undefined> {
  const service = idOf(content.service);
  if (service !== undefined) return entities.service(service);
  const environment = idOf(content.environment);
  const refs =
    environment === undefined
      ? undefined
      : await entities.environment(environment);
  return refs && { refs };
}

/** What the sender itself says the entity is: `customData.entityRef`. */
function stated({ entityRef }: Record<string, unknown>): Resolved | undefined {
  if (entityRef === undefined) return undefined;
  const ref = typeof entityRef === 'string' ? reference(entityRef) : undefined;
  return ref === undefined
    ? {
        expected: `got ${shown(
          entityRef,
        )} at customData.entityRef; expected an entity reference`,
      }
    : { refs: [ref] };
}

/** An event is unique by its source and id. A source is a URI reference, so it has no spaces. */
function nameOf({ source, id }: CDEvent): string {
  return `${source} ${id}`;
}
