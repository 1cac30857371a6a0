import { fileTypeFromBuffer } from 'file-type/core';
import sharp, { type Sharp } from 'sharp';

/** Every format that is told apart is told by its first kilobytes; an archive is never looked into. */
const SNIFFED_BYTES = 4_100;
const DECODE_SECONDS = 5;
/** What a document's picture is kept at: readable on paper, whatever the camera made. */
const DOCUMENT_SIDE = 4_000;

// what one request decoded is of no use to the next
sharp.cache(false);

/**
 * The media type that the content itself shows; names and headers count for nothing.
 * @returns null when it shows none
 */
export async function sniffMediaType(content: Buffer): Promise<string | null> {
  return (await fileTypeFromBuffer(content.subarray(0, SNIFFED_BYTES)))?.mime ?? null;
}

/** Whether a content that was told to be a PDF begins and ends as one. */
export function isWholePdf(content: Buffer): boolean {
  return /^%PDF-[12]\.\d/.test(content.subarray(0, 8).toString('latin1')) && content.subarray(-1_024).includes('%%EOF');
}

/** Nothing decodes more than `maxPixels`, nor for longer than some seconds, nor goes on over damage. */
const decoder = (content: Buffer, maxPixels: number): Sharp =>
  sharp(content, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true });

/**
 * The sides that a picture's header claims, read without decoding it.
 * @returns null when it is no picture
 */
export async function pictureSides(content: Buffer): Promise<{ width: number; height: number } | null> {
  try {
    // the claim is what is asked for: a limit here would hide it
    const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
    return width && height ? { width, height } : null;
  } catch {
    return null;
  }
}

/**
 * A square of this side at most, cut from the middle, as WebP. Turned as the camera was held; all that the camera wrote
 * beside the picture (place, time, owner) is gone.
 * @returns null when the picture cannot be decoded
 */
export function squareWebp(content: Buffer, side: number, maxPixels: number): Promise<Buffer | null> {
  return decoded(
    decoder(content, maxPixels)
      .autoOrient()
      .resize(side, side, { fit: 'cover', position: 'centre' })
      .webp({ quality: 82 }),
  );
}

/**
 * The same picture written anew in its own format, so that nothing but the picture is left of the file.
 * @returns null when the picture cannot be decoded
 */
export function rewritten(
  content: Buffer,
  type: 'image/jpeg' | 'image/png',
  maxPixels: number,
): Promise<Buffer | null> {
  const picture = decoder(content, maxPixels)
    .autoOrient()
    .resize(DOCUMENT_SIDE, DOCUMENT_SIDE, { fit: 'inside', withoutEnlargement: true });
  return decoded(type === 'image/jpeg' ? picture.jpeg({ quality: 88 }) : picture.png());
}

/** Decoding shares its threads with the hashing of passwords: it never takes all of them. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function decoded(work: Sharp): Promise<Buffer | null> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work.timeout({ seconds: DECODE_SECONDS }).toBuffer();
  } catch {
    return null;
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
