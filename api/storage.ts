import type { FilePlace } from '@stoa/domain/files';
import type { Readable } from 'node:stream';

/** What the API asks of storage; the root hands in the adapter (`providers/storage/port.ts`, where each is described). */
export interface Storage {
  write(
    place: FilePlace,
    content: Buffer | Readable,
    options: { readonly mediaType: string; readonly deadlineMs?: number },
  ): Promise<void>;
  open(place: FilePlace): Promise<{ readonly bytes: number; readonly stream: Readable }>;
  read(place: FilePlace): Promise<Buffer>;
  remove(place: FilePlace): Promise<void>;
}

/** What the API asks of a virus scanner; `unknown` says nothing about the file. */
export type Scan = (content: Buffer) => Promise<'clean' | 'infected' | 'unknown'>;

/** Whether storage says that nothing lies there, rather than that it does not answer. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'StorageError' && 'problem' in error && error.problem === 'missing';
}
