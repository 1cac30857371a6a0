import type { Decision } from './errors';

/** Private files are reached by signed links only, public ones by an address nobody can guess. */
export type FileArea = 'private' | 'public';
export const FILE_PURPOSES = ['avatar', 'tutor_photo', 'certificate', 'education'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];
export const FILE_STATES = ['awaited', 'ready', 'refused'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** Media types that anything takes; what a file is, its content says, never its name or its sender. */
export type FileType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

/** What a purpose takes, and what becomes of it. */
export interface FileRule {
  readonly area: FileArea;
  readonly types: readonly FileType[];
  readonly maxBytes: number;
  /** both sides at least, in pixels; 0 where a picture may be of any size */
  readonly minSidePixels: number;
  /** widths that a picture is kept in, as WebP; empty: the file itself is kept */
  readonly sizes: readonly number[];
}

const MEGABYTE = 1_000_000;
const PICTURE = {
  area: 'public',
  types: ['image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 5 * MEGABYTE,
  minSidePixels: 150,
} as const;
const DOCUMENT = {
  area: 'private',
  types: ['application/pdf', 'image/jpeg', 'image/png'],
  maxBytes: 10 * MEGABYTE,
  minSidePixels: 0,
  sizes: [],
} as const;

export const FILE_RULES: Readonly<Record<FilePurpose, FileRule>> = {
  avatar: { ...PICTURE, sizes: [96, 320] },
  tutor_photo: { ...PICTURE, sizes: [320, 960] },
  certificate: DOCUMENT,
  education: DOCUMENT,
};

/** More pixels than any camera of a phone makes; a picture of a few bytes can claim billions. */
export const MAX_PIXELS = 50 * MEGABYTE;

/** What one person may have lying with us that nothing refers to yet, and for how long. */
export const FILE_LIMITS = {
  waitingFiles: 20,
  waitingBytes: 60 * MEGABYTE,
  /** an upload must begin within this time of being asked for */
  uploadMinutes: 15,
  /** a link to a private file */
  linkMinutes: 5,
  /** then it is taken away, unless something refers to it */
  keptHours: 24,
} as const;

/** Where one stored thing lies. */
export interface FilePlace {
  readonly area: FileArea;
  readonly key: string;
}

/** Where the bytes lie as they were sent, before and after they are judged; never public. */
export const originalOf = (storageKey: string): FilePlace => ({ area: 'private', key: `${storageKey}/original` });

/** Where a picture lies in one of its sizes. */
export const pictureOf = (storageKey: string, size: number): FilePlace => ({
  area: 'public',
  key: `${storageKey}/${size}.webp`,
});

/** Everything that may lie in storage for a file. */
export function placesOf(file: { readonly purpose: FilePurpose; readonly storageKey: string }): FilePlace[] {
  const pictures = FILE_RULES[file.purpose].sizes.map((size) => pictureOf(file.storageKey, size));
  return [originalOf(file.storageKey), ...pictures];
}

/** The address that public pictures are served below. */
export const PICTURES_PATH = '/api/v1/pictures';

/** The address of a public picture, as browsers ask for it. */
export const picturePath = (storageKey: string, size: number): string => `${PICTURES_PATH}/${storageKey}/${size}.webp`;

/**
 * Whether a purpose takes a file of this announced type and size.
 * @param bytes at least 1
 * @returns `file_type_refused` naming what is taken · `file_too_large` naming the limit
 */
export function mayUpload(
  purpose: FilePurpose,
  file: { readonly type: string; readonly bytes: number },
): Decision<FileRule> {
  const rule = FILE_RULES[purpose];
  if (!(rule.types as readonly string[]).includes(file.type))
    return { ok: false, code: 'file_type_refused', details: { taken: rule.types.join(', ') } };
  if (file.bytes > rule.maxBytes) return { ok: false, code: 'file_too_large', details: { limitBytes: rule.maxBytes } };
  return { ok: true, value: rule };
}

/**
 * Judges what the content says it is.
 * @param sniffed the media type found in the content, null when none was
 * @returns `file_type_refused` for everything the purpose does not take, whatever its name says
 */
export function judgeContent(purpose: FilePurpose, sniffed: string | null): Decision<FileType> {
  const type = FILE_RULES[purpose].types.find((each) => each === sniffed);
  if (type) return { ok: true, value: type };
  return { ok: false, code: 'file_type_refused', details: { taken: FILE_RULES[purpose].types.join(', ') } };
}

/**
 * Judges a picture by its sides, before it is decoded.
 * @returns `image_too_small` · `image_too_large`, each naming the limit
 */
export function judgePicture(
  purpose: FilePurpose,
  { width, height }: { readonly width: number; readonly height: number },
): Decision<null> {
  const { minSidePixels } = FILE_RULES[purpose];
  if (width * height > MAX_PIXELS) return { ok: false, code: 'image_too_large', details: { maxPixels: MAX_PIXELS } };
  if (Math.min(width, height) < minSidePixels)
    return { ok: false, code: 'image_too_small', details: { minSidePixels } };
  return { ok: true, value: null };
}
