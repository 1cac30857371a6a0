import type { FileView, UploadView } from '@stoa/contracts/http/files';
import type { FilePurpose } from '@stoa/domain/files';
import sharp from 'sharp';
import type { z } from 'zod';
import type { Caller, Reply } from './caller';

export type Upload = z.output<typeof UploadView>;
type Problem = Record<string, unknown>;

/** A picture of one colour. */
export function picture(width = 400, height = width, format: 'jpeg' | 'png' | 'webp' = 'png'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#2a6' } })
    .toFormat(format)
    .toBuffer();
}

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

export interface Sending {
  readonly purpose: FilePurpose;
  readonly content: Buffer;
  readonly mediaType?: string;
  readonly name?: string;
}

export function announce(caller: Caller, { purpose, content, mediaType, name }: Sending): Promise<Reply<Upload>> {
  const type = mediaType ?? (content.subarray(0, 4).toString() === '%PDF' ? 'application/pdf' : 'image/png');
  return caller.post<Upload>('/files', { purpose, name: name ?? 'a file', bytes: content.length, mediaType: type });
}

/** Sends the content as the announcement's answer says. */
export function send(caller: Caller, { upload }: Upload, content: Buffer | string): Promise<Reply<Problem>> {
  return caller.ask(upload.method, upload.url, {
    raw: content,
    headers: { ...upload.headers, 'content-type': 'application/octet-stream' },
  });
}

/** Announced, sent, and asked to be judged: what the judge says. */
export async function sendFile(caller: Caller, sending: Sending): Promise<Reply<FileView>> {
  const announced = await announce(caller, sending);
  if (announced.status !== 201) return announced as unknown as Reply<FileView>;
  const sent = await send(caller, announced.body, sending.content);
  if (sent.status !== 204) return sent as unknown as Reply<FileView>;
  return caller.post<FileView>(`/files/${announced.body.file.id}/finish`);
}

/** The id of a file that is ready. @throws when it was refused */
export async function readyFile(caller: Caller, purpose: FilePurpose): Promise<string> {
  const content = purpose === 'certificate' || purpose === 'education' ? PDF : await picture();
  const answer = await sendFile(caller, { purpose, content });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body.id;
}
