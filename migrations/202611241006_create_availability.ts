import type { Knex } from 'knex';

/** Rules are local times of the tutor's zone, never offsets; exceptions are instants. The domain's engine reads both. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE weekly_windows (
      id uuid CONSTRAINT weekly_windows_pkey PRIMARY KEY DEFAULT uuid_v7(),
      tutor_id uuid NOT NULL CONSTRAINT weekly_windows_tutor_id_fkey REFERENCES tutors,
      -- ISO: 1 is Monday
      weekday smallint NOT NULL CONSTRAINT weekly_windows_weekday_check CHECK (weekday BETWEEN 1 AND 7),
      starts_local time NOT NULL CONSTRAINT weekly_windows_starts_local_check CHECK (starts_local < '24:00'),
      -- not after the start: the window crosses midnight and ends on the next day
      ends_local time NOT NULL,
      CONSTRAINT weekly_windows_tutor_id_key UNIQUE (tutor_id, weekday, starts_local),
      CONSTRAINT weekly_windows_length_check CHECK (starts_local <> ends_local)
    );
    CREATE TABLE availability_exceptions (
      id uuid CONSTRAINT availability_exceptions_pkey PRIMARY KEY DEFAULT uuid_v7(),
      tutor_id uuid NOT NULL CONSTRAINT availability_exceptions_tutor_id_fkey REFERENCES tutors,
      kind text NOT NULL CONSTRAINT availability_exceptions_kind_check CHECK (kind IN ('opening', 'blackout')),
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      reason text CONSTRAINT availability_exceptions_reason_check CHECK (length(reason) <= 200),
      CONSTRAINT availability_exceptions_order_check CHECK (starts_at < ends_at)
    );
    CREATE INDEX availability_exceptions_tutor_id_idx ON availability_exceptions (tutor_id, ends_at);
    GRANT SELECT, INSERT, UPDATE, DELETE ON weekly_windows, availability_exceptions TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE availability_exceptions; DROP TABLE weekly_windows;`);
}
