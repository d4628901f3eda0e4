// @ts-check

/*
 * Up to where the owners of findings were told what is new. One row for everybody, named `*`, and one for each team that was told
 * later than that, or could not be told then. A row is written over and never added to: it says where to go on, not what people
 * did, which is what the journal is for.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notice_marks', table => {
    table
      .string('team', 300)
      .primary()
      .comment('Reference of a team, or `*` for all that have no row');
    table.string('at', 30).notNullable().comment('ISO 8601');
    table
      .string('analysed_at', 30)
      .notNullable()
      .comment('Time of the analysis that was told of');
    table
      .bigInteger('sequence')
      .notNullable()
      .comment('Newest entry of the journal that was told of');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notice_marks');
};
