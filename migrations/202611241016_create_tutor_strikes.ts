import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE tutor_strikes (
      id uuid CONSTRAINT tutor_strikes_pkey PRIMARY KEY DEFAULT uuid_v7(),
      tutor_id uuid NOT NULL CONSTRAINT tutor_strikes_tutor_id_fkey REFERENCES tutors,
      booking_id uuid NOT NULL CONSTRAINT tutor_strikes_booking_id_fkey REFERENCES bookings,
      cause text NOT NULL CONSTRAINT tutor_strikes_cause_check CHECK (cause IN ('late_cancel', 'no_show')),
      at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      excused_at timestamptz,
      excused_by uuid CONSTRAINT tutor_strikes_excused_by_fkey REFERENCES people,
      excuse text,
      CONSTRAINT tutor_strikes_booking_id_key UNIQUE (booking_id, cause),
      CONSTRAINT tutor_strikes_excuse_check
        CHECK ((excused_at IS NULL) = (excused_by IS NULL) AND (excused_at IS NULL) = (excuse IS NULL))
    );
    CREATE INDEX tutor_strikes_tutor_id_idx ON tutor_strikes (tutor_id, expires_at);
    GRANT SELECT, INSERT, UPDATE ON tutor_strikes TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE tutor_strikes`);
}
