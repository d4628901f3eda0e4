// @ts-check

/*
 * The pieces of a snapshot are written before the analysis that they belong to, so they can no longer refer to its row.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('snapshot_chunks', table => {
    table.dropForeign('analysis_id');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('snapshot_chunks')
    .whereNotIn('analysis_id', knex('analyses').select('id'))
    .delete();
  await knex.schema.alterTable('snapshot_chunks', table => {
    table
      .foreign('analysis_id')
      .references('id')
      .inTable('analyses')
      .onDelete('CASCADE');
  });
};
