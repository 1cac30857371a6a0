import { picturePath } from '@stoa/domain/files';
import { inTransaction, rows, type Db } from '../postgres';
import { attachFile, deleteFiles } from './files';

/** The size of the picture that is shown everywhere; the smaller one has the same address but for its size. */
const SHOWN = 320;

/**
 * Sets a person's picture, or takes it away; the one before is deleted. Saving the same again changes nothing.
 * @param fileId a file of theirs that is ready and of purpose `avatar`; null: no picture
 * @param at epoch ms, the system's clock
 * @returns the address of the picture that is shown now, or 'file_not_found'
 */
export async function setAvatar(
  db: Db,
  { personId, fileId, at }: { readonly personId: string; readonly fileId: string | null; readonly at: number },
): Promise<{ readonly avatarUrl: string | null } | 'file_not_found'> {
  return inTransaction(db, {}, async (trx) => {
    const [before] = await rows<{ fileId: string | null; url: string | null }>(
      trx,
      `SELECT avatar_file_id AS "fileId", avatar_url AS url FROM people WHERE id = ? FOR UPDATE`,
      [personId],
    );
    if (before?.fileId === fileId) return { avatarUrl: before.url };
    if (fileId !== null && !(await attachFile(trx, { fileId, ownerId: personId, purpose: 'avatar' }, at)))
      return 'file_not_found';
    const [file] = await rows<{ key: string }>(trx, `SELECT storage_key AS key FROM files WHERE id = ?`, [fileId]);
    const avatarUrl = file ? picturePath(file.key, SHOWN) : null;
    await trx('people').where({ id: personId }).update({ avatar_file_id: fileId, avatar_url: avatarUrl });
    if (before?.fileId) await deleteFiles(trx, [before.fileId], at);
    return { avatarUrl };
  });
}
