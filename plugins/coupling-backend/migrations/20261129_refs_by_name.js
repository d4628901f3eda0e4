// @ts-check

/*
 * What an observation names is found by the names when it goes, so the index by observation is only in the way of what comes.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('observation_refs', table => {
    table.dropIndex(['seq'], 'observation_refs_seq_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('observation_refs', table => {
    table.index(['seq'], 'observation_refs_seq_idx');
  });
};
