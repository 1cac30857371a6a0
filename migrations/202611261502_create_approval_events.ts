import type { Knex } from 'knex';

/** What happened to a tutor's approval, for people and for years: a workflow's history ends. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE approval_events (
      seq bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT approval_events_pkey PRIMARY KEY,
      key text NOT NULL CONSTRAINT approval_events_key_key UNIQUE,
      tutor_id uuid NOT NULL CONSTRAINT approval_events_tutor_id_fkey REFERENCES tutors,
      version integer NOT NULL,
      type text NOT NULL,
      actor text NOT NULL CONSTRAINT approval_events_actor_check
        CHECK (actor IN ('tutor', 'admin', 'owner', 'clock', 'system')),
      actor_id uuid CONSTRAINT approval_events_actor_id_fkey REFERENCES people,
      at timestamptz NOT NULL,
      from_state text NOT NULL,
      to_state text NOT NULL,
      submission_id uuid CONSTRAINT approval_events_submission_id_fkey REFERENCES approval_submissions,
      note_id uuid CONSTRAINT approval_events_note_id_fkey REFERENCES approval_notes,
      details jsonb NOT NULL DEFAULT '{}'
    );
    CREATE INDEX approval_events_tutor_id_idx ON approval_events (tutor_id, seq);
    CREATE TRIGGER approval_events_written_once BEFORE UPDATE OR DELETE ON approval_events
      FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER approval_events_not_emptied BEFORE TRUNCATE ON approval_events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    GRANT SELECT, INSERT ON approval_events TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE approval_events;`);
}
