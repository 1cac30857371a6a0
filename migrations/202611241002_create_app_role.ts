import type { Knex } from 'knex';

/**
 * The role that API and worker act as. Each table's migration grants it what that table allows and nothing else.
 * Roles belong to the server, not to the database: an installation may have made it before, with a password.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'stoa_app') THEN CREATE ROLE stoa_app NOLOGIN; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database is being migrated meanwhile
    END $$;
    GRANT USAGE ON SCHEMA public TO stoa_app;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  `);
}

/** The role stays: other databases of the server may grant to it. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`REVOKE USAGE ON SCHEMA public FROM stoa_app`);
}
