import type { Knex } from 'knex';

/**
 * The last word on "not approved, not bookable": whatever was checked before, a tutor may have been suspended since.
 * FOR KEY SHARE is what the foreign key takes anyway; suspending takes FOR UPDATE, so that one waits for the other: a
 * booking that is not refused is there to be listed, and cancelled, by the suspension.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION refuse_unapproved_tutor() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE tutor record;
    BEGIN
      SELECT approval, payouts_enabled INTO tutor FROM tutors WHERE person_id = NEW.tutor_id FOR KEY SHARE;
      IF NOT FOUND OR tutor.approval <> 'approved' OR NOT tutor.payouts_enabled THEN
        RAISE EXCEPTION 'this tutor cannot be booked'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_tutor_approved', TABLE = 'bookings';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER bookings_tutor_approved BEFORE INSERT ON bookings
      FOR EACH ROW WHEN (NEW.session = 'REQUESTED') EXECUTE FUNCTION refuse_unapproved_tutor();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TRIGGER bookings_tutor_approved ON bookings; DROP FUNCTION refuse_unapproved_tutor();`);
}
