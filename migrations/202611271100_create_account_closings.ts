import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- since when nothing new is booked by or with this account; it stays after the erasure
    ALTER TABLE people ADD COLUMN closing_since timestamptz;
    CREATE SEQUENCE erasure_receipt_seq MINVALUE 0 START 0 MAXVALUE 34359738367;
    CREATE TABLE erasure_receipts (
      -- what is asked for when somebody wants it verified; names nobody
      number text CONSTRAINT erasure_receipts_pkey PRIMARY KEY,
      asked_at timestamptz NOT NULL,
      issued_at timestamptz NOT NULL,
      -- null: the erasure has begun and is not through
      erased_at timestamptz,
      -- how many of what was erased, and of what is kept
      content jsonb NOT NULL CONSTRAINT erasure_receipts_content_check CHECK (jsonb_typeof(content) = 'object')
    );
    CREATE TABLE account_closings (
      id uuid CONSTRAINT account_closings_pkey PRIMARY KEY,
      person_id uuid NOT NULL CONSTRAINT account_closings_person_id_fkey REFERENCES people,
      state text NOT NULL CONSTRAINT account_closings_state_check
        CHECK (state IN ('waiting', 'cooling_off', 'erasing', 'erased', 'withdrawn')),
      version integer NOT NULL CONSTRAINT account_closings_version_check CHECK (version > 0),
      review_words text NOT NULL CONSTRAINT account_closings_review_words_check
        CHECK (review_words IN ('keep', 'remove')),
      asked_at timestamptz NOT NULL,
      erases_at timestamptz,
      told_at timestamptz NOT NULL,
      ended_at timestamptz,
      updated_at timestamptz NOT NULL,
      receipt_number text CONSTRAINT account_closings_receipt_number_fkey REFERENCES erasure_receipts,
      CONSTRAINT account_closings_erases_at_check CHECK (state IN ('waiting', 'withdrawn') OR erases_at IS NOT NULL),
      CONSTRAINT account_closings_ended_at_check CHECK ((state IN ('erased', 'withdrawn')) = (ended_at IS NOT NULL)),
      CONSTRAINT account_closings_receipt_check CHECK ((state IN ('erasing', 'erased')) = (receipt_number IS NOT NULL))
    );
    CREATE UNIQUE INDEX account_closings_open_key ON account_closings (person_id)
      WHERE state IN ('waiting', 'cooling_off', 'erasing');
    CREATE INDEX account_closings_person_id_idx ON account_closings (person_id, asked_at);
    GRANT SELECT, INSERT, UPDATE ON account_closings, erasure_receipts TO stoa_app;
    GRANT USAGE ON SEQUENCE erasure_receipt_seq TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE account_closings; DROP TABLE erasure_receipts; DROP SEQUENCE erasure_receipt_seq;
    ALTER TABLE people DROP COLUMN closing_since;`);
}
