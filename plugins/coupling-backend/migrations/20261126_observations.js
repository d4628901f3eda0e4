// @ts-check

/*
 * Evidence: what was observed, which entities it names, who sends it, and what could not be read.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('evidence_state', table => {
    table.comment('One row, locked by whoever writes observations');
    table.integer('id').primary();
    table
      .bigInteger('revision')
      .notNullable()
      .comment('Counts the changes of what is stored');
    table
      .bigInteger('observations')
      .notNullable()
      .comment('How many there are');
  });
  await knex('evidence_state').insert({ id: 1, revision: 0, observations: 0 });

  await knex.schema.createTable('evidence_sources', table => {
    table.comment('Who sends observations');
    table.increments('id');
    table.string('key', 22).notNullable().unique().comment('Hash of the name');
    table.text('source').notNullable();
    table.string('received_at', 30).nullable().comment('When it last spoke');
    table
      .string('refused_at', 30)
      .nullable()
      .comment('When something of it was last refused');
    table
      .string('accepted_at', 30)
      .nullable()
      .comment('When something of it was last good');
    table.bigInteger('refused').notNullable().defaultTo(0);
  });

  await knex.schema.createTable('evidence_counts', table => {
    table.comment('Observations by source and kind');
    table.integer('source_id').notNullable();
    table.string('kind', 20).notNullable();
    table.bigInteger('observations').notNullable();
    table.string('first_at', 30).notNullable();
    table.string('last_at', 30).notNullable();
    table.primary(['source_id', 'kind']);
  });

  await knex.schema.createTable('observations', table => {
    table.comment('What was observed, each once');
    table.bigIncrements('seq');
    table
      .string('key', 22)
      .notNullable()
      .comment('Hash of source and id, which may be long');
    table.string('digest', 22).notNullable().comment('Hash of what was sent');
    table.integer('source_id').notNullable();
    table.text('id').notNullable().comment('Unique within the source');
    table.string('kind', 20).notNullable();
    table
      .smallint('state')
      .notNullable()
      .defaultTo(0)
      .comment('0 as it was sent, 1 the sum of a day, 2 gone into such a sum');
    table.string('at', 30).notNullable().comment('When it was seen, ISO 8601');
    table.string('received_at', 30).notNullable();
    table
      .text('body')
      .nullable()
      .comment('The observation as JSON; empty in state 2');
    table.unique(['key'], { indexName: 'observations_key_uniq' });
    table.index(
      ['source_id', 'kind', 'state', 'at'],
      'observations_source_kind_idx',
    );
    table.index(['at', 'seq'], 'observations_at_idx');
  });

  await knex.schema.createTable('observation_refs', table => {
    table.comment('What each observation names');
    table.text('ref').notNullable();
    table.string('at', 30).notNullable();
    table.bigInteger('seq').notNullable();
    table.primary(['ref', 'at', 'seq']);
    table.index(['seq'], 'observation_refs_seq_idx');
  });

  await knex.schema.createTable('evidence_collectors', table => {
    table.comment('What collectors have left behind');
    table.string('id', 200).primary();
    table.text('checkpoint').nullable().comment('JSON, of the last good run');
    table.string('spoke_at', 30).nullable();
    table.string('run_at', 30).nullable();
    table.string('ok_at', 30).nullable();
    table
      .string('retry_at', 30)
      .nullable()
      .comment('After failures: not asked again before');
    table.integer('failures').notNullable().defaultTo(0).comment('In a row');
    table.bigInteger('stored').notNullable().defaultTo(0);
    table.bigInteger('unchanged').notNullable().defaultTo(0);
    table.bigInteger('refused').notNullable().defaultTo(0);
  });

  await knex.schema.createTable('evidence_problems', table => {
    table.comment('The last that could not be read, by source and collector');
    table.bigIncrements('seq');
    table
      .string('of', 22)
      .notNullable()
      .comment('Hash of the source, or of the collector');
    table.string('at', 30).notNullable();
    table.text('message').notNullable();
    table.index(['of', 'seq'], 'evidence_problems_of_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('evidence_problems');
  await knex.schema.dropTable('evidence_collectors');
  await knex.schema.dropTable('observation_refs');
  await knex.schema.dropTable('observations');
  await knex.schema.dropTable('evidence_counts');
  await knex.schema.dropTable('evidence_sources');
  await knex.schema.dropTable('evidence_state');
};
