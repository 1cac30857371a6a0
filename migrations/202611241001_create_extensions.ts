import type { Knex } from 'knex';

/** btree_gist lets one exclusion constraint compare an id with `=` and a range with `&&`; citext compares addresses. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE EXTENSION IF NOT EXISTS citext;

    -- UUIDv7 for rows that no client mints: Postgres has its own from 18 on, we support 15
    CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
      SELECT encode(
        set_bit(set_bit(
          overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
            FROM 1 FOR 6),
          52, 1), 53, 1), 'hex')::uuid
    $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION uuid_v7();
    DROP EXTENSION citext;
    DROP EXTENSION btree_gist;
  `);
}
