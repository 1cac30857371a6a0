import type { Knex } from 'knex';

const GUARD = `
      IF NOT EXISTS (SELECT FROM account_closings WHERE person_id = person AND state = 'erasing') THEN
        RAISE EXCEPTION 'the account of % is not being erased', person USING ERRCODE = 'insufficient_privilege';
      END IF;`;

/**
 * What people wrote about bookings and approvals is written once, and sign-ins are ended, never deleted: the
 * application's role has no right to more. These two functions are the exception, for an account that is being erased.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION erase_words(person uuid, put text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN ${GUARD}
      DELETE FROM booking_notes WHERE author_id = person;
      UPDATE booking_reasons SET text = put WHERE author_id = person AND text <> put;
      -- what a tutor wrote, and what was written about their papers
      UPDATE approval_notes SET text = put WHERE tutor_id = person AND text <> put;
    END $$;
    CREATE FUNCTION erase_sign_ins(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN ${GUARD}
      DELETE FROM impersonation_codes WHERE family_id IN (SELECT id FROM sign_in_families WHERE person_id = person);
      DELETE FROM refresh_tokens WHERE family_id IN (SELECT id FROM sign_in_families WHERE person_id = person);
      DELETE FROM sign_in_families WHERE person_id = person;
    END $$;
    CREATE INDEX booking_reasons_author_id_idx ON booking_reasons (author_id);
    CREATE INDEX booking_notes_author_id_idx ON booking_notes (author_id);
    CREATE INDEX sign_in_families_ended_person_id_idx ON sign_in_families (person_id) WHERE ended_at IS NOT NULL;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX booking_reasons_author_id_idx, booking_notes_author_id_idx, sign_in_families_ended_person_id_idx;
    DROP FUNCTION erase_words(uuid, text); DROP FUNCTION erase_sign_ins(uuid);`);
}
