/** Databases that a child process can open as well as the test. */
import { join } from 'node:path';
import type { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

/** How to reach a new database: a file in the folder, or one of a PostgreSQL server. */
export async function childDatabase(
  databases: TestDatabases,
  id: string,
  folder: string,
): Promise<Knex.Config> {
  if (id === 'SQLITE_3') {
    return {
      client: 'better-sqlite3',
      connection: { filename: join(folder, 'coupling.sqlite') },
      useNullAsDefault: true,
    };
  }
  const knex = await databases.init(id as 'POSTGRES_18');
  const { host, port, user, password, database } = knex.client.config
    .connection as Knex.PgConnectionConfig;
  return { client: 'pg', connection: { host, port, user, password, database } };
}

/** Not of the test runner, which would want to load the child's modules itself. */
export function childEnv(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return env;
}
