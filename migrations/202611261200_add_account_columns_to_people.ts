import type { Knex } from 'knex';

/** Accounts that exist were made by hand, by an operator who knew the address: they count as verified. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE people
      ADD COLUMN email_verified_at timestamptz,
      ADD COLUMN currency text NOT NULL DEFAULT 'EUR' CONSTRAINT people_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
      ADD COLUMN account_version integer NOT NULL DEFAULT 1
        CONSTRAINT people_account_version_check CHECK (account_version > 0),
      ADD COLUMN deleted_at timestamptz,
      ADD CONSTRAINT people_deleted_check CHECK (deleted_at IS NULL OR disabled_at IS NOT NULL);
    UPDATE people SET email_verified_at = created_at;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE people DROP COLUMN email_verified_at, DROP COLUMN currency, DROP COLUMN account_version,
      DROP COLUMN deleted_at;
  `);
}
