/** Observations on their way into the database: all that can be made of them before it is their turn. */
import type { Observation } from '@posiwid/coupling-engine';
import { storableText } from '../store/storableText';
import { hashOf, keyOf } from './names';
import type { Refusal } from './ObservationStore';
import { namedRefs } from './refs';

export interface Entry {
  /** In the list that was handed in. */
  position: number;
  observation: Observation;
  key: string;
  digest: string;
  body: string;
}

export interface Refused {
  position: number;
  why: Refusal;
}

export interface Batch {
  /** By key, the first of each. */
  first: Map<string, Entry>;
  repeated: Entry[];
  refused: Refused[];
  receivedAt: string;
  /** Of every source that has one. */
  numbers: ReadonlyMap<string, number>;
  /** The rows of `first`, and what they name, as the database takes them. */
  json: EntriesAsJson;
}

export interface EntriesAsJson {
  rows: string;
  refs: string;
}

export function entryOf(observation: Observation, position: number): Entry {
  const body = JSON.stringify(observation);
  return {
    position,
    observation,
    key: keyOf(observation.source, observation.id),
    digest: hashOf(body),
    body,
  };
}

/**
 * @param refusalOf - why one is refused for what it is, if it is
 * @param numbers - of every source that has one
 */
export function batchOf(
  entries: readonly Entry[],
  refusalOf: (observation: Observation) => Refusal | undefined,
  numbers: ReadonlyMap<string, number>,
  receivedAt: string,
): Batch {
  const first = new Map<string, Entry>();
  const repeated: Entry[] = [];
  const refused: Refused[] = [];
  for (const entry of entries) {
    const why = refusalOf(entry.observation);
    if (why !== undefined) {
      refused.push({ position: entry.position, why });
    } else if (first.has(entry.key)) {
      repeated.push(entry);
    } else {
      first.set(entry.key, entry);
    }
  }
  const json = asJson([...first.values()], numbers, receivedAt);
  return { first, repeated, refused, receivedAt, numbers, json };
}

/** @param numbers - one of the source of each entry */
export function asJson(
  entries: readonly Entry[],
  numbers: ReadonlyMap<string, number>,
  receivedAt: string,
): EntriesAsJson {
  const rows = entries.map(({ observation, key, digest, body }) => ({
    key,
    digest,
    source_id: numbers.get(observation.source),
    id: storableText(observation.id),
    kind: observation.kind,
    at: observation.at,
    received_at: receivedAt,
    body,
  }));
  const refs = entries.flatMap(({ key, observation }) =>
    namedRefs(key, observation),
  );
  return { rows: JSON.stringify(rows), refs: JSON.stringify(refs) };
}
