import type { Knex } from 'knex';

/** `avatar_url` is what is shown; it is written together with the file that it leads to. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE people ADD COLUMN avatar_file_id uuid CONSTRAINT people_avatar_file_id_fkey REFERENCES files;
    UPDATE people SET avatar_url = NULL;
    ALTER TABLE people ADD CONSTRAINT people_avatar_check CHECK ((avatar_file_id IS NULL) = (avatar_url IS NULL));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    `ALTER TABLE people DROP CONSTRAINT people_avatar_check; ALTER TABLE people DROP COLUMN avatar_file_id`,
  );
}
