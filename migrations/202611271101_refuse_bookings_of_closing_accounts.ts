import type { Knex } from 'knex';

/**
 * The last word on "an account that closes books nothing": FOR KEY SHARE is what the foreign keys take anyway; asking to
 * close takes FOR UPDATE, so that one waits for the other. A booking that is not refused is there to be waited for.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION refuse_closing_parties() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE party record;
    BEGIN
      FOR party IN
        SELECT id, closing_since FROM people WHERE id IN (NEW.student_id, NEW.tutor_id) ORDER BY id FOR KEY SHARE
      LOOP
        CONTINUE WHEN party.closing_since IS NULL;
        RAISE EXCEPTION 'this account is being closed' USING ERRCODE = 'check_violation', TABLE = 'bookings',
          CONSTRAINT = CASE party.id WHEN NEW.student_id THEN 'bookings_student_open' ELSE 'bookings_tutor_open' END;
      END LOOP;
      RETURN NEW;
    END $$;
    CREATE TRIGGER bookings_parties_open BEFORE INSERT ON bookings
      FOR EACH ROW WHEN (NEW.session = 'REQUESTED') EXECUTE FUNCTION refuse_closing_parties();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TRIGGER bookings_parties_open ON bookings; DROP FUNCTION refuse_closing_parties();`);
}
