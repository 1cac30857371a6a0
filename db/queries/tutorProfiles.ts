import type { ApprovalState } from '@stoa/domain/tutor';
import type { Education, ProfileValues } from '@stoa/domain/tutorProfile';
import { rows, type Db } from '../postgres';

export interface Certificate {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  /** days of the calendar, YYYY-MM-DD */
  readonly issuedOn: string;
  readonly expiresOn: string | null;
  readonly fileId: string;
  readonly fileName: string;
}

/** A profile as its tutor works on it. */
export interface OwnProfile {
  readonly tutorId: string;
  readonly version: number;
  readonly approval: ApprovalState;
  readonly values: Omit<ProfileValues, 'subjects' | 'education'> & {
    readonly subjects: readonly (ProfileValues['subjects'][number] & { readonly name: string })[];
    readonly education: readonly (Education & { readonly fileName: string | null })[];
  };
  readonly photoKey: string | null;
  readonly certificates: readonly Certificate[];
  readonly durationsMinutes: readonly number[];
  readonly weeklyWindows: number;
  readonly emailVerified: boolean;
  /** ISO 3166 alpha 2 */
  readonly country: string | null;
}

const VALUES = `json_build_object(
  'headline', t.headline, 'description', t.description, 'videoUrl', t.video_url,
  'languages', (SELECT coalesce(json_agg(json_build_object('language', l.language, 'level', l.level)
     ORDER BY l.position), '[]') FROM tutor_languages l WHERE l.tutor_id = t.person_id),
  'subjects', (SELECT coalesce(json_agg(json_build_object('subjectId', ts.subject_id, 'name', s.name, 'levels', ts.levels,
     'rateMinor', ts.rate_minor) ORDER BY ts.position, s.name), '[]')
     FROM tutor_subjects ts JOIN subjects s ON s.id = ts.subject_id WHERE ts.tutor_id = t.person_id),
  'hourlyRate', json_build_object('amountMinor', t.rate_minor, 'currency', t.currency),
  'trial', CASE WHEN t.trial_minutes IS NULL THEN NULL
     ELSE json_build_object('priceMinor', t.trial_price_minor, 'minutes', t.trial_minutes) END,
  'cancellation', t.cancellation_preset, 'instantBooking', t.instant_booking, 'meetingUrl', t.meeting_url,
  'photoFileId', t.photo_file_id,
  'education', (SELECT coalesce(json_agg(json_build_object('institution', e.institution, 'degree', e.degree,
     'field', e.field, 'startYear', e.start_year, 'endYear', e.end_year, 'fileId', e.file_id, 'fileName', f.name)
     ORDER BY e.position), '[]')
     FROM tutor_educations e LEFT JOIN files f ON f.id = e.file_id WHERE e.tutor_id = t.person_id))`;

const CERTIFICATES = `(SELECT coalesce(json_agg(json_build_object('id', c.id, 'title', c.title, 'issuer', c.issuer,
     'issuedOn', to_char(c.issued_on, 'YYYY-MM-DD'), 'expiresOn', to_char(c.expires_on, 'YYYY-MM-DD'),
     'fileId', c.file_id, 'fileName', f.name) ORDER BY c.created_at, c.id), '[]')
   FROM tutor_certificates c JOIN files f ON f.id = c.file_id WHERE c.tutor_id = t.person_id)`;

/** A tutor's own profile with everything that is in it; null when nobody of this id teaches. */
export async function findOwnProfile(db: Db, tutorId: string): Promise<OwnProfile | null> {
  const [row] = await rows<OwnProfile>(
    db,
    `SELECT t.person_id AS "tutorId", t.profile_version AS version, t.approval, ${VALUES} AS values,
       ${CERTIFICATES} AS certificates, t.durations AS "durationsMinutes", p.country,
       p.email_verified_at IS NOT NULL AS "emailVerified",
       (SELECT storage_key FROM files f WHERE f.id = t.photo_file_id) AS "photoKey",
       (SELECT count(*) FROM weekly_windows w WHERE w.tutor_id = t.person_id) AS "weeklyWindows"
     FROM tutors t JOIN people p ON p.id = t.person_id WHERE t.person_id = ?`,
    [tutorId],
  );
  return row ?? null;
}

/** A profile that nobody else changes before the caller's transaction ends; null when nobody of this id teaches. */
export async function lockProfile(trx: Db, tutorId: string): Promise<OwnProfile | null> {
  await trx.raw(`SELECT FROM tutors WHERE person_id = ? FOR UPDATE`, [tutorId]);
  return findOwnProfile(trx, tutorId);
}

/** A private file that a tutor's profile refers to. */
export interface ProfileDocument {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** The documents behind a tutor's education and certificates, for whoever judges them; by the id of the file. */
export async function profileDocuments(db: Db, tutorId: string): Promise<Map<string, ProfileDocument>> {
  const found = await rows<ProfileDocument>(
    db,
    `SELECT f.id AS "fileId", f.name, f.media_type AS "mediaType", f.bytes::int AS bytes FROM files f
     WHERE f.id IN (SELECT file_id FROM tutor_educations WHERE tutor_id = ?
       UNION ALL SELECT file_id FROM tutor_certificates WHERE tutor_id = ?)`,
    [tutorId, tutorId],
  );
  return new Map(found.map((file) => [file.fileId, file]));
}

/** Which certificates of a tutor a reviewer has found good; a certificate is never edited. */
export async function approvedCertificates(db: Db, tutorId: string): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT c.id FROM tutor_certificates c WHERE c.tutor_id = ? AND EXISTS (
       SELECT FROM approval_verdicts v WHERE v.tutor_id = c.tutor_id AND v.item = 'certificates'
         AND v.verdict = 'approved' AND v.at >= c.created_at)`,
    [tutorId],
  );
  return new Set(found.map(({ id }) => id));
}

/** Bookings of a tutor that are requested, to come, under way, or whose money is not decided yet. */
export async function liveBookingsOf(db: Db, tutorId: string): Promise<number> {
  const [row] = await rows<{ live: number }>(
    db,
    `SELECT count(*) AS live FROM bookings
     WHERE tutor_id = ? AND (session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE') OR payment IN ('PENDING', 'AUTHORIZED'))`,
    [tutorId],
  );
  return row?.live ?? 0;
}
