import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { Decision, ErrorCode } from '@stoa/domain/errors';
import {
  FILE_RULES,
  judgeContent,
  judgePicture,
  MAX_PIXELS,
  originalOf,
  pictureOf,
  type FileType,
} from '@stoa/domain/files';
import type { Context } from 'koa';
import { markReady, markRefused, recordUpload, type StoredFile } from '../db/queries/files';
import { isWholePdf, pictureSides, rewritten, sniffMediaType, squareWebp } from '../platform/pictures';
import type { House } from './house';
import { Refusal } from './refusal';
import { isMissing } from './storage';

/** Shorter than the operation's own deadline, which is shorter than the server's patience. */
const UPLOAD_MS = 110_000;

/** Passes on what fits and fails at the first byte too many, whatever was announced. */
function atMost(limit: number): Transform & { size: number } {
  const counted = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        counted.size += chunk.length;
        if (counted.size <= limit) done(null, chunk);
        else done(new Refusal('file_too_large', { details: { limitBytes: limit }, headers: { Connection: 'close' } }));
      },
    }),
    { size: 0 },
  );
  return counted;
}

/**
 * Streams a request's body to storage and notes that it is there, if it is what was announced to the byte.
 * @throws Refusal `file_too_large` · `file_incomplete`; then nothing of it counts, and the upload is spent
 */
export async function receive(ctx: Context, file: StoredFile, house: House): Promise<void> {
  const place = originalOf(file.storageKey);
  const counted = atMost(file.bytes);
  const cut = (): void => void counted.destroy(new Refusal('file_incomplete'));
  ctx.req.once('aborted', cut).once('error', cut);
  try {
    await house.storage.write(place, ctx.req.pipe(counted), {
      mediaType: 'application/octet-stream',
      deadlineMs: UPLOAD_MS,
    });
    if (counted.size !== file.bytes) throw new Refusal('file_incomplete');
    if (!(await recordUpload(house.db, file.id, Date.now()))) throw new Refusal('file_not_found');
  } catch (error) {
    ctx.req.unpipe(counted);
    await house.storage.remove(place).catch(() => undefined);
    throw error;
  }
}

const refused = (code: ErrorCode): Decision<never> => ({ ok: false, code });

/** Nobody is shown a document that nobody could check; a picture is written anew, so that nothing of the file is left. */
async function scanned(file: StoredFile, content: Buffer, house: House): Promise<Decision<null>> {
  const result = house.scan === null ? 'clean' : await house.scan(content);
  if (result === 'infected') return refused('file_infected');
  if (result === 'unknown' && file.area === 'private') throw new Refusal('file_not_scanned');
  return { ok: true, value: null };
}

type Taken = Decision<{ readonly mediaType: FileType; readonly bytes: number }>;

async function takePicture(file: StoredFile, content: Buffer, house: House): Promise<Taken> {
  let bytes = 0;
  for (const size of FILE_RULES[file.purpose].sizes) {
    const picture = await squareWebp(content, size, MAX_PIXELS);
    if (picture === null) return refused('file_damaged');
    bytes += picture.length;
    await house.storage.write(pictureOf(file.storageKey, size), picture, { mediaType: 'image/webp' });
  }
  return { ok: true, value: { mediaType: 'image/webp', bytes } };
}

async function takeScan(
  file: StoredFile,
  content: Buffer,
  { type, house }: { type: 'image/jpeg' | 'image/png'; house: House },
): Promise<Taken> {
  const picture = await rewritten(content, type, MAX_PIXELS);
  if (picture === null) return refused('file_damaged');
  await house.storage.write(originalOf(file.storageKey), picture, { mediaType: type });
  return { ok: true, value: { mediaType: type, bytes: picture.length } };
}

async function take(file: StoredFile, content: Buffer, house: House): Promise<Taken> {
  const type = judgeContent(file.purpose, await sniffMediaType(content));
  if (!type.ok) return type;
  const clean = await scanned(file, content, house);
  if (!clean.ok) return clean;
  if (type.value === 'application/pdf')
    return isWholePdf(content)
      ? { ok: true, value: { mediaType: type.value, bytes: content.length } }
      : refused('file_damaged');
  const sides = await pictureSides(content);
  if (sides === null) return refused('file_damaged');
  const fits = judgePicture(file.purpose, sides);
  if (!fits.ok) return fits;
  if (file.area === 'public' || type.value === 'image/webp') return takePicture(file, content, house);
  return takeScan(file, content, { type: type.value, house });
}

/**
 * Judges what was sent by its content and keeps what is left of it. Both may happen twice at once: the outcome is one.
 * @throws Refusal why it was not taken, or `file_not_scanned`, after which it may be tried again
 */
export async function judge(file: StoredFile, house: House): Promise<void> {
  const original = originalOf(file.storageKey);
  const content = await house.storage.read(original).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  // somebody else was quicker: what the row says now is the answer
  if (content === null) return;
  const taken = await take(file, content, house);
  if (!taken.ok) {
    await markRefused(house.db, file.id, taken.code);
    await house.storage.remove(original).catch(() => undefined);
    throw new Refusal(taken.code, { details: taken.details });
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  await markReady(house.db, file.id, { ...taken.value, sha256, at: Date.now() });
  if (file.area === 'public') await house.storage.remove(original).catch(() => undefined);
}
