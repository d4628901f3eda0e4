// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('analyses', table => {
    table.comment('One row an analysis; thinned with age');
    table.string('id', 36).primary().comment('UUID');
    table.string('at', 30).notNullable().comment('When it was made, ISO 8601');
    table
      .string('confirmed_at', 30)
      .notNullable()
      .comment('When a scan last found the catalog unchanged since');
    table.integer('duration_ms').notNullable();
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('What was analysed: equal when nothing has changed');
    table.integer('scanned').notNullable().comment('Entities read');
    table.text('info').notNullable().comment('Counts, as JSON');
    table.index(['at'], 'analyses_at_idx');
  });

  await knex.schema.createTable('snapshot_chunks', table => {
    table.comment('The newest analyses whole, each as one blob cut in pieces');
    table
      .string('analysis_id', 36)
      .notNullable()
      .references('id')
      .inTable('analyses')
      .onDelete('CASCADE');
    table.integer('position').notNullable();
    table.binary('data').notNullable();
    table.primary(['analysis_id', 'position']);
  });

  await knex.schema.createTable('findings', table => {
    table.comment('Every finding with its history');
    table.string('id', 200).primary();
    table.string('rule', 100).notNullable();
    table.string('category', 40).notNullable();
    table.string('severity', 20).notNullable();
    table.string('first_seen', 30).notNullable().comment('ISO 8601');
    table
      .string('last_seen', 30)
      .nullable()
      .comment('Empty while the newest analysis finds it');
    table.string('resolved_at', 30).nullable();
    table.string('resolved_because', 40).nullable();
    table
      .text('record')
      .notNullable()
      .comment('The finding and its spells, as JSON');
    table.index(['resolved_at'], 'findings_resolved_at_idx');
  });

  await knex.schema.createTable('run_state', table => {
    table.comment('One row: what the replica that analyses is doing');
    table.integer('id').primary();
    table.string('requested_at', 30).nullable();
    table.string('started_at', 30).nullable();
    table
      .string('beat_at', 30)
      .nullable()
      .comment('Last sign of life of the run');
    table.string('phase', 20).nullable();
    table.integer('done').notNullable().defaultTo(0);
    table.integer('total').notNullable().defaultTo(0);
    table.string('failed_at', 30).nullable();
    table.text('failure').nullable();
    table
      .integer('shrunk_to')
      .nullable()
      .comment('Entities of a suspiciously small scan, until confirmed');
  });
  await knex('run_state').insert({ id: 1 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('run_state');
  await knex.schema.dropTable('findings');
  await knex.schema.dropTable('snapshot_chunks');
  await knex.schema.dropTable('analyses');
};
