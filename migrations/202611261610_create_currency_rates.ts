import type { Knex } from 'knex';

/**
 * What a currency is worth on a day, for showing and filtering prices only: money is never paid by it. The first rows
 * are rough; an installation adds its own days, and the newest of each currency counts.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE currency_rates (
      currency text NOT NULL CONSTRAINT currency_rates_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
      day date NOT NULL,
      -- units of the currency for one US dollar
      per_usd numeric NOT NULL CONSTRAINT currency_rates_per_usd_check CHECK (per_usd > 0),
      exponent smallint NOT NULL CONSTRAINT currency_rates_exponent_check CHECK (exponent BETWEEN 0 AND 4),
      CONSTRAINT currency_rates_pkey PRIMARY KEY (currency, day)
    );
    INSERT INTO currency_rates (currency, day, per_usd, exponent) VALUES
      ('USD', '2026-11-02', 1, 2), ('EUR', '2026-11-02', 0.87, 2), ('GBP', '2026-11-02', 0.76, 2),
      ('JPY', '2026-11-02', 154, 0), ('KWD', '2026-11-02', 0.307, 3), ('ISK', '2026-11-02', 126, 0);
    CREATE VIEW current_rates AS
      SELECT DISTINCT ON (currency) currency, day, per_usd, exponent FROM currency_rates ORDER BY currency, day DESC;
    -- millionths of a dollar: one scale to filter and sort prices of all currencies by
    CREATE FUNCTION price_micros(amount_minor bigint, in_currency text) RETURNS bigint LANGUAGE sql STABLE AS $$
      SELECT round(amount_minor * 1000000 / (10 ^ exponent::numeric) / per_usd)::bigint
      FROM current_rates WHERE currency = in_currency
    $$;
    GRANT SELECT ON currency_rates, current_rates TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP FUNCTION price_micros(bigint, text); DROP VIEW current_rates; DROP TABLE currency_rates;`);
}
