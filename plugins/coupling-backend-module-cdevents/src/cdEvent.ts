/**
 * A CDEvent as far as this module reads it, of the versions 0.1 to 0.5 of the specification: their service and incident events
 * have the same fields. Times and texts are checked by whoever stores the observation.
 */

export interface CDEvent {
  id: string;
  source: string;
  /** `service`, `incident` or another that this module has no use for. */
  subject: string;
  /** Such as `deployed`. */
  predicate: string;
  timestamp: unknown;
  subjectId: string;
  /** Where the subject's id means something; the source of the event when left out. */
  subjectSource: string;
  content: Record<string, unknown>;
  customData: Record<string, unknown>;
}

export type ReadCDEvent = CDEvent | { expected: string };

/** `dev.cdevents.service.deployed.0.3.0`. */
const TYPE = /^dev\.cdevents\.([a-z]+)\.([a-z]+)\.(\d+)\.\d+\.\d+/;

/** Whether a type is one of CDEvents. */
export function isCDEvent(type: unknown): type is string {
  return typeof type === 'string' && type.startsWith('dev.cdevents.');
}

/** Type of the event in `data`, if there is one. */
export function typeIn(data: unknown): string | undefined {
  const { type } = objectAt(objectAt(data)?.context) ?? {};
  return typeof type === 'string' ? type : undefined;
}

/** Never throws. */
export function readCDEvent(data: unknown): ReadCDEvent {
  const { context, subject, customData } = objectAt(data) ?? {};
  const { id, source, type, timestamp } = objectAt(context) ?? {};
  const {
    id: subjectId,
    source: subjectSource,
    content,
  } = objectAt(subject) ?? {};
  const [, kind, predicate, major] = TYPE.exec(String(type)) ?? [];
  if (kind === undefined || major !== '0') {
    return {
      expected: `got ${shown(
        type,
      )} at context.type; expected a type such as dev.cdevents.service.deployed.0.3.0`,
    };
  }
  for (const [at, value] of Object.entries({
    'context.id': id,
    'context.source': source,
    'subject.id': subjectId,
  })) {
    if (!isText(value)) {
      return { expected: `got ${shown(value)} at ${at}; expected text` };
    }
  }
  return {
    id: id as string,
    source: source as string,
    subject: kind,
    predicate,
    timestamp,
    subjectId: subjectId as string,
    subjectSource: isText(subjectSource) ? subjectSource : (source as string),
    content: objectAt(content) ?? {},
    customData: objectAt(customData) ?? {},
  };
}

/** `id` of a reference such as `{ "id": "production", "source": "/iaas" }`. */
export function idOf(reference: unknown): string | undefined {
  return textOf(objectAt(reference)?.id);
}

export function textOf(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

/** Short, for a problem. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function objectAt(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
