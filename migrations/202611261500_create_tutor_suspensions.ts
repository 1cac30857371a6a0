import type { Knex } from 'knex';

/** Who was suspended, why, and by whom put back; and the free text that never enters a workflow's history. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE tutors
      ADD COLUMN approval_version integer NOT NULL DEFAULT 0
        CONSTRAINT tutors_approval_version_check CHECK (approval_version >= 0),
      -- kept with every strike and every excuse, in their own transaction; search compares it with its clock
      ADD COLUMN hidden_until timestamptz;
    CREATE TABLE approval_notes (
      id uuid CONSTRAINT approval_notes_pkey PRIMARY KEY,
      tutor_id uuid NOT NULL CONSTRAINT approval_notes_tutor_id_fkey REFERENCES tutors,
      author_id uuid NOT NULL CONSTRAINT approval_notes_author_id_fkey REFERENCES people,
      text text NOT NULL CONSTRAINT approval_notes_text_check CHECK (length(text) BETWEEN 1 AND 2000),
      created_at timestamptz NOT NULL
    );
    CREATE INDEX approval_notes_tutor_id_idx ON approval_notes (tutor_id);
    CREATE TABLE tutor_suspensions (
      id uuid CONSTRAINT tutor_suspensions_pkey PRIMARY KEY,
      tutor_id uuid NOT NULL CONSTRAINT tutor_suspensions_tutor_id_fkey REFERENCES tutors,
      by uuid NOT NULL CONSTRAINT tutor_suspensions_by_fkey REFERENCES people,
      note_id uuid NOT NULL CONSTRAINT tutor_suspensions_note_id_fkey REFERENCES approval_notes,
      bookings text NOT NULL CONSTRAINT tutor_suspensions_bookings_check CHECK (bookings IN ('cancelled', 'kept')),
      at timestamptz NOT NULL,
      appealed_at timestamptz,
      lift_proposed_by uuid CONSTRAINT tutor_suspensions_lift_proposed_by_fkey REFERENCES people,
      lift_proposed_at timestamptz,
      lifted_by uuid CONSTRAINT tutor_suspensions_lifted_by_fkey REFERENCES people,
      lifted_at timestamptz,
      CONSTRAINT tutor_suspensions_lift_check CHECK (
        (lift_proposed_by IS NULL) = (lift_proposed_at IS NULL) AND (lifted_by IS NULL) = (lifted_at IS NULL)),
      -- two different people put a tutor back, whatever the code does
      CONSTRAINT tutor_suspensions_four_eyes_check
        CHECK (lifted_by IS NULL OR (lift_proposed_by IS NOT NULL AND lift_proposed_by <> lifted_by))
    );
    CREATE UNIQUE INDEX tutor_suspensions_tutor_id_key ON tutor_suspensions (tutor_id) WHERE lifted_at IS NULL;
    GRANT SELECT, INSERT ON approval_notes TO stoa_app;
    GRANT SELECT, INSERT, UPDATE ON tutor_suspensions TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE tutor_suspensions; DROP TABLE approval_notes;
    ALTER TABLE tutors DROP COLUMN approval_version, DROP COLUMN hidden_until;
  `);
}
