import type { JsonValue } from '@backstage/types';
import type { Knex } from 'knex';
import { turn } from '../threads/turn';
import { collectorKey } from './names';
import type { TimedProblem } from './ObservationStore';
import { problemsOf, rememberProblems } from './problems';
import type { CollectorTable } from './tables';

/** What is remembered of a collector, by whichever replica asked it. ISO 8601 throughout. */
export interface CollectorState {
  /** What its last run that ended well left. */
  checkpoint?: JsonValue;
  /** When it last sent anything. */
  spokeAt?: string;
  /** When a run last began. */
  runAt?: string;
  /** When a run last ended well. */
  okAt?: string;
  /** After failures: not asked again before. */
  retryAt?: string;
  /** Runs that failed in a row. */
  failures: number;
  stored: number;
  unchanged: number;
  refused: number;
  /** Newest first. */
  problems: TimedProblem[];
}

export interface Sent {
  stored: number;
  unchanged: number;
  refused: number;
}

/** The memory of collectors. */
export class CollectorStore {
  constructor(private readonly db: Knex) {}

  async read(id: string): Promise<CollectorState> {
    const row = await this.db<CollectorTable>('evidence_collectors')
      .where({ id })
      .first();
    return stateOf(row, []);
  }

  /** Of every collector that has ever done anything, by id. */
  async all(): Promise<Map<string, CollectorState>> {
    const rows = await this.db<CollectorTable>('evidence_collectors').select();
    const problems = await problemsOf(this.db);
    const ids = new Set(rows.map(({ id }) => id));
    return new Map(
      [...ids].map(id => [
        id,
        stateOf(
          rows.find(row => row.id === id),
          problems(collectorKey(id)),
        ),
      ]),
    );
  }

  async began(id: string, at: string): Promise<void> {
    await this.update(id, { run_at: at });
  }

  /** A run ended well. Without a new checkpoint the one before stays. */
  async succeeded(
    id: string,
    at: string,
    checkpoint: JsonValue | undefined,
  ): Promise<void> {
    await this.update(id, {
      ok_at: at,
      failures: 0,
      retry_at: null,
      ...(checkpoint !== undefined && {
        checkpoint: JSON.stringify(checkpoint),
      }),
    });
  }

  async failed(id: string, failures: number, retryAt: string): Promise<void> {
    await this.update(id, { failures, retry_at: retryAt });
  }

  async sent(id: string, at: string, sent: Sent): Promise<void> {
    await this.ensure(id);
    await this.db<CollectorTable>('evidence_collectors')
      .where({ id })
      .update({
        spoke_at: at,
        stored: this.db.raw('"stored" + ?', [sent.stored]),
        unchanged: this.db.raw('"unchanged" + ?', [sent.unchanged]),
        refused: this.db.raw('"refused" + ?', [sent.refused]),
      } as never);
  }

  async remember(id: string, problems: readonly TimedProblem[]): Promise<void> {
    await this.ensure(id);
    await rememberProblems(this.db, collectorKey(id), problems);
  }

  private async update(
    id: string,
    values: Partial<CollectorTable>,
  ): Promise<void> {
    await this.ensure(id);
    await this.db<CollectorTable>('evidence_collectors')
      .where({ id })
      .update(values);
    await turn();
  }

  private async ensure(id: string): Promise<void> {
    await this.db<CollectorTable>('evidence_collectors')
      .insert({ id })
      .onConflict('id')
      .ignore();
  }
}

function stateOf(
  row: CollectorTable | undefined,
  problems: TimedProblem[],
): CollectorState {
  return {
    checkpoint:
      row && row.checkpoint !== null ? JSON.parse(row.checkpoint) : undefined,
    spokeAt: row?.spoke_at ?? undefined,
    runAt: row?.run_at ?? undefined,
    okAt: row?.ok_at ?? undefined,
    retryAt: row?.retry_at ?? undefined,
    failures: row?.failures ?? 0,
    stored: Number(row?.stored ?? 0),
    unchanged: Number(row?.unchanged ?? 0),
    refused: Number(row?.refused ?? 0),
    problems,
  };
}
