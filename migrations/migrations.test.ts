import { migrations } from '../db/migrationSource';
import { rows } from '../db/postgres';
import { createEmptyDatabase, type TestDatabase } from '../db/testing/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

/** Everything in `public` that a migration can make, as a sorted list of words. */
async function things(): Promise<string[]> {
  const found = await rows<{ thing: string }>(
    database.owner,
    `SELECT 'table ' || tablename AS thing FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'knex_%'
     UNION ALL SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
     UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE sequencename NOT LIKE 'knex_%'
     UNION ALL SELECT 'function ' || proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
     ORDER BY 1`,
  );
  return found.map(({ thing }) => thing);
}

const ADDS: Record<string, string[]> = {
  create_extensions: ['extension btree_gist', 'extension citext', 'function uuid_v7'],
  create_app_role: [],
  create_people: ['table people', 'table person_roles'],
  create_sign_in_families: ['table refresh_tokens', 'table sign_in_families'],
  create_tutors: ['table subjects', 'table tutor_subjects', 'table tutors'],
  create_availability: ['table availability_exceptions', 'table weekly_windows'],
  create_policies: [
    'function refuse_change',
    'table policies',
    'trigger policies_not_emptied',
    'trigger policies_written_once',
  ],
  create_bookings: ['sequence booking_code_seq', 'table bookings'],
  create_booking_events: [
    'sequence booking_events_seq_seq',
    'table booking_events',
    'table booking_notes',
    'table booking_reasons',
    'trigger booking_events_not_emptied',
    'trigger booking_events_written_once',
  ],
  create_payments: ['table payments', 'table refunds'],
  create_webhook_events: ['table webhook_deliveries', 'table webhook_events'],
  create_ledger: [
    'function ledger_check_not_empty',
    'function ledger_check_zero_sum',
    'sequence ledger_transactions_seq_seq',
    'table ledger_postings',
    'table ledger_transactions',
    'trigger ledger_postings_not_emptied',
    'trigger ledger_postings_written_once',
    'trigger ledger_postings_zero_sum',
    'trigger ledger_transactions_not_emptied',
    'trigger ledger_transactions_not_empty',
    'trigger ledger_transactions_written_once',
  ],
  create_ledger_balances: [
    'function ledger_keep_balances',
    'table ledger_balances',
    'trigger ledger_postings_keep_balances',
  ],
  create_outbox: ['function outbox_notify', 'sequence outbox_id_seq', 'table outbox', 'trigger outbox_notify'],
  create_idempotency_keys: ['table idempotency_keys'],
  create_tutor_strikes: ['table tutor_strikes'],
  create_compensations: ['table compensations'],
  add_account_columns_to_people: [],
  create_consents: ['table consents', 'trigger consents_not_emptied', 'trigger consents_written_once'],
  create_account_tokens: ['table account_tokens'],
  describe_sign_in_families: [],
  create_second_factors: ['table recovery_codes', 'table sign_in_challenges', 'table totp_secrets'],
  create_identities: ['table identities', 'table identity_attempts', 'table identity_registrations'],
  create_audit_log: [
    'function audit_canonical',
    'function audit_chain',
    'function audit_field',
    'function audit_instant',
    'table audit_log',
    'trigger audit_log_chained',
    'trigger audit_log_not_emptied',
    'trigger audit_log_written_once',
  ],
  mark_impersonated_sign_ins: ['table impersonation_codes'],
  index_people_for_staff: [],
  retire_subjects: [],
  audit_staff_on_bookings: ['function audit_booking_event', 'trigger booking_events_audited'],
  create_files: ['table files'],
  add_avatar_files: [],
  add_profile_parts: [],
  create_tutor_languages: ['table tutor_languages'],
  create_tutor_documents: ['table tutor_certificates', 'table tutor_educations'],
  create_tutor_suspensions: ['table approval_notes', 'table tutor_suspensions'],
  create_approval_submissions: ['table approval_submissions', 'table approval_verdicts'],
  create_approval_events: [
    'sequence approval_events_seq_seq',
    'table approval_events',
    'trigger approval_events_not_emptied',
    'trigger approval_events_written_once',
  ],
  refuse_bookings_of_unapproved_tutors: ['function refuse_unapproved_tutor', 'trigger bookings_tutor_approved'],
  add_cancels_to_outbox: [],
  create_payout_accounts: ['table payout_accounts'],
  create_free_time: [
    'function mark_free_time',
    'function mark_free_time_of_booking',
    'function mark_free_time_of_stretch',
    'function mark_free_time_of_tutor',
    'function mark_free_time_of_window',
    'sequence free_time_marks_id_seq',
    'table free_time_marks',
    'table tutor_free_weeks',
    'trigger availability_exceptions_mark_free_time',
    'trigger bookings_mark_free_time',
    'trigger tutors_mark_free_time',
    'trigger tutors_rules_mark_free_time',
    'trigger weekly_windows_mark_free_time',
  ],
  create_currency_rates: ['function price_micros', 'table currency_rates'],
  create_text_search: ['extension pg_trgm', 'extension unaccent', 'function plain_words'],
  create_tutor_search: [
    'function refresh_search_of_people',
    'function refresh_search_of_rates',
    'function refresh_search_of_subjects',
    'function refresh_search_of_tutor_strikes',
    'function refresh_search_of_tutor_subjects',
    'function refresh_search_of_tutors',
    'function refresh_tutor_search',
    'function tutor_free_from',
    'function tutor_hidden_until',
    'function tutor_search_wanted',
    'function tutor_text_fits',
    'function tutor_texts_wanted',
    'sequence tutor_search_id_seq',
    'sequence tutor_standings_id_seq',
    'sequence tutor_texts_id_seq',
    'table tutor_search',
    'table tutor_standings',
    'table tutor_texts',
    'trigger currency_rates_refresh_search',
    'trigger people_refresh_search_delete',
    'trigger people_refresh_search_insert',
    'trigger people_refresh_search_update',
    'trigger subjects_refresh_search_delete',
    'trigger subjects_refresh_search_insert',
    'trigger subjects_refresh_search_update',
    'trigger tutor_strikes_refresh_search_delete',
    'trigger tutor_strikes_refresh_search_insert',
    'trigger tutor_strikes_refresh_search_update',
    'trigger tutor_subjects_refresh_search_delete',
    'trigger tutor_subjects_refresh_search_insert',
    'trigger tutor_subjects_refresh_search_update',
    'trigger tutors_refresh_search_delete',
    'trigger tutors_refresh_search_insert',
    'trigger tutors_refresh_search_update',
  ],
  create_favourites: ['table favourites'],
  create_saved_searches: ['table saved_searches'],
  search_languages_by_level: [
    'function refresh_search_of_tutor_languages',
    'trigger tutor_languages_refresh_search_delete',
    'trigger tutor_languages_refresh_search_insert',
    'trigger tutor_languages_refresh_search_update',
  ],
  create_busy_times: ['table busy_times', 'trigger busy_times_mark_free_time'],
  add_rules_version: [],
  create_reviews: ['table review_reports', 'table reviews'],
  create_tutor_ratings: ['table tutor_ratings'],
  search_ratings: [
    'function refresh_search_of_tutor_ratings',
    'trigger tutor_ratings_refresh_search_insert',
    'trigger tutor_ratings_refresh_search_update',
  ],
  create_account_closings: ['sequence erasure_receipt_seq', 'table account_closings', 'table erasure_receipts'],
  refuse_bookings_of_closing_accounts: ['function refuse_closing_parties', 'trigger bookings_parties_open'],
  unlist_closing_tutors: [],
  erase_words_and_sign_ins: ['function erase_sign_ins', 'function erase_words'],
  name_rule_of_reports: [],
  keep_one_trial_of_a_pair: [],
  rank_whole_words_without_comparing: [],
  add_to_search_by_key: [],
  announce_ends_of_sign_ins: [
    'function announce_end_of_sign_in',
    'trigger sign_in_families_announce_delete',
    'trigger sign_in_families_announce_end',
  ],
  keep_what_deliveries_were_about: [],
  index_decided_reviews: [],
  search_lowest_price: [],
};

describe('migrations', () => {
  it('each add exactly what they say, go back without a trace, and go up again', async () => {
    const names = (await migrations.getMigrations()).map((file) => migrations.getMigrationName(file));
    expect(names.map((name) => name.slice(13))).toEqual(Object.keys(ADDS));
    for (const name of names) {
      const before = await things();
      const config = { migrationSource: migrations };
      await database.owner.migrate.up(config);
      const after = await things();
      expect(after).toEqual([...before, ...(ADDS[name.slice(13)] ?? [])].sort());
      await database.owner.migrate.down(config);
      expect(await things()).toEqual(before);
      await database.owner.migrate.up(config);
      expect(await things()).toEqual(after);
    }
  });

  it('remember names without an extension, so that sources and builds agree', async () => {
    const stored = await database.owner<{ name: string }>('knex_migrations').select('name');
    expect(stored.length).toBe(Object.keys(ADDS).length);
    expect(stored.filter(({ name }) => /\.[jt]s$/.test(name))).toEqual([]);
  });
});
