import { FILE_PURPOSES, FILE_STATES } from '@stoa/domain/files';
import { z } from 'zod';
import { Id, Instant, line } from './shared';

export const CreateFileBody = z.strictObject({
  purpose: z.enum(FILE_PURPOSES),
  name: line(200).meta({ description: 'shown to whoever may open it; says nothing about what it is' }),
  bytes: z.int().min(1).max(100_000_000).meta({ description: 'exactly how many will be sent' }),
  mediaType: z.string().min(3).max(100),
});
export const PictureView = z
  .object({ size: z.int(), url: z.string() })
  .meta({ id: 'Picture', description: 'a square WebP of this many pixels a side at most' });
export const FileView = z
  .object({
    id: Id,
    purpose: z.enum(FILE_PURPOSES),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    state: z.enum(FILE_STATES),
    /** the code of the refusal, where it was refused */
    refusedCode: z.string().nullable(),
    /** addresses of a picture that is ready; a document is opened by a link */
    pictures: z.array(PictureView),
    asOf: Instant,
  })
  .meta({ id: 'File' });
export const UploadView = z
  .object({
    file: FileView,
    /** the one request that brings the content, to be sent as it stands, before it expires */
    upload: z.object({
      method: z.literal('PUT'),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      expiresAt: Instant,
    }),
  })
  .meta({ id: 'Upload' });
export const FileLinkView = z
  .object({ url: z.string(), expiresAt: Instant, asOf: Instant })
  .meta({ id: 'FileLink', description: 'opens for the person who asked for it, until it expires' });
export type FileView = z.output<typeof FileView>;
