import type { Knex } from 'knex';

/** What happened to a booking, for people and for years; and the free text that never enters a workflow's history. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- stands before its booking does: the API stores it, then starts the workflow
    CREATE TABLE booking_notes (
      booking_id uuid CONSTRAINT booking_notes_pkey PRIMARY KEY,
      author_id uuid NOT NULL CONSTRAINT booking_notes_author_id_fkey REFERENCES people,
      text text NOT NULL CONSTRAINT booking_notes_text_check CHECK (length(text) BETWEEN 1 AND 1000),
      created_at timestamptz NOT NULL
    );
    CREATE TABLE booking_reasons (
      id uuid CONSTRAINT booking_reasons_pkey PRIMARY KEY,
      booking_id uuid NOT NULL CONSTRAINT booking_reasons_booking_id_fkey REFERENCES bookings,
      author_id uuid NOT NULL CONSTRAINT booking_reasons_author_id_fkey REFERENCES people,
      text text NOT NULL CONSTRAINT booking_reasons_text_check CHECK (length(text) BETWEEN 1 AND 500),
      created_at timestamptz NOT NULL
    );
    CREATE INDEX booking_reasons_booking_id_idx ON booking_reasons (booking_id);
    CREATE TABLE booking_events (
      id uuid CONSTRAINT booking_events_pkey PRIMARY KEY DEFAULT uuid_v7(),
      seq bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT booking_events_seq_key UNIQUE,
      -- business key: what is recorded twice under one key is recorded once
      key text NOT NULL CONSTRAINT booking_events_key_key UNIQUE,
      booking_id uuid NOT NULL CONSTRAINT booking_events_booking_id_fkey REFERENCES bookings,
      version integer NOT NULL,
      type text NOT NULL CONSTRAINT booking_events_type_check CHECK (type ~ '^[a-z][A-Za-z0-9_]{0,59}$'),
      -- the role acted in; people who hold several act in one
      actor text NOT NULL CONSTRAINT booking_events_actor_check CHECK (actor IN
        ('student', 'tutor', 'support', 'admin', 'owner', 'clock', 'provider', 'bank')),
      actor_id uuid CONSTRAINT booking_events_actor_id_fkey REFERENCES people,
      cause text,
      reason_id uuid CONSTRAINT booking_events_reason_id_fkey REFERENCES booking_reasons,
      at timestamptz NOT NULL,
      from_state jsonb,
      to_state jsonb NOT NULL,
      policy_hash text NOT NULL,
      details jsonb NOT NULL DEFAULT '{}',
      recorded_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX booking_events_booking_id_idx ON booking_events (booking_id, seq);
    CREATE TRIGGER booking_events_written_once BEFORE UPDATE OR DELETE ON booking_events
      FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER booking_events_not_emptied BEFORE TRUNCATE ON booking_events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    GRANT SELECT, INSERT ON booking_notes, booking_reasons, booking_events TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE booking_events; DROP TABLE booking_reasons; DROP TABLE booking_notes;`);
}
