import type { Knex } from 'knex';

/** Reviews that are over only grow in number; they are read by the time of the decision, and by who decided. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE INDEX approval_submissions_decided_at_idx ON approval_submissions (decided_at, id) WHERE outcome IS NOT NULL;
    CREATE INDEX approval_submissions_decided_by_idx ON approval_submissions (decided_by, decided_at, id)
      WHERE outcome IS NOT NULL;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP INDEX approval_submissions_decided_at_idx, approval_submissions_decided_by_idx;`);
}
