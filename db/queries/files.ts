import type { FileArea, FilePurpose, FileState, FileType } from '@stoa/domain/files';
import { inTransaction, rows, type Db, type Trx } from '../postgres';

/** A file as the rest of the house knows it. Instants are epoch ms by the system's clock. */
export interface StoredFile {
  readonly id: string;
  readonly ownerId: string;
  readonly purpose: FilePurpose;
  readonly area: FileArea;
  readonly storageKey: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly state: FileState;
  /** why it was refused */
  readonly refusedCode: string | null;
  /** all of it has arrived */
  readonly uploaded: boolean;
  readonly attached: boolean;
}

const COLUMNS = `id, owner_id AS "ownerId", purpose, area, storage_key AS "storageKey", name, media_type AS "mediaType",
  bytes, state, refused_code AS "refusedCode", uploaded_at IS NOT NULL AS uploaded, attached_at IS NOT NULL AS attached`;

/** A file that is not deleted, by its id; null when there is none. */
export async function findFile(db: Db, fileId: string): Promise<StoredFile | null> {
  const [file] = await rows<StoredFile>(db, `SELECT ${COLUMNS} FROM files WHERE id = ? AND deleted_at IS NULL`, [
    fileId,
  ]);
  return file ?? null;
}

/** Whether a public picture of this key may be shown. */
export async function isPictureShown(db: Db, storageKey: string): Promise<boolean> {
  const found = await rows(
    db,
    `SELECT FROM files WHERE storage_key = ? AND area = 'public' AND state = 'ready' AND deleted_at IS NULL`,
    [storageKey],
  );
  return found.length > 0;
}

export interface NewFile {
  readonly id: string;
  readonly ownerId: string;
  readonly purpose: FilePurpose;
  readonly area: FileArea;
  readonly storageKey: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** epoch ms, the system's clock, as `uploadEndsAt` */
  readonly at: number;
  readonly uploadEndsAt: number;
}

/**
 * Makes room for a file that will be sent. Two requests of one person count after each other.
 * @param most what the owner may have waiting, this one included
 * @returns false when that is too much
 */
export async function createFile(
  db: Db,
  file: NewFile,
  most: { readonly files: number; readonly bytes: number },
): Promise<boolean> {
  return inTransaction(db, {}, async (trx) => {
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended(?, 0))`, [`files of ${file.ownerId}`]);
    const [waiting] = await rows<{ files: number; bytes: number }>(
      trx,
      `SELECT count(*) AS files, coalesce(sum(bytes), 0)::bigint AS bytes FROM files
       WHERE owner_id = ? AND attached_at IS NULL AND deleted_at IS NULL AND state <> 'refused'`,
      [file.ownerId],
    );
    const { files = 0, bytes = 0 } = waiting ?? {};
    if (files + 1 > most.files || bytes + file.bytes > most.bytes) return false;
    await trx.raw(
      `INSERT INTO files (id, owner_id, purpose, area, storage_key, name, media_type, bytes, state, created_at,
         upload_ends_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'awaited', ?, ?)`,
      [
        ...[file.id, file.ownerId, file.purpose, file.area, file.storageKey, file.name, file.mediaType, file.bytes],
        ...[new Date(file.at), new Date(file.uploadEndsAt)],
      ],
    );
    return true;
  });
}

/**
 * Takes the one upload of a file: of two at the same time, one gets it.
 * @param at epoch ms, the system's clock
 * @returns null when it was taken before, has run out, or is somebody else's
 */
export async function claimUpload(
  db: Db,
  { fileId, ownerId, at }: { readonly fileId: string; readonly ownerId: string; readonly at: number },
): Promise<StoredFile | null> {
  const now = new Date(at);
  const [file] = await rows<StoredFile>(
    db,
    `UPDATE files SET upload_began_at = ? WHERE id = ? AND owner_id = ? AND state = 'awaited' AND upload_began_at IS NULL
       AND upload_ends_at > ? AND deleted_at IS NULL RETURNING ${COLUMNS}`,
    [now, fileId, ownerId, now],
  );
  return file ?? null;
}

/**
 * Notes that all of a file has arrived.
 * @param at epoch ms, the system's clock
 * @returns false when it was discarded meanwhile
 */
export async function recordUpload(db: Db, fileId: string, at: number): Promise<boolean> {
  const found = await rows(
    db,
    `UPDATE files SET uploaded_at = ? WHERE id = ? AND state = 'awaited' AND deleted_at IS NULL RETURNING id`,
    [new Date(at), fileId],
  );
  return found.length > 0;
}

export interface Judged {
  readonly mediaType: FileType;
  readonly bytes: number;
  /** of what was sent, in hex */
  readonly sha256: string;
  /** epoch ms, the system's clock */
  readonly at: number;
}

/** Notes what a file turned out to be; a file that was judged before stays as it is. */
export async function markReady(db: Db, fileId: string, { mediaType, bytes, sha256, at }: Judged): Promise<void> {
  await db.raw(
    `UPDATE files SET state = 'ready', ready_at = ?, media_type = ?, bytes = ?, sha256 = ?
     WHERE id = ? AND state = 'awaited' AND deleted_at IS NULL`,
    [new Date(at), mediaType, bytes, sha256, fileId],
  );
}

/** Notes why a file was not taken; a file that was judged before stays as it is. */
export async function markRefused(db: Db, fileId: string, code: string): Promise<void> {
  await db.raw(`UPDATE files SET state = 'refused', refused_code = ? WHERE id = ? AND state = 'awaited'`, [
    code,
    fileId,
  ]);
}

/**
 * Lets something of the owner's refer to a file, in the caller's transaction. One thing at a time: what refers to it
 * is what deletes it.
 * @param at epoch ms, the system's clock
 * @returns false when the owner has no such file that is ready, of that purpose and free
 */
export async function attachFile(
  trx: Trx,
  file: { readonly fileId: string; readonly ownerId: string; readonly purpose: FilePurpose },
  at: number,
): Promise<boolean> {
  const found = await rows(
    trx,
    `UPDATE files SET attached_at = ? WHERE id = ? AND owner_id = ? AND purpose = ? AND state = 'ready'
       AND attached_at IS NULL AND deleted_at IS NULL RETURNING id`,
    [new Date(at), file.fileId, file.ownerId, file.purpose],
  );
  return found.length > 0;
}

/** Deletes files that nothing refers to any more, in the caller's transaction: gone at once for everybody, bytes later. */
export async function deleteFiles(trx: Db, fileIds: readonly string[], at: number): Promise<void> {
  if (fileIds.length === 0) return;
  await trx.raw(`UPDATE files SET deleted_at = ? WHERE id = ANY(?::uuid[]) AND deleted_at IS NULL`, [
    new Date(at),
    [...fileIds],
  ]);
}

/**
 * Discards a file of the owner's that nothing refers to.
 * @param at epoch ms, the system's clock
 * @returns false when there is none
 */
export async function discardFile(
  db: Db,
  { fileId, ownerId, at }: { readonly fileId: string; readonly ownerId: string; readonly at: number },
): Promise<boolean> {
  const found = await rows(
    db,
    `UPDATE files SET deleted_at = ? WHERE id = ? AND owner_id = ? AND attached_at IS NULL AND deleted_at IS NULL
     RETURNING id`,
    [new Date(at), fileId, ownerId],
  );
  return found.length > 0;
}

/** Deletes what was sent, or only announced, and is still of no use to anybody. @param before epoch ms, the system's clock */
export async function deleteUnusedFiles(
  db: Db,
  { before, at }: { readonly before: number; readonly at: number },
): Promise<void> {
  await db.raw(
    `UPDATE files SET deleted_at = ? WHERE id IN (
       SELECT id FROM files WHERE attached_at IS NULL AND deleted_at IS NULL AND created_at < ?
       ORDER BY created_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
    [new Date(at), new Date(before)],
  );
}

/** Deleted files whose bytes still lie in storage, the longest deleted first. */
export async function filesToPurge(
  db: Db,
  limit: number,
): Promise<Pick<StoredFile, 'id' | 'purpose' | 'storageKey'>[]> {
  return rows(
    db,
    `SELECT id, purpose, storage_key AS "storageKey" FROM files
     WHERE deleted_at IS NOT NULL AND purged_at IS NULL ORDER BY deleted_at, id LIMIT ?`,
    [limit],
  );
}

/** Notes that a file's bytes are gone. The row of a file that was in use stays: others may have judged it. */
export async function recordPurge(db: Db, fileId: string, at: number): Promise<void> {
  await db.raw(`DELETE FROM files WHERE id = ? AND attached_at IS NULL AND deleted_at IS NOT NULL`, [fileId]);
  await db.raw(`UPDATE files SET purged_at = ? WHERE id = ? AND deleted_at IS NOT NULL`, [new Date(at), fileId]);
}
