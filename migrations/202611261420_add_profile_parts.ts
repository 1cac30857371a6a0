import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE tutors
      ADD COLUMN profile_version integer NOT NULL DEFAULT 1,
      ADD COLUMN photo_file_id uuid CONSTRAINT tutors_photo_file_id_fkey REFERENCES files,
      ADD COLUMN video_url text CONSTRAINT tutors_video_url_check CHECK (length(video_url) <= 500),
      ADD COLUMN trial_price_minor bigint
        CONSTRAINT tutors_trial_price_minor_check CHECK (trial_price_minor BETWEEN 0 AND 100000000),
      ADD COLUMN trial_minutes integer
        CONSTRAINT tutors_trial_minutes_check CHECK (trial_minutes IN (25, 30, 45, 50, 60, 90, 120)),
      ADD CONSTRAINT tutors_trial_check CHECK ((trial_price_minor IS NULL) = (trial_minutes IS NULL));
    ALTER TABLE tutor_subjects ADD COLUMN levels text[] NOT NULL DEFAULT '{}'
      CONSTRAINT tutor_subjects_levels_check
      CHECK (levels <@ ARRAY['primary', 'lower_secondary', 'upper_secondary', 'university', 'professional']);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE tutor_subjects DROP COLUMN levels;
    ALTER TABLE tutors DROP CONSTRAINT tutors_trial_check, DROP COLUMN profile_version, DROP COLUMN photo_file_id,
      DROP COLUMN video_url, DROP COLUMN trial_price_minor, DROP COLUMN trial_minutes;
  `);
}
