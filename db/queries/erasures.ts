import { ERASED_TEXT, FORMER_MEMBER, formerAddress, type Closing } from '@stoa/domain/closing';
import type { ApprovalState } from '@stoa/domain/tutor';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { addApprovalEvent } from './approvalEvents';

/**
 * What an erasure does, one effect each, every one of them a transaction that may run twice. None of them asks again
 * whether it may: `beginErasure` did, and there is no way back from it. Rows that name the person by id alone stay.
 */
export interface Erasure {
  readonly closing: Closing;
  /** epoch ms */
  readonly at: number;
}

/** The account's doors: passwords apart, nothing is left that could open it, nor anything that tells where it was open. */
export function eraseSignIns(db: Db, { closing: { personId } }: Erasure): Promise<void> {
  return inTransaction(db, {}, async (trx) => {
    await trx.raw(`SELECT erase_sign_ins(?)`, [personId]);
    await trx.raw(`DELETE FROM identity_registrations r USING people p WHERE p.id = ? AND r.email = p.email`, [
      personId,
    ]);
    for (const table of [
      'sign_in_challenges',
      'recovery_codes',
      'totp_secrets',
      'account_tokens',
      'identity_attempts',
      'identities',
      // answers that were given, kept for a repeat
      'idempotency_keys',
    ])
      await trx(table).where({ person_id: personId }).delete();
  });
}

/**
 * Texts that they wrote. Notes and reasons of bookings go, with the notes about a tutor's papers; the reasons of their
 * reports too. Of reviews the stars stay, because they are a part of somebody else's rating, and the words as they chose.
 */
export function eraseWords(db: Db, { closing: { personId, reviewWords }, at }: Erasure): Promise<void> {
  return inTransaction(db, {}, async (trx) => {
    await trx.raw(`SELECT erase_words(?, ?)`, [personId, ERASED_TEXT]);
    await trx.raw(`UPDATE review_reports SET reason = ? WHERE reporter_id = ? AND reason IS NOT NULL`, [
      ERASED_TEXT,
      personId,
    ]);
    if (reviewWords === 'keep') return;
    await trx.raw(`UPDATE reviews SET text = '', edited_at = ? WHERE author_id = ? AND text <> ''`, [
      new Date(at),
      personId,
    ]);
    await trx.raw(`UPDATE reviews SET reply = NULL, replied_at = NULL WHERE about_id = ?`, [personId]);
  });
}

const TEACHING = [
  'tutor_certificates',
  'tutor_educations',
  'tutor_languages',
  'tutor_subjects',
  'weekly_windows',
  'availability_exceptions',
  'busy_times',
  'tutor_free_weeks',
] as const;

/** Off the list for good, with a line in the approval's own story; a review that was open is nobody's work any more. */
async function archive(trx: Trx, tutorId: string, { closing, at }: Erasure): Promise<void> {
  const [before] = await rows<{ approval: ApprovalState; version: number }>(
    trx,
    `SELECT approval, approval_version AS version FROM tutors WHERE person_id = ? FOR UPDATE`,
    [tutorId],
  );
  if (before === undefined || before.approval === 'archived') return;
  const version = before.version + 1;
  await trx.raw(
    `UPDATE approval_submissions SET outcome = 'withdrawn', decided_at = ?, claimed_by = NULL, lease_until = NULL
     WHERE tutor_id = ? AND outcome IS NULL`,
    [new Date(at), tutorId],
  );
  await trx.raw(`UPDATE tutors SET approval = 'archived', approval_version = ? WHERE person_id = ?`, [
    version,
    tutorId,
  ]);
  await addApprovalEvent(trx, {
    key: `tutor:${tutorId}:approval:${version}`,
    tutorId,
    version,
    type: 'archive',
    actor: 'system',
    actorId: null,
    at,
    from: before.approval,
    to: 'archived',
    submissionId: null,
    details: { closingId: closing.id },
  });
}

/** A tutor's page, papers, hours and calendar. The row itself stays: their lessons point to it. */
export function eraseTeaching(db: Db, erasure: Erasure): Promise<void> {
  const { personId } = erasure.closing;
  return inTransaction(db, { lockMs: 2_000, statementMs: 4_000 }, async (trx) => {
    await archive(trx, personId, erasure);
    for (const table of TEACHING) await trx(table).where({ tutor_id: personId }).delete();
    await trx.raw(
      `UPDATE tutors SET headline = '', description = '', video_url = NULL, photo_file_id = NULL, meeting_url = NULL,
         zone = 'UTC', hidden_until = NULL, profile_version = profile_version + 1 WHERE person_id = ?`,
      [personId],
    );
    await trx.raw(`UPDATE payout_accounts SET requirements = '[]' WHERE tutor_id = ?`, [personId]);
  });
}

/** What they saved, what others saved of them, and every file: gone for everybody at once, its bytes a little later. */
export function eraseBelongings(db: Db, { closing: { personId } }: Erasure): Promise<void> {
  return inTransaction(db, {}, async (trx) => {
    await trx.raw(`DELETE FROM favourites WHERE person_id = ? OR tutor_id = ?`, [personId, personId]);
    await trx('saved_searches').where({ person_id: personId }).delete();
    await trx.raw(`UPDATE people SET avatar_file_id = NULL, avatar_url = NULL WHERE id = ?`, [personId]);
    await trx.raw(
      `UPDATE files SET deleted_at = coalesce(deleted_at, ?), name = 'erased', sha256 = NULL WHERE owner_id = ?`,
      // files live by the system's clock
      [new Date(), personId],
    );
  });
}

/** How many files of a person still lie in storage. */
export async function filesLeft(db: Db, personId: string): Promise<number> {
  const [left] = await rows<{ files: number }>(
    db,
    `SELECT count(*)::int AS files FROM files WHERE owner_id = ? AND purged_at IS NULL`,
    [personId],
  );
  return left?.files ?? 0;
}

/**
 * The person's own row becomes a pseudonym: the id stays, because the books name it; the address is free from now on.
 * The country stays where there are lessons: what tax a lesson was under depends on it.
 */
export function erasePerson(db: Db, { closing: { personId }, at }: Erasure): Promise<void> {
  return inTransaction(db, { lockMs: 2_000, statementMs: 4_000 }, async (trx) => {
    await trx('person_roles').where({ person_id: personId }).delete();
    await trx.raw(
      `UPDATE people SET email = ?, email_verified_at = NULL, password_hash = NULL, display_name = ?, zone = 'UTC',
         locale = 'en', deleted_at = coalesce(deleted_at, ?), disabled_at = coalesce(disabled_at, ?),
         country = CASE WHEN EXISTS (SELECT FROM bookings b WHERE b.student_id = people.id OR b.tutor_id = people.id)
           THEN country END
       WHERE id = ?`,
      [formerAddress(personId), FORMER_MEMBER, new Date(at), new Date(at), personId],
    );
  });
}
