import type { Knex } from 'knex';

/**
 * Running balances of the accounts that may never be overdrawn. Each belongs to one booking, person or payout, so two
 * bookings never wait for each other; accounts that everything touches (`provider_clearing`, revenue) have no row here
 * and are summed when asked. The balance has the sign people read: what the account holds.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE ledger_balances (
      account text NOT NULL,
      currency text NOT NULL,
      balance_minor bigint NOT NULL CONSTRAINT ledger_balances_not_overdrawn CHECK (balance_minor >= 0),
      CONSTRAINT ledger_balances_pkey PRIMARY KEY (account, currency)
    );
    -- runs as the owner: the application's role cannot write a balance by itself
    CREATE FUNCTION ledger_keep_balances() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE change record;
    BEGIN
      -- always in the same order, so that two postings to the same accounts cannot deadlock
      FOR change IN
        SELECT account, currency,
          sum(CASE WHEN kind IN ('card_authorized', 'chargeback_held', 'tutor_debt', 'student_debt')
            THEN amount_minor ELSE -amount_minor END)::bigint AS amount_minor
        FROM added
        WHERE kind IN ('card_authorized', 'chargeback_held', 'tutor_debt', 'student_debt', 'student_wallet',
          'student_promo', 'booking_escrow', 'package_unearned', 'tutor_payable', 'payout_in_transit')
        GROUP BY account, currency ORDER BY account, currency
      LOOP
        UPDATE public.ledger_balances SET balance_minor = balance_minor + change.amount_minor
          WHERE account = change.account AND currency = change.currency;
        CONTINUE WHEN FOUND;
        -- an upsert would check the bare difference against zero, so a row of zero first
        INSERT INTO public.ledger_balances VALUES (change.account, change.currency, 0) ON CONFLICT DO NOTHING;
        UPDATE public.ledger_balances SET balance_minor = balance_minor + change.amount_minor
          WHERE account = change.account AND currency = change.currency;
      END LOOP;
      RETURN NULL;
    END $$;
    CREATE TRIGGER ledger_postings_keep_balances AFTER INSERT ON ledger_postings
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_balances();
    GRANT SELECT ON ledger_balances TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER ledger_postings_keep_balances ON ledger_postings;
    DROP FUNCTION ledger_keep_balances();
    DROP TABLE ledger_balances;
  `);
}
