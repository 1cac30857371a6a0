import type { Knex } from 'knex';

/**
 * Sockets live in API processes, sign-ins end anywhere: in a route, in the worker that erases an account, by hand. The
 * row is the one place that every ending passes through, so it is the row that says so, once its transaction commits.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION announce_end_of_sign_in() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('stoa_sign_ins', OLD.id::text);
      RETURN NULL;
    END $$;
    CREATE TRIGGER sign_in_families_announce_end AFTER UPDATE OF ended_at ON sign_in_families
      FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION announce_end_of_sign_in();
    CREATE TRIGGER sign_in_families_announce_delete AFTER DELETE ON sign_in_families
      FOR EACH ROW WHEN (OLD.ended_at IS NULL) EXECUTE FUNCTION announce_end_of_sign_in();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER sign_in_families_announce_end ON sign_in_families;
    DROP TRIGGER sign_in_families_announce_delete ON sign_in_families;
    DROP FUNCTION announce_end_of_sign_in();
  `);
}
