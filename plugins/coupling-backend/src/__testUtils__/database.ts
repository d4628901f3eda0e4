import type { DatabaseService } from '@backstage/backend-plugin-api';
import createKnex, { type Knex } from 'knex';

/** A database of its own in memory. */
export function memoryDatabase(): { knex: Knex; database: DatabaseService } {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  return { knex, database: { getClient: async () => knex } };
}
