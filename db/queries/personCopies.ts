import { accountsOfPerson } from '@stoa/domain/ledger';
import { DAY_MS, POLICIES } from '@stoa/domain/policies';
import { inTransaction, rows, type Db } from '../postgres';
import { ACCOUNT_LIMITS } from './accounts';
import { recordAudit } from './audit';

/** Bookings as their own two sides know them: an unpaid hold is none of the tutor's business. */
const OWN = `(b.student_id = me.id OR (b.tutor_id = me.id AND b.secured_at IS NOT NULL))`;

/**
 * What is kept about a person, section by section. Of others there is the name that a lesson's page shows and no more;
 * reviews about them once they are public; of the staff the role alone, as in the access log.
 */
const SECTIONS = {
  account: `SELECT p.id, p.email::text AS email, p.display_name, p.zone, p.locale, p.country, p.currency, p.created_at,
    p.email_verified_at, p.closing_since FROM people p WHERE p.id = me.id`,
  roles: `SELECT role, granted_at FROM person_roles WHERE person_id = me.id ORDER BY role`,
  consents: `SELECT document, version, given_at FROM consents WHERE person_id = me.id ORDER BY given_at`,
  devices: `SELECT user_agent, network, app, created_at, last_used_at, ended_at, ended_reason FROM sign_in_families
    WHERE person_id = me.id AND impersonated_by IS NULL ORDER BY created_at`,
  identities: `SELECT provider, email::text AS email, linked_at FROM identities WHERE person_id = me.id`,
  secondStep: `SELECT created_at, confirmed_at FROM totp_secrets WHERE person_id = me.id`,
  bookings: `SELECT b.id, b.code, CASE WHEN b.student_id = me.id THEN 'student' ELSE 'tutor' END AS as_role,
      CASE WHEN b.student_id = me.id THEN t.display_name ELSE s.display_name END AS with_name, j.name AS subject,
      b.session, b.outcome, b.payment, b.dispute, b.starts_at, b.ends_at, b.price_minor, b.service_fee_minor, b.currency,
      b.trial, b.requested_at, (SELECT n.text FROM booking_notes n WHERE n.booking_id = b.id AND n.author_id = me.id) AS note
    FROM bookings b JOIN people s ON s.id = b.student_id JOIN people t ON t.id = b.tutor_id
      JOIN subjects j ON j.id = b.subject_id WHERE ${OWN} ORDER BY b.starts_at, b.id`,
  timeline: `SELECT e.booking_id, e.at, e.type, e.actor, r.text AS own_reason FROM booking_events e
      JOIN bookings b ON b.id = e.booking_id LEFT JOIN booking_reasons r ON r.id = e.reason_id AND r.author_id = me.id
    WHERE ${OWN} AND (b.student_id = me.id OR e.at >= b.secured_at) ORDER BY e.seq`,
  payments: `SELECT y.booking_id, y.status, y.currency, y.amount_minor, y.captured_minor, y.refunded_minor, y.created_at
    FROM payments y JOIN bookings b ON b.id = y.booking_id WHERE b.student_id = me.id ORDER BY y.created_at`,
  refunds: `SELECT f.booking_id, f.status, f.currency, f.amount_minor, f.created_at
    FROM refunds f JOIN bookings b ON b.id = f.booking_id WHERE b.student_id = me.id ORDER BY f.created_at`,
  books: `SELECT t.at, t.code, t.booking_id, l.kind AS account, l.currency, l.amount_minor FROM ledger_postings l
    JOIN ledger_transactions t ON t.id = l.transaction_id WHERE l.account = ANY(me.accounts) ORDER BY t.seq, l.line`,
  reviewsWritten: `SELECT booking_id, stars, text, written_at, edited_at, publishes_at, removed_at, removal_rule FROM reviews
    WHERE author_id = me.id ORDER BY written_at`,
  reviewsReceived: `SELECT booking_id, stars, text, written_at, reply, replied_at FROM reviews
    WHERE about_id = me.id AND publishes_at <= me.at AND removed_at IS NULL ORDER BY written_at`,
  reports: `SELECT review_id, rule, reason, reported_at, decision FROM review_reports WHERE reporter_id = me.id
    ORDER BY reported_at`,
  favourites: `SELECT f.tutor_id, p.display_name AS name, f.created_at FROM favourites f
    JOIN people p ON p.id = f.tutor_id WHERE f.person_id = me.id ORDER BY f.created_at`,
  savedSearches: `SELECT name, filters, created_at FROM saved_searches WHERE person_id = me.id ORDER BY number`,
  tutorProfile: `SELECT headline, description, rate_minor, currency, cancellation_preset, instant_booking, durations, zone,
    slot_step_minutes, minimum_notice_minutes, horizon_days, buffer_minutes, max_sessions_per_day, max_minutes_per_week,
    approval, payouts_enabled, meeting_url, video_url, trial_price_minor, trial_minutes, created_at
    FROM tutors WHERE person_id = me.id`,
  tutorSubjects: `SELECT s.name, t.rate_minor, t.levels FROM tutor_subjects t JOIN subjects s ON s.id = t.subject_id
    WHERE t.tutor_id = me.id ORDER BY t.position, s.name`,
  tutorLanguages: `SELECT language, level FROM tutor_languages WHERE tutor_id = me.id ORDER BY position`,
  education: `SELECT institution, degree, field, start_year, end_year, file_id FROM tutor_educations
    WHERE tutor_id = me.id ORDER BY position`,
  certificates: `SELECT title, issuer, issued_on, expires_on, file_id FROM tutor_certificates WHERE tutor_id = me.id
    ORDER BY created_at`,
  approval: `SELECT at, type, actor, from_state, to_state FROM approval_events WHERE tutor_id = me.id ORDER BY seq`,
  strikes: `SELECT booking_id, cause, at, expires_at, excused_at FROM tutor_strikes WHERE tutor_id = me.id ORDER BY at`,
  weeklyHours: `SELECT weekday, starts_local, ends_local FROM weekly_windows WHERE tutor_id = me.id
    ORDER BY weekday, starts_local`,
  exceptions: `SELECT kind, starts_at, ends_at, reason FROM availability_exceptions WHERE tutor_id = me.id ORDER BY starts_at`,
  busyTimes: `SELECT source, starts_at, ends_at FROM busy_times WHERE tutor_id = me.id ORDER BY starts_at`,
  files: `SELECT id, purpose, name, media_type, bytes, sha256, created_at FROM files
    WHERE owner_id = me.id AND deleted_at IS NULL ORDER BY created_at`,
  accessLog: `SELECT at, acting_as AS role, action, reason FROM audit_log
    WHERE subject_kind IN ('person', 'tutor') AND subject_id = me.id::text AND actor_id <> me.id
      AND acting_as IN ('support', 'admin', 'owner') ORDER BY seq`,
  ownActs: `SELECT at, acting_as AS role, action, subject_kind FROM audit_log
    WHERE actor_id = me.id AND acting_as IN ('student', 'tutor') ORDER BY seq`,
  closings: `SELECT state, review_words, asked_at, erases_at, ended_at FROM account_closings WHERE person_id = me.id
    ORDER BY asked_at`,
} as const satisfies Readonly<Record<string, string>>;

export type CopySection = keyof typeof SECTIONS;
export const COPY_SECTIONS = Object.keys(SECTIONS) as readonly CopySection[];
export type PersonCopy = Readonly<Record<CopySection, readonly Readonly<Record<string, unknown>>[]>>;

/**
 * Reads everything that is kept about a person at one moment, and leaves a line in the audit log.
 * @param asOf epoch ms: reviews that are public then are among it
 * @returns null when they have had as many copies as there are in a day
 */
export function copyOfPerson(
  db: Db,
  { personId, actingAs, asOf }: { personId: string; actingAs: 'student' | 'tutor'; asOf: number },
): Promise<PersonCopy | null> {
  return inTransaction(db, { ...ACCOUNT_LIMITS, statementMs: 10_000 }, async (trx) => {
    // of two requests one counts the other
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended(?, 0))`, [`copies of ${personId}`]);
    const had = await rows(
      trx,
      `SELECT FROM audit_log WHERE subject_id = ? AND action = 'person.takeCopy' AND at > ?`,
      [personId, new Date(asOf - DAY_MS)],
    );
    if (had.length >= POLICIES.copies.perDay) return null;
    const fields = COPY_SECTIONS.map(
      (name) => `'${name}', (SELECT coalesce(json_agg(x), '[]') FROM (${SECTIONS[name]}) x)`,
    );
    const [copy] = await rows<{ content: PersonCopy }>(
      trx,
      `WITH me AS (SELECT CAST(? AS uuid) AS id, CAST(? AS timestamptz) AS at, CAST(? AS text[]) AS accounts)
       SELECT json_build_object(${fields.join(', ')}) AS content FROM me`,
      [personId, new Date(asOf), accountsOfPerson(personId)],
    );
    const subject = { kind: 'person', id: personId } as const;
    const line = { actorId: personId, actingAs, subject, at: asOf, reason: null, requestId: null };
    await recordAudit(trx, { ...line, action: 'person.takeCopy' });
    return copy?.content ?? null;
  });
}
