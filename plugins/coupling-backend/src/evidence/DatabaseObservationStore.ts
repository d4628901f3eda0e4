import type { DatabaseService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  refsOf,
  type Observation,
  type ObservationKind,
} from '@posiwid/coupling-engine';
import type { Knex } from 'knex';
import { migrate } from '../store/migrate';
import { storableText } from '../store/storableText';
import { turn } from '../threads/turn';
import { insertRows, isPostgres } from './jsonRows';
import { Maintenance } from './Maintenance';
import { hashOf, keyOf, sourceKey } from './names';
import type {
  Added,
  EvidencePolicy,
  ObservationQuery,
  ObservationStore,
  Refusal,
  RefusedOf,
  SourceSummary,
  StoredObservation,
  StoredPage,
} from './ObservationStore';
import { rememberProblems } from './problems';
import { NO_SOURCE, SourceNumbers, summariesOf } from './sources';
import {
  changeState,
  daysBefore,
  lockState,
  readState,
  SUMMED_UP,
  type CountTable,
  type ObservationTable,
  type SourceTable,
} from './tables';

/** Observations a transaction: many, to wait for the database seldom, but few where it is in the process and holds up the event loop. */
const BATCH = 1_000;
const BATCH_IN_PROCESS = 200;
const READ_PAGE = 500;

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
const REF = { ref: 'text', at: 'text', seq: 'bigint' } as const;
const COUNT = {
  source_id: 'integer',
  kind: 'text',
  observations: 'bigint',
  first_at: 'text',
  last_at: 'text',
} as const;

/** An observation on its way in. */
interface Entry {
  position: number;
  observation: Observation;
  key: string;
  digest: string;
  body: string;
}

/** The store on better-sqlite3 or PostgreSQL. */
export class DatabaseObservationStore implements ObservationStore {
  /** Connects and brings the tables up to date. */
  static async create(options: {
    database: DatabaseService;
    policy: EvidencePolicy;
  }): Promise<DatabaseObservationStore> {
    const { database, policy } = options;
    return new DatabaseObservationStore(await migrate(database), policy);
  }

  private readonly numbers = new SourceNumbers();
  private readonly maintenance: Maintenance;
  private readonly batch: number;

  private constructor(
    private readonly db: Knex,
    private readonly policy: EvidencePolicy,
  ) {
    this.maintenance = new Maintenance(db, policy);
    this.batch = isPostgres(db) ? BATCH : BATCH_IN_PROCESS;
  }

  async add(
    observations: readonly Observation[],
    receivedAt: string,
  ): Promise<Added> {
    const all: Added = { stored: 0, unchanged: 0, refused: [] };
    for (let start = 0; start < observations.length; start += this.batch) {
      await turn();
      const entries = observations
        .slice(start, start + this.batch)
        .map((observation, i) => entryOf(observation, start + i));
      await turn();
      const added = await this.db.transaction(tx =>
        this.addBatch(tx, entries, receivedAt),
      );
      all.stored += added.stored;
      all.unchanged += added.unchanged;
      all.refused.push(...added.refused);
    }
    return all;
  }

  private async addBatch(
    tx: Knex.Transaction,
    entries: Entry[],
    receivedAt: string,
  ): Promise<Added> {
    const state = await lockState(tx);
    const numbers = await this.numbers.ensure(
      tx,
      entries.map(({ observation }) => observation.source),
    );
    const refused: Added['refused'] = [];
    const refuse = ({ position }: Entry, why: Refusal) =>
      refused.push({ position, why });

    const oldest = this.oldestAt(receivedAt);
    const first = new Map<string, Entry>();
    const repeated: Entry[] = [];
    for (const entry of entries) {
      const { kind, at, source } = entry.observation;
      if (at < oldest(kind)) {
        refuse(entry, 'expired');
      } else if (!numbers.has(source)) {
        refuse(entry, 'full');
      } else if (first.has(entry.key)) {
        repeated.push(entry);
      } else {
        first.set(entry.key, entry);
      }
    }

    const room = this.policy.maximum - state.observations;
    if (first.size > room) {
      // Only then is it worth asking which of them are new.
      const there = await this.digestsOf(tx, [...first.keys()]);
      let left = room;
      for (const [key, entry] of first) {
        if (there.has(key)) continue;
        if (left > 0) left -= 1;
        else {
          refuse(entry, 'full');
          first.delete(key);
        }
      }
    }

    const stored = await this.insert(
      tx,
      [...first.values()],
      numbers,
      receivedAt,
    );
    const others = [...first.values()].filter(({ key }) => !stored.has(key));
    const digests = await this.digestsOf(
      tx,
      others.map(({ key }) => key),
    );
    for (const key of stored) {
      digests.set(key, first.get(key)!.digest);
    }
    let unchanged = 0;
    for (const entry of [...others, ...repeated]) {
      const kept = digests.get(entry.key);
      if (kept === entry.digest) unchanged += 1;
      // One that repeats what found no room finds none either.
      else refuse(entry, kept === undefined ? 'full' : 'duplicate');
    }
    await this.noteReceived(tx, numbers.values(), receivedAt);
    return {
      stored: stored.size,
      unchanged,
      refused: refused.sort((a, b) => a.position - b.position),
    };
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

  /** @returns keys of those that were not there yet */
  private async insert(
    tx: Knex.Transaction,
    entries: Entry[],
    numbers: ReadonlyMap<string, number>,
    receivedAt: string,
  ): Promise<Set<string>> {
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
    const inserted = await insertRows<{ seq: string; key: string }>(
      tx,
      'observations',
      OBSERVATION,
      rows,
      'on conflict ("key") do nothing returning "seq", "key"',
    );
    if (inserted.length === 0) {
      return new Set();
    }
    await turn();
    const seqs = new Map(inserted.map(({ key, seq }) => [key, seq]));
    const fresh = entries.filter(({ key }) => seqs.has(key));
    await insertRows(
      tx,
      'observation_refs',
      REF,
      fresh.flatMap(({ observation, key }) =>
        [...new Set(refsOf(observation))].map(ref => ({
          ref: storableText(ref),
          at: observation.at,
          seq: seqs.get(key),
        })),
      ),
      'on conflict do nothing',
    );
    await turn();
    await this.countIn(tx, fresh, numbers);
    await changeState(tx, fresh.length);
    return new Set(seqs.keys());
  }

  private async countIn(
    tx: Knex.Transaction,
    fresh: Entry[],
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
      [...counts.values()],
      `on conflict ("source_id", "kind") do update set
         "observations" = "evidence_counts"."observations" + excluded."observations",
         "first_at" = case when "evidence_counts"."observations" > 0 and "evidence_counts"."first_at" < excluded."first_at"
                           then "evidence_counts"."first_at" else excluded."first_at" end,
         "last_at" = case when "evidence_counts"."observations" > 0 and "evidence_counts"."last_at" > excluded."last_at"
                          then "evidence_counts"."last_at" else excluded."last_at" end`,
    );
  }

  private async noteReceived(
    tx: Knex.Transaction,
    sources: Iterable<number>,
    at: string,
  ): Promise<void> {
    await tx<SourceTable>('evidence_sources')
      .whereIn('id', [...sources])
      .update({ received_at: at, accepted_at: at });
  }

  private async digestsOf(
    tx: Knex.Transaction,
    keys: string[],
  ): Promise<Map<string, string>> {
    if (keys.length === 0) {
      return new Map();
    }
    const rows = await tx<ObservationTable>('observations')
      .whereIn('key', keys)
      .select('key', 'digest');
    return new Map(rows.map(({ key, digest }) => [key, digest]));
  }

  async noteRefused(refused: readonly RefusedOf[], at: string): Promise<void> {
    if (refused.length === 0) {
      return;
    }
    await this.db.transaction(async tx => {
      await lockState(tx);
      const sources = refused.map(({ source }) => source);
      let numbers = await this.numbers.ensure(tx, sources);
      if (sources.some(source => !numbers.has(source))) {
        numbers = await this.numbers.ensure(tx, [NO_SOURCE, ...sources]);
      }
      for (const { source, count, messages } of refused) {
        const name = numbers.has(source) ? source : NO_SOURCE;
        await tx<SourceTable>('evidence_sources')
          .where({ id: numbers.get(name) })
          .update({
            refused: tx.raw('"refused" + ?', [count]) as never,
            refused_at: at,
            received_at: at,
          });
        await rememberProblems(
          tx,
          sourceKey(name),
          messages.map(message => ({ at, message })),
        );
        await turn();
      }
    });
  }

  async revision(at: string): Promise<string> {
    const { revision } = await readState(this.db);
    const [{ count }] = await this.db<ObservationTable>('observations')
      .where('at', '>', at)
      .count({ count: '*' });
    return `${revision}:${count}`;
  }

  async *bodies(): AsyncIterable<string[]> {
    let after: ObservationTable['seq'] = 0;
    for (;;) {
      const rows: Pick<ObservationTable, 'seq' | 'body'>[] =
        await this.db<ObservationTable>('observations')
          .where('seq', '>', after)
          .where('state', '<', SUMMED_UP)
          .orderBy('seq')
          .limit(READ_PAGE)
          .select('seq', 'body');
      if (rows.length === 0) {
        return;
      }
      yield rows.map(({ body }) => body!);
      await turn();
      after = rows[rows.length - 1].seq;
    }
  }

  async list(query: ObservationQuery): Promise<StoredPage> {
    const { source, ids, entities, kinds, from, to, limit, cursor } = query;
    // Of one entity, its own index has them in order.
    const by = entities ? 'r' : 'o';
    const rows: ObservationTable[] = await this.db('observations as o')
      .where('o.state', '<', SUMMED_UP)
      .modify(filter => {
        if (entities) {
          filter
            .join('observation_refs as r', 'r.seq', 'o.seq')
            .whereIn('r.ref', entities);
        }
        if (source !== undefined) {
          filter.whereIn(
            'o.source_id',
            this.db<SourceTable>('evidence_sources')
              .where({ key: sourceKey(source) })
              .select('id'),
          );
        }
        if (source !== undefined && ids) {
          filter.whereIn(
            'o.key',
            ids.map(id => keyOf(source, id)),
          );
        }
        if (kinds) filter.whereIn('o.kind', kinds);
        if (from !== undefined) filter.where(`${by}.at`, '>=', from);
        if (to !== undefined) filter.where(`${by}.at`, '<', to);
        if (cursor !== undefined) {
          filter.whereRaw(
            `("${by}"."at", "${by}"."seq") < (?, ?)`,
            decodeCursor(cursor),
          );
        }
      })
      .distinct(`${by}.seq`, `${by}.at`, 'o.received_at', 'o.body')
      .orderBy([
        { column: `${by}.at`, order: 'desc' },
        { column: `${by}.seq`, order: 'desc' },
      ])
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    return {
      items: page.map(toStored),
      cursors: page.map(({ at, seq }) => encodeCursor(at, seq)),
      more: rows.length > limit,
    };
  }

  async count(): Promise<number> {
    return (await readState(this.db)).observations;
  }

  sources(): Promise<SourceSummary[]> {
    return summariesOf(this.db);
  }

  maintain(now: string, signal?: AbortSignal): Promise<void> {
    return this.maintenance.run(now, signal);
  }
}

function entryOf(observation: Observation, position: number): Entry {
  const body = JSON.stringify(observation);
  return {
    position,
    observation,
    key: keyOf(observation.source, observation.id),
    digest: hashOf(body),
    body,
  };
}

function toStored(row: ObservationTable): StoredObservation {
  return { observation: JSON.parse(row.body!), receivedAt: row.received_at };
}

function encodeCursor(at: string, seq: ObservationTable['seq']): string {
  return Buffer.from(`${at} ${seq}`).toString('base64url');
}

function decodeCursor(cursor: string): [at: string, seq: number] {
  const match = /^(\S{20,30}) (\d{1,15})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  if (!match) {
    throw new InputError('cursor is not one that this list has given out');
  }
  return [match[1], Number(match[2])];
}
