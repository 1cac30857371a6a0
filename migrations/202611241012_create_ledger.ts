import type { Knex } from 'knex';

/** Double entry: + is debit, − is credit. Written once, adds up to zero per currency at commit, whatever the code does. */
const UP = `
  CREATE TABLE ledger_transactions (
    id uuid CONSTRAINT ledger_transactions_pkey PRIMARY KEY DEFAULT uuid_v7(),
    seq bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT ledger_transactions_seq_key UNIQUE,
    idempotency_key text NOT NULL CONSTRAINT ledger_transactions_idempotency_key_key UNIQUE,
    code text NOT NULL CONSTRAINT ledger_transactions_code_check CHECK (code ~ '^[a-z][A-Za-z_]{0,59}$'),
    booking_id uuid CONSTRAINT ledger_transactions_booking_id_fkey REFERENCES bookings,
    cause text,
    policy_hash text,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ledger_transactions_booking_id_idx ON ledger_transactions (booking_id, seq);
  CREATE TABLE ledger_postings (
    transaction_id uuid NOT NULL CONSTRAINT ledger_postings_transaction_id_fkey REFERENCES ledger_transactions,
    line smallint NOT NULL,
    account text NOT NULL CONSTRAINT ledger_postings_account_check CHECK (account ~ '^[a-z_]+(:[0-9A-Za-z_-]+){0,1}$'),
    kind text NOT NULL GENERATED ALWAYS AS (split_part(account, ':', 1)) STORED,
    currency text NOT NULL CONSTRAINT ledger_postings_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
    -- the same bound as a safe integer of the code
    amount_minor bigint NOT NULL CONSTRAINT ledger_postings_amount_minor_check
      CHECK (amount_minor <> 0 AND amount_minor BETWEEN -9007199254740991 AND 9007199254740991),
    at timestamptz NOT NULL,
    CONSTRAINT ledger_postings_pkey PRIMARY KEY (transaction_id, line),
    CONSTRAINT ledger_postings_kind_check CHECK (kind IN (
      'provider_clearing', 'card_authorized', 'chargeback_held', 'tutor_debt', 'student_debt', 'platform_bank',
      'student_wallet', 'student_promo', 'booking_escrow', 'package_unearned', 'tutor_payable', 'payout_in_transit',
      'commission_revenue', 'service_fee_revenue', 'breakage_revenue',
      'compensation_expense', 'promo_expense', 'processing_fees', 'refund_loss'))
  );
  CREATE INDEX ledger_postings_account_idx ON ledger_postings (account, currency, at);

  CREATE FUNCTION ledger_check_zero_sum() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE bad record;
  BEGIN
    SELECT currency, sum(amount_minor) AS total INTO bad FROM ledger_postings
      WHERE transaction_id = NEW.transaction_id GROUP BY currency HAVING sum(amount_minor) <> 0 LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'ledger transaction % is off by % %', NEW.transaction_id, bad.total, bad.currency
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_postings_zero_sum';
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION ledger_check_not_empty() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM ledger_postings WHERE transaction_id = NEW.id) THEN
      RAISE EXCEPTION 'ledger transaction % has no postings', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transactions_not_empty';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ledger_postings_zero_sum AFTER INSERT ON ledger_postings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_zero_sum();
  CREATE CONSTRAINT TRIGGER ledger_transactions_not_empty AFTER INSERT ON ledger_transactions
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_not_empty();

  CREATE TRIGGER ledger_transactions_written_once BEFORE UPDATE OR DELETE ON ledger_transactions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_transactions_not_emptied BEFORE TRUNCATE ON ledger_transactions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_postings_written_once BEFORE UPDATE OR DELETE ON ledger_postings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_postings_not_emptied BEFORE TRUNCATE ON ledger_postings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  GRANT SELECT, INSERT ON ledger_transactions, ledger_postings TO stoa_app;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE ledger_postings;
    DROP TABLE ledger_transactions;
    DROP FUNCTION ledger_check_zero_sum();
    DROP FUNCTION ledger_check_not_empty();
  `);
}
