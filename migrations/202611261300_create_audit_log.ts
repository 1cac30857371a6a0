import type { Knex } from 'knex';

/**
 * What staff and the system did, written once and chained: every row carries the hash of the one before it and its own,
 * over all its fields, so that a row altered, left out or put elsewhere later is found by whoever walks the chain.
 *
 * One chain, made under one lock: a chain per subject could lose a whole subject unseen, and its rows would have no order
 * among each other. It costs that two transactions that both leave a line wait for each other from the insert to their
 * commit, at most as long as their own lock timeout. Staff acts are few; the line is written last in a transaction.
 */
const UP = `
  CREATE TABLE audit_log (
    -- counted under the lock and not by a sequence: a transaction that is rolled back leaves no gap
    seq bigint CONSTRAINT audit_log_pkey PRIMARY KEY,
    at timestamptz NOT NULL,
    -- no foreign keys: the log outlives what it speaks of
    actor_id uuid,
    acting_as text NOT NULL CONSTRAINT audit_log_acting_as_check
      CHECK (acting_as IN ('student', 'tutor', 'support', 'admin', 'owner', 'system')),
    action text NOT NULL CONSTRAINT audit_log_action_check
      CHECK (action ~ '^[a-z][A-Za-z]{0,39}[.][a-z][A-Za-z]{0,39}$'),
    subject_kind text NOT NULL CONSTRAINT audit_log_subject_kind_check CHECK (subject_kind ~ '^[a-z][A-Za-z_]{0,39}$'),
    subject_id text NOT NULL CONSTRAINT audit_log_subject_id_check CHECK (length(subject_id) BETWEEN 1 AND 100),
    reason text CONSTRAINT audit_log_reason_check CHECK (length(reason) BETWEEN 1 AND 1000),
    details jsonb NOT NULL DEFAULT '{}' CONSTRAINT audit_log_details_check CHECK (octet_length(details::text) <= 4000),
    request_id text CONSTRAINT audit_log_request_id_check CHECK (length(request_id) <= 64),
    recorded_at timestamptz NOT NULL,
    previous_hash text NOT NULL CONSTRAINT audit_log_previous_hash_check CHECK (previous_hash ~ '^[0-9a-f]{64}$'),
    hash text NOT NULL CONSTRAINT audit_log_hash_key UNIQUE CONSTRAINT audit_log_hash_check CHECK (hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT audit_log_actor_check CHECK ((actor_id IS NULL) = (acting_as = 'system'))
  );
  CREATE INDEX audit_log_actor_id_idx ON audit_log (actor_id, seq);
  CREATE INDEX audit_log_subject_idx ON audit_log (subject_id, seq);
  CREATE INDEX audit_log_action_idx ON audit_log (action text_pattern_ops, seq);
  CREATE INDEX audit_log_at_idx ON audit_log (at);

  -- every field with its length in bytes before it, so that no text can pretend to be two fields; null is a dash
  CREATE FUNCTION audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(octet_length(value) || ':' || value, '-')
  $$;
  CREATE FUNCTION audit_instant(value timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  $$;
  -- db/queries/auditChain.ts makes the same text; what differs there breaks the chain's test
  CREATE FUNCTION audit_canonical(line audit_log) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT concat_ws(E'\\n', audit_field(line.previous_hash), audit_field(line.seq::text),
      audit_field(audit_instant(line.at)), audit_field(line.actor_id::text), audit_field(line.acting_as),
      audit_field(line.action), audit_field(line.subject_kind), audit_field(line.subject_id),
      audit_field(line.reason), audit_field(line.details::text), audit_field(line.request_id),
      audit_field(audit_instant(line.recorded_at)))
  $$;
  CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE head record;
  BEGIN
    -- waits at most as long as the transaction's lock_timeout, and is let go of by its commit
    PERFORM pg_advisory_xact_lock(hashtextextended('audit_log', 0));
    SELECT seq, hash INTO head FROM audit_log ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(head.seq, 0) + 1;
    NEW.previous_hash := coalesce(head.hash, repeat('0', 64));
    NEW.recorded_at := clock_timestamp();
    NEW.hash := encode(sha256(convert_to(audit_canonical(NEW), 'UTF8')), 'hex');
    RETURN NEW;
  END $$;
  CREATE TRIGGER audit_log_chained BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_chain();
  CREATE TRIGGER audit_log_written_once BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  GRANT SELECT, INSERT ON audit_log TO stoa_app;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE audit_log CASCADE;
    DROP FUNCTION audit_chain();
    DROP FUNCTION audit_instant(timestamptz);
    DROP FUNCTION audit_field(text);
  `);
}
