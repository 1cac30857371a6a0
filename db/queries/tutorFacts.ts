import { REVIEWED_ITEMS, type ReviewedItem, type TutorFacts } from '@stoa/domain/tutorChecklist';
import { rows, type Db } from '../postgres';

/** What of a profile stands behind each reviewed item: its version is the hash of this. */
const CONTENT: Readonly<Record<ReviewedItem, string>> = {
  photo: `t.photo_file_id::text`,
  name: `p.display_name`,
  headline: `t.headline`,
  description: `t.description`,
  subjects: `(SELECT string_agg(x.subject_id::text, ',' ORDER BY x.subject_id) FROM tutor_subjects x
    WHERE x.tutor_id = t.person_id)`,
  languages: `(SELECT string_agg(concat(x.language, ':', x.level), ',' ORDER BY x.language) FROM tutor_languages x
    WHERE x.tutor_id = t.person_id)`,
  education: `(SELECT json_agg(json_build_array(x.institution, x.degree, x.field, x.start_year, x.end_year, x.file_id)
    ORDER BY x.position)::text FROM tutor_educations x WHERE x.tutor_id = t.person_id)`,
  certificates: `(SELECT string_agg(x.id::text, ',' ORDER BY x.id) FROM tutor_certificates x
    WHERE x.tutor_id = t.person_id)`,
};

const VERSIONS = REVIEWED_ITEMS.map(
  (item) => `'${item}', left(encode(sha256(convert_to(coalesce(${CONTENT[item]}, ''), 'UTF8')), 'hex'), 16)`,
).join(', ');

/**
 * What the checklist of a tutor's approval is made of: counts, lengths and hashes. The only place that knows where the
 * parts of a profile stand.
 * @param db a transaction that holds the tutor's row sees what will be recorded
 * @returns null when nobody of this id teaches
 */
export async function findTutorFacts(db: Db, tutorId: string): Promise<TutorFacts | null> {
  const [row] = await rows<TutorFacts>(
    db,
    `SELECT t.person_id AS "tutorId", t.photo_file_id IS NOT NULL AS "hasPhoto",
       length(btrim(t.headline)) AS "headlineLength", length(btrim(t.description)) AS "descriptionLength",
       (SELECT count(*) FROM tutor_subjects x WHERE x.tutor_id = t.person_id
         AND coalesce(x.rate_minor, t.rate_minor) > 0)::int AS "pricedSubjects",
       (SELECT count(*) FROM weekly_windows w WHERE w.tutor_id = t.person_id)::int AS "weeklyWindows",
       p.email_verified_at IS NOT NULL AS "emailVerified", p.country,
       (SELECT count(*) FROM tutor_languages x WHERE x.tutor_id = t.person_id)::int AS languages,
       (SELECT count(*) FROM tutor_educations x WHERE x.tutor_id = t.person_id)::int AS educations,
       (SELECT count(*) FROM tutor_certificates x WHERE x.tutor_id = t.person_id)::int AS certificates,
       json_build_object(${VERSIONS}) AS versions,
       (SELECT coalesce(json_object_agg(v.item, v.version), '{}') FROM (
          SELECT DISTINCT ON (item) item, version FROM approval_verdicts
          WHERE tutor_id = t.person_id AND verdict = 'approved' ORDER BY item, at DESC) v) AS approved
     FROM tutors t JOIN people p ON p.id = t.person_id WHERE t.person_id = ?`,
    [tutorId],
  );
  return row ?? null;
}

/** The end of a certificate's last day; of `tutor_certificates c` beside `tutors t`. */
export const CERTIFICATE_ENDS = `((c.expires_on + 1)::timestamp AT TIME ZONE t.zone)`;

/** Certificates of a tutor that have a last day, with how much of it has been said. */
export interface CertificateDate {
  readonly id: string;
  /** epoch ms: the end of its last day */
  readonly expiresAt: number;
}

/** The certificates of a tutor that end, the last day of each by the tutor's own clock. */
export async function certificateDates(db: Db, tutorId: string): Promise<CertificateDate[]> {
  return rows<CertificateDate>(
    db,
    `SELECT c.id, (extract(epoch FROM ${CERTIFICATE_ENDS}) * 1000)::bigint AS "expiresAt"
     FROM tutor_certificates c JOIN tutors t ON t.person_id = c.tutor_id
     WHERE c.tutor_id = ? AND c.expires_on IS NOT NULL ORDER BY c.expires_on, c.id`,
    [tutorId],
  );
}
