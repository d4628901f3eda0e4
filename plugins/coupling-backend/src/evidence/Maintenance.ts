/**
 * Retention and thinning: what is older than is kept goes, and old calls are summed up, one observation a day for each pair of a
 * source. A call that has gone into a sum leaves its key, so that the same one sent again is known and not counted twice.
 */
import type { Calls } from '@posiwid/coupling-engine';
import type { Knex } from 'knex';
import { daysBefore, dayOf } from '../day';
import { storableText } from '../store/storableText';
import { turn } from '../threads/turn';
import { hashOf } from './names';
import type { EvidencePolicy } from './ObservationStore';
import { deleteRefs, insertRefs, namedRefs } from './refs';
import {
  AS_SENT,
  changeState,
  lockState,
  SUM_OF_DAY,
  SUMMED_UP,
  type CountTable,
  type ObservationTable,
} from './tables';

/** Observations a transaction. */
const BATCH = 100;

type Kept = Pick<ObservationTable, 'seq' | 'state' | 'body'>;

export class Maintenance {
  constructor(
    private readonly db: Knex,
    private readonly policy: EvidencePolicy,
  ) {}

  async run(now: string, signal?: AbortSignal): Promise<void> {
    const counts = await this.db<CountTable>('evidence_counts').select();
    for (const { source_id, kind } of counts) {
      const kept = this.policy.retentionDays[kind];
      const of = { source_id, kind };
      await repeat(signal, () => this.forget(of, daysBefore(now, kept)));
      if (kind === 'calls') {
        const before = daysBefore(now, this.policy.thinCallsAfterDays);
        await repeat(signal, () => this.sumUp(source_id, before));
      }
    }
  }

  /** Lets go of some of what is older. @returns whether there may be more */
  private forget(of: SourceAndKind, before: string): Promise<boolean> {
    return this.db.transaction(async tx => {
      await lockState(tx);
      const old: Kept[] = [];
      for (const state of [AS_SENT, SUM_OF_DAY, SUMMED_UP]) {
        old.push(
          ...(await tx<ObservationTable>('observations')
            .where({ ...of, state })
            .where('at', '<', before)
            .orderBy('at')
            .limit(BATCH)
            .select('seq', 'state', 'body')),
        );
      }
      if (old.length === 0) {
        return false;
      }
      await deleteRefs(tx, old.flatMap(withBody));
      await tx<ObservationTable>('observations')
        .whereIn(
          'seq',
          old.map(({ seq }) => seq),
        )
        .delete();
      const gone = old.filter(({ state }) => state !== SUMMED_UP).length;
      await this.recount(tx, of, -gone);
      return true;
    });
  }

  /** Sums up some of the calls of a source that are older. @returns whether there may be more */
  private sumUp(source_id: number, before: string): Promise<boolean> {
    const of: SourceAndKind = { source_id, kind: 'calls' };
    return this.db.transaction(async tx => {
      await lockState(tx);
      const old = await tx<ObservationTable>('observations')
        .where({ ...of, state: AS_SENT })
        .where('at', '<', before)
        .orderBy('at')
        .limit(BATCH)
        .select('seq', 'state', 'body');
      if (old.length === 0) {
        return false;
      }
      const days = new Map<string, Calls[]>();
      for (const { body } of old) {
        const calls: Calls = JSON.parse(body!);
        const key = dayKey(calls);
        days.set(key, [...(days.get(key) ?? []), calls]);
      }
      let more = -old.length;
      for (const [key, calls] of days) {
        more += await this.addToDay(tx, source_id, key, calls);
      }
      await deleteRefs(tx, old.flatMap(withBody));
      await tx<ObservationTable>('observations')
        .whereIn(
          'seq',
          old.map(({ seq }) => seq),
        )
        .update({ state: SUMMED_UP, body: null });
      await this.recount(tx, of, more);
      return true;
    });
  }

  /** @returns how many observations there are more: 1 for the first of a day */
  private async addToDay(
    tx: Knex.Transaction,
    source_id: number,
    key: string,
    calls: Calls[],
  ): Promise<0 | 1> {
    const row = await tx<ObservationTable>('observations')
      .where({ key })
      .first('seq', 'body');
    const earlier: Calls[] = row ? [JSON.parse(row.body!)] : [];
    const sum = sumOf([...earlier, ...calls]);
    const body = JSON.stringify(sum);
    if (row) {
      await tx<ObservationTable>('observations')
        .where({ seq: row.seq })
        .update({ body });
      return 0;
    }
    await tx<ObservationTable>('observations').insert({
      key,
      digest: hashOf(key),
      source_id,
      id: storableText(sum.id),
      kind: 'calls',
      state: SUM_OF_DAY,
      at: sum.at,
      received_at: sum.at,
      body,
    });
    await insertRefs(tx, JSON.stringify(namedRefs(key, sum)));
    return 1;
  }

  /** So many observations more of a source and kind, and their first and last time as they are now. */
  private async recount(
    tx: Knex.Transaction,
    of: SourceAndKind,
    more: number,
  ): Promise<void> {
    const ends: string[] = [];
    for (const state of [AS_SENT, SUM_OF_DAY]) {
      for (const order of ['asc', 'desc']) {
        const row = await tx<ObservationTable>('observations')
          .where({ ...of, state })
          .orderBy('at', order)
          .first('at');
        if (row) ends.push(row.at);
      }
    }
    ends.sort();
    await tx<CountTable>('evidence_counts')
      .where(of)
      .update({
        observations: tx.raw('"observations" + ?', [more]) as never,
        ...(ends.length > 0 && {
          first_at: ends[0],
          last_at: ends[ends.length - 1],
        }),
      });
    await changeState(tx, more);
  }
}

/** What is gone into a sum has no body, and names nothing any more. */
function withBody({ seq, body }: Kept) {
  return body === null ? [] : [{ seq, observation: JSON.parse(body) }];
}

type SourceAndKind = Pick<CountTable, 'source_id' | 'kind'>;

async function repeat(
  signal: AbortSignal | undefined,
  step: () => Promise<boolean>,
): Promise<void> {
  while (!signal?.aborted && (await step())) {
    await turn();
  }
}

/**
 * Calls are summed up together when they are of one source, pair and day, and say the same things: a sum of which only some state
 * errors would understate them.
 */
function dayKey(calls: Calls): string {
  const { source, from, to, errors, retries } = calls;
  return hashOf(
    JSON.stringify([
      'day',
      source,
      dayOf(calls.at),
      from,
      to,
      errors !== undefined,
      retries !== undefined,
    ]),
  );
}

function sumOf(calls: Calls[]): Calls {
  const [{ source, from, to, errors, retries }] = calls;
  const day = dayOf(calls[0].at);
  const sum = (value: (of: Calls) => number) =>
    calls.reduce((total, one) => total + value(one), 0);
  const starts = calls.map(({ windowStart }) => windowStart).sort();
  const ends = calls.map(({ windowEnd }) => windowEnd).sort();
  const stated = [errors !== undefined && 'e', retries !== undefined && 'r'];
  return {
    kind: 'calls',
    source,
    id: `day:${day}:${from}>${to}:${stated.filter(Boolean).join('')}`,
    at: `${day}T23:59:59.999Z`,
    from,
    to,
    windowStart: starts[0],
    windowEnd: ends[ends.length - 1],
    requests: sum(one => one.requests),
    ...(errors !== undefined && { errors: sum(one => one.errors ?? 0) }),
    ...(retries !== undefined && { retries: sum(one => one.retries ?? 0) }),
  };
}
