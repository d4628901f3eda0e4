/** Which observations name which entity. */
import { refsOf, type Observation } from '@posiwid/coupling-engine';
import type { Knex } from 'knex';
import { storableText } from '../store/storableText';
import { jsonRows } from './jsonRows';

interface Ref {
  ref: string;
  at: string;
}

/** What one observation names, to be found by its key. */
export interface NamedRef extends Ref {
  key: string;
}

const NAMED = { key: 'text', ref: 'text', at: 'text' } as const;
const STORED = { seq: 'bigint', ref: 'text', at: 'text' } as const;

/** Each ref that an observation names, once. */
export function namedRefs(key: string, observation: Observation): NamedRef[] {
  return refsIn(observation).map(each => ({ key, ...each }));
}

function refsIn(observation: Observation): Ref[] {
  const { at } = observation;
  return [...new Set(refsOf(observation))].map(ref => ({
    ref: storableText(ref),
    at,
  }));
}

/** @param json - of a list of `NamedRef`, whose observations are stored */
export async function insertRefs(
  tx: Knex.Transaction,
  json: string,
): Promise<void> {
  await tx.raw(
    `insert into "observation_refs" ("ref", "at", "seq")
       select r."ref", r."at", o."seq" from ${jsonRows(tx, NAMED)}
       join "observations" as o on o."key" = r."key"
       where true on conflict do nothing`,
    [json],
  );
}

/** Lets go of what these observations name; found by what they name, so that no index by observation is needed. */
export async function deleteRefs(
  tx: Knex.Transaction,
  of: readonly { seq: number | string; observation: Observation }[],
): Promise<void> {
  const rows = of.flatMap(({ seq, observation }) =>
    refsIn(observation).map(each => ({ seq, ...each })),
  );
  await tx.raw(
    `delete from "observation_refs" where ("ref", "at", "seq") in
       (select r."ref", r."at", r."seq" from ${jsonRows(tx, STORED)})`,
    [JSON.stringify(rows)],
  );
}
