import type { Knex } from 'knex';

/** What the card company did, in its own ids; `bookings.payment` speaks of our escrow instead. */
const UP = `
  CREATE TABLE payments (
    id uuid CONSTRAINT payments_pkey PRIMARY KEY DEFAULT uuid_v7(),
    booking_id uuid NOT NULL CONSTRAINT payments_booking_id_fkey REFERENCES bookings,
    provider text NOT NULL CONSTRAINT payments_provider_check CHECK (provider IN ('stripe')),
    checkout_id text,
    checkout_url text,
    checkout_status text
      CONSTRAINT payments_checkout_status_check CHECK (checkout_status IN ('open', 'complete', 'expired')),
    checkout_expires_at timestamptz,
    payment_intent_id text,
    charge_id text,
    status text NOT NULL CONSTRAINT payments_status_check
      CHECK (status IN ('none', 'processing', 'authorized', 'captured', 'released', 'failed')),
    currency text NOT NULL CONSTRAINT payments_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
    amount_minor bigint NOT NULL,
    authorized_minor bigint NOT NULL DEFAULT 0,
    captured_minor bigint NOT NULL DEFAULT 0,
    refunded_minor bigint NOT NULL DEFAULT 0,
    fee_minor bigint,
    fee_currency text CONSTRAINT payments_fee_currency_check CHECK (fee_currency ~ '^[A-Z]{3}$'),
    capture_before timestamptz,
    decline_code text,
    -- the one that secured the booking: its postings have the keys that the booking's own moves use
    is_primary boolean NOT NULL DEFAULT false,
    -- when the company was asked, on our clock
    snapshot_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT payments_checkout_id_key UNIQUE (provider, checkout_id),
    CONSTRAINT payments_payment_intent_id_key UNIQUE (provider, payment_intent_id),
    CONSTRAINT payments_named_check CHECK (checkout_id IS NOT NULL OR payment_intent_id IS NOT NULL),
    CONSTRAINT payments_amounts_check CHECK (amount_minor > 0 AND authorized_minor >= 0
      AND captured_minor BETWEEN 0 AND authorized_minor AND refunded_minor BETWEEN 0 AND captured_minor)
  );
  CREATE UNIQUE INDEX payments_primary_key ON payments (booking_id) WHERE is_primary;
  CREATE INDEX payments_booking_id_idx ON payments (booking_id, created_at);
  -- what the sweep asks about: everything that can still change by itself
  CREATE INDEX payments_unsettled_idx ON payments (snapshot_at)
    WHERE checkout_status = 'open' OR status IN ('processing', 'authorized');
  CREATE TABLE refunds (
    id uuid CONSTRAINT refunds_pkey PRIMARY KEY DEFAULT uuid_v7(),
    payment_id uuid NOT NULL CONSTRAINT refunds_payment_id_fkey REFERENCES payments,
    booking_id uuid NOT NULL CONSTRAINT refunds_booking_id_fkey REFERENCES bookings,
    provider text NOT NULL,
    provider_refund_id text NOT NULL,
    business_key text,
    status text NOT NULL
      CONSTRAINT refunds_status_check CHECK (status IN ('pending', 'succeeded', 'failed', 'cancelled')),
    currency text NOT NULL CONSTRAINT refunds_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
    amount_minor bigint NOT NULL CONSTRAINT refunds_amount_minor_check CHECK (amount_minor > 0),
    -- the first one: its posting has the key that the booking's own move uses
    is_primary boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT refunds_provider_refund_id_key UNIQUE (provider, provider_refund_id)
  );
  CREATE UNIQUE INDEX refunds_primary_key ON refunds (booking_id) WHERE is_primary;
  CREATE INDEX refunds_booking_id_idx ON refunds (booking_id, created_at);
  CREATE INDEX refunds_payment_id_idx ON refunds (payment_id);
  GRANT SELECT, INSERT, UPDATE ON payments, refunds TO stoa_app;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE refunds; DROP TABLE payments;`);
}
