import type { FileView } from '@stoa/contracts/http/files';
import { FILE_RULES, picturePath } from '@stoa/domain/files';
import type { StoredFile } from '../../db/queries/files';
import { instant } from './values';

/** The addresses of a public picture, smallest first. */
export function presentPictures({
  purpose,
  storageKey,
}: Pick<StoredFile, 'purpose' | 'storageKey'>): FileView['pictures'] {
  return FILE_RULES[purpose].sizes.map((size) => ({ size, url: picturePath(storageKey, size) }));
}

/** A file to its owner. The key of its storage is nobody's business, but for a picture that is public by it. */
export function presentFile(file: StoredFile, now: number): FileView {
  const { id, purpose, name, mediaType, bytes, state, refusedCode } = file;
  const pictures = state === 'ready' ? presentPictures(file) : [];
  return { id, purpose, name, mediaType, bytes, state, refusedCode, pictures, asOf: instant(now) };
}
