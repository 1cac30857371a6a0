import type { Knex } from 'knex';

const LIVE = `session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE')`;

const UP = `
  CREATE SEQUENCE booking_code_seq AS bigint MINVALUE 0 START 0 MAXVALUE 34359738367;
  CREATE TABLE bookings (
    id uuid CONSTRAINT bookings_pkey PRIMARY KEY,
    code text NOT NULL CONSTRAINT bookings_code_key UNIQUE,
    student_id uuid NOT NULL CONSTRAINT bookings_student_id_fkey REFERENCES people,
    tutor_id uuid NOT NULL CONSTRAINT bookings_tutor_id_fkey REFERENCES tutors,
    subject_id uuid NOT NULL CONSTRAINT bookings_subject_id_fkey REFERENCES subjects,

    session text NOT NULL,
    outcome text,
    payment text NOT NULL,
    dispute text NOT NULL DEFAULT 'NONE',
    version integer NOT NULL CONSTRAINT bookings_version_check CHECK (version > 0),

    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    duration_minutes integer NOT NULL CONSTRAINT bookings_duration_minutes_check CHECK (duration_minutes > 0),
    buffer_minutes integer NOT NULL CONSTRAINT bookings_buffer_minutes_check CHECK (buffer_minutes BETWEEN 0 AND 60),
    during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
    -- by way of UTC, because adding an interval to a timestamptz asks the session's zone
    tutor_during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at,
      (ends_at AT TIME ZONE 'UTC' + make_interval(mins => buffer_minutes)) AT TIME ZONE 'UTC', '[)')) STORED,

    price_minor bigint NOT NULL CONSTRAINT bookings_price_minor_check CHECK (price_minor >= 0),
    service_fee_minor bigint NOT NULL CONSTRAINT bookings_service_fee_minor_check CHECK (service_fee_minor >= 0),
    currency text NOT NULL CONSTRAINT bookings_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
    commission_bps integer NOT NULL
      CONSTRAINT bookings_commission_bps_check CHECK (commission_bps BETWEEN 0 AND 10000),
    policy_hash text NOT NULL CONSTRAINT bookings_policy_hash_fkey REFERENCES policies,
    instant boolean NOT NULL,
    trial boolean NOT NULL,

    requested_at timestamptz NOT NULL,
    -- which of the student's few parallel holds this is; the unique index below makes the limit hold under any race
    hold_number smallint NOT NULL CONSTRAINT bookings_hold_number_check CHECK (hold_number > 0),
    hold_ends_at timestamptz NOT NULL,
    page_ends_at timestamptz NOT NULL,
    secured_at timestamptz,
    capture_before timestamptz,
    answer_by timestamptz,
    settle_at timestamptz,

    pending jsonb,
    owed jsonb NOT NULL DEFAULT '[]' CONSTRAINT bookings_owed_check CHECK (jsonb_typeof(owed) = 'array'),
    needs_attention boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,

    CONSTRAINT bookings_parties_check CHECK (student_id <> tutor_id),
    CONSTRAINT bookings_times_check CHECK (ends_at = starts_at + make_interval(mins => duration_minutes)),
    CONSTRAINT bookings_outcome_check
      CHECK (outcome IN ('COMPLETED', 'NOT_HELD', 'NO_SHOW_STUDENT', 'NO_SHOW_TUTOR')),
    -- IS TRUE: a comparison with a null outcome is unknown, and a check lets the unknown pass
    CONSTRAINT bookings_state_check CHECK ((
      NOT (dispute = 'OPEN' AND payment = 'REFUNDED') AND (
        (session = 'REQUESTED' AND outcome IS NULL AND payment IN ('PENDING', 'AUTHORIZED') AND dispute = 'NONE')
        OR (session IN ('SCHEDULED', 'ACTIVE') AND outcome IS NULL AND payment = 'AUTHORIZED' AND dispute = 'NONE')
        OR (session = 'ENDED' AND outcome IN ('COMPLETED', 'NO_SHOW_STUDENT')
          AND payment IN ('AUTHORIZED', 'CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED')
          AND dispute IN ('NONE', 'OPEN', 'RESOLVED_UPHELD', 'RESOLVED_REFUNDED'))
        OR (session = 'ENDED' AND outcome IN ('NO_SHOW_TUTOR', 'NOT_HELD') AND payment IN ('AUTHORIZED', 'REFUNDED')
          AND dispute IN ('NONE', 'OPEN', 'RESOLVED_REFUNDED'))
        OR (session = 'ENDED' AND outcome IN ('NO_SHOW_TUTOR', 'NOT_HELD') AND payment = 'PARTIALLY_REFUNDED'
          AND dispute = 'RESOLVED_REFUNDED')
        OR (session = 'CANCELLED' AND outcome = 'NOT_HELD' AND payment = 'VOIDED' AND dispute = 'NONE')
        OR (session = 'CANCELLED' AND outcome = 'NOT_HELD'
          AND payment IN ('CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED')
          AND dispute IN ('NONE', 'OPEN', 'RESOLVED_UPHELD', 'RESOLVED_REFUNDED'))
        OR (session = 'EXPIRED' AND outcome = 'NOT_HELD' AND payment = 'VOIDED' AND dispute = 'NONE')
      )) IS TRUE),

    -- the last word on double booking. Not deferrable: ON CONFLICT takes no deferrable constraint as arbiter
    CONSTRAINT bookings_tutor_during_excl
      EXCLUDE USING gist (tutor_id WITH =, tutor_during WITH &&) WHERE (${LIVE}),
    CONSTRAINT bookings_student_during_excl
      EXCLUDE USING gist (student_id WITH =, during WITH &&) WHERE (${LIVE})
  );
  CREATE UNIQUE INDEX bookings_student_hold_key ON bookings (student_id, hold_number)
    WHERE session = 'REQUESTED' AND payment = 'PENDING';
  CREATE INDEX bookings_student_starts_at_idx ON bookings (student_id, starts_at, id);
  CREATE INDEX bookings_tutor_starts_at_idx ON bookings (tutor_id, starts_at, id);
  CREATE INDEX bookings_starts_at_idx ON bookings (starts_at, id);
  CREATE INDEX bookings_created_at_idx ON bookings (created_at, id);
  CREATE INDEX bookings_needs_attention_idx ON bookings (created_at, id) WHERE needs_attention;
  GRANT USAGE ON SEQUENCE booking_code_seq TO stoa_app;
  GRANT SELECT, INSERT, UPDATE ON bookings TO stoa_app;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE bookings; DROP SEQUENCE booking_code_seq;`);
}
