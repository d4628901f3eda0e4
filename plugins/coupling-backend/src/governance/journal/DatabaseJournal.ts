import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type {
  Appended,
  Entry,
  Journal,
  NewEntry,
  SinceOptions,
} from './Journal';

const READ_LIMIT = 1_000;
/** Streams a query: below the parameter limit of both databases. */
const STREAMS_A_QUERY = 500;
/** The only row of `journal_head`. */
const HEAD = 1;

interface Row {
  sequence: number | string;
  id: string;
  stream: string;
  position: number;
  at: string;
  by: string;
  body: string;
}

/** Undoes the transaction; what to answer is known already. */
class NothingKept extends Error {}

/** The journal on better-sqlite3 or PostgreSQL; its tables are those of the migrations. */
export class DatabaseJournal implements Journal {
  constructor(private readonly db: Knex) {}

  async append(entries: readonly NewEntry[]): Promise<Appended> {
    if (entries.length === 0) return { result: 'appended', entries: [] };
    let answer: Appended | undefined;
    try {
      await this.db.transaction(async trx => {
        // Holds this row until the end: appends wait for each other, and see all that was committed before.
        await trx('journal_head')
          .where('id', HEAD)
          .increment('sequence', entries.length);
        answer = await appendIn(trx, entries);
        if (answer.result !== 'appended') throw new NothingKept();
      });
    } catch (error) {
      if (!(error instanceof NothingKept)) throw error;
    }
    return answer!;
  }

  async read(streams: readonly string[]): Promise<Entry[]> {
    const found: Entry[] = [];
    for (let i = 0; i < streams.length; i += STREAMS_A_QUERY) {
      const rows = await this.db<Row>('journal')
        .whereIn('stream', streams.slice(i, i + STREAMS_A_QUERY))
        .orderBy(['stream', 'position']);
      found.push(...rows.map(toEntry));
    }
    return found;
  }

  async since(
    sequence: number,
    { prefix, limit = READ_LIMIT }: SinceOptions = {},
  ): Promise<Entry[]> {
    const query = this.db<Row>('journal')
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(limit);
    if (prefix !== undefined) {
      // A range and no LIKE: a name may hold the wildcards.
      query
        .where('stream', '>=', prefix)
        .where('stream', '<', `${prefix}\u{10ffff}`);
    }
    return (await query).map(toEntry);
  }

  async head(): Promise<number> {
    const row = await this.db('journal_head')
      .where('id', HEAD)
      .first('sequence');
    return Number(row?.sequence ?? 0);
  }
}

async function appendIn(
  trx: Knex.Transaction,
  entries: readonly NewEntry[],
): Promise<Appended> {
  const before = await repeatedOf(trx, entries);
  if (before) return before;
  const { sequence } = await trx('journal_head')
    .where('id', HEAD)
    .first('sequence');
  const newest = new Map<string, number>();
  const appended: Entry[] = [];
  for (const { after, ...entry } of entries) {
    const { stream } = entry;
    const position = newest.get(stream) ?? (await newestIn(trx, stream));
    if (!newest.has(stream) && position !== after) {
      const rows = await trx<Row>('journal')
        .where({ stream })
        .where('position', '>', after)
        .orderBy('position');
      return { result: 'overtaken', stream, since: rows.map(toEntry) };
    }
    newest.set(stream, position + 1);
    appended.push({
      ...entry,
      sequence: Number(sequence) - entries.length + 1 + appended.length,
      position: position + 1,
    });
  }
  for (const entry of appended) {
    await trx('journal').insert(toRow(entry));
  }
  return { result: 'appended', entries: appended };
}

/** What to answer when one of the ids is there already. */
async function repeatedOf(
  trx: Knex.Transaction,
  entries: readonly NewEntry[],
): Promise<Appended | undefined> {
  const rows = await trx<Row>('journal').whereIn(
    'id',
    entries.map(({ id }) => id),
  );
  if (rows.length === 0) return undefined;
  const there = new Map(rows.map(row => [row.id, toEntry(row)]));
  const other = entries.find(entry => {
    const known = there.get(entry.id);
    return !known || !saysTheSame(known, entry);
  });
  return other
    ? { result: 'id-taken', id: other.id }
    : { result: 'repeated', entries: entries.map(({ id }) => there.get(id)!) };
}

function saysTheSame(known: Entry, { stream, by, body }: NewEntry): boolean {
  return (
    known.stream === stream &&
    known.by === by &&
    JSON.stringify(known.body) === textOf(body)
  );
}

async function newestIn(
  trx: Knex.Transaction,
  stream: string,
): Promise<number> {
  const row = await trx<Row>('journal')
    .where({ stream })
    .max({ newest: 'position' })
    .first();
  return Number((row as { newest?: number } | undefined)?.newest ?? 0);
}

function toRow({ body, ...entry }: Entry): Row {
  return { ...entry, body: textOf(body) };
}

function toEntry({ sequence, body, ...row }: Row): Entry {
  return {
    ...row,
    sequence: Number(sequence),
    body: JSON.parse(body) as JsonObject,
  };
}

function textOf(body: JsonObject): string {
  // Escapes what PostgreSQL cannot store: NUL and lone surrogates.
  return JSON.stringify(body);
}
