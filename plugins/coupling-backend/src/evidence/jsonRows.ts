import type { Knex } from 'knex';

export type ColumnType = 'text' | 'integer' | 'bigint';
export type Columns = Record<string, ColumnType>;

/**
 * Rows that travel as one JSON text, so a statement has one bound parameter however many rows it has: no limit of either
 * database is near, and nothing is built per value.
 *
 * @param columns - names and types of the columns, which are also the names of each row's properties
 * @returns a table `r` for the `from` of a statement, with one parameter to bind: the rows as a JSON array
 */
export function jsonRows(db: Knex, columns: Columns): string {
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

/**
 * Inserts rows.
 *
 * @param json - the rows as a JSON array
 * @param more - what follows them: `on conflict …`, `returning …`
 * @returns what `returning` gives
 */
export async function insertRows<R>(
  db: Knex,
  table: string,
  columns: Columns,
  json: string,
  more: string,
): Promise<R[]> {
  const names = Object.keys(columns)
    .map(name => `"${name}"`)
    .join(', ');
  // `where true` keeps SQLite from reading `on conflict` as part of a join.
  return rowsOf<R>(
    await db.raw(
      `insert into "${table}" (${names}) select ${names} from ${jsonRows(
        db,
        columns,
      )} where true ${more}`,
      [json],
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
