import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { dayOf, daysBefore } from '../day';
import { turn } from '../threads/turn';
import { migrate } from './migrate';
import { storableText } from './storableText';
import type {
  AnalysisRecord,
  AnalysisStore,
  FindingRow,
  NewAnalysis,
  Retention,
  RunProgress,
  RunState,
} from './AnalysisStore';

/** Rows a statement: well below the parameter limit of both databases, and short enough not to hold up the event loop. */
const INSERT_BATCH = 50;
const READ_PAGE = 200;

/** A run that has given no sign of life for this long is over: its replica is gone. */
const DEAD_AFTER_MS = 60_000;

/** Analyses older than this are thinned to the last one of each day. */
const THIN_AFTER_DAYS = 7;

/** The only row of `run_state`. */
const RUN = 1;

interface AnalysisTable {
  id: string;
  at: string;
  confirmed_at: string;
  duration_ms: number;
  fingerprint: string;
  scanned: number;
  info: string;
}

interface ChunkTable {
  analysis_id: string;
  position: number;
  data: Buffer;
}

interface FindingTable {
  id: string;
  rule: string;
  category: string;
  severity: string;
  first_seen: string;
  last_seen: string | null;
  resolved_at: string | null;
  resolved_because: string | null;
  record: string;
}

interface RunTable {
  id: number;
  requested_at: string | null;
  started_at: string | null;
  beat_at: string | null;
  phase: RunProgress['phase'] | null;
  done: number;
  total: number;
  failed_at: string | null;
  failure: string | null;
  shrunk_to: number | null;
}

/** The store on better-sqlite3 or PostgreSQL. */
export class DatabaseAnalysisStore implements AnalysisStore {
  /** Connects and brings the tables up to date. */
  static async create(options: {
    database: DatabaseService;
    retention: Retention;
  }): Promise<DatabaseAnalysisStore> {
    const { database, retention } = options;
    return new DatabaseAnalysisStore(await migrate(database), retention);
  }

  private constructor(
    private readonly db: Knex,
    private readonly retention: Retention,
  ) {}

  async latest(): Promise<AnalysisRecord | undefined> {
    const row = await this.db<AnalysisTable>('analyses')
      .orderBy('at', 'desc')
      .first();
    return row && toRecord(row);
  }

  async times(since: string): Promise<string[]> {
    const rows = await this.db<AnalysisTable>('analyses')
      .where('at', '>=', since)
      .orderBy('at')
      .select('at');
    return rows.map(row => row.at);
  }

  async *snapshot(analysisId: string): AsyncIterable<Uint8Array> {
    for (let position = 0; ; position += 1) {
      const row = await this.db<ChunkTable>('snapshot_chunks')
        .where({ analysis_id: analysisId, position })
        .first('data');
      if (!row) {
        return;
      }
      yield row.data;
      await turn();
    }
  }

  async *findings(): AsyncIterable<FindingRow[]> {
    let after = '';
    for (;;) {
      const rows = await this.db<FindingTable>('findings')
        .where('id', '>', after)
        .orderBy('id')
        .limit(READ_PAGE);
      if (rows.length === 0) {
        return;
      }
      yield rows.map(toFindingRow);
      await turn();
      after = rows[rows.length - 1].id;
    }
  }

  async save(analysis: NewAnalysis): Promise<void> {
    const { record, snapshot } = analysis;
    try {
      await this.insertChunks(record.id, snapshot);
      await this.db.transaction(async tx => {
        await this.insertAnalysis(tx, analysis);
        await this.forget(tx, record.at);
      });
    } finally {
      await turn();
      await this.forgetChunks();
    }
  }

  /**
   * The pieces of a snapshot, each in a transaction and a turn of the event loop of its own: as one transaction they hold up a
   * process that has its database inside for tens of milliseconds. Nobody looks for them before the analysis is there.
   */
  private async insertChunks(id: string, chunks: Uint8Array[]): Promise<void> {
    for (const [position, data] of chunks.entries()) {
      await turn();
      await this.db<ChunkTable>('snapshot_chunks').insert({
        analysis_id: id,
        position,
        data: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
      });
    }
    await turn();
  }

  /** Everything but the snapshot, which has to be there. */
  private async insertAnalysis(
    tx: Knex.Transaction,
    { record, snapshot, findings }: NewAnalysis,
  ): Promise<void> {
    // First, because whoever forgets pieces waits for this row: see forgetChunks.
    await tx<RunTable>('run_state').where({ id: RUN }).update({
      failed_at: null,
      failure: null,
      shrunk_to: null,
    });
    await tx<AnalysisTable>('analyses').insert(fromRecord(record));
    const { length } = await tx<ChunkTable>('snapshot_chunks')
      .where({ analysis_id: record.id })
      .select('position');
    if (length !== snapshot.length) {
      throw new Error('another analysis was stored at the same time');
    }
    for (let start = 0; start < findings.length; start += INSERT_BATCH) {
      await turn();
      await tx<FindingTable>('findings')
        .insert(findings.slice(start, start + INSERT_BATCH).map(fromFindingRow))
        .onConflict('id')
        .merge();
    }
    await turn();
  }

  async confirm(analysisId: string, at: string): Promise<void> {
    await this.db.transaction(async tx => {
      await tx<AnalysisTable>('analyses')
        .where({ id: analysisId })
        .update({ confirmed_at: at });
      await tx<RunTable>('run_state').where({ id: RUN }).update({
        failed_at: null,
        failure: null,
        shrunk_to: null,
      });
    });
  }

  async runState(): Promise<RunState> {
    const row = await this.db<RunTable>('run_state').where({ id: RUN }).first();
    return row ? toRunState(row) : {};
  }

  async request(at: string): Promise<void> {
    await this.updateRun({ requested_at: at });
  }

  async beginRun(at: string): Promise<void> {
    await this.updateRun({
      requested_at: null,
      started_at: at,
      beat_at: at,
      phase: 'scan',
      done: 0,
      total: 0,
    });
  }

  async reportProgress(at: string, progress: RunProgress): Promise<void> {
    await this.updateRun({ beat_at: at, ...progress });
  }

  async endRun(failure?: { at: string; message: string }): Promise<void> {
    await this.updateRun({
      started_at: null,
      beat_at: null,
      phase: null,
      done: 0,
      total: 0,
      ...(failure && {
        failed_at: failure.at,
        failure: storableText(failure.message),
      }),
    });
  }

  async setShrunkTo(entities: number | undefined): Promise<void> {
    await this.updateRun({ shrunk_to: entities ?? null });
  }

  private async updateRun(values: Partial<RunTable>): Promise<void> {
    await turn();
    await this.db<RunTable>('run_state').where({ id: RUN }).update(values);
    await turn();
  }

  /**
   * Lets go of all snapshots but the newest, piece by piece, and of pieces whose analysis never came to be. Another replica may be
   * about to store one: the row of the run is locked, so it has either done so, and keeps its pieces, or will find them gone.
   */
  private async forgetChunks(): Promise<void> {
    const kept = (db: Knex) =>
      db<AnalysisTable>('analyses')
        .orderBy('at', 'desc')
        .limit(this.retention.snapshots)
        .select('id');
    const old = await this.db<ChunkTable>('snapshot_chunks')
      .whereNotIn('analysis_id', kept(this.db))
      .select('analysis_id', 'position');
    for (const { analysis_id, position } of old) {
      await turn();
      await this.db.transaction(async tx => {
        await tx<RunTable>('run_state').where({ id: RUN }).forUpdate().first();
        await tx<ChunkTable>('snapshot_chunks')
          .where({ analysis_id, position })
          .whereNotIn('analysis_id', kept(tx))
          .delete();
      });
    }
  }

  /** Lets go of long resolved findings, and of all but one analysis a day after a week. */
  private async forget(tx: Knex.Transaction, now: string): Promise<void> {
    const rows = await tx<AnalysisTable>('analyses')
      .orderBy('at', 'desc')
      .select('id', 'at');

    const thinBefore = daysBefore(now, THIN_AFTER_DAYS);
    const days = new Set<string>();
    for (const row of rows) {
      const day = dayOf(row.at);
      if (row.at < thinBefore && days.has(day)) {
        await tx<AnalysisTable>('analyses').where({ id: row.id }).delete();
      }
      days.add(day);
    }

    const resolvedBefore = daysBefore(now, this.retention.resolvedDays);
    await tx<AnalysisTable>('analyses')
      .where('at', '<', resolvedBefore)
      .delete();
    await tx<FindingTable>('findings')
      .where('resolved_at', '<', resolvedBefore)
      .delete();
  }
}

function fromRecord(record: AnalysisRecord): AnalysisTable {
  return {
    id: record.id,
    at: record.at,
    confirmed_at: record.confirmedAt,
    duration_ms: record.durationMs,
    fingerprint: record.fingerprint,
    scanned: record.scanned,
    info: JSON.stringify({ ...record.counts, policy: record.policy }),
  };
}

function toRecord(row: AnalysisTable): AnalysisRecord {
  const { policy, ...counts } = JSON.parse(row.info);
  return {
    id: row.id,
    at: row.at,
    confirmedAt: row.confirmed_at,
    durationMs: row.duration_ms,
    fingerprint: row.fingerprint,
    scanned: row.scanned,
    counts,
    ...(policy && { policy }),
  };
}

function fromFindingRow(row: FindingRow): FindingTable {
  return {
    id: storableText(row.id),
    rule: storableText(row.rule),
    category: row.category,
    severity: row.severity,
    first_seen: row.firstSeen,
    last_seen: row.lastSeen ?? null,
    resolved_at: row.resolvedAt ?? null,
    resolved_because: row.resolvedBecause ?? null,
    record: row.record,
  };
}

function toFindingRow(row: FindingTable): FindingRow {
  return {
    id: row.id,
    rule: row.rule,
    category: row.category,
    severity: row.severity,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen ?? undefined,
    resolvedAt: row.resolved_at ?? undefined,
    resolvedBecause: row.resolved_because ?? undefined,
    record: row.record,
  };
}

function toRunState(row: RunTable): RunState {
  const alive =
    row.beat_at !== null &&
    Date.now() - Date.parse(row.beat_at) < DEAD_AFTER_MS;
  return {
    requestedAt: row.requested_at ?? undefined,
    running:
      alive && row.started_at && row.beat_at
        ? {
            startedAt: row.started_at,
            beatAt: row.beat_at,
            phase: row.phase ?? 'scan',
            done: row.done,
            total: row.total,
          }
        : undefined,
    lastFailure:
      row.failed_at === null
        ? undefined
        : { at: row.failed_at, message: row.failure ?? '' },
    shrunkTo: row.shrunk_to ?? undefined,
  };
}
