-- Printed from the migrated database by `npm run schema`. Do not edit: write a migration.

CREATE EXTENSION btree_gist;
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;

CREATE OR REPLACE FUNCTION public.announce_end_of_sign_in()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      PERFORM pg_notify('stoa_sign_ins', OLD.id::text);
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.audit_booking_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      INSERT INTO audit_log (at, actor_id, acting_as, action, subject_kind, subject_id, reason, details)
      VALUES (NEW.at, NEW.actor_id, NEW.actor,
        'booking.' || left(regexp_replace(NEW.type, '[^A-Za-z]', '', 'g'), 40), 'booking', NEW.booking_id::text,
        (SELECT text FROM booking_reasons WHERE id = NEW.reason_id),
        jsonb_build_object('event', NEW.key, 'version', NEW.version));
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.audit_canonical(line audit_log)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
    SELECT concat_ws(E'\n', audit_field(line.previous_hash), audit_field(line.seq::text),
      audit_field(audit_instant(line.at)), audit_field(line.actor_id::text), audit_field(line.acting_as),
      audit_field(line.action), audit_field(line.subject_kind), audit_field(line.subject_id),
      audit_field(line.reason), audit_field(line.details::text), audit_field(line.request_id),
      audit_field(audit_instant(line.recorded_at)))
  $function$
;

CREATE OR REPLACE FUNCTION public.audit_chain()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
  END $function$
;

CREATE OR REPLACE FUNCTION public.audit_field(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
    SELECT coalesce(octet_length(value) || ':' || value, '-')
  $function$
;

CREATE OR REPLACE FUNCTION public.audit_instant(value timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
    SELECT to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  $function$
;

CREATE OR REPLACE FUNCTION public.erase_sign_ins(person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
    BEGIN 
      IF NOT EXISTS (SELECT FROM account_closings WHERE person_id = person AND state = 'erasing') THEN
        RAISE EXCEPTION 'the account of % is not being erased', person USING ERRCODE = 'insufficient_privilege';
      END IF;
      DELETE FROM impersonation_codes WHERE family_id IN (SELECT id FROM sign_in_families WHERE person_id = person);
      DELETE FROM refresh_tokens WHERE family_id IN (SELECT id FROM sign_in_families WHERE person_id = person);
      DELETE FROM sign_in_families WHERE person_id = person;
    END $function$
;

CREATE OR REPLACE FUNCTION public.erase_words(person uuid, put text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
    BEGIN 
      IF NOT EXISTS (SELECT FROM account_closings WHERE person_id = person AND state = 'erasing') THEN
        RAISE EXCEPTION 'the account of % is not being erased', person USING ERRCODE = 'insufficient_privilege';
      END IF;
      DELETE FROM booking_notes WHERE author_id = person;
      UPDATE booking_reasons SET text = put WHERE author_id = person AND text <> put;
      -- what a tutor wrote, and what was written about their papers
      UPDATE approval_notes SET text = put WHERE tutor_id = person AND text <> put;
    END $function$
;

CREATE OR REPLACE FUNCTION public.ledger_check_not_empty()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  BEGIN
    IF NOT EXISTS (SELECT FROM ledger_postings WHERE transaction_id = NEW.id) THEN
      RAISE EXCEPTION 'ledger transaction % has no postings', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transactions_not_empty';
    END IF;
    RETURN NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.ledger_check_zero_sum()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  DECLARE bad record;
  BEGIN
    SELECT currency, sum(amount_minor) AS total INTO bad FROM ledger_postings
      WHERE transaction_id = NEW.transaction_id GROUP BY currency HAVING sum(amount_minor) <> 0 LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'ledger transaction % is off by % %', NEW.transaction_id, bad.total, bad.currency
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_postings_zero_sum';
    END IF;
    RETURN NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.ledger_keep_balances()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
    END $function$
;

CREATE OR REPLACE FUNCTION public.mark_free_time(tutor uuid, starts_at timestamp with time zone, ends_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
    INSERT INTO free_time_marks (tutor_id, from_week, to_week) VALUES (tutor,
      date_trunc('week', starts_at AT TIME ZONE 'UTC' - interval '3 hours')::date,
      date_trunc('week', ends_at AT TIME ZONE 'UTC' + interval '1 hour')::date)
  $function$
;

CREATE OR REPLACE FUNCTION public.mark_free_time_of_booking()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  DECLARE
    live constant text[] := ARRAY['REQUESTED', 'SCHEDULED', 'ACTIVE'];
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF (OLD.session = ANY(live)) = (NEW.session = ANY(live)) AND OLD.tutor_during = NEW.tutor_during THEN
        RETURN NULL;
      END IF;
      IF OLD.session = ANY(live) THEN PERFORM mark_free_time(OLD.tutor_id, OLD.starts_at, OLD.ends_at); END IF;
    END IF;
    IF NEW.session = ANY(live) THEN PERFORM mark_free_time(NEW.tutor_id, NEW.starts_at, NEW.ends_at); END IF;
    RETURN NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.mark_free_time_of_stretch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM mark_free_time(OLD.tutor_id, OLD.starts_at, OLD.ends_at); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM mark_free_time(NEW.tutor_id, NEW.starts_at, NEW.ends_at); END IF;
    RETURN NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.mark_free_time_of_tutor()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  BEGIN
    PERFORM mark_free_time(NEW.person_id, '-infinity', 'infinity');
    RETURN NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.mark_free_time_of_window()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM mark_free_time(OLD.tutor_id, '-infinity', 'infinity'); END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.tutor_id <> OLD.tutor_id) THEN
      PERFORM mark_free_time(NEW.tutor_id, '-infinity', 'infinity');
    END IF;
    RETURN NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.outbox_notify()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      PERFORM pg_notify('stoa_outbox', '');
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.plain_words(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
      SELECT lower(public.unaccent('public.unaccent'::regdictionary, coalesce(words, '')))
    $function$
;

CREATE OR REPLACE FUNCTION public.price_micros(amount_minor bigint, in_currency text)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
      SELECT round(amount_minor * 1000000 / (10 ^ exponent::numeric) / per_usd)::bigint
      FROM current_rates WHERE currency = in_currency
    $function$
;

CREATE OR REPLACE FUNCTION public.refresh_search_of_people()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      ids uuid[] := ARRAY(SELECT t.person_id FROM changed c JOIN tutors t ON t.person_id = c.id);
    BEGIN
      IF cardinality(ids) > 0 THEN PERFORM refresh_tutor_search(ids); END IF;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refresh_search_of_rates()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  BEGIN
    PERFORM refresh_tutor_search(NULL);
    RETURN NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.refresh_search_of_subjects()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      ids uuid[] := ARRAY(SELECT ts.tutor_id FROM changed c JOIN tutor_subjects ts ON ts.subject_id = c.id);
    BEGIN
      IF cardinality(ids) > 0 THEN PERFORM refresh_tutor_search(ids); END IF;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refresh_search_of_tutor_languages()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      ids uuid[] := ARRAY(SELECT tutor_id FROM changed);
    BEGIN
      IF cardinality(ids) > 0 THEN PERFORM refresh_tutor_search(ids); END IF;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refresh_search_of_tutor_ratings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      PERFORM refresh_tutor_search(ARRAY(SELECT tutor_id FROM changed ORDER BY tutor_id));
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refresh_search_of_tutor_strikes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      ids uuid[] := ARRAY(SELECT tutor_id FROM changed);
    BEGIN
      IF cardinality(ids) > 0 THEN PERFORM refresh_tutor_search(ids); END IF;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refresh_search_of_tutor_subjects()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      ids uuid[] := ARRAY(SELECT tutor_id FROM changed);
    BEGIN
      IF cardinality(ids) > 0 THEN PERFORM refresh_tutor_search(ids); END IF;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refresh_search_of_tutors()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      ids uuid[] := ARRAY(SELECT person_id FROM changed);
    BEGIN
      IF cardinality(ids) > 0 THEN PERFORM refresh_tutor_search(ids); END IF;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refresh_tutor_search(ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
  DECLARE
    one uuid;
  BEGIN
    IF cardinality(ids) IS NULL OR cardinality(ids) > 100 THEN
      LOCK TABLE tutor_search IN SHARE ROW EXCLUSIVE MODE;
    ELSE
      -- one transaction at a time for each tutor, in one order: what it reads then is what it writes
      FOR one IN SELECT DISTINCT id FROM unnest(ids) id ORDER BY id LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('tutor-search:' || one, 0));
      END LOOP;
    END IF;
    UPDATE tutor_search s SET gone = pg_current_xact_id(), gone_at = clock_timestamp()
    WHERE s.gone IS NULL AND (ids IS NULL OR s.tutor_id = ANY(ids)) AND NOT EXISTS (
      SELECT FROM tutor_search_wanted(ids) w
      WHERE w.tutor_id = s.tutor_id AND w.subject_id = s.subject_id AND 
  (w.price_micros, w.languages, w.levels, w.country, w.trial, w.instant, w.rating_milli, w.reviews, w.durations, w.horizon_days, w.hidden_until) IS NOT DISTINCT FROM (s.price_micros, s.languages, s.levels, s.country, s.trial, s.instant, s.rating_milli, s.reviews, s.durations, s.horizon_days, s.hidden_until));
    INSERT INTO tutor_search (tutor_id, subject_id, price_micros, languages, levels, country, trial, instant, rating_milli, reviews, durations, horizon_days, hidden_until)
    SELECT w.tutor_id, w.subject_id, w.price_micros, w.languages, w.levels, w.country, w.trial, w.instant, w.rating_milli, w.reviews, w.durations, w.horizon_days, w.hidden_until FROM tutor_search_wanted(ids) w
    ON CONFLICT (tutor_id, subject_id) WHERE gone IS NULL DO NOTHING;
    UPDATE tutor_texts s SET gone = pg_current_xact_id(), gone_at = clock_timestamp()
    WHERE s.gone IS NULL AND (ids IS NULL OR s.tutor_id = ANY(ids)) AND NOT EXISTS (
      SELECT FROM tutor_texts_wanted(ids) w WHERE w.tutor_id = s.tutor_id AND 
  (w.words, w.document) IS NOT DISTINCT FROM (s.words, s.document));
    INSERT INTO tutor_texts (tutor_id, words, document)
    SELECT w.tutor_id, w.words, w.document FROM tutor_texts_wanted(ids) w
    ON CONFLICT (tutor_id) WHERE gone IS NULL DO NOTHING;
    -- at the end of every list until the worker has worked it out
    INSERT INTO tutor_standings (tutor_id, score, soonest_at)
    SELECT t.person_id, 0, 'infinity' FROM tutors t
    WHERE (ids IS NULL OR t.person_id = ANY(ids))
    ON CONFLICT (tutor_id) WHERE gone IS NULL DO NOTHING;
    INSERT INTO free_time_marks (tutor_id, from_week, to_week)
    SELECT id, '-infinity', '-infinity' FROM unnest(ids) id;
  END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      RAISE EXCEPTION '% rows are written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_closing_parties()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE party record;
    BEGIN
      FOR party IN
        SELECT id, closing_since FROM people WHERE id IN (NEW.student_id, NEW.tutor_id) ORDER BY id FOR KEY SHARE
      LOOP
        CONTINUE WHEN party.closing_since IS NULL;
        RAISE EXCEPTION 'this account is being closed' USING ERRCODE = 'check_violation', TABLE = 'bookings',
          CONSTRAINT = CASE party.id WHEN NEW.student_id THEN 'bookings_student_open' ELSE 'bookings_tutor_open' END;
      END LOOP;
      RETURN NEW;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_unapproved_tutor()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE tutor record;
    BEGIN
      SELECT approval, payouts_enabled INTO tutor FROM tutors WHERE person_id = NEW.tutor_id FOR KEY SHARE;
      IF NOT FOUND OR tutor.approval <> 'approved' OR NOT tutor.payouts_enabled THEN
        RAISE EXCEPTION 'this tutor cannot be booked'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_tutor_approved', TABLE = 'bookings';
      END IF;
      RETURN NEW;
    END $function$
;

CREATE OR REPLACE FUNCTION public.tutor_free_from(tutor uuid, earliest timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
    SELECT coalesce(min(to_timestamp(extract(epoch FROM w.week) + (position(B'1' IN w.open) - 1) * 900)), 'infinity')
    FROM (SELECT f.week, CASE WHEN extract(epoch FROM f.week) >= extract(epoch FROM earliest) THEN f.starts
        ELSE f.starts & (~(B'0'::bit(672)) >> ceil((extract(epoch FROM earliest) - extract(epoch FROM f.week)) / 900)::integer)
        END AS open
      FROM tutor_free_weeks f WHERE f.tutor_id = tutor AND f.week > (earliest AT TIME ZONE 'UTC')::date - 7) w
    WHERE position(B'1' IN w.open) > 0
  $function$
;

CREATE OR REPLACE FUNCTION public.tutor_hidden_until(tutor uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
    SELECT max(x.at AT TIME ZONE 'UTC' + interval '7 days') AT TIME ZONE 'UTC' FROM tutor_strikes x
    WHERE x.tutor_id = tutor AND x.excused_at IS NULL AND 3 <= (
      SELECT count(*) FROM tutor_strikes y
      WHERE y.tutor_id = tutor AND y.excused_at IS NULL AND y.at <= x.at AND y.expires_at > x.at)
  $function$
;

CREATE OR REPLACE FUNCTION public.tutor_search_wanted(ids uuid[])
 RETURNS TABLE(tutor_id uuid, subject_id uuid, price_micros bigint, languages text[], levels text[], country text, trial boolean, instant boolean, rating_milli integer, reviews integer, durations integer[], horizon_days integer, hidden_until timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
AS $function$
  BEGIN
    RETURN QUERY SELECT t.person_id, o.subject_id, price_micros(o.rate_minor, t.currency),
      ARRAY(SELECT l.language || ':' || n FROM tutor_languages l,
        generate_series(0, array_position(ARRAY['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'], l.level)) n
      WHERE l.tutor_id = t.person_id ORDER BY 1),
      o.levels, p.country, (to_jsonb(t) ->> 'trial_price_minor') IS NOT NULL, t.instant_booking,
      coalesce((SELECT round(1000 * r.bayes)::integer FROM tutor_ratings r WHERE r.tutor_id = t.person_id AND r.count > 0), 0),
      coalesce((SELECT r.count FROM tutor_ratings r WHERE r.tutor_id = t.person_id), 0), t.durations, t.horizon_days, tutor_hidden_until(t.person_id)
    FROM tutors t JOIN people p ON p.id = t.person_id, LATERAL (
      SELECT '00000000-0000-0000-0000-000000000000'::uuid AS subject_id,
        coalesce((SELECT min(coalesce(a.rate_minor, t.rate_minor)) FROM tutor_subjects a
          WHERE a.tutor_id = t.person_id AND coalesce(a.rate_minor, t.rate_minor) > 0), t.rate_minor) AS rate_minor,
        '{}'::text[] AS levels
      UNION ALL
      SELECT s.subject_id, coalesce(s.rate_minor, t.rate_minor),
        ARRAY(SELECT jsonb_array_elements_text(coalesce(to_jsonb(s) -> 'levels', '[]')) ORDER BY 1)
      FROM tutor_subjects s WHERE s.tutor_id = t.person_id) o
    WHERE (ids IS NULL OR t.person_id = ANY(ids))
      AND t.approval = 'approved' AND t.payouts_enabled AND p.disabled_at IS NULL AND p.closing_since IS NULL
      AND price_micros(o.rate_minor, t.currency) IS NOT NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.tutor_text_fits(asked text)
 RETURNS TABLE(tutor_id uuid, fit integer, born xid8, gone xid8)
 LANGUAGE sql
 STABLE
 SET "pg_trgm.word_similarity_threshold" TO '0.5'
 SET enable_seqscan TO 'off'
AS $function$
      SELECT d.tutor_id, round(CASE
          WHEN NOT d.document @@ q THEN 1000 * word_similarity(plain_words(asked), d.words)
          WHEN ts_filter(d.document, '{a,b}') @@ q THEN 1000
          ELSE 600 + 400 * least(1, ts_rank(d.document, q)) END)::integer,
        d.born, d.gone
      FROM tutor_texts d, websearch_to_tsquery('simple', plain_words(asked)) q
      WHERE d.document @@ q OR plain_words(asked) <% d.words
    $function$
;

CREATE OR REPLACE FUNCTION public.tutor_texts_wanted(ids uuid[])
 RETURNS TABLE(tutor_id uuid, words text, document tsvector)
 LANGUAGE plpgsql
 STABLE
AS $function$
  BEGIN
    RETURN QUERY SELECT t.person_id, plain_words(concat_ws(' ', p.display_name, s.names, t.headline)),
      setweight(to_tsvector('simple', plain_words(concat_ws(' ', p.display_name, s.names))), 'A')
        || setweight(to_tsvector('simple', plain_words(t.headline)), 'B')
        || setweight(to_tsvector('simple', plain_words(t.description)), 'D')
    FROM tutors t JOIN people p ON p.id = t.person_id,
      LATERAL (SELECT string_agg(s.name, ' ' ORDER BY s.name) AS names
        FROM tutor_subjects ts JOIN subjects s ON s.id = ts.subject_id WHERE ts.tutor_id = t.person_id) s
    WHERE (ids IS NULL OR t.person_id = ANY(ids))
      AND t.approval = 'approved' AND t.payouts_enabled AND p.disabled_at IS NULL AND p.closing_since IS NULL;
  END $function$
;

CREATE OR REPLACE FUNCTION public.uuid_v7()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
      SELECT encode(
        set_bit(set_bit(
          overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
            FROM 1 FOR 6),
          52, 1), 53, 1), 'hex')::uuid
    $function$
;

CREATE SEQUENCE booking_code_seq AS bigint MINVALUE 0 MAXVALUE 34359738367 START 0 INCREMENT 1;
CREATE SEQUENCE erasure_receipt_seq AS bigint MINVALUE 0 MAXVALUE 34359738367 START 0 INCREMENT 1;
GRANT USAGE ON SEQUENCE booking_code_seq TO stoa_app;
GRANT USAGE ON SEQUENCE erasure_receipt_seq TO stoa_app;

CREATE TABLE account_closings (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  review_words text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  erases_at timestamp with time zone,
  told_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  updated_at timestamp with time zone NOT NULL,
  receipt_number text,
  CONSTRAINT account_closings_pkey PRIMARY KEY (id),
  CONSTRAINT account_closings_ended_at_check CHECK (((state = ANY (ARRAY['erased'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT account_closings_erases_at_check CHECK (((state = ANY (ARRAY['waiting'::text, 'withdrawn'::text])) OR (erases_at IS NOT NULL))),
  CONSTRAINT account_closings_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT account_closings_receipt_check CHECK (((state = ANY (ARRAY['erasing'::text, 'erased'::text])) = (receipt_number IS NOT NULL))),
  CONSTRAINT account_closings_receipt_number_fkey FOREIGN KEY (receipt_number) REFERENCES erasure_receipts(number),
  CONSTRAINT account_closings_review_words_check CHECK ((review_words = ANY (ARRAY['keep'::text, 'remove'::text]))),
  CONSTRAINT account_closings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'cooling_off'::text, 'erasing'::text, 'erased'::text, 'withdrawn'::text]))),
  CONSTRAINT account_closings_version_check CHECK ((version > 0))
);
CREATE UNIQUE INDEX account_closings_open_key ON public.account_closings USING btree (person_id) WHERE (state = ANY (ARRAY['waiting'::text, 'cooling_off'::text, 'erasing'::text]));
CREATE INDEX account_closings_person_id_idx ON public.account_closings USING btree (person_id, asked_at);
GRANT INSERT, SELECT, UPDATE ON account_closings TO stoa_app;

CREATE TABLE account_tokens (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  purpose text NOT NULL,
  email citext NOT NULL,
  token_hash text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT account_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT account_tokens_lifetime_check CHECK ((expires_at > created_at)),
  CONSTRAINT account_tokens_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT account_tokens_purpose_check CHECK ((purpose = ANY (ARRAY['verify_email'::text, 'reset_password'::text, 'change_email'::text, 'restore_email'::text]))),
  CONSTRAINT account_tokens_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT account_tokens_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX account_tokens_expires_at_idx ON public.account_tokens USING btree (expires_at);
CREATE INDEX account_tokens_person_id_idx ON public.account_tokens USING btree (person_id, purpose) WHERE ((used_at IS NULL) AND (revoked_at IS NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON account_tokens TO stoa_app;

CREATE TABLE approval_events (
  seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  tutor_id uuid NOT NULL,
  version integer NOT NULL,
  type text NOT NULL,
  actor text NOT NULL,
  actor_id uuid,
  at timestamp with time zone NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  submission_id uuid,
  note_id uuid,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT approval_events_pkey PRIMARY KEY (seq),
  CONSTRAINT approval_events_actor_check CHECK ((actor = ANY (ARRAY['tutor'::text, 'admin'::text, 'owner'::text, 'clock'::text, 'system'::text]))),
  CONSTRAINT approval_events_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES people(id),
  CONSTRAINT approval_events_key_key UNIQUE (key),
  CONSTRAINT approval_events_note_id_fkey FOREIGN KEY (note_id) REFERENCES approval_notes(id),
  CONSTRAINT approval_events_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES approval_submissions(id),
  CONSTRAINT approval_events_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX approval_events_tutor_id_idx ON public.approval_events USING btree (tutor_id, seq);
CREATE TRIGGER approval_events_not_emptied BEFORE TRUNCATE ON public.approval_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approval_events_written_once BEFORE DELETE OR UPDATE ON public.approval_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT INSERT, SELECT ON approval_events TO stoa_app;

CREATE TABLE approval_notes (
  id uuid NOT NULL,
  tutor_id uuid NOT NULL,
  author_id uuid NOT NULL,
  text text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT approval_notes_pkey PRIMARY KEY (id),
  CONSTRAINT approval_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES people(id),
  CONSTRAINT approval_notes_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000))),
  CONSTRAINT approval_notes_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX approval_notes_tutor_id_idx ON public.approval_notes USING btree (tutor_id);
GRANT INSERT, SELECT ON approval_notes TO stoa_app;

CREATE TABLE approval_submissions (
  id uuid NOT NULL,
  tutor_id uuid NOT NULL,
  kind text NOT NULL,
  items text[] NOT NULL,
  changed_items text[] DEFAULT '{}'::text[] NOT NULL,
  submitted_at timestamp with time zone NOT NULL,
  promised_by timestamp with time zone NOT NULL,
  escalated_at timestamp with time zone,
  claimed_by uuid,
  lease_until timestamp with time zone,
  excluded_reviewer_id uuid,
  note_id uuid,
  suspension_id uuid,
  outcome text,
  decided_by uuid,
  decided_at timestamp with time zone,
  CONSTRAINT approval_submissions_pkey PRIMARY KEY (id),
  CONSTRAINT approval_submissions_claim_check CHECK (((claimed_by IS NULL) = (lease_until IS NULL))),
  CONSTRAINT approval_submissions_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES people(id),
  CONSTRAINT approval_submissions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people(id),
  CONSTRAINT approval_submissions_decision_check CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  CONSTRAINT approval_submissions_excluded_reviewer_id_fkey FOREIGN KEY (excluded_reviewer_id) REFERENCES people(id),
  CONSTRAINT approval_submissions_kind_check CHECK ((kind = ANY (ARRAY['application'::text, 'recheck'::text, 'appeal'::text]))),
  CONSTRAINT approval_submissions_note_id_fkey FOREIGN KEY (note_id) REFERENCES approval_notes(id),
  CONSTRAINT approval_submissions_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'rejected'::text, 'withdrawn'::text]))),
  CONSTRAINT approval_submissions_own_check CHECK (((claimed_by <> tutor_id) AND (decided_by <> tutor_id))),
  CONSTRAINT approval_submissions_second_reviewer_check CHECK ((decided_by <> excluded_reviewer_id)),
  CONSTRAINT approval_submissions_suspension_id_fkey FOREIGN KEY (suspension_id) REFERENCES tutor_suspensions(id),
  CONSTRAINT approval_submissions_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX approval_submissions_decided_at_idx ON public.approval_submissions USING btree (decided_at, id) WHERE (outcome IS NOT NULL);
CREATE INDEX approval_submissions_decided_by_idx ON public.approval_submissions USING btree (decided_by, decided_at, id) WHERE (outcome IS NOT NULL);
CREATE UNIQUE INDEX approval_submissions_open_key ON public.approval_submissions USING btree (tutor_id) WHERE (outcome IS NULL);
CREATE INDEX approval_submissions_queue_idx ON public.approval_submissions USING btree (promised_by, id) WHERE (outcome IS NULL);
CREATE INDEX approval_submissions_tutor_id_idx ON public.approval_submissions USING btree (tutor_id, submitted_at);
GRANT INSERT, SELECT, UPDATE ON approval_submissions TO stoa_app;

CREATE TABLE approval_verdicts (
  submission_id uuid NOT NULL,
  item text NOT NULL,
  tutor_id uuid NOT NULL,
  version text NOT NULL,
  verdict text NOT NULL,
  reason text,
  note_id uuid,
  reviewer_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT approval_verdicts_pkey PRIMARY KEY (submission_id, item),
  CONSTRAINT approval_verdicts_note_id_fkey FOREIGN KEY (note_id) REFERENCES approval_notes(id),
  CONSTRAINT approval_verdicts_own_check CHECK ((reviewer_id <> tutor_id)),
  CONSTRAINT approval_verdicts_reason_check CHECK (((verdict = 'changes_needed'::text) = (reason IS NOT NULL))),
  CONSTRAINT approval_verdicts_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES people(id),
  CONSTRAINT approval_verdicts_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES approval_submissions(id),
  CONSTRAINT approval_verdicts_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id),
  CONSTRAINT approval_verdicts_verdict_check CHECK ((verdict = ANY (ARRAY['approved'::text, 'changes_needed'::text])))
);
CREATE INDEX approval_verdicts_tutor_id_idx ON public.approval_verdicts USING btree (tutor_id, item, at);
GRANT INSERT, SELECT ON approval_verdicts TO stoa_app;

CREATE TABLE audit_log (
  seq bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  actor_id uuid,
  acting_as text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  reason text,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  request_id text,
  recorded_at timestamp with time zone NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_log_pkey PRIMARY KEY (seq),
  CONSTRAINT audit_log_acting_as_check CHECK ((acting_as = ANY (ARRAY['student'::text, 'tutor'::text, 'support'::text, 'admin'::text, 'owner'::text, 'system'::text]))),
  CONSTRAINT audit_log_action_check CHECK ((action ~ '^[a-z][A-Za-z]{0,39}[.][a-z][A-Za-z]{0,39}$'::text)),
  CONSTRAINT audit_log_actor_check CHECK (((actor_id IS NULL) = (acting_as = 'system'::text))),
  CONSTRAINT audit_log_details_check CHECK ((octet_length((details)::text) <= 4000)),
  CONSTRAINT audit_log_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT audit_log_hash_key UNIQUE (hash),
  CONSTRAINT audit_log_previous_hash_check CHECK ((previous_hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT audit_log_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT audit_log_request_id_check CHECK ((length(request_id) <= 64)),
  CONSTRAINT audit_log_subject_id_check CHECK (((length(subject_id) >= 1) AND (length(subject_id) <= 100))),
  CONSTRAINT audit_log_subject_kind_check CHECK ((subject_kind ~ '^[a-z][A-Za-z_]{0,39}$'::text))
);
CREATE INDEX audit_log_action_idx ON public.audit_log USING btree (action text_pattern_ops, seq);
CREATE INDEX audit_log_actor_id_idx ON public.audit_log USING btree (actor_id, seq);
CREATE INDEX audit_log_at_idx ON public.audit_log USING btree (at);
CREATE INDEX audit_log_subject_idx ON public.audit_log USING btree (subject_id, seq);
CREATE TRIGGER audit_log_chained BEFORE INSERT ON public.audit_log FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_written_once BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT INSERT, SELECT ON audit_log TO stoa_app;

CREATE TABLE availability_exceptions (
  id uuid DEFAULT uuid_v7() NOT NULL,
  tutor_id uuid NOT NULL,
  kind text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  reason text,
  CONSTRAINT availability_exceptions_pkey PRIMARY KEY (id),
  CONSTRAINT availability_exceptions_kind_check CHECK ((kind = ANY (ARRAY['opening'::text, 'blackout'::text]))),
  CONSTRAINT availability_exceptions_order_check CHECK ((starts_at < ends_at)),
  CONSTRAINT availability_exceptions_reason_check CHECK ((length(reason) <= 200)),
  CONSTRAINT availability_exceptions_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX availability_exceptions_tutor_id_idx ON public.availability_exceptions USING btree (tutor_id, ends_at);
CREATE TRIGGER availability_exceptions_mark_free_time AFTER INSERT OR DELETE OR UPDATE ON public.availability_exceptions FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_stretch();
GRANT DELETE, INSERT, SELECT, UPDATE ON availability_exceptions TO stoa_app;

CREATE TABLE booking_events (
  id uuid DEFAULT uuid_v7() NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  booking_id uuid NOT NULL,
  version integer NOT NULL,
  type text NOT NULL,
  actor text NOT NULL,
  actor_id uuid,
  cause text,
  reason_id uuid,
  at timestamp with time zone NOT NULL,
  from_state jsonb,
  to_state jsonb NOT NULL,
  policy_hash text NOT NULL,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  recorded_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT booking_events_pkey PRIMARY KEY (id),
  CONSTRAINT booking_events_actor_check CHECK ((actor = ANY (ARRAY['student'::text, 'tutor'::text, 'support'::text, 'admin'::text, 'owner'::text, 'clock'::text, 'provider'::text, 'bank'::text]))),
  CONSTRAINT booking_events_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES people(id),
  CONSTRAINT booking_events_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT booking_events_key_key UNIQUE (key),
  CONSTRAINT booking_events_reason_id_fkey FOREIGN KEY (reason_id) REFERENCES booking_reasons(id),
  CONSTRAINT booking_events_seq_key UNIQUE (seq),
  CONSTRAINT booking_events_type_check CHECK ((type ~ '^[a-z][A-Za-z0-9_]{0,59}$'::text))
);
CREATE INDEX booking_events_booking_id_idx ON public.booking_events USING btree (booking_id, seq);
CREATE CONSTRAINT TRIGGER booking_events_audited AFTER INSERT ON public.booking_events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.actor = ANY (ARRAY['support'::text, 'admin'::text, 'owner'::text])) AND (new.actor_id IS NOT NULL))) EXECUTE FUNCTION audit_booking_event();
CREATE TRIGGER booking_events_not_emptied BEFORE TRUNCATE ON public.booking_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER booking_events_written_once BEFORE DELETE OR UPDATE ON public.booking_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT INSERT, SELECT ON booking_events TO stoa_app;

CREATE TABLE booking_notes (
  booking_id uuid NOT NULL,
  author_id uuid NOT NULL,
  text text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT booking_notes_pkey PRIMARY KEY (booking_id),
  CONSTRAINT booking_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES people(id),
  CONSTRAINT booking_notes_text_check CHECK (((length(text) >= 1) AND (length(text) <= 1000)))
);
CREATE INDEX booking_notes_author_id_idx ON public.booking_notes USING btree (author_id);
GRANT INSERT, SELECT ON booking_notes TO stoa_app;

CREATE TABLE booking_reasons (
  id uuid NOT NULL,
  booking_id uuid NOT NULL,
  author_id uuid NOT NULL,
  text text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT booking_reasons_pkey PRIMARY KEY (id),
  CONSTRAINT booking_reasons_author_id_fkey FOREIGN KEY (author_id) REFERENCES people(id),
  CONSTRAINT booking_reasons_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT booking_reasons_text_check CHECK (((length(text) >= 1) AND (length(text) <= 500)))
);
CREATE INDEX booking_reasons_author_id_idx ON public.booking_reasons USING btree (author_id);
CREATE INDEX booking_reasons_booking_id_idx ON public.booking_reasons USING btree (booking_id);
GRANT INSERT, SELECT ON booking_reasons TO stoa_app;

CREATE TABLE bookings (
  id uuid NOT NULL,
  code text NOT NULL,
  student_id uuid NOT NULL,
  tutor_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  session text NOT NULL,
  outcome text,
  payment text NOT NULL,
  dispute text DEFAULT 'NONE'::text NOT NULL,
  version integer NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  duration_minutes integer NOT NULL,
  buffer_minutes integer NOT NULL,
  during tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)'::text)) STORED NOT NULL,
  tutor_during tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, (((ends_at AT TIME ZONE 'UTC'::text) + make_interval(mins => buffer_minutes)) AT TIME ZONE 'UTC'::text), '[)'::text)) STORED NOT NULL,
  price_minor bigint NOT NULL,
  service_fee_minor bigint NOT NULL,
  currency text NOT NULL,
  commission_bps integer NOT NULL,
  policy_hash text NOT NULL,
  instant boolean NOT NULL,
  trial boolean NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  hold_number smallint NOT NULL,
  hold_ends_at timestamp with time zone NOT NULL,
  page_ends_at timestamp with time zone NOT NULL,
  secured_at timestamp with time zone,
  capture_before timestamp with time zone,
  answer_by timestamp with time zone,
  settle_at timestamp with time zone,
  pending jsonb,
  owed jsonb DEFAULT '[]'::jsonb NOT NULL,
  needs_attention boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT bookings_pkey PRIMARY KEY (id),
  CONSTRAINT bookings_buffer_minutes_check CHECK (((buffer_minutes >= 0) AND (buffer_minutes <= 60))),
  CONSTRAINT bookings_code_key UNIQUE (code),
  CONSTRAINT bookings_commission_bps_check CHECK (((commission_bps >= 0) AND (commission_bps <= 10000))),
  CONSTRAINT bookings_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT bookings_duration_minutes_check CHECK ((duration_minutes > 0)),
  CONSTRAINT bookings_hold_number_check CHECK ((hold_number > 0)),
  CONSTRAINT bookings_outcome_check CHECK ((outcome = ANY (ARRAY['COMPLETED'::text, 'NOT_HELD'::text, 'NO_SHOW_STUDENT'::text, 'NO_SHOW_TUTOR'::text]))),
  CONSTRAINT bookings_owed_check CHECK ((jsonb_typeof(owed) = 'array'::text)),
  CONSTRAINT bookings_parties_check CHECK ((student_id <> tutor_id)),
  CONSTRAINT bookings_policy_hash_fkey FOREIGN KEY (policy_hash) REFERENCES policies(hash),
  CONSTRAINT bookings_price_minor_check CHECK ((price_minor >= 0)),
  CONSTRAINT bookings_service_fee_minor_check CHECK ((service_fee_minor >= 0)),
  CONSTRAINT bookings_state_check CHECK ((((NOT ((dispute = 'OPEN'::text) AND (payment = 'REFUNDED'::text))) AND (((session = 'REQUESTED'::text) AND (outcome IS NULL) AND (payment = ANY (ARRAY['PENDING'::text, 'AUTHORIZED'::text])) AND (dispute = 'NONE'::text)) OR ((session = ANY (ARRAY['SCHEDULED'::text, 'ACTIVE'::text])) AND (outcome IS NULL) AND (payment = 'AUTHORIZED'::text) AND (dispute = 'NONE'::text)) OR ((session = 'ENDED'::text) AND (outcome = ANY (ARRAY['COMPLETED'::text, 'NO_SHOW_STUDENT'::text])) AND (payment = ANY (ARRAY['AUTHORIZED'::text, 'CAPTURED'::text, 'PARTIALLY_REFUNDED'::text, 'REFUNDED'::text])) AND (dispute = ANY (ARRAY['NONE'::text, 'OPEN'::text, 'RESOLVED_UPHELD'::text, 'RESOLVED_REFUNDED'::text]))) OR ((session = 'ENDED'::text) AND (outcome = ANY (ARRAY['NO_SHOW_TUTOR'::text, 'NOT_HELD'::text])) AND (payment = ANY (ARRAY['AUTHORIZED'::text, 'REFUNDED'::text])) AND (dispute = ANY (ARRAY['NONE'::text, 'OPEN'::text, 'RESOLVED_REFUNDED'::text]))) OR ((session = 'ENDED'::text) AND (outcome = ANY (ARRAY['NO_SHOW_TUTOR'::text, 'NOT_HELD'::text])) AND (payment = 'PARTIALLY_REFUNDED'::text) AND (dispute = 'RESOLVED_REFUNDED'::text)) OR ((session = 'CANCELLED'::text) AND (outcome = 'NOT_HELD'::text) AND (payment = 'VOIDED'::text) AND (dispute = 'NONE'::text)) OR ((session = 'CANCELLED'::text) AND (outcome = 'NOT_HELD'::text) AND (payment = ANY (ARRAY['CAPTURED'::text, 'PARTIALLY_REFUNDED'::text, 'REFUNDED'::text])) AND (dispute = ANY (ARRAY['NONE'::text, 'OPEN'::text, 'RESOLVED_UPHELD'::text, 'RESOLVED_REFUNDED'::text]))) OR ((session = 'EXPIRED'::text) AND (outcome = 'NOT_HELD'::text) AND (payment = 'VOIDED'::text) AND (dispute = 'NONE'::text)))) IS TRUE)),
  CONSTRAINT bookings_student_during_excl EXCLUDE USING gist (student_id WITH =, during WITH &&) WHERE ((session = ANY (ARRAY['REQUESTED'::text, 'SCHEDULED'::text, 'ACTIVE'::text]))),
  CONSTRAINT bookings_student_id_fkey FOREIGN KEY (student_id) REFERENCES people(id),
  CONSTRAINT bookings_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subjects(id),
  CONSTRAINT bookings_times_check CHECK ((ends_at = (starts_at + make_interval(mins => duration_minutes)))),
  CONSTRAINT bookings_tutor_during_excl EXCLUDE USING gist (tutor_id WITH =, tutor_during WITH &&) WHERE ((session = ANY (ARRAY['REQUESTED'::text, 'SCHEDULED'::text, 'ACTIVE'::text]))),
  CONSTRAINT bookings_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id),
  CONSTRAINT bookings_version_check CHECK ((version > 0))
);
CREATE INDEX bookings_created_at_idx ON public.bookings USING btree (created_at, id);
CREATE UNIQUE INDEX bookings_live_trial_key ON public.bookings USING btree (student_id, tutor_id) WHERE (trial AND (session = ANY (ARRAY['REQUESTED'::text, 'SCHEDULED'::text, 'ACTIVE'::text])));
CREATE INDEX bookings_needs_attention_idx ON public.bookings USING btree (created_at, id) WHERE needs_attention;
CREATE INDEX bookings_starts_at_idx ON public.bookings USING btree (starts_at, id);
CREATE UNIQUE INDEX bookings_student_hold_key ON public.bookings USING btree (student_id, hold_number) WHERE ((session = 'REQUESTED'::text) AND (payment = 'PENDING'::text));
CREATE INDEX bookings_student_starts_at_idx ON public.bookings USING btree (student_id, starts_at, id);
CREATE INDEX bookings_tutor_starts_at_idx ON public.bookings USING btree (tutor_id, starts_at, id);
CREATE TRIGGER bookings_mark_free_time AFTER INSERT OR UPDATE OF session, starts_at, ends_at, buffer_minutes ON public.bookings FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_booking();
CREATE TRIGGER bookings_parties_open BEFORE INSERT ON public.bookings FOR EACH ROW WHEN ((new.session = 'REQUESTED'::text)) EXECUTE FUNCTION refuse_closing_parties();
CREATE TRIGGER bookings_tutor_approved BEFORE INSERT ON public.bookings FOR EACH ROW WHEN ((new.session = 'REQUESTED'::text)) EXECUTE FUNCTION refuse_unapproved_tutor();
GRANT INSERT, SELECT, UPDATE ON bookings TO stoa_app;

CREATE TABLE busy_times (
  id uuid DEFAULT uuid_v7() NOT NULL,
  tutor_id uuid NOT NULL,
  source text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  CONSTRAINT busy_times_pkey PRIMARY KEY (id),
  CONSTRAINT busy_times_order_check CHECK ((starts_at < ends_at)),
  CONSTRAINT busy_times_source_check CHECK ((source ~ '^[a-z0-9:_-]{1,120}$'::text)),
  CONSTRAINT busy_times_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX busy_times_source_idx ON public.busy_times USING btree (tutor_id, source);
CREATE INDEX busy_times_tutor_id_idx ON public.busy_times USING gist (tutor_id, tstzrange(starts_at, ends_at));
CREATE TRIGGER busy_times_mark_free_time AFTER INSERT OR DELETE OR UPDATE ON public.busy_times FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_stretch();
GRANT DELETE, INSERT, SELECT, UPDATE ON busy_times TO stoa_app;

CREATE TABLE compensations (
  booking_id uuid NOT NULL,
  student_id uuid NOT NULL,
  tutor_id uuid NOT NULL,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT compensations_pkey PRIMARY KEY (booking_id),
  CONSTRAINT compensations_amount_minor_check CHECK ((amount_minor > 0)),
  CONSTRAINT compensations_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT compensations_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT compensations_student_id_fkey FOREIGN KEY (student_id) REFERENCES people(id),
  CONSTRAINT compensations_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX compensations_pair_idx ON public.compensations USING btree (student_id, tutor_id, at);
GRANT INSERT, SELECT ON compensations TO stoa_app;

CREATE TABLE consents (
  person_id uuid NOT NULL,
  document text NOT NULL,
  version text NOT NULL,
  given_at timestamp with time zone NOT NULL,
  CONSTRAINT consents_pkey PRIMARY KEY (person_id, document, version),
  CONSTRAINT consents_document_check CHECK ((document = ANY (ARRAY['terms'::text, 'privacy'::text]))),
  CONSTRAINT consents_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT consents_version_check CHECK (((length(version) >= 1) AND (length(version) <= 40)))
);
CREATE TRIGGER consents_not_emptied BEFORE TRUNCATE ON public.consents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consents_written_once BEFORE DELETE OR UPDATE ON public.consents FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT INSERT, SELECT ON consents TO stoa_app;

CREATE TABLE currency_rates (
  currency text NOT NULL,
  day date NOT NULL,
  per_usd numeric NOT NULL,
  exponent smallint NOT NULL,
  CONSTRAINT currency_rates_pkey PRIMARY KEY (currency, day),
  CONSTRAINT currency_rates_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT currency_rates_exponent_check CHECK (((exponent >= 0) AND (exponent <= 4))),
  CONSTRAINT currency_rates_per_usd_check CHECK ((per_usd > (0)::numeric))
);
CREATE TRIGGER currency_rates_refresh_search AFTER INSERT OR DELETE OR UPDATE ON public.currency_rates FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_rates();
GRANT SELECT ON currency_rates TO stoa_app;

CREATE TABLE erasure_receipts (
  number text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  erased_at timestamp with time zone,
  content jsonb NOT NULL,
  CONSTRAINT erasure_receipts_pkey PRIMARY KEY (number),
  CONSTRAINT erasure_receipts_content_check CHECK ((jsonb_typeof(content) = 'object'::text))
);
GRANT INSERT, SELECT, UPDATE ON erasure_receipts TO stoa_app;

CREATE TABLE favourites (
  person_id uuid NOT NULL,
  tutor_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT favourites_pkey PRIMARY KEY (person_id, tutor_id),
  CONSTRAINT favourites_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT favourites_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX favourites_created_at_idx ON public.favourites USING btree (person_id, created_at DESC, tutor_id);
CREATE INDEX favourites_tutor_id_idx ON public.favourites USING btree (tutor_id);
GRANT DELETE, INSERT, SELECT ON favourites TO stoa_app;

CREATE TABLE files (
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  purpose text NOT NULL,
  area text NOT NULL,
  storage_key text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text,
  state text NOT NULL,
  refused_code text,
  created_at timestamp with time zone NOT NULL,
  upload_ends_at timestamp with time zone NOT NULL,
  upload_began_at timestamp with time zone,
  uploaded_at timestamp with time zone,
  ready_at timestamp with time zone,
  attached_at timestamp with time zone,
  deleted_at timestamp with time zone,
  purged_at timestamp with time zone,
  CONSTRAINT files_pkey PRIMARY KEY (id),
  CONSTRAINT files_area_check CHECK ((area = ANY (ARRAY['private'::text, 'public'::text]))),
  CONSTRAINT files_attached_at_check CHECK (((attached_at IS NULL) OR (state = 'ready'::text))),
  CONSTRAINT files_bytes_check CHECK (((bytes >= 1) AND (bytes <= 100000000))),
  CONSTRAINT files_media_type_check CHECK (((length(media_type) >= 3) AND (length(media_type) <= 100))),
  CONSTRAINT files_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CONSTRAINT files_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  CONSTRAINT files_purged_at_check CHECK (((purged_at IS NULL) OR (deleted_at IS NOT NULL))),
  CONSTRAINT files_purpose_area_check CHECK (((area = 'public'::text) = (purpose = ANY (ARRAY['avatar'::text, 'tutor_photo'::text])))),
  CONSTRAINT files_purpose_check CHECK ((purpose = ANY (ARRAY['avatar'::text, 'tutor_photo'::text, 'certificate'::text, 'education'::text]))),
  CONSTRAINT files_ready_at_check CHECK (((state = 'ready'::text) = (ready_at IS NOT NULL))),
  CONSTRAINT files_refused_code_check CHECK (((state = 'refused'::text) = (refused_code IS NOT NULL))),
  CONSTRAINT files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT files_state_check CHECK ((state = ANY (ARRAY['awaited'::text, 'ready'::text, 'refused'::text]))),
  CONSTRAINT files_storage_key_check CHECK ((storage_key ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT files_storage_key_key UNIQUE (storage_key)
);
CREATE INDEX files_created_at_waiting_idx ON public.files USING btree (created_at) WHERE ((attached_at IS NULL) AND (deleted_at IS NULL));
CREATE INDEX files_deleted_at_idx ON public.files USING btree (deleted_at) WHERE ((deleted_at IS NOT NULL) AND (purged_at IS NULL));
CREATE INDEX files_owner_id_waiting_idx ON public.files USING btree (owner_id) WHERE ((attached_at IS NULL) AND (deleted_at IS NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON files TO stoa_app;

CREATE TABLE free_time_marks (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  tutor_id uuid NOT NULL,
  from_week date NOT NULL,
  to_week date NOT NULL,
  CONSTRAINT free_time_marks_pkey PRIMARY KEY (id),
  CONSTRAINT free_time_marks_order_check CHECK ((from_week <= to_week))
);
CREATE INDEX free_time_marks_tutor_id_idx ON public.free_time_marks USING btree (tutor_id, id);
GRANT DELETE, INSERT, SELECT ON free_time_marks TO stoa_app;

CREATE TABLE idempotency_keys (
  person_id uuid NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  response_status smallint,
  response_body jsonb,
  claimed_until timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (person_id, key),
  CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
  CONSTRAINT idempotency_keys_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
CREATE INDEX idempotency_keys_expires_at_idx ON public.idempotency_keys USING btree (expires_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON idempotency_keys TO stoa_app;

CREATE TABLE identities (
  provider text NOT NULL,
  subject text NOT NULL,
  person_id uuid NOT NULL,
  email citext NOT NULL,
  linked_at timestamp with time zone NOT NULL,
  CONSTRAINT identities_pkey PRIMARY KEY (provider, subject),
  CONSTRAINT identities_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT identities_person_id_provider_key UNIQUE (person_id, provider),
  CONSTRAINT identities_provider_check CHECK ((provider = 'google'::text)),
  CONSTRAINT identities_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON identities TO stoa_app;

CREATE TABLE identity_attempts (
  state_hash text NOT NULL,
  browser_hash text NOT NULL,
  app text NOT NULL,
  person_id uuid,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT identity_attempts_pkey PRIMARY KEY (state_hash),
  CONSTRAINT identity_attempts_app_check CHECK ((app = ANY (ARRAY['web'::text, 'admin'::text]))),
  CONSTRAINT identity_attempts_browser_hash_check CHECK ((browser_hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT identity_attempts_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT identity_attempts_state_hash_check CHECK ((state_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX identity_attempts_expires_at_idx ON public.identity_attempts USING btree (expires_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON identity_attempts TO stoa_app;

CREATE TABLE identity_registrations (
  token_hash text NOT NULL,
  provider text NOT NULL,
  subject text NOT NULL,
  email citext NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT identity_registrations_pkey PRIMARY KEY (token_hash),
  CONSTRAINT identity_registrations_provider_check CHECK ((provider = 'google'::text)),
  CONSTRAINT identity_registrations_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX identity_registrations_expires_at_idx ON public.identity_registrations USING btree (expires_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON identity_registrations TO stoa_app;

CREATE TABLE impersonation_codes (
  code_hash text NOT NULL,
  family_id uuid NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT impersonation_codes_pkey PRIMARY KEY (code_hash),
  CONSTRAINT impersonation_codes_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT impersonation_codes_family_id_fkey FOREIGN KEY (family_id) REFERENCES sign_in_families(id),
  CONSTRAINT impersonation_codes_family_id_key UNIQUE (family_id)
);
GRANT INSERT, SELECT, UPDATE ON impersonation_codes TO stoa_app;

CREATE TABLE ledger_balances (
  account text NOT NULL,
  currency text NOT NULL,
  balance_minor bigint NOT NULL,
  CONSTRAINT ledger_balances_pkey PRIMARY KEY (account, currency),
  CONSTRAINT ledger_balances_not_overdrawn CHECK ((balance_minor >= 0))
);
GRANT SELECT ON ledger_balances TO stoa_app;

CREATE TABLE ledger_postings (
  transaction_id uuid NOT NULL,
  line smallint NOT NULL,
  account text NOT NULL,
  kind text GENERATED ALWAYS AS (split_part(account, ':'::text, 1)) STORED NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT ledger_postings_pkey PRIMARY KEY (transaction_id, line),
  CONSTRAINT ledger_postings_account_check CHECK ((account ~ '^[a-z_]+(:[0-9A-Za-z_-]+){0,1}$'::text)),
  CONSTRAINT ledger_postings_amount_minor_check CHECK (((amount_minor <> 0) AND ((amount_minor >= '-9007199254740991'::bigint) AND (amount_minor <= '9007199254740991'::bigint)))),
  CONSTRAINT ledger_postings_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT ledger_postings_kind_check CHECK ((kind = ANY (ARRAY['provider_clearing'::text, 'card_authorized'::text, 'chargeback_held'::text, 'tutor_debt'::text, 'student_debt'::text, 'platform_bank'::text, 'student_wallet'::text, 'student_promo'::text, 'booking_escrow'::text, 'package_unearned'::text, 'tutor_payable'::text, 'payout_in_transit'::text, 'commission_revenue'::text, 'service_fee_revenue'::text, 'breakage_revenue'::text, 'compensation_expense'::text, 'promo_expense'::text, 'processing_fees'::text, 'refund_loss'::text]))),
  CONSTRAINT ledger_postings_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES ledger_transactions(id)
);
CREATE INDEX ledger_postings_account_idx ON public.ledger_postings USING btree (account, currency, at);
CREATE TRIGGER ledger_postings_keep_balances AFTER INSERT ON public.ledger_postings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_balances();
CREATE TRIGGER ledger_postings_not_emptied BEFORE TRUNCATE ON public.ledger_postings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_postings_written_once BEFORE DELETE OR UPDATE ON public.ledger_postings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER ledger_postings_zero_sum AFTER INSERT ON public.ledger_postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_zero_sum();
GRANT INSERT, SELECT ON ledger_postings TO stoa_app;

CREATE TABLE ledger_transactions (
  id uuid DEFAULT uuid_v7() NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  idempotency_key text NOT NULL,
  code text NOT NULL,
  booking_id uuid,
  cause text,
  policy_hash text,
  at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT ledger_transactions_pkey PRIMARY KEY (id),
  CONSTRAINT ledger_transactions_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT ledger_transactions_code_check CHECK ((code ~ '^[a-z][A-Za-z_]{0,59}$'::text)),
  CONSTRAINT ledger_transactions_idempotency_key_key UNIQUE (idempotency_key),
  CONSTRAINT ledger_transactions_seq_key UNIQUE (seq)
);
CREATE INDEX ledger_transactions_booking_id_idx ON public.ledger_transactions USING btree (booking_id, seq);
CREATE TRIGGER ledger_transactions_not_emptied BEFORE TRUNCATE ON public.ledger_transactions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER ledger_transactions_not_empty AFTER INSERT ON public.ledger_transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_not_empty();
CREATE TRIGGER ledger_transactions_written_once BEFORE DELETE OR UPDATE ON public.ledger_transactions FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT INSERT, SELECT ON ledger_transactions TO stoa_app;

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  dedupe_key text NOT NULL,
  payload jsonb NOT NULL,
  available_at timestamp with time zone,
  next_try_at timestamp with time zone DEFAULT now() NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  last_problem text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  done_at timestamp with time zone,
  abandoned_at timestamp with time zone,
  CONSTRAINT outbox_pkey PRIMARY KEY (id),
  CONSTRAINT outbox_dedupe_key_key UNIQUE (dedupe_key),
  CONSTRAINT outbox_kind_check CHECK ((kind = ANY (ARRAY['signal'::text, 'realtime'::text, 'mail'::text, 'cancel'::text])))
);
CREATE INDEX outbox_waiting_idx ON public.outbox USING btree (next_try_at, id) WHERE ((done_at IS NULL) AND (abandoned_at IS NULL));
CREATE TRIGGER outbox_notify AFTER INSERT ON public.outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify();
GRANT DELETE, INSERT, SELECT, UPDATE ON outbox TO stoa_app;

CREATE TABLE payments (
  id uuid DEFAULT uuid_v7() NOT NULL,
  booking_id uuid NOT NULL,
  provider text NOT NULL,
  checkout_id text,
  checkout_url text,
  checkout_status text,
  checkout_expires_at timestamp with time zone,
  payment_intent_id text,
  charge_id text,
  status text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  authorized_minor bigint DEFAULT 0 NOT NULL,
  captured_minor bigint DEFAULT 0 NOT NULL,
  refunded_minor bigint DEFAULT 0 NOT NULL,
  fee_minor bigint,
  fee_currency text,
  capture_before timestamp with time zone,
  decline_code text,
  is_primary boolean DEFAULT false NOT NULL,
  snapshot_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT payments_pkey PRIMARY KEY (id),
  CONSTRAINT payments_amounts_check CHECK (((amount_minor > 0) AND (authorized_minor >= 0) AND ((captured_minor >= 0) AND (captured_minor <= authorized_minor)) AND ((refunded_minor >= 0) AND (refunded_minor <= captured_minor)))),
  CONSTRAINT payments_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT payments_checkout_id_key UNIQUE (provider, checkout_id),
  CONSTRAINT payments_checkout_status_check CHECK ((checkout_status = ANY (ARRAY['open'::text, 'complete'::text, 'expired'::text]))),
  CONSTRAINT payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT payments_fee_currency_check CHECK ((fee_currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT payments_named_check CHECK (((checkout_id IS NOT NULL) OR (payment_intent_id IS NOT NULL))),
  CONSTRAINT payments_payment_intent_id_key UNIQUE (provider, payment_intent_id),
  CONSTRAINT payments_provider_check CHECK ((provider = 'stripe'::text)),
  CONSTRAINT payments_status_check CHECK ((status = ANY (ARRAY['none'::text, 'processing'::text, 'authorized'::text, 'captured'::text, 'released'::text, 'failed'::text])))
);
CREATE INDEX payments_booking_id_idx ON public.payments USING btree (booking_id, created_at);
CREATE UNIQUE INDEX payments_primary_key ON public.payments USING btree (booking_id) WHERE is_primary;
CREATE INDEX payments_unsettled_idx ON public.payments USING btree (snapshot_at) WHERE ((checkout_status = 'open'::text) OR (status = ANY (ARRAY['processing'::text, 'authorized'::text])));
GRANT INSERT, SELECT, UPDATE ON payments TO stoa_app;

CREATE TABLE payout_accounts (
  tutor_id uuid NOT NULL,
  provider_account_id text,
  attempt integer DEFAULT 1 NOT NULL,
  details_submitted boolean DEFAULT false NOT NULL,
  payouts_enabled boolean DEFAULT false NOT NULL,
  requirements jsonb DEFAULT '[]'::jsonb NOT NULL,
  fetched_at timestamp with time zone,
  looked_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT payout_accounts_pkey PRIMARY KEY (tutor_id),
  CONSTRAINT payout_accounts_attempt_check CHECK ((attempt >= 1)),
  CONSTRAINT payout_accounts_known_check CHECK ((((provider_account_id IS NULL) = (fetched_at IS NULL)) AND ((provider_account_id IS NOT NULL) OR (NOT (details_submitted OR payouts_enabled))))),
  CONSTRAINT payout_accounts_provider_account_id_key UNIQUE (provider_account_id),
  CONSTRAINT payout_accounts_requirements_check CHECK ((jsonb_typeof(requirements) = 'array'::text)),
  CONSTRAINT payout_accounts_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
GRANT INSERT, SELECT, UPDATE ON payout_accounts TO stoa_app;

CREATE TABLE people (
  id uuid NOT NULL,
  email citext NOT NULL,
  password_hash text,
  display_name text NOT NULL,
  zone text NOT NULL,
  locale text DEFAULT 'en'::text NOT NULL,
  country text,
  avatar_url text,
  created_at timestamp with time zone NOT NULL,
  disabled_at timestamp with time zone,
  email_verified_at timestamp with time zone,
  currency text DEFAULT 'EUR'::text NOT NULL,
  account_version integer DEFAULT 1 NOT NULL,
  deleted_at timestamp with time zone,
  avatar_file_id uuid,
  closing_since timestamp with time zone,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_account_version_check CHECK ((account_version > 0)),
  CONSTRAINT people_avatar_check CHECK (((avatar_file_id IS NULL) = (avatar_url IS NULL))),
  CONSTRAINT people_avatar_file_id_fkey FOREIGN KEY (avatar_file_id) REFERENCES files(id),
  CONSTRAINT people_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT people_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT people_deleted_check CHECK (((deleted_at IS NULL) OR (disabled_at IS NOT NULL))),
  CONSTRAINT people_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 100))),
  CONSTRAINT people_email_check CHECK ((((length((email)::text) >= 3) AND (length((email)::text) <= 254)) AND (POSITION(('@'::text) IN ((email)::text)) > 1))),
  CONSTRAINT people_email_key UNIQUE (email),
  CONSTRAINT people_locale_check CHECK ((locale ~ '^[a-z]{2}(-[A-Z]{2}){0,1}$'::text)),
  CONSTRAINT people_zone_check CHECK (((length(zone) >= 1) AND (length(zone) <= 64)))
);
CREATE INDEX people_created_at_idx ON public.people USING btree (created_at, id);
CREATE INDEX people_display_name_idx ON public.people USING btree (display_name, id);
CREATE TRIGGER people_refresh_search_delete AFTER DELETE ON public.people REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_people();
CREATE TRIGGER people_refresh_search_insert AFTER INSERT ON public.people REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_people();
CREATE TRIGGER people_refresh_search_update AFTER UPDATE ON public.people REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_people();
GRANT INSERT, SELECT, UPDATE ON people TO stoa_app;

CREATE TABLE person_roles (
  person_id uuid NOT NULL,
  role text NOT NULL,
  granted_at timestamp with time zone NOT NULL,
  granted_by uuid,
  CONSTRAINT person_roles_pkey PRIMARY KEY (person_id, role),
  CONSTRAINT person_roles_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES people(id),
  CONSTRAINT person_roles_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT person_roles_role_check CHECK ((role = ANY (ARRAY['student'::text, 'tutor'::text, 'support'::text, 'admin'::text, 'owner'::text])))
);
CREATE INDEX person_roles_role_idx ON public.person_roles USING btree (role);
GRANT DELETE, INSERT, SELECT ON person_roles TO stoa_app;

CREATE TABLE policies (
  hash text NOT NULL,
  canonical text NOT NULL,
  content jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT policies_pkey PRIMARY KEY (hash),
  CONSTRAINT policies_hash_check CHECK ((hash = encode(sha256(convert_to(canonical, 'UTF8'::name)), 'hex'::text)))
);
CREATE TRIGGER policies_not_emptied BEFORE TRUNCATE ON public.policies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policies_written_once BEFORE DELETE OR UPDATE ON public.policies FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT INSERT, SELECT ON policies TO stoa_app;

CREATE TABLE recovery_codes (
  person_id uuid NOT NULL,
  code_hash text NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT recovery_codes_pkey PRIMARY KEY (person_id, code_hash),
  CONSTRAINT recovery_codes_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT recovery_codes_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON recovery_codes TO stoa_app;

CREATE TABLE refresh_tokens (
  token_hash text NOT NULL,
  family_id uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  successor_hash text,
  CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash),
  CONSTRAINT refresh_tokens_family_id_fkey FOREIGN KEY (family_id) REFERENCES sign_in_families(id),
  CONSTRAINT refresh_tokens_successor_check CHECK (((used_at IS NULL) = (successor_hash IS NULL))),
  CONSTRAINT refresh_tokens_successor_hash_fkey FOREIGN KEY (successor_hash) REFERENCES refresh_tokens(token_hash),
  CONSTRAINT refresh_tokens_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX refresh_tokens_expires_at_idx ON public.refresh_tokens USING btree (expires_at);
CREATE INDEX refresh_tokens_family_id_idx ON public.refresh_tokens USING btree (family_id);
GRANT INSERT, SELECT, UPDATE ON refresh_tokens TO stoa_app;

CREATE TABLE refunds (
  id uuid DEFAULT uuid_v7() NOT NULL,
  payment_id uuid NOT NULL,
  booking_id uuid NOT NULL,
  provider text NOT NULL,
  provider_refund_id text NOT NULL,
  business_key text,
  status text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  is_primary boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT refunds_pkey PRIMARY KEY (id),
  CONSTRAINT refunds_amount_minor_check CHECK ((amount_minor > 0)),
  CONSTRAINT refunds_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT refunds_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT refunds_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id),
  CONSTRAINT refunds_provider_refund_id_key UNIQUE (provider, provider_refund_id),
  CONSTRAINT refunds_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX refunds_booking_id_idx ON public.refunds USING btree (booking_id, created_at);
CREATE INDEX refunds_payment_id_idx ON public.refunds USING btree (payment_id);
CREATE UNIQUE INDEX refunds_primary_key ON public.refunds USING btree (booking_id) WHERE is_primary;
GRANT INSERT, SELECT, UPDATE ON refunds TO stoa_app;

CREATE TABLE review_reports (
  id uuid DEFAULT uuid_v7() NOT NULL,
  review_id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  reason text,
  reported_at timestamp with time zone NOT NULL,
  decision text,
  decided_at timestamp with time zone,
  decided_by uuid,
  rule text,
  CONSTRAINT review_reports_pkey PRIMARY KEY (id),
  CONSTRAINT review_reports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people(id),
  CONSTRAINT review_reports_decided_check CHECK ((num_nulls(decision, decided_at, decided_by) = ANY (ARRAY[0, 3]))),
  CONSTRAINT review_reports_decision_check CHECK ((decision = ANY (ARRAY['removed'::text, 'dismissed'::text]))),
  CONSTRAINT review_reports_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  CONSTRAINT review_reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES people(id),
  CONSTRAINT review_reports_review_id_fkey FOREIGN KEY (review_id) REFERENCES reviews(id),
  CONSTRAINT review_reports_review_id_key UNIQUE (review_id, reporter_id),
  CONSTRAINT review_reports_rule_check CHECK ((rule = ANY (ARRAY['insult'::text, 'discrimination'::text, 'personal_data'::text, 'outside_contact'::text, 'not_about_lesson'::text, 'false_claim'::text, 'spam'::text]))),
  CONSTRAINT review_reports_said_check CHECK ((num_nonnulls(rule, reason) > 0))
);
CREATE INDEX review_reports_open_idx ON public.review_reports USING btree (reported_at, id) WHERE (decided_at IS NULL);
GRANT INSERT, SELECT, UPDATE ON review_reports TO stoa_app;

CREATE TABLE reviews (
  id uuid NOT NULL,
  booking_id uuid NOT NULL,
  of text NOT NULL,
  author_id uuid NOT NULL,
  about_id uuid NOT NULL,
  stars smallint NOT NULL,
  text text NOT NULL,
  written_at timestamp with time zone NOT NULL,
  edited_at timestamp with time zone,
  publishes_at timestamp with time zone NOT NULL,
  counted_at timestamp with time zone,
  reply text,
  replied_at timestamp with time zone,
  removed_at timestamp with time zone,
  removal_rule text,
  CONSTRAINT reviews_pkey PRIMARY KEY (id),
  CONSTRAINT reviews_about_id_fkey FOREIGN KEY (about_id) REFERENCES people(id),
  CONSTRAINT reviews_author_id_fkey FOREIGN KEY (author_id) REFERENCES people(id),
  CONSTRAINT reviews_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT reviews_booking_id_of_key UNIQUE (booking_id, of),
  CONSTRAINT reviews_of_check CHECK ((of = ANY (ARRAY['tutor'::text, 'student'::text]))),
  CONSTRAINT reviews_parties_check CHECK ((author_id <> about_id)),
  CONSTRAINT reviews_removal_rule_check CHECK ((removal_rule = ANY (ARRAY['insult'::text, 'discrimination'::text, 'personal_data'::text, 'outside_contact'::text, 'not_about_lesson'::text, 'false_claim'::text, 'spam'::text]))),
  CONSTRAINT reviews_removed_check CHECK (((removed_at IS NULL) = (removal_rule IS NULL))),
  CONSTRAINT reviews_replied_check CHECK (((reply IS NULL) = (replied_at IS NULL))),
  CONSTRAINT reviews_reply_check CHECK (((length(reply) >= 1) AND (length(reply) <= 2000))),
  CONSTRAINT reviews_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
  CONSTRAINT reviews_text_check CHECK ((length(text) <= 2000))
);
CREATE INDEX reviews_about_id_idx ON public.reviews USING btree (about_id, of, publishes_at DESC, id DESC);
CREATE INDEX reviews_author_id_idx ON public.reviews USING btree (author_id, written_at DESC, id DESC);
CREATE INDEX reviews_uncounted_idx ON public.reviews USING btree (publishes_at) WHERE ((of = 'tutor'::text) AND (counted_at IS NULL) AND (removed_at IS NULL));
GRANT INSERT, SELECT, UPDATE ON reviews TO stoa_app;

CREATE TABLE saved_searches (
  id uuid DEFAULT uuid_v7() NOT NULL,
  person_id uuid NOT NULL,
  name text NOT NULL,
  number smallint NOT NULL,
  filters jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT saved_searches_pkey PRIMARY KEY (id),
  CONSTRAINT saved_searches_filters_check CHECK ((jsonb_typeof(filters) = 'object'::text)),
  CONSTRAINT saved_searches_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  CONSTRAINT saved_searches_name_key UNIQUE (person_id, name),
  CONSTRAINT saved_searches_number_check CHECK (((number >= 1) AND (number <= 100))),
  CONSTRAINT saved_searches_number_key UNIQUE (person_id, number),
  CONSTRAINT saved_searches_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON saved_searches TO stoa_app;

CREATE TABLE sign_in_challenges (
  token_hash text NOT NULL,
  person_id uuid NOT NULL,
  app text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT sign_in_challenges_pkey PRIMARY KEY (token_hash),
  CONSTRAINT sign_in_challenges_app_check CHECK ((app = ANY (ARRAY['web'::text, 'admin'::text]))),
  CONSTRAINT sign_in_challenges_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT sign_in_challenges_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX sign_in_challenges_expires_at_idx ON public.sign_in_challenges USING btree (expires_at);
CREATE INDEX sign_in_challenges_person_id_idx ON public.sign_in_challenges USING btree (person_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_challenges TO stoa_app;

CREATE TABLE sign_in_families (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  app text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  ended_reason text,
  user_agent text DEFAULT ''::text NOT NULL,
  network text DEFAULT ''::text NOT NULL,
  device_hash text,
  last_used_at timestamp with time zone NOT NULL,
  impersonated_by uuid,
  impersonated_as text,
  ends_at timestamp with time zone,
  CONSTRAINT sign_in_families_pkey PRIMARY KEY (id),
  CONSTRAINT sign_in_families_app_check CHECK ((app = ANY (ARRAY['web'::text, 'admin'::text]))),
  CONSTRAINT sign_in_families_device_hash_check CHECK ((device_hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT sign_in_families_ended_check CHECK (((ended_at IS NULL) = (ended_reason IS NULL))),
  CONSTRAINT sign_in_families_ended_reason_check CHECK ((ended_reason ~ '^[a-z][a-z_]{0,39}$'::text)),
  CONSTRAINT sign_in_families_impersonated_as_check CHECK ((impersonated_as = ANY (ARRAY['support'::text, 'admin'::text, 'owner'::text]))),
  CONSTRAINT sign_in_families_impersonated_by_fkey FOREIGN KEY (impersonated_by) REFERENCES people(id),
  CONSTRAINT sign_in_families_impersonated_check CHECK ((((impersonated_by IS NULL) AND (impersonated_as IS NULL)) OR ((impersonated_by IS NOT NULL) AND (impersonated_as IS NOT NULL) AND (ends_at IS NOT NULL) AND (app = 'web'::text)))),
  CONSTRAINT sign_in_families_network_check CHECK ((length(network) <= 45)),
  CONSTRAINT sign_in_families_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT sign_in_families_user_agent_check CHECK ((length(user_agent) <= 300))
);
CREATE INDEX sign_in_families_device_hash_idx ON public.sign_in_families USING btree (device_hash, person_id) WHERE (device_hash IS NOT NULL);
CREATE INDEX sign_in_families_ended_person_id_idx ON public.sign_in_families USING btree (person_id) WHERE (ended_at IS NOT NULL);
CREATE INDEX sign_in_families_impersonated_by_idx ON public.sign_in_families USING btree (impersonated_by) WHERE (ended_at IS NULL);
CREATE INDEX sign_in_families_person_id_idx ON public.sign_in_families USING btree (person_id) WHERE (ended_at IS NULL);
CREATE TRIGGER sign_in_families_announce_delete AFTER DELETE ON public.sign_in_families FOR EACH ROW WHEN ((old.ended_at IS NULL)) EXECUTE FUNCTION announce_end_of_sign_in();
CREATE TRIGGER sign_in_families_announce_end AFTER UPDATE OF ended_at ON public.sign_in_families FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION announce_end_of_sign_in();
GRANT INSERT, SELECT, UPDATE ON sign_in_families TO stoa_app;

CREATE TABLE subjects (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  retired_at timestamp with time zone,
  CONSTRAINT subjects_pkey PRIMARY KEY (id),
  CONSTRAINT subjects_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  CONSTRAINT subjects_slug_check CHECK ((slug ~ '^[a-z0-9-]{1,60}$'::text)),
  CONSTRAINT subjects_slug_key UNIQUE (slug)
);
CREATE TRIGGER subjects_refresh_search_delete AFTER DELETE ON public.subjects REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_subjects();
CREATE TRIGGER subjects_refresh_search_insert AFTER INSERT ON public.subjects REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_subjects();
CREATE TRIGGER subjects_refresh_search_update AFTER UPDATE ON public.subjects REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_subjects();
GRANT INSERT, SELECT, UPDATE ON subjects TO stoa_app;

CREATE TABLE totp_secrets (
  person_id uuid NOT NULL,
  sealed_secret text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone,
  last_step bigint,
  CONSTRAINT totp_secrets_pkey PRIMARY KEY (person_id),
  CONSTRAINT totp_secrets_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON totp_secrets TO stoa_app;

CREATE TABLE tutor_certificates (
  id uuid NOT NULL,
  tutor_id uuid NOT NULL,
  title text NOT NULL,
  issuer text NOT NULL,
  issued_on date NOT NULL,
  expires_on date,
  file_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT tutor_certificates_pkey PRIMARY KEY (id),
  CONSTRAINT tutor_certificates_expires_on_check CHECK ((expires_on > issued_on)),
  CONSTRAINT tutor_certificates_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id),
  CONSTRAINT tutor_certificates_file_id_key UNIQUE (file_id),
  CONSTRAINT tutor_certificates_issuer_check CHECK (((length(issuer) >= 1) AND (length(issuer) <= 120))),
  CONSTRAINT tutor_certificates_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  CONSTRAINT tutor_certificates_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX tutor_certificates_tutor_id_idx ON public.tutor_certificates USING btree (tutor_id, created_at, id);
GRANT DELETE, INSERT, SELECT ON tutor_certificates TO stoa_app;

CREATE TABLE tutor_educations (
  id uuid NOT NULL,
  tutor_id uuid NOT NULL,
  institution text NOT NULL,
  degree text NOT NULL,
  field text,
  start_year integer NOT NULL,
  end_year integer,
  file_id uuid,
  "position" integer NOT NULL,
  CONSTRAINT tutor_educations_pkey PRIMARY KEY (id),
  CONSTRAINT tutor_educations_degree_check CHECK (((length(degree) >= 1) AND (length(degree) <= 120))),
  CONSTRAINT tutor_educations_end_year_check CHECK (((end_year >= start_year) AND (end_year <= 2200))),
  CONSTRAINT tutor_educations_field_check CHECK (((length(field) >= 1) AND (length(field) <= 120))),
  CONSTRAINT tutor_educations_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id),
  CONSTRAINT tutor_educations_file_id_key UNIQUE (file_id),
  CONSTRAINT tutor_educations_institution_check CHECK (((length(institution) >= 1) AND (length(institution) <= 120))),
  CONSTRAINT tutor_educations_start_year_check CHECK (((start_year >= 1900) AND (start_year <= 2200))),
  CONSTRAINT tutor_educations_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX tutor_educations_tutor_id_idx ON public.tutor_educations USING btree (tutor_id, "position");
GRANT DELETE, INSERT, SELECT ON tutor_educations TO stoa_app;

CREATE TABLE tutor_free_weeks (
  tutor_id uuid NOT NULL,
  week date NOT NULL,
  starts bit(672) NOT NULL,
  CONSTRAINT tutor_free_weeks_pkey PRIMARY KEY (tutor_id, week),
  CONSTRAINT tutor_free_weeks_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id),
  CONSTRAINT tutor_free_weeks_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);
CREATE INDEX tutor_free_weeks_week_idx ON public.tutor_free_weeks USING btree (week, tutor_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON tutor_free_weeks TO stoa_app;

CREATE TABLE tutor_languages (
  tutor_id uuid NOT NULL,
  language text NOT NULL,
  level text NOT NULL,
  "position" integer NOT NULL,
  CONSTRAINT tutor_languages_pkey PRIMARY KEY (tutor_id, language),
  CONSTRAINT tutor_languages_language_check CHECK ((language ~ '^[a-z]{2,3}$'::text)),
  CONSTRAINT tutor_languages_level_check CHECK ((level = ANY (ARRAY['A1'::text, 'A2'::text, 'B1'::text, 'B2'::text, 'C1'::text, 'C2'::text, 'native'::text]))),
  CONSTRAINT tutor_languages_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX tutor_languages_language_idx ON public.tutor_languages USING btree (language, tutor_id);
CREATE TRIGGER tutor_languages_refresh_search_delete AFTER DELETE ON public.tutor_languages REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_languages();
CREATE TRIGGER tutor_languages_refresh_search_insert AFTER INSERT ON public.tutor_languages REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_languages();
CREATE TRIGGER tutor_languages_refresh_search_update AFTER UPDATE ON public.tutor_languages REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_languages();
GRANT DELETE, INSERT, SELECT, UPDATE ON tutor_languages TO stoa_app;

CREATE TABLE tutor_ratings (
  tutor_id uuid NOT NULL,
  count integer NOT NULL,
  sum integer NOT NULL,
  bayes numeric(4,3) NOT NULL,
  CONSTRAINT tutor_ratings_pkey PRIMARY KEY (tutor_id),
  CONSTRAINT tutor_ratings_bayes_check CHECK (((bayes >= (1)::numeric) AND (bayes <= (5)::numeric))),
  CONSTRAINT tutor_ratings_count_check CHECK ((count >= 0)),
  CONSTRAINT tutor_ratings_sum_check CHECK (((sum >= count) AND (sum <= (5 * count)))),
  CONSTRAINT tutor_ratings_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX tutor_ratings_bayes_idx ON public.tutor_ratings USING btree (bayes DESC, tutor_id);
CREATE TRIGGER tutor_ratings_refresh_search_insert AFTER INSERT ON public.tutor_ratings REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_ratings();
CREATE TRIGGER tutor_ratings_refresh_search_update AFTER UPDATE ON public.tutor_ratings REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_ratings();
GRANT INSERT, SELECT, UPDATE ON tutor_ratings TO stoa_app;

CREATE TABLE tutor_search (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  tutor_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  price_micros bigint NOT NULL,
  languages text[] NOT NULL,
  levels text[] NOT NULL,
  country text,
  trial boolean NOT NULL,
  instant boolean NOT NULL,
  rating_milli integer NOT NULL,
  reviews integer NOT NULL,
  durations integer[] NOT NULL,
  horizon_days integer NOT NULL,
  hidden_until timestamp with time zone,
  born xid8 DEFAULT pg_current_xact_id() NOT NULL,
  gone xid8,
  gone_at timestamp with time zone,
  CONSTRAINT tutor_search_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX tutor_search_current_key ON public.tutor_search USING btree (tutor_id, subject_id) WHERE (gone IS NULL);
CREATE INDEX tutor_search_gone_idx ON public.tutor_search USING btree (gone_at) WHERE (gone IS NOT NULL);
CREATE INDEX tutor_search_price_idx ON public.tutor_search USING btree (subject_id, price_micros, tutor_id);
CREATE INDEX tutor_search_rating_idx ON public.tutor_search USING btree (subject_id, rating_milli DESC, tutor_id);
CREATE INDEX tutor_search_tutor_id_idx ON public.tutor_search USING btree (tutor_id, subject_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON tutor_search TO stoa_app;

CREATE TABLE tutor_standings (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  tutor_id uuid NOT NULL,
  score integer NOT NULL,
  soonest_at timestamp with time zone NOT NULL,
  born xid8 DEFAULT pg_current_xact_id() NOT NULL,
  gone xid8,
  gone_at timestamp with time zone,
  CONSTRAINT tutor_standings_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX tutor_standings_current_key ON public.tutor_standings USING btree (tutor_id) WHERE (gone IS NULL);
CREATE INDEX tutor_standings_gone_idx ON public.tutor_standings USING btree (gone_at) WHERE (gone IS NOT NULL);
CREATE INDEX tutor_standings_score_idx ON public.tutor_standings USING btree (score DESC, tutor_id);
CREATE INDEX tutor_standings_soonest_idx ON public.tutor_standings USING btree (soonest_at, tutor_id);
CREATE INDEX tutor_standings_tutor_id_idx ON public.tutor_standings USING btree (tutor_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON tutor_standings TO stoa_app;

CREATE TABLE tutor_strikes (
  id uuid DEFAULT uuid_v7() NOT NULL,
  tutor_id uuid NOT NULL,
  booking_id uuid NOT NULL,
  cause text NOT NULL,
  at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  excused_at timestamp with time zone,
  excused_by uuid,
  excuse text,
  CONSTRAINT tutor_strikes_pkey PRIMARY KEY (id),
  CONSTRAINT tutor_strikes_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT tutor_strikes_booking_id_key UNIQUE (booking_id, cause),
  CONSTRAINT tutor_strikes_cause_check CHECK ((cause = ANY (ARRAY['late_cancel'::text, 'no_show'::text]))),
  CONSTRAINT tutor_strikes_excuse_check CHECK ((((excused_at IS NULL) = (excused_by IS NULL)) AND ((excused_at IS NULL) = (excuse IS NULL)))),
  CONSTRAINT tutor_strikes_excused_by_fkey FOREIGN KEY (excused_by) REFERENCES people(id),
  CONSTRAINT tutor_strikes_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX tutor_strikes_tutor_id_idx ON public.tutor_strikes USING btree (tutor_id, expires_at);
CREATE TRIGGER tutor_strikes_refresh_search_delete AFTER DELETE ON public.tutor_strikes REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_strikes();
CREATE TRIGGER tutor_strikes_refresh_search_insert AFTER INSERT ON public.tutor_strikes REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_strikes();
CREATE TRIGGER tutor_strikes_refresh_search_update AFTER UPDATE ON public.tutor_strikes REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_strikes();
GRANT INSERT, SELECT, UPDATE ON tutor_strikes TO stoa_app;

CREATE TABLE tutor_subjects (
  tutor_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  rate_minor bigint,
  "position" integer DEFAULT 0 NOT NULL,
  levels text[] DEFAULT '{}'::text[] NOT NULL,
  CONSTRAINT tutor_subjects_pkey PRIMARY KEY (tutor_id, subject_id),
  CONSTRAINT tutor_subjects_levels_check CHECK ((levels <@ ARRAY['primary'::text, 'lower_secondary'::text, 'upper_secondary'::text, 'university'::text, 'professional'::text])),
  CONSTRAINT tutor_subjects_rate_minor_check CHECK (((rate_minor >= 0) AND (rate_minor <= 100000000))),
  CONSTRAINT tutor_subjects_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subjects(id),
  CONSTRAINT tutor_subjects_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE INDEX tutor_subjects_subject_id_idx ON public.tutor_subjects USING btree (subject_id, tutor_id);
CREATE TRIGGER tutor_subjects_refresh_search_delete AFTER DELETE ON public.tutor_subjects REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_subjects();
CREATE TRIGGER tutor_subjects_refresh_search_insert AFTER INSERT ON public.tutor_subjects REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_subjects();
CREATE TRIGGER tutor_subjects_refresh_search_update AFTER UPDATE ON public.tutor_subjects REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_subjects();
GRANT DELETE, INSERT, SELECT, UPDATE ON tutor_subjects TO stoa_app;

CREATE TABLE tutor_suspensions (
  id uuid NOT NULL,
  tutor_id uuid NOT NULL,
  by uuid NOT NULL,
  note_id uuid NOT NULL,
  bookings text NOT NULL,
  at timestamp with time zone NOT NULL,
  appealed_at timestamp with time zone,
  lift_proposed_by uuid,
  lift_proposed_at timestamp with time zone,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  CONSTRAINT tutor_suspensions_pkey PRIMARY KEY (id),
  CONSTRAINT tutor_suspensions_bookings_check CHECK ((bookings = ANY (ARRAY['cancelled'::text, 'kept'::text]))),
  CONSTRAINT tutor_suspensions_by_fkey FOREIGN KEY (by) REFERENCES people(id),
  CONSTRAINT tutor_suspensions_four_eyes_check CHECK (((lifted_by IS NULL) OR ((lift_proposed_by IS NOT NULL) AND (lift_proposed_by <> lifted_by)))),
  CONSTRAINT tutor_suspensions_lift_check CHECK ((((lift_proposed_by IS NULL) = (lift_proposed_at IS NULL)) AND ((lifted_by IS NULL) = (lifted_at IS NULL)))),
  CONSTRAINT tutor_suspensions_lift_proposed_by_fkey FOREIGN KEY (lift_proposed_by) REFERENCES people(id),
  CONSTRAINT tutor_suspensions_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES people(id),
  CONSTRAINT tutor_suspensions_note_id_fkey FOREIGN KEY (note_id) REFERENCES approval_notes(id),
  CONSTRAINT tutor_suspensions_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id)
);
CREATE UNIQUE INDEX tutor_suspensions_tutor_id_key ON public.tutor_suspensions USING btree (tutor_id) WHERE (lifted_at IS NULL);
GRANT INSERT, SELECT, UPDATE ON tutor_suspensions TO stoa_app;

CREATE TABLE tutor_texts (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  tutor_id uuid NOT NULL,
  words text NOT NULL,
  document tsvector NOT NULL,
  born xid8 DEFAULT pg_current_xact_id() NOT NULL,
  gone xid8,
  gone_at timestamp with time zone,
  CONSTRAINT tutor_texts_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX tutor_texts_current_key ON public.tutor_texts USING btree (tutor_id) WHERE (gone IS NULL);
CREATE INDEX tutor_texts_document_idx ON public.tutor_texts USING gin (document);
CREATE INDEX tutor_texts_gone_idx ON public.tutor_texts USING btree (gone_at) WHERE (gone IS NOT NULL);
CREATE INDEX tutor_texts_words_idx ON public.tutor_texts USING gin (words gin_trgm_ops);
GRANT DELETE, INSERT, SELECT, UPDATE ON tutor_texts TO stoa_app;

CREATE TABLE tutors (
  person_id uuid NOT NULL,
  headline text DEFAULT ''::text NOT NULL,
  description text DEFAULT ''::text NOT NULL,
  rate_minor bigint NOT NULL,
  currency text NOT NULL,
  cancellation_preset text DEFAULT 'standard'::text NOT NULL,
  instant_booking boolean DEFAULT false NOT NULL,
  durations integer[] DEFAULT '{60}'::integer[] NOT NULL,
  zone text NOT NULL,
  slot_step_minutes integer DEFAULT 30 NOT NULL,
  minimum_notice_minutes integer DEFAULT 120 NOT NULL,
  horizon_days integer DEFAULT 60 NOT NULL,
  buffer_minutes integer DEFAULT 0 NOT NULL,
  max_sessions_per_day integer,
  max_minutes_per_week integer,
  approval text DEFAULT 'incomplete'::text NOT NULL,
  payouts_enabled boolean DEFAULT false NOT NULL,
  meeting_url text,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  profile_version integer DEFAULT 1 NOT NULL,
  photo_file_id uuid,
  video_url text,
  trial_price_minor bigint,
  trial_minutes integer,
  approval_version integer DEFAULT 0 NOT NULL,
  hidden_until timestamp with time zone,
  rules_version integer DEFAULT 1 NOT NULL,
  CONSTRAINT tutors_pkey PRIMARY KEY (person_id),
  CONSTRAINT tutors_approval_check CHECK ((approval = ANY (ARRAY['incomplete'::text, 'pending_approval'::text, 'under_review'::text, 'approved'::text, 'rejected'::text, 'suspended'::text, 'archived'::text]))),
  CONSTRAINT tutors_approval_version_check CHECK ((approval_version >= 0)),
  CONSTRAINT tutors_buffer_minutes_check CHECK (((buffer_minutes >= 0) AND (buffer_minutes <= 60))),
  CONSTRAINT tutors_cancellation_preset_check CHECK ((cancellation_preset = ANY (ARRAY['standard'::text, 'moderate'::text, 'flexible'::text]))),
  CONSTRAINT tutors_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT tutors_description_check CHECK ((length(description) <= 10000)),
  CONSTRAINT tutors_durations_check CHECK (((cardinality(durations) > 0) AND (durations <@ ARRAY[25, 30, 45, 50, 60, 90, 120]))),
  CONSTRAINT tutors_headline_check CHECK ((length(headline) <= 120)),
  CONSTRAINT tutors_horizon_days_check CHECK (((horizon_days >= 7) AND (horizon_days <= 180))),
  CONSTRAINT tutors_max_minutes_per_week_check CHECK ((max_minutes_per_week > 0)),
  CONSTRAINT tutors_max_sessions_per_day_check CHECK ((max_sessions_per_day > 0)),
  CONSTRAINT tutors_minimum_notice_minutes_check CHECK (((minimum_notice_minutes >= 60) AND (minimum_notice_minutes <= 10080))),
  CONSTRAINT tutors_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT tutors_photo_file_id_fkey FOREIGN KEY (photo_file_id) REFERENCES files(id),
  CONSTRAINT tutors_rate_minor_check CHECK (((rate_minor >= 0) AND (rate_minor <= 100000000))),
  CONSTRAINT tutors_rules_version_check CHECK ((rules_version > 0)),
  CONSTRAINT tutors_slot_step_minutes_check CHECK ((slot_step_minutes = ANY (ARRAY[15, 30]))),
  CONSTRAINT tutors_trial_check CHECK (((trial_price_minor IS NULL) = (trial_minutes IS NULL))),
  CONSTRAINT tutors_trial_minutes_check CHECK ((trial_minutes = ANY (ARRAY[25, 30, 45, 50, 60, 90, 120]))),
  CONSTRAINT tutors_trial_price_minor_check CHECK (((trial_price_minor >= 0) AND (trial_price_minor <= 100000000))),
  CONSTRAINT tutors_video_url_check CHECK ((length(video_url) <= 500)),
  CONSTRAINT tutors_zone_check CHECK (((length(zone) >= 1) AND (length(zone) <= 64)))
);
CREATE INDEX tutors_listed_idx ON public.tutors USING btree (created_at, person_id) WHERE ((approval = 'approved'::text) AND payouts_enabled);
CREATE TRIGGER tutors_mark_free_time AFTER INSERT ON public.tutors FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_tutor();
CREATE TRIGGER tutors_refresh_search_delete AFTER DELETE ON public.tutors REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutors();
CREATE TRIGGER tutors_refresh_search_insert AFTER INSERT ON public.tutors REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutors();
CREATE TRIGGER tutors_refresh_search_update AFTER UPDATE ON public.tutors REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutors();
CREATE TRIGGER tutors_rules_mark_free_time AFTER UPDATE ON public.tutors FOR EACH ROW WHEN ((((((((old.zone IS DISTINCT FROM new.zone) OR (old.durations IS DISTINCT FROM new.durations)) OR (old.slot_step_minutes IS DISTINCT FROM new.slot_step_minutes)) OR (old.horizon_days IS DISTINCT FROM new.horizon_days)) OR (old.buffer_minutes IS DISTINCT FROM new.buffer_minutes)) OR (old.max_sessions_per_day IS DISTINCT FROM new.max_sessions_per_day)) OR (old.max_minutes_per_week IS DISTINCT FROM new.max_minutes_per_week))) EXECUTE FUNCTION mark_free_time_of_tutor();
GRANT INSERT, SELECT, UPDATE ON tutors TO stoa_app;

CREATE TABLE webhook_deliveries (
  id uuid DEFAULT uuid_v7() NOT NULL,
  provider text NOT NULL,
  event_id text,
  received_at timestamp with time zone DEFAULT now() NOT NULL,
  outcome text NOT NULL,
  raw_body bytea,
  problem text,
  type text,
  object_id text,
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_deliveries_outcome_check CHECK ((outcome = ANY (ARRAY['received'::text, 'applied'::text, 'duplicate'::text, 'ignored'::text, 'refused'::text, 'failed'::text]))),
  CONSTRAINT webhook_deliveries_raw_body_check CHECK ((length(raw_body) <= 1048576))
);
CREATE INDEX webhook_deliveries_bodies_idx ON public.webhook_deliveries USING btree (received_at) WHERE (raw_body IS NOT NULL);
GRANT INSERT, SELECT, UPDATE ON webhook_deliveries TO stoa_app;

CREATE TABLE webhook_events (
  provider text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  source text NOT NULL,
  applied_at timestamp with time zone NOT NULL,
  CONSTRAINT webhook_events_pkey PRIMARY KEY (provider, event_id),
  CONSTRAINT webhook_events_source_check CHECK ((source = ANY (ARRAY['webhook'::text, 'sweep'::text])))
);
GRANT INSERT, SELECT ON webhook_events TO stoa_app;

CREATE TABLE weekly_windows (
  id uuid DEFAULT uuid_v7() NOT NULL,
  tutor_id uuid NOT NULL,
  weekday smallint NOT NULL,
  starts_local time without time zone NOT NULL,
  ends_local time without time zone NOT NULL,
  CONSTRAINT weekly_windows_pkey PRIMARY KEY (id),
  CONSTRAINT weekly_windows_length_check CHECK ((starts_local <> ends_local)),
  CONSTRAINT weekly_windows_starts_local_check CHECK ((starts_local < '24:00:00'::time without time zone)),
  CONSTRAINT weekly_windows_tutor_id_fkey FOREIGN KEY (tutor_id) REFERENCES tutors(person_id),
  CONSTRAINT weekly_windows_tutor_id_key UNIQUE (tutor_id, weekday, starts_local),
  CONSTRAINT weekly_windows_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE TRIGGER weekly_windows_mark_free_time AFTER INSERT OR DELETE OR UPDATE ON public.weekly_windows FOR EACH ROW EXECUTE FUNCTION mark_free_time_of_window();
GRANT DELETE, INSERT, SELECT, UPDATE ON weekly_windows TO stoa_app;
