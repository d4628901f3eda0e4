/** Sources of observations: their short numbers, and what is known of each. */
import type { Knex } from 'knex';
import { storableText } from '../store/storableText';
import { sourceKey } from './names';
import type { SourceSummary } from './ObservationStore';
import { problemsOf } from './problems';
import { lockState, type CountTable, type SourceTable } from './tables';

/** No more sources than this: who sends each observation under a name of its own is mistaken. */
export const MAX_SOURCES = 1_000;

/** Stands for the source of what could not be read that far, and of what came after there were too many. */
export const NO_SOURCE = '(no source)';

/** The number of every source that has one. Sources are never forgotten, so numbers can be remembered. */
export class SourceNumbers {
  private readonly known = new Map<string, number>();

  /** The numbers of these sources. Those that have none yet get one, in a transaction of its own, as far as there is room. */
  async of(
    db: Knex,
    sources: Iterable<string>,
  ): Promise<ReadonlyMap<string, number>> {
    const wanted = new Set(sources);
    if ([...wanted].every(source => this.known.has(source))) {
      return new Map(
        [...wanted].map(source => [source, this.known.get(source)!]),
      );
    }
    return db.transaction(async tx => {
      await lockState(tx);
      return this.ensure(tx, wanted);
    });
  }

  /** Gives numbers to these sources, as far as there is room. Within a transaction that holds the state. */
  async ensure(
    tx: Knex.Transaction,
    sources: Iterable<string>,
  ): Promise<ReadonlyMap<string, number>> {
    const numbers = new Map<string, number>();
    const found = new Map<string, number>();
    for (const source of new Set(sources)) {
      const number =
        this.known.get(source) ?? (await this.find(tx, source, found));
      if (number !== undefined) {
        numbers.set(source, number);
      }
    }
    // Remembered only when what gave the numbers is not rolled back.
    tx.executionPromise
      .then(() => {
        for (const [source, number] of found) {
          this.known.set(source, number);
        }
      })
      .catch(() => {});
    return numbers;
  }

  private async find(
    tx: Knex.Transaction,
    source: string,
    found: Map<string, number>,
  ): Promise<number | undefined> {
    const key = sourceKey(source);
    let row = await tx<SourceTable>('evidence_sources').where({ key }).first();
    if (!row) {
      const [{ count }] = await tx('evidence_sources').count({ count: '*' });
      if (Number(count) >= MAX_SOURCES && source !== NO_SOURCE) {
        return undefined;
      }
      [row] = await tx<SourceTable>('evidence_sources')
        .insert({ key, source: storableText(source) })
        .returning('*');
    }
    found.set(source, row!.id);
    return row!.id;
  }
}

/** All sources by name. */
export async function summariesOf(db: Knex): Promise<SourceSummary[]> {
  const sources = await db<SourceTable>('evidence_sources');
  const counts = await db<CountTable>('evidence_counts')
    .where('observations', '>', 0)
    .select();
  const problems = await problemsOf(db);
  const bySource = new Map<number, CountTable[]>();
  for (const count of counts) {
    const list = bySource.get(count.source_id) ?? [];
    bySource.set(count.source_id, list);
    list.push(count);
  }
  return sources
    .map(source =>
      summaryOf(source, bySource.get(source.id) ?? [], problems(source.key)),
    )
    .sort((a, b) => (a.source < b.source ? -1 : 1));
}

function summaryOf(
  row: SourceTable,
  counts: CountTable[],
  problems: SourceSummary['problems'],
): SourceSummary {
  const kinds = counts
    .map(({ kind, observations }) => ({ kind, count: Number(observations) }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
  const firsts = counts.map(count => count.first_at).sort();
  const lasts = counts.map(count => count.last_at).sort();
  return {
    source: row.source,
    observations: kinds.reduce((sum, { count }) => sum + count, 0),
    firstAt: firsts[0],
    lastAt: lasts[lasts.length - 1],
    lastReceivedAt: row.received_at ?? undefined,
    lastAcceptedAt: row.accepted_at ?? undefined,
    lastRefusedAt: row.refused_at ?? undefined,
    kinds,
    refused: Number(row.refused),
    problems,
  };
}
