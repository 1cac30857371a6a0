import type { Knex } from 'knex';

/** Two pages that edit the same hours: the second one is told, instead of undoing the first. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`ALTER TABLE tutors ADD COLUMN rules_version integer NOT NULL DEFAULT 1
    CONSTRAINT tutors_rules_version_check CHECK (rules_version > 0);`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`ALTER TABLE tutors DROP COLUMN rules_version;`);
}
