import type { Knex } from 'knex';

/** Time that a tutor's own calendars say is taken. A calendar's answer replaces what the same source said before. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE busy_times (
      id uuid CONSTRAINT busy_times_pkey PRIMARY KEY DEFAULT uuid_v7(),
      tutor_id uuid NOT NULL CONSTRAINT busy_times_tutor_id_fkey REFERENCES tutors,
      -- which calendar said so; nothing of what is in it is kept
      source text NOT NULL CONSTRAINT busy_times_source_check CHECK (source ~ '^[a-z0-9:_-]{1,120}$'),
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      CONSTRAINT busy_times_order_check CHECK (starts_at < ends_at)
    );
    CREATE INDEX busy_times_tutor_id_idx ON busy_times USING gist (tutor_id, tstzrange(starts_at, ends_at));
    CREATE INDEX busy_times_source_idx ON busy_times (tutor_id, source);
    CREATE TRIGGER busy_times_mark_free_time AFTER INSERT OR UPDATE OR DELETE ON busy_times
      FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_stretch();
    GRANT SELECT, INSERT, UPDATE, DELETE ON busy_times TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE busy_times;`);
}
