import type { Knex } from 'knex';

/** Terms by content: what a booking pinned can be read back word for word, and no row can claim another's hash. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% rows are written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$;

    CREATE TABLE policies (
      hash text CONSTRAINT policies_pkey PRIMARY KEY,
      canonical text NOT NULL,
      content jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT policies_hash_check CHECK (hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex'))
    );
    CREATE TRIGGER policies_written_once BEFORE UPDATE OR DELETE ON policies
      FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER policies_not_emptied BEFORE TRUNCATE ON policies
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    GRANT SELECT, INSERT ON policies TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE policies; DROP FUNCTION refuse_change();`);
}
