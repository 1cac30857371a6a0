import type { ProfileChanges, ProfileValues } from '@stoa/domain/tutorProfile';
import type { Trx } from '../postgres';

type Columns = Readonly<Record<string, string | number | boolean | null>>;
/** Fields of a profile that are columns of `tutors`. */
const COLUMNS: { readonly [F in keyof ProfileValues]?: (value: ProfileValues[F]) => Columns } = {
  headline: (headline) => ({ headline }),
  description: (description) => ({ description }),
  videoUrl: (url) => ({ video_url: url }),
  hourlyRate: ({ amountMinor, currency }) => ({ rate_minor: amountMinor, currency }),
  trial: (trial) => ({ trial_price_minor: trial?.priceMinor ?? null, trial_minutes: trial?.minutes ?? null }),
  cancellation: (preset) => ({ cancellation_preset: preset }),
  instantBooking: (instant) => ({ instant_booking: instant }),
  meetingUrl: (url) => ({ meeting_url: url }),
  photoFileId: (id) => ({ photo_file_id: id }),
};

function columnsOf(changes: ProfileChanges): Columns {
  const write = <F extends keyof ProfileValues>(field: F): Columns => {
    const value = changes[field];
    const columns = COLUMNS[field];
    return value === undefined || !columns ? {} : columns(value);
  };
  return Object.assign({}, ...(Object.keys(changes) as (keyof ProfileValues)[]).map(write)) as Columns;
}

/** The whole list in the place of the one before. */
async function replaceRows(
  trx: Trx,
  { table, tutorId }: { readonly table: string; readonly tutorId: string },
  list: readonly object[],
): Promise<void> {
  await trx(table).where({ tutor_id: tutorId }).delete();
  if (list.length > 0)
    await trx(table).insert(list.map((row, position) => ({ ...row, tutor_id: tutorId, position: position + 1 })));
}

/**
 * Writes the changed fields of a profile, in the caller's transaction that holds the tutor's row; the version rises by
 * one. What was agreed is untouched: bookings carry their own terms.
 * @param at epoch ms on the injected clock
 * @param newId makes the ids of what has one
 */
export async function writeProfile(
  trx: Trx,
  { tutorId, changes, at, newId }: { tutorId: string; changes: ProfileChanges; at: number; newId: () => string },
): Promise<void> {
  await trx('tutors')
    .where({ person_id: tutorId })
    .update({ ...columnsOf(changes), profile_version: trx.raw('profile_version + 1'), updated_at: new Date(at) });
  const { languages, subjects, education } = changes;
  if (languages) await replaceRows(trx, { table: 'tutor_languages', tutorId }, languages);
  if (subjects)
    await replaceRows(
      trx,
      { table: 'tutor_subjects', tutorId },
      subjects.map(({ subjectId, levels, rateMinor }) => ({
        subject_id: subjectId,
        levels: [...levels],
        rate_minor: rateMinor,
      })),
    );
  if (education)
    await replaceRows(
      trx,
      { table: 'tutor_educations', tutorId },
      education.map(({ institution, degree, field, startYear, endYear, fileId }) => ({
        ...{ id: newId(), institution, degree, field },
        ...{ start_year: startYear, end_year: endYear, file_id: fileId },
      })),
    );
}

export interface NewCertificate {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly expiresOn: string | null;
  readonly fileId: string;
}

/**
 * Takes certificates out of a profile and puts one in, in the caller's transaction that holds the tutor's row.
 * @param at epoch ms on the injected clock
 */
export async function changeCertificates(
  trx: Trx,
  tutorId: string,
  { remove, add, at }: { readonly remove: string | null; readonly add: NewCertificate | null; readonly at: number },
): Promise<void> {
  if (remove !== null) await trx('tutor_certificates').where({ tutor_id: tutorId, id: remove }).delete();
  if (add !== null)
    await trx('tutor_certificates').insert({
      ...{ id: add.id, tutor_id: tutorId, title: add.title, issuer: add.issuer, file_id: add.fileId },
      ...{ issued_on: add.issuedOn, expires_on: add.expiresOn, created_at: new Date(at) },
    });
  await trx('tutors')
    .where({ person_id: tutorId })
    .update({ profile_version: trx.raw('profile_version + 1'), updated_at: new Date(at) });
}
