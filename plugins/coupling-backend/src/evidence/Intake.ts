/**
 * The way of observations into the database. One at a time is written, in the order in which they were handed in; the next is made
 * ready meanwhile, so that neither this process nor the database waits for the other.
 */
import type { Observation, ObservationKind } from '@posiwid/coupling-engine';
import type { Knex } from 'knex';
import { daysBefore } from '../day';
import { turn } from '../threads/turn';
import { batchAt, listOf, putInto, type Batch, type Entry } from './batch';
import { insertRows, isPostgres, jsonRows, rowsOf } from './jsonRows';
import type { Added, EvidencePolicy } from './ObservationStore';
import { insertRefs } from './refs';
import type { SourceNumbers } from './sources';
import {
  changeState,
  lockState,
  type CountTable,
  type ObservationTable,
  type SourceTable,
} from './tables';

/** Observations a transaction: many, to wait for the database seldom, but few where it is in the process and holds up the event loop. */
const BATCH = 2_000;
const BATCH_IN_PROCESS = 200;
/** How many of them are made ready in one turn of the event loop. */
const READY_A_TURN = 100;

const OBSERVATION = {
  key: 'text',
  digest: 'text',
  source_id: 'integer',
  id: 'text',
  kind: 'text',
  at: 'text',
  received_at: 'text',
  body: 'text',
} as const;
const KEY = { key: 'text' } as const;
const COUNT = {
  source_id: 'integer',
  kind: 'text',
  observations: 'bigint',
  first_at: 'text',
  last_at: 'text',
} as const;

export class Intake {
  private readonly batch: number;
  /** Settles when all that was handed in before is written. */
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Knex,
    private readonly policy: EvidencePolicy,
    private readonly numbers: SourceNumbers,
  ) {
    this.batch = isPostgres(db) ? BATCH : BATCH_IN_PROCESS;
  }

  add(
    observations: readonly Observation[],
    receivedAt: string,
  ): Promise<Added> {
    const added = this.addAfter(this.before, observations, receivedAt);
    // Whoever handed it in is told when it fails; the next one goes on.
    this.before = added.catch(() => {});
    return added;
  }

  private async addAfter(
    before: Promise<unknown>,
    observations: readonly Observation[],
    receivedAt: string,
  ): Promise<Added> {
    const all: Added = { stored: 0, unchanged: 0, refused: [] };
    for (let start = 0; start < observations.length; start += this.batch) {
      const part = observations.slice(start, start + this.batch);
      const batch = await this.prepare(part, start, receivedAt);
      await before;
      const added = await this.db.transaction(tx => this.write(tx, batch));
      all.stored += added.stored;
      all.unchanged += added.unchanged;
      all.refused.push(...added.refused);
    }
    return all;
  }

  private async prepare(
    observations: readonly Observation[],
    start: number,
    receivedAt: string,
  ): Promise<Batch> {
    const numbers = await this.numbers.of(
      this.db,
      observations.map(({ source }) => source),
    );
    const oldest = this.oldestAt(receivedAt);
    const batch = batchAt(receivedAt, numbers);
    for (const [i, observation] of observations.entries()) {
      if (i % READY_A_TURN === 0) await turn();
      const { kind, at, source } = observation;
      const position = start + i;
      if (at < oldest(kind)) {
        batch.refused.push({ position, why: 'expired' });
      } else if (!numbers.has(source)) {
        batch.refused.push({ position, why: 'full' });
      } else {
        putInto(batch, observation, position);
      }
    }
    return batch;
  }

  /** The earliest time that is kept of each kind. */
  private oldestAt(now: string): (kind: ObservationKind) => string {
    const times = new Map<ObservationKind, string>();
    return kind => {
      let time = times.get(kind);
      if (time === undefined) {
        time = daysBefore(now, this.policy.retentionDays[kind]);
        times.set(kind, time);
      }
      return time;
    };
  }

  private async write(tx: Knex.Transaction, wanted: Batch): Promise<Added> {
    const state = await lockState(tx);
    const batch = await withinRoom(
      tx,
      wanted,
      this.policy.maximum - state.observations,
    );
    const stored = await insertNew(tx, batch);
    const others = [...batch.first.values()].filter(
      ({ key }) => !stored.has(key),
    );
    const digests = await digestsOf(
      tx,
      others.map(({ key }) => key),
    );
    for (const key of stored) {
      digests.set(key, batch.first.get(key)!.digest);
    }
    const refused = [...batch.refused];
    let unchanged = 0;
    for (const { key, digest, position } of [...others, ...batch.repeated]) {
      const kept = digests.get(key);
      if (kept === digest) {
        unchanged += 1;
      } else {
        // One that repeats what found no room finds none either.
        const why = kept === undefined ? 'full' : 'duplicate';
        refused.push({ position, why });
      }
    }
    await noteReceived(tx, batch);
    return {
      stored: stored.size,
      unchanged,
      refused: refused.sort((a, b) => a.position - b.position),
    };
  }
}

/** The batch without those for which there is no room. */
async function withinRoom(
  tx: Knex.Transaction,
  batch: Batch,
  room: number,
): Promise<Batch> {
  if (batch.first.size <= room) {
    return batch;
  }
  // Only now is it worth asking which of them are new.
  const there = await digestsOf(tx, [...batch.first.keys()]);
  const first = new Map(batch.first);
  const refused = [...batch.refused];
  let left = room;
  for (const [key, { position }] of batch.first) {
    if (there.has(key)) continue;
    if (left > 0) {
      left -= 1;
    } else {
      refused.push({ position, why: 'full' });
      first.delete(key);
    }
  }
  return { ...batch, first, refused };
}

/** @returns keys of those that were not there yet */
async function insertNew(
  tx: Knex.Transaction,
  { first, numbers }: Batch,
): Promise<Set<string>> {
  if (first.size === 0) {
    return new Set();
  }
  const all = [...first.values()];
  const inserted = await insertRows<Pick<ObservationTable, 'key'>>(
    tx,
    'observations',
    OBSERVATION,
    listOf(all.map(({ row }) => row)),
    'on conflict ("key") do nothing returning "key"',
  );
  const stored = new Set(inserted.map(({ key }) => key));
  if (stored.size === 0) {
    return stored;
  }
  await breath(tx);
  const fresh = all.filter(({ key }) => stored.has(key));
  await insertRefs(tx, listOf(fresh.flatMap(({ refs }) => refs)));
  await breath(tx);
  await countIn(tx, fresh, numbers);
  await changeState(tx, fresh.length);
  return stored;
}

/** A turn of the event loop, where waiting for the database is none. */
async function breath(tx: Knex.Transaction): Promise<void> {
  if (!isPostgres(tx)) await turn();
}

async function countIn(
  tx: Knex.Transaction,
  fresh: readonly Entry[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const counts = new Map<string, CountTable & { observations: number }>();
  for (const { observation } of fresh) {
    const { source, kind, at } = observation;
    const source_id = numbers.get(source)!;
    const name = `${source_id} ${kind}`;
    const count = counts.get(name);
    if (!count) {
      counts.set(name, {
        source_id,
        kind,
        observations: 1,
        first_at: at,
        last_at: at,
      });
      continue;
    }
    count.observations += 1;
    if (at < count.first_at) count.first_at = at;
    if (at > count.last_at) count.last_at = at;
  }
  await insertRows(
    tx,
    'evidence_counts',
    COUNT,
    JSON.stringify([...counts.values()]),
    `on conflict ("source_id", "kind") do update set
       "observations" = "evidence_counts"."observations" + excluded."observations",
       "first_at" = case when "evidence_counts"."observations" > 0 and "evidence_counts"."first_at" < excluded."first_at"
                         then "evidence_counts"."first_at" else excluded."first_at" end,
       "last_at" = case when "evidence_counts"."observations" > 0 and "evidence_counts"."last_at" > excluded."last_at"
                        then "evidence_counts"."last_at" else excluded."last_at" end`,
  );
}

async function noteReceived(
  tx: Knex.Transaction,
  { numbers, receivedAt }: Batch,
): Promise<void> {
  await tx<SourceTable>('evidence_sources')
    .whereIn('id', [...numbers.values()])
    .update({ received_at: receivedAt, accepted_at: receivedAt });
}

async function digestsOf(
  tx: Knex.Transaction,
  keys: string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) {
    return new Map();
  }
  const rows = rowsOf<Pick<ObservationTable, 'key' | 'digest'>>(
    await tx.raw(
      `select "key", "digest" from "observations"
         where "key" in (select r."key" from ${jsonRows(tx, KEY)})`,
      [JSON.stringify(keys.map(key => ({ key })))],
    ),
  );
  return new Map(rows.map(({ key, digest }) => [key, digest]));
}
