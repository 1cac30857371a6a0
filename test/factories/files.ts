import { randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '../../db/postgres';

/** Inserts a photo that a tutor's profile shows: the row alone, nothing lies in storage. */
export async function buildPhoto(owner: Db, tutorId: string): Promise<string> {
  const id = randomUUID();
  const at = new Date('2026-01-01T00:00:00Z');
  await owner('files').insert({
    ...{ id, owner_id: tutorId, purpose: 'tutor_photo', area: 'public', storage_key: randomBytes(32).toString('hex') },
    ...{ name: 'a photo', media_type: 'image/webp', bytes: 1000, sha256: 'a'.repeat(64), state: 'ready' },
    ...{ created_at: at, upload_ends_at: at, upload_began_at: at, uploaded_at: at, ready_at: at, attached_at: at },
  });
  await owner('tutors').where({ person_id: tutorId }).update({ photo_file_id: id });
  return id;
}
