// @ts-check

/*
 * What people decide: appended, never changed. The head is a row that every append updates, so appends wait for each other and
 * their numbers are in the order of their commits, without gaps: who has read to a number has missed nothing before it.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('journal_head', table => {
    table.integer('id').primary();
    table.bigInteger('sequence').notNullable();
  });
  await knex('journal_head').insert({ id: 1, sequence: 0 });

  await knex.schema.createTable('journal', table => {
    table.comment('Decisions, reviews and policies, as they were taken');
    table.bigInteger('sequence').primary();
    table
      .string('id', 200)
      .notNullable()
      .unique()
      .comment('Made by who appends: sending twice appends once');
    table.string('stream', 300).notNullable().comment('What it is about');
    table.integer('position').notNullable().comment('From 1, without gaps');
    table.string('at', 30).notNullable().comment('ISO 8601');
    table.string('by', 300).notNullable();
    table.text('body').notNullable().comment('JSON');
    table.unique(['stream', 'position']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('journal');
  await knex.schema.dropTable('journal_head');
};
