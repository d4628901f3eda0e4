import type { Knex } from 'knex';

export type ColumnType = 'text' | 'integer' | 'bigint';
export type Columns = Record<string, ColumnType>;

/**
 * Inserts rows that travel as one JSON text, so a statement has one bound parameter however many rows it has: no limit of either
 * database is near, and nothing is built per value.
 *
 * @param columns - names and types of the columns, which are also the names of each row's properties
 * @param more - what follows the rows: `on conflict …`, `returning …`
 * @returns what `returning` gives
 */
export async function insertRows<R>(
  db: Knex,
  table: string,
  columns: Columns,
  rows: readonly object[],
  more: string,
): Promise<R[]> {
  if (rows.length === 0) {
    return [];
  }
  const names = Object.keys(columns)
    .map(name => `"${name}"`)
    .join(', ');
  // `where true` keeps SQLite from reading `on conflict` as part of a join.
  return rowsOf<R>(
    await db.raw(
      `insert into "${table}" (${names}) select ${names} from ${fromJson(
        db,
        columns,
      )} where true ${more}`,
      [JSON.stringify(rows)],
    ),
  );
}

/** What a raw statement gave: a list on SQLite, a result with `rows` on PostgreSQL. */
export function rowsOf<R>(result: unknown): R[] {
  return Array.isArray(result) ? result : (result as { rows: R[] }).rows;
}

export function isPostgres(db: Knex): boolean {
  return db.client.config.client === 'pg';
}

/** A table of the rows in a bound JSON text. */
function fromJson(db: Knex, columns: Columns): string {
  const entries = Object.entries(columns);
  if (isPostgres(db)) {
    const typed = entries.map(([name, type]) => `"${name}" ${type}`).join(', ');
    return `json_to_recordset(?::json) as r(${typed})`;
  }
  const extracted = entries
    .map(([name]) => `json_extract(value, '$.${name}') as "${name}"`)
    .join(', ');
  return `(select ${extracted} from json_each(?)) as r`;
}
