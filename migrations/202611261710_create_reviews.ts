import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE reviews (
      id uuid CONSTRAINT reviews_pkey PRIMARY KEY,
      booking_id uuid NOT NULL CONSTRAINT reviews_booking_id_fkey REFERENCES bookings,
      -- whom it is about; the other party wrote it
      of text NOT NULL CONSTRAINT reviews_of_check CHECK (of IN ('tutor', 'student')),
      author_id uuid NOT NULL CONSTRAINT reviews_author_id_fkey REFERENCES people,
      about_id uuid NOT NULL CONSTRAINT reviews_about_id_fkey REFERENCES people,
      stars smallint NOT NULL CONSTRAINT reviews_stars_check CHECK (stars BETWEEN 1 AND 5),
      text text NOT NULL CONSTRAINT reviews_text_check CHECK (length(text) <= 2000),
      written_at timestamptz NOT NULL,
      edited_at timestamptz,
      -- from then on others read it, whether or not anything ran meanwhile
      publishes_at timestamptz NOT NULL,
      -- when its stars were added to the tutor's rating; null: not yet, or it has none
      counted_at timestamptz,
      reply text CONSTRAINT reviews_reply_check CHECK (length(reply) BETWEEN 1 AND 2000),
      replied_at timestamptz,
      removed_at timestamptz,
      removal_rule text CONSTRAINT reviews_removal_rule_check CHECK (removal_rule IN ('insult', 'discrimination',
        'personal_data', 'outside_contact', 'not_about_lesson', 'false_claim', 'spam')),
      CONSTRAINT reviews_booking_id_of_key UNIQUE (booking_id, of),
      CONSTRAINT reviews_parties_check CHECK (author_id <> about_id),
      CONSTRAINT reviews_replied_check CHECK ((reply IS NULL) = (replied_at IS NULL)),
      CONSTRAINT reviews_removed_check CHECK ((removed_at IS NULL) = (removal_rule IS NULL))
    );
    CREATE INDEX reviews_about_id_idx ON reviews (about_id, of, publishes_at DESC, id DESC);
    CREATE INDEX reviews_author_id_idx ON reviews (author_id, written_at DESC, id DESC);
    CREATE INDEX reviews_uncounted_idx ON reviews (publishes_at)
      WHERE of = 'tutor' AND counted_at IS NULL AND removed_at IS NULL;
    CREATE TABLE review_reports (
      id uuid CONSTRAINT review_reports_pkey PRIMARY KEY DEFAULT uuid_v7(),
      review_id uuid NOT NULL CONSTRAINT review_reports_review_id_fkey REFERENCES reviews,
      reporter_id uuid NOT NULL CONSTRAINT review_reports_reporter_id_fkey REFERENCES people,
      reason text NOT NULL CONSTRAINT review_reports_reason_check CHECK (length(reason) BETWEEN 1 AND 500),
      reported_at timestamptz NOT NULL,
      decision text CONSTRAINT review_reports_decision_check CHECK (decision IN ('removed', 'dismissed')),
      decided_at timestamptz,
      decided_by uuid CONSTRAINT review_reports_decided_by_fkey REFERENCES people,
      CONSTRAINT review_reports_review_id_key UNIQUE (review_id, reporter_id),
      CONSTRAINT review_reports_decided_check CHECK (num_nulls(decision, decided_at, decided_by) IN (0, 3))
    );
    CREATE INDEX review_reports_open_idx ON review_reports (reported_at, id) WHERE decided_at IS NULL;
    GRANT SELECT, INSERT, UPDATE ON reviews, review_reports TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE review_reports; DROP TABLE reviews;`);
}
