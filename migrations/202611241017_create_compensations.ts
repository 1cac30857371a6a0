import type { Knex } from 'knex';

/** Promo that a let-down student got: once per booking; the pair's last one is looked up before the next. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE compensations (
      booking_id uuid CONSTRAINT compensations_pkey PRIMARY KEY
        CONSTRAINT compensations_booking_id_fkey REFERENCES bookings,
      student_id uuid NOT NULL CONSTRAINT compensations_student_id_fkey REFERENCES people,
      tutor_id uuid NOT NULL CONSTRAINT compensations_tutor_id_fkey REFERENCES tutors,
      amount_minor bigint NOT NULL CONSTRAINT compensations_amount_minor_check CHECK (amount_minor > 0),
      currency text NOT NULL CONSTRAINT compensations_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
      at timestamptz NOT NULL
    );
    CREATE INDEX compensations_pair_idx ON compensations (student_id, tutor_id, at);
    GRANT SELECT, INSERT ON compensations TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE compensations`);
}
