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
  /** Its row, and a row for each ref that it names, as JSON. */
  row: string;
  refs: string[];
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
}

export function batchAt(
  receivedAt: string,
  numbers: ReadonlyMap<string, number>,
): Batch {
  return {
    first: new Map(),
    repeated: [],
    refused: [],
    receivedAt,
    numbers,
  };
}

/** Puts an observation of a source that has a number into a batch. */
export function putInto(
  batch: Batch,
  observation: Observation,
  position: number,
): void {
  const entry = entryOf(observation, position, batch);
  if (batch.first.has(entry.key)) {
    batch.repeated.push(entry);
  } else {
    batch.first.set(entry.key, entry);
  }
}

/** Rows as one JSON array. */
export function listOf(rows: readonly string[]): string {
  return `[${rows.join(',')}]`;
}

function entryOf(
  observation: Observation,
  position: number,
  { numbers, receivedAt }: Batch,
): Entry {
  const body = JSON.stringify(observation);
  const key = keyOf(observation.source, observation.id);
  const digest = hashOf(body);
  const row = JSON.stringify({
    key,
    digest,
    source_id: numbers.get(observation.source),
    id: storableText(observation.id),
    kind: observation.kind,
    at: observation.at,
    received_at: receivedAt,
    body,
  });
  const refs = namedRefs(key, observation).map(ref => JSON.stringify(ref));
  return { position, observation, key, digest, row, refs };
}
