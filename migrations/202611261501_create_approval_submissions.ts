import type { Knex } from 'knex';

/** What was handed in, and who looked at it with what verdict. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE approval_submissions (
      id uuid CONSTRAINT approval_submissions_pkey PRIMARY KEY,
      tutor_id uuid NOT NULL CONSTRAINT approval_submissions_tutor_id_fkey REFERENCES tutors,
      kind text NOT NULL
        CONSTRAINT approval_submissions_kind_check CHECK (kind IN ('application', 'recheck', 'appeal')),
      items text[] NOT NULL,
      -- edited since a reviewer saw them: their verdicts were refused
      changed_items text[] NOT NULL DEFAULT '{}',
      submitted_at timestamptz NOT NULL,
      promised_by timestamptz NOT NULL,
      escalated_at timestamptz,
      claimed_by uuid CONSTRAINT approval_submissions_claimed_by_fkey REFERENCES people,
      lease_until timestamptz,
      excluded_reviewer_id uuid CONSTRAINT approval_submissions_excluded_reviewer_id_fkey REFERENCES people,
      -- what the tutor says in an appeal
      note_id uuid CONSTRAINT approval_submissions_note_id_fkey REFERENCES approval_notes,
      suspension_id uuid CONSTRAINT approval_submissions_suspension_id_fkey REFERENCES tutor_suspensions,
      outcome text
        CONSTRAINT approval_submissions_outcome_check CHECK (outcome IN ('approved', 'rejected', 'withdrawn')),
      decided_by uuid CONSTRAINT approval_submissions_decided_by_fkey REFERENCES people,
      decided_at timestamptz,
      CONSTRAINT approval_submissions_claim_check CHECK ((claimed_by IS NULL) = (lease_until IS NULL)),
      CONSTRAINT approval_submissions_decision_check CHECK ((outcome IS NULL) = (decided_at IS NULL)),
      CONSTRAINT approval_submissions_own_check CHECK (claimed_by <> tutor_id AND decided_by <> tutor_id),
      CONSTRAINT approval_submissions_second_reviewer_check CHECK (decided_by <> excluded_reviewer_id)
    );
    CREATE UNIQUE INDEX approval_submissions_open_key ON approval_submissions (tutor_id) WHERE outcome IS NULL;
    CREATE INDEX approval_submissions_queue_idx ON approval_submissions (promised_by, id) WHERE outcome IS NULL;
    CREATE INDEX approval_submissions_tutor_id_idx ON approval_submissions (tutor_id, submitted_at);
    CREATE TABLE approval_verdicts (
      submission_id uuid NOT NULL CONSTRAINT approval_verdicts_submission_id_fkey REFERENCES approval_submissions,
      item text NOT NULL,
      tutor_id uuid NOT NULL CONSTRAINT approval_verdicts_tutor_id_fkey REFERENCES tutors,
      -- of the item's content that was looked at
      version text NOT NULL,
      verdict text NOT NULL
        CONSTRAINT approval_verdicts_verdict_check CHECK (verdict IN ('approved', 'changes_needed')),
      reason text,
      note_id uuid CONSTRAINT approval_verdicts_note_id_fkey REFERENCES approval_notes,
      reviewer_id uuid NOT NULL CONSTRAINT approval_verdicts_reviewer_id_fkey REFERENCES people,
      at timestamptz NOT NULL,
      CONSTRAINT approval_verdicts_pkey PRIMARY KEY (submission_id, item),
      CONSTRAINT approval_verdicts_reason_check CHECK ((verdict = 'changes_needed') = (reason IS NOT NULL)),
      CONSTRAINT approval_verdicts_own_check CHECK (reviewer_id <> tutor_id)
    );
    CREATE INDEX approval_verdicts_tutor_id_idx ON approval_verdicts (tutor_id, item, at);
    GRANT SELECT, INSERT ON approval_verdicts TO stoa_app;
    GRANT SELECT, INSERT, UPDATE ON approval_submissions TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE approval_verdicts; DROP TABLE approval_submissions;`);
}
