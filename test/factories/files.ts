import { randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '../../db/postgres';

/** Inserts a file that was judged and is in use: the row alone, nothing lies in storage. */
async function buildFile(owner: Db, columns: Readonly<Record<string, unknown>>): Promise<string> {
  const id = randomUUID();
  const at = new Date('2026-01-01T00:00:00Z');
  await owner('files').insert({
    ...{ id, storage_key: randomBytes(32).toString('hex'), bytes: 1000, sha256: 'a'.repeat(64), state: 'ready' },
    ...{ created_at: at, upload_ends_at: at, upload_began_at: at, uploaded_at: at, ready_at: at, attached_at: at },
    ...columns,
  });
  return id;
}

const DIPLOMA = { purpose: 'certificate', area: 'private', name: 'diploma.pdf', media_type: 'application/pdf' };

/** Inserts a document of somebody's that is ready to be seen and not in use yet. */
export async function buildDocument(owner: Db, ownerId: string): Promise<string> {
  return buildFile(owner, { ...DIPLOMA, owner_id: ownerId, attached_at: null });
}

/** Inserts a certificate of a tutor. @param dates `YYYY-MM-DD`; `at` is when the tutor added it */
export async function buildCertificate(
  owner: Db,
  tutorId: string,
  dates: { readonly expiresOn?: string; readonly at?: Date } = {},
): Promise<string> {
  const [id, fileId] = [randomUUID(), await buildFile(owner, { ...DIPLOMA, owner_id: tutorId })];
  await owner('tutor_certificates').insert({
    ...{ id, tutor_id: tutorId, title: 'Teaching diploma', issuer: 'The college', issued_on: '2020-06-30' },
    ...{
      expires_on: dates.expiresOn ?? null,
      file_id: fileId,
      created_at: dates.at ?? new Date('2026-01-01T00:00:00Z'),
    },
  });
  return id;
}

/** Inserts a photo that a tutor's profile shows. */
export async function buildPhoto(owner: Db, tutorId: string): Promise<string> {
  const picture = { purpose: 'tutor_photo', area: 'public', name: 'a photo', media_type: 'image/webp' };
  const id = await buildFile(owner, { ...picture, owner_id: tutorId });
  await owner('tutors').where({ person_id: tutorId }).update({ photo_file_id: id });
  return id;
}
