import type { AvailabilityRules } from '@stoa/domain/availability';
import type { CurrencyCode } from '@stoa/domain/currency';
import { accountFor } from '@stoa/domain/ledger';
import type { CancellationPreset } from '@stoa/domain/policies';
import type { Interval } from '@stoa/domain/intervals';
import type { Education, SpokenLanguage, SubjectLevel, Trial } from '@stoa/domain/tutorProfile';
import { rows, type Db } from '../postgres';
import { CERTIFICATE_ENDS } from './tutorFacts';

export interface TaughtSubject {
  readonly id: string;
  readonly name: string;
  /** hourly, minor units: the tutor's own rate unless the subject has one */
  readonly rateMinor: number;
  readonly levels: readonly SubjectLevel[];
}

/** A tutor as the list shows one. */
export interface ListedTutor {
  readonly id: string;
  readonly name: string;
  readonly headline: string;
  /** the small picture of their account */
  readonly avatarUrl: string | null;
  /** where the photo of their profile lies: what reviewers have looked at */
  readonly photoKey: string | null;
  readonly languages: readonly SpokenLanguage[];
  readonly zone: string;
  /** hourly, minor units of `currency` */
  readonly rateMinor: number;
  readonly currency: CurrencyCode;
  readonly instantBooking: boolean;
  readonly subjects: readonly TaughtSubject[];
  /** epoch ms */
  readonly createdAt: number;
}

/** A certificate that a reviewer has seen and approved. Instants are epoch ms. */
export interface CheckedCertificate {
  readonly title: string;
  readonly issuer: string;
  readonly checkedAt: number;
  /** null: it has no last day */
  readonly expiresAt: number | null;
}

/** Everything a quote and a tutor's own page need to know. */
export interface TutorProfile extends ListedTutor {
  readonly description: string;
  readonly videoUrl: string | null;
  readonly trial: Trial | null;
  readonly education: readonly Omit<Education, 'fileId'>[];
  /** those that a reviewer has approved */
  readonly certificates: readonly CheckedCertificate[];
  readonly cancellationPreset: CancellationPreset;
  readonly durationsMinutes: readonly number[];
  readonly slotStepMinutes: number;
  readonly noticeMinutes: number;
  readonly horizonDays: number;
  readonly bufferMinutes: number;
  readonly meetingUrl: string | null;
  /** approved, with payouts enabled, and the account neither disabled nor being closed: others are neither listed nor booked */
  readonly bookable: boolean;
}

const LISTED = `t.approval = 'approved' AND t.payouts_enabled AND p.disabled_at IS NULL AND p.closing_since IS NULL`;
/** The columns of a `ListedTutor`, of `tutors t` and `people p`; `listedOf` reads them. */
export const CARD = `t.person_id AS id, p.display_name AS name, t.headline, p.avatar_url AS "avatarUrl", t.zone,
  (SELECT storage_key FROM files f WHERE f.id = t.photo_file_id) AS "photoKey",
  (SELECT coalesce(json_agg(json_build_object('language', l.language, 'level', l.level) ORDER BY l.position), '[]')
   FROM tutor_languages l WHERE l.tutor_id = t.person_id) AS languages,
  t.rate_minor AS "rateMinor", t.currency, t.instant_booking AS "instantBooking", t.created_at AS "createdAt",
  (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'levels', ts.levels,
       'rateMinor', coalesce(ts.rate_minor, t.rate_minor)) ORDER BY ts.position, s.name), '[]')
   FROM tutor_subjects ts JOIN subjects s ON s.id = ts.subject_id WHERE ts.tutor_id = t.person_id) AS subjects`;

const OWN_PAGE = `t.video_url AS "videoUrl",
  CASE WHEN t.trial_minutes IS NOT NULL
    THEN json_build_object('priceMinor', t.trial_price_minor, 'minutes', t.trial_minutes) END AS trial,
  (SELECT coalesce(json_agg(json_build_object('institution', e.institution, 'degree', e.degree, 'field', e.field,
       'startYear', e.start_year, 'endYear', e.end_year) ORDER BY e.position), '[]')
   FROM tutor_educations e WHERE e.tutor_id = t.person_id) AS education,
  (SELECT coalesce(json_agg(json_build_object('title', c.title, 'issuer', c.issuer,
       'checkedAt', (extract(epoch FROM v.at) * 1000)::bigint,
       'expiresAt', (extract(epoch FROM ${CERTIFICATE_ENDS}) * 1000)::bigint) ORDER BY c.created_at, c.id), '[]')
   FROM tutor_certificates c, LATERAL (
     -- a certificate is never edited: the last word after it was added is about it
     SELECT at, verdict FROM approval_verdicts
     WHERE tutor_id = c.tutor_id AND item = 'certificates' AND at >= c.created_at ORDER BY at DESC LIMIT 1) v
   WHERE c.tutor_id = t.person_id AND v.verdict = 'approved') AS certificates`;

type Raw<T> = Omit<T, 'createdAt'> & { readonly createdAt: Date };
const dated = <T>(row: Raw<T>): T => ({ ...row, createdAt: row.createdAt.getTime() }) as T;

/** A row of `CARD`. */
export type ListedRow = Raw<ListedTutor>;
export const listedOf = (row: ListedRow): ListedTutor => dated<ListedTutor>(row);

/** Tutors as lists show them, by id, bookable or not; who does not teach is left out. */
export async function findTutors(
  db: Db,
  tutorIds: readonly string[],
): Promise<Map<string, ListedTutor & { readonly bookable: boolean }>> {
  const found = await rows<Raw<ListedTutor & { readonly bookable: boolean }>>(
    db,
    `SELECT ${CARD}, (${LISTED}) AS bookable FROM tutors t JOIN people p ON p.id = t.person_id
     WHERE t.person_id = ANY(?::uuid[])`,
    [[...tutorIds]],
  );
  return new Map(found.map((row) => [row.id, dated<ListedTutor & { readonly bookable: boolean }>(row)]));
}

/** One tutor, bookable or not; null when nobody of this id teaches. */
export async function findTutor(db: Db, tutorId: string): Promise<TutorProfile | null> {
  const [row] = await rows<Raw<TutorProfile>>(
    db,
    `SELECT ${CARD}, ${OWN_PAGE}, t.description, t.cancellation_preset AS "cancellationPreset", t.durations AS "durationsMinutes",
       t.slot_step_minutes AS "slotStepMinutes", t.minimum_notice_minutes AS "noticeMinutes",
       t.horizon_days AS "horizonDays", t.buffer_minutes AS "bufferMinutes", t.meeting_url AS "meetingUrl",
       (${LISTED}) AS bookable
     FROM tutors t JOIN people p ON p.id = t.person_id WHERE t.person_id = ?`,
    [tutorId],
  );
  return row === undefined ? null : dated<TutorProfile>(row);
}

interface RulesRow extends Omit<AvailabilityRules, 'openings' | 'blackouts'> {
  readonly id: string;
  readonly exceptions: readonly (Interval & { readonly kind: 'opening' | 'blackout' })[];
  readonly bookable: boolean;
}

export interface KnownRules {
  readonly rules: AvailabilityRules;
  readonly bookable: boolean;
}

/**
 * What the availability engine reads about tutors: weekly windows, and the exceptions that touch [from, to), epoch ms.
 * @returns by the tutor's id; who does not teach is left out
 */
export async function findAvailabilityRulesOf(
  db: Db,
  tutorIds: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Map<string, KnownRules>> {
  const found = await rows<RulesRow>(
    db,
    `SELECT t.person_id AS id, t.zone, t.durations AS "durationsMinutes", t.slot_step_minutes AS "slotStepMinutes",
       t.minimum_notice_minutes AS "noticeMinutes", t.horizon_days AS "horizonDays",
       t.buffer_minutes AS "bufferMinutes", t.max_sessions_per_day AS "sessionsPerDay",
       t.max_minutes_per_week AS "minutesPerWeek", (${LISTED}) AS bookable,
       (SELECT coalesce(json_agg(json_build_object('weekday', w.weekday, 'start', to_char(w.starts_local, 'HH24:MI'),
            'end', CASE WHEN w.ends_local = '24:00' THEN '24:00' ELSE to_char(w.ends_local, 'HH24:MI') END)
          ORDER BY w.weekday, w.starts_local), '[]')
        FROM weekly_windows w WHERE w.tutor_id = t.person_id) AS windows,
       (SELECT coalesce(json_agg(json_build_object('kind', e.kind,
            'startsAt', (extract(epoch FROM e.starts_at) * 1000)::bigint,
            'endsAt', (extract(epoch FROM e.ends_at) * 1000)::bigint) ORDER BY e.starts_at), '[]')
        FROM availability_exceptions e
        WHERE e.tutor_id = t.person_id AND e.ends_at > ? AND e.starts_at < ?) AS exceptions
     FROM tutors t JOIN people p ON p.id = t.person_id WHERE t.person_id = ANY(?::uuid[])`,
    [new Date(from), new Date(to), [...tutorIds]],
  );
  return new Map(
    found.map(({ id, exceptions, bookable, ...rules }) => {
      const of = (wanted: 'opening' | 'blackout'): Interval[] =>
        exceptions.filter(({ kind }) => kind === wanted).map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
      return [id, { rules: { ...rules, openings: of('opening'), blackouts: of('blackout') }, bookable }];
    }),
  );
}

/** The same of one tutor; null when nobody of this id teaches. */
export async function findAvailabilityRules(
  db: Db,
  tutorId: string,
  span: { readonly from: number; readonly to: number },
): Promise<KnownRules | null> {
  return (await findAvailabilityRulesOf(db, [tutorId], span)).get(tutorId) ?? null;
}

export interface Subject {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Subjects that at least one bookable tutor teaches, by name. */
export async function listSubjects(db: Db): Promise<Subject[]> {
  return rows<Subject>(
    db,
    `SELECT s.id, s.slug, s.name FROM subjects s WHERE EXISTS (
       SELECT FROM tutor_subjects ts JOIN tutors t ON t.person_id = ts.tutor_id JOIN people p ON p.id = t.person_id
       WHERE ts.subject_id = s.id AND ${LISTED}) ORDER BY s.name`,
  );
}

/** One subject, whether or not anybody teaches it; null when there is none. */
export async function findSubject(db: Db, subjectId: string): Promise<Subject | null> {
  const [subject] = await rows<Subject>(db, `SELECT id, slug, name FROM subjects WHERE id = ?`, [subjectId]);
  return subject ?? null;
}

/**
 * What a tutor has earned for good in the currency they charge in: settled bookings after commission, refunds
 * subtracted. Decides the commission tier of the next booking (domain page, section 4).
 * @returns minor units
 */
export async function lifetimeNetMinor(db: Db, tutorId: string): Promise<number> {
  const [row] = await rows<{ net: number }>(
    db,
    `SELECT coalesce(-sum(p.amount_minor), 0)::bigint AS net
     FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.transaction_id
     WHERE p.account IN (?, ?) AND p.currency = (SELECT currency FROM tutors WHERE person_id = ?)
       AND t.code IN ('settled', 'refunded_after_settlement')`,
    [accountFor.tutorPayable(tutorId), accountFor.tutorDebt(tutorId), tutorId],
  );
  return row?.net ?? 0;
}
