import type { Knex } from 'knex';

/**
 * When tutors are free, derived by the domain's engine so that a search can ask thousands at once. Whatever changes the
 * answer leaves a mark in its own transaction: an insert and no more, so that nobody waits for anybody.
 */
const TABLES = `
  CREATE TABLE tutor_free_weeks (
    tutor_id uuid NOT NULL CONSTRAINT tutor_free_weeks_tutor_id_fkey REFERENCES tutors,
    -- a UTC Monday
    week date NOT NULL CONSTRAINT tutor_free_weeks_week_check CHECK (extract(isodow FROM week) = 1),
    -- bit i: a lesson of the tutor's shortest length may begin at week + i * 15 minutes; notice and horizon left out
    starts bit(672) NOT NULL,
    CONSTRAINT tutor_free_weeks_pkey PRIMARY KEY (tutor_id, week)
  );
  CREATE INDEX tutor_free_weeks_week_idx ON tutor_free_weeks (week, tutor_id);
  -- no foreign key: it would take a lock on the tutor's row
  CREATE TABLE free_time_marks (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT free_time_marks_pkey PRIMARY KEY,
    tutor_id uuid NOT NULL,
    -- both included; infinity: as far as weeks are kept
    from_week date NOT NULL,
    to_week date NOT NULL,
    CONSTRAINT free_time_marks_order_check CHECK (from_week <= to_week)
  );
  CREATE INDEX free_time_marks_tutor_id_idx ON free_time_marks (tutor_id, id);
  GRANT SELECT, INSERT, UPDATE, DELETE ON tutor_free_weeks TO stoa_app;
  GRANT SELECT, INSERT, DELETE ON free_time_marks TO stoa_app;
`;

/** A start lies at most the longest lesson and its buffer before what it meets; a booking reserves an hour beyond. */
const FUNCTIONS = `
  CREATE FUNCTION mark_free_time(tutor uuid, starts_at timestamptz, ends_at timestamptz) RETURNS void
  LANGUAGE sql VOLATILE AS $$
    INSERT INTO free_time_marks (tutor_id, from_week, to_week) VALUES (tutor,
      date_trunc('week', starts_at AT TIME ZONE 'UTC' - interval '3 hours')::date,
      date_trunc('week', ends_at AT TIME ZONE 'UTC' + interval '1 hour')::date)
  $$;
  CREATE FUNCTION mark_free_time_of_booking() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    live constant text[] := ARRAY['REQUESTED', 'SCHEDULED', 'ACTIVE'];
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF (OLD.session = ANY(live)) = (NEW.session = ANY(live)) AND OLD.tutor_during = NEW.tutor_during THEN
        RETURN NULL;
      END IF;
      IF OLD.session = ANY(live) THEN PERFORM mark_free_time(OLD.tutor_id, OLD.starts_at, OLD.ends_at); END IF;
    END IF;
    IF NEW.session = ANY(live) THEN PERFORM mark_free_time(NEW.tutor_id, NEW.starts_at, NEW.ends_at); END IF;
    RETURN NULL;
  END $$;
  -- for every table whose rows are a tutor's stretches of time
  CREATE FUNCTION mark_free_time_of_stretch() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM mark_free_time(OLD.tutor_id, OLD.starts_at, OLD.ends_at); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM mark_free_time(NEW.tutor_id, NEW.starts_at, NEW.ends_at); END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION mark_free_time_of_window() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM mark_free_time(OLD.tutor_id, '-infinity', 'infinity'); END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.tutor_id <> OLD.tutor_id) THEN
      PERFORM mark_free_time(NEW.tutor_id, '-infinity', 'infinity');
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION mark_free_time_of_tutor() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM mark_free_time(NEW.person_id, '-infinity', 'infinity');
    RETURN NULL;
  END $$;
`;

const TRIGGERS = `
  CREATE TRIGGER bookings_mark_free_time
    AFTER INSERT OR UPDATE OF session, starts_at, ends_at, buffer_minutes ON bookings
    FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_booking();
  CREATE TRIGGER availability_exceptions_mark_free_time AFTER INSERT OR UPDATE OR DELETE ON availability_exceptions
    FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_stretch();
  CREATE TRIGGER weekly_windows_mark_free_time AFTER INSERT OR UPDATE OR DELETE ON weekly_windows
    FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_window();
  CREATE TRIGGER tutors_mark_free_time AFTER INSERT ON tutors
    FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_tutor();
  CREATE TRIGGER tutors_rules_mark_free_time AFTER UPDATE ON tutors FOR EACH ROW
    WHEN ((OLD.zone, OLD.durations, OLD.slot_step_minutes, OLD.horizon_days, OLD.buffer_minutes,
        OLD.max_sessions_per_day, OLD.max_minutes_per_week)
      IS DISTINCT FROM (NEW.zone, NEW.durations, NEW.slot_step_minutes, NEW.horizon_days, NEW.buffer_minutes,
        NEW.max_sessions_per_day, NEW.max_minutes_per_week))
    EXECUTE FUNCTION mark_free_time_of_tutor();
  -- tutors that were there before
  INSERT INTO free_time_marks (tutor_id, from_week, to_week) SELECT person_id, '-infinity', 'infinity' FROM tutors;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(FUNCTIONS);
  await knex.raw(TRIGGERS);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER bookings_mark_free_time ON bookings;
    DROP TRIGGER availability_exceptions_mark_free_time ON availability_exceptions;
    DROP TRIGGER weekly_windows_mark_free_time ON weekly_windows;
    DROP TRIGGER tutors_mark_free_time ON tutors;
    DROP TRIGGER tutors_rules_mark_free_time ON tutors;
    DROP FUNCTION mark_free_time_of_booking();
    DROP FUNCTION mark_free_time_of_stretch();
    DROP FUNCTION mark_free_time_of_window();
    DROP FUNCTION mark_free_time_of_tutor();
    DROP FUNCTION mark_free_time(uuid, timestamptz, timestamptz);
    DROP TABLE free_time_marks;
    DROP TABLE tutor_free_weeks;
  `);
}
