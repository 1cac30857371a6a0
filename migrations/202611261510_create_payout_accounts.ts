import type { Knex } from 'knex';

/**
 * Accounts of tutors at the company that pays them out. The row is there before the company is asked to make the
 * account, so that an answer that is lost is known to have been asked for.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE payout_accounts (
      tutor_id uuid CONSTRAINT payout_accounts_pkey PRIMARY KEY
        CONSTRAINT payout_accounts_tutor_id_fkey REFERENCES tutors,
      -- null: asked for, and no answer has come yet
      provider_account_id text CONSTRAINT payout_accounts_provider_account_id_key UNIQUE,
      -- how often the company was asked to make it under a key of its own
      attempt integer NOT NULL DEFAULT 1 CONSTRAINT payout_accounts_attempt_check CHECK (attempt >= 1),
      details_submitted boolean NOT NULL DEFAULT false,
      payouts_enabled boolean NOT NULL DEFAULT false,
      requirements jsonb NOT NULL DEFAULT '[]'
        CONSTRAINT payout_accounts_requirements_check CHECK (jsonb_typeof(requirements) = 'array'),
      -- when what stands here was asked for: what was asked for earlier and arrives later is old
      fetched_at timestamptz,
      -- when somebody last set out to look, whether or not the company answered
      looked_at timestamptz,
      created_at timestamptz NOT NULL,
      CONSTRAINT payout_accounts_known_check CHECK (
        (provider_account_id IS NULL) = (fetched_at IS NULL)
        AND (provider_account_id IS NOT NULL OR NOT (details_submitted OR payouts_enabled)))
    );
    GRANT SELECT, INSERT, UPDATE ON payout_accounts TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE payout_accounts;`);
}
