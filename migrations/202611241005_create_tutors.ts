import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE subjects (
      id uuid CONSTRAINT subjects_pkey PRIMARY KEY,
      slug text NOT NULL CONSTRAINT subjects_slug_key UNIQUE CONSTRAINT subjects_slug_check CHECK (slug ~ '^[a-z0-9-]{1,60}$'),
      name text NOT NULL CONSTRAINT subjects_name_check CHECK (length(name) BETWEEN 1 AND 80)
    );
    CREATE TABLE tutors (
      person_id uuid CONSTRAINT tutors_pkey PRIMARY KEY CONSTRAINT tutors_person_id_fkey REFERENCES people,
      headline text NOT NULL DEFAULT '' CONSTRAINT tutors_headline_check CHECK (length(headline) <= 120),
      description text NOT NULL DEFAULT '' CONSTRAINT tutors_description_check CHECK (length(description) <= 10000),
      languages text[] NOT NULL DEFAULT '{}',
      rate_minor bigint NOT NULL CONSTRAINT tutors_rate_minor_check CHECK (rate_minor BETWEEN 0 AND 100000000),
      currency text NOT NULL CONSTRAINT tutors_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
      cancellation_preset text NOT NULL DEFAULT 'standard' CONSTRAINT tutors_cancellation_preset_check
        CHECK (cancellation_preset IN ('standard', 'moderate', 'flexible')),
      instant_booking boolean NOT NULL DEFAULT false,
      durations integer[] NOT NULL DEFAULT '{60}' CONSTRAINT tutors_durations_check
        CHECK (cardinality(durations) > 0 AND durations <@ ARRAY[25, 30, 45, 50, 60, 90, 120]),
      zone text NOT NULL CONSTRAINT tutors_zone_check CHECK (length(zone) BETWEEN 1 AND 64),
      slot_step_minutes integer NOT NULL DEFAULT 30
        CONSTRAINT tutors_slot_step_minutes_check CHECK (slot_step_minutes IN (15, 30)),
      minimum_notice_minutes integer NOT NULL DEFAULT 120
        CONSTRAINT tutors_minimum_notice_minutes_check CHECK (minimum_notice_minutes BETWEEN 60 AND 10080),
      horizon_days integer NOT NULL DEFAULT 60 CONSTRAINT tutors_horizon_days_check CHECK (horizon_days BETWEEN 7 AND 180),
      buffer_minutes integer NOT NULL DEFAULT 0
        CONSTRAINT tutors_buffer_minutes_check CHECK (buffer_minutes BETWEEN 0 AND 60),
      max_sessions_per_day integer CONSTRAINT tutors_max_sessions_per_day_check CHECK (max_sessions_per_day > 0),
      max_minutes_per_week integer CONSTRAINT tutors_max_minutes_per_week_check CHECK (max_minutes_per_week > 0),
      approval text NOT NULL DEFAULT 'incomplete' CONSTRAINT tutors_approval_check CHECK (approval IN
        ('incomplete', 'pending_approval', 'under_review', 'approved', 'rejected', 'suspended', 'archived')),
      payouts_enabled boolean NOT NULL DEFAULT false,
      meeting_url text,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    );
    -- the list of bookable tutors is read in this order, page by page
    CREATE INDEX tutors_listed_idx ON tutors (created_at, person_id) WHERE approval = 'approved' AND payouts_enabled;
    CREATE TABLE tutor_subjects (
      tutor_id uuid NOT NULL CONSTRAINT tutor_subjects_tutor_id_fkey REFERENCES tutors,
      subject_id uuid NOT NULL CONSTRAINT tutor_subjects_subject_id_fkey REFERENCES subjects,
      -- null: the tutor's own rate
      rate_minor bigint CONSTRAINT tutor_subjects_rate_minor_check CHECK (rate_minor BETWEEN 0 AND 100000000),
      position integer NOT NULL DEFAULT 0,
      CONSTRAINT tutor_subjects_pkey PRIMARY KEY (tutor_id, subject_id)
    );
    CREATE INDEX tutor_subjects_subject_id_idx ON tutor_subjects (subject_id, tutor_id);
    GRANT SELECT ON subjects TO stoa_app;
    GRANT SELECT, INSERT, UPDATE ON tutors TO stoa_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON tutor_subjects TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE tutor_subjects; DROP TABLE tutors; DROP TABLE subjects;`);
}
