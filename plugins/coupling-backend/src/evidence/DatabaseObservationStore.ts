import type { DatabaseService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Observation } from '@posiwid/coupling-engine';
import type { Knex } from 'knex';
import { migrate } from '../store/migrate';
import { turn } from '../threads/turn';
import { Intake } from './Intake';
import { Maintenance } from './Maintenance';
import { keyOf, sourceKey } from './names';
import type {
  Added,
  EvidencePolicy,
  ObservationQuery,
  ObservationStore,
  RefusedOf,
  SourceSummary,
  StoredObservation,
  StoredPage,
} from './ObservationStore';
import { rememberProblems } from './problems';
import { NO_SOURCE, SourceNumbers, summariesOf } from './sources';
import {
  lockState,
  readState,
  SUMMED_UP,
  type ObservationTable,
  type SourceTable,
} from './tables';

const READ_PAGE = 500;

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
  private readonly intake: Intake;

  private constructor(private readonly db: Knex, policy: EvidencePolicy) {
    this.intake = new Intake(db, policy, this.numbers);
    this.maintenance = new Maintenance(db, policy);
  }

  add(
    observations: readonly Observation[],
    receivedAt: string,
  ): Promise<Added> {
    return this.intake.add(observations, receivedAt);
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
