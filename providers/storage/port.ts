import type { FilePlace } from '@stoa/domain/files';
import type { Readable } from 'node:stream';

export interface OpenedFile {
  readonly bytes: number;
  /** ends with an error when the rest does not come within the deadline; whoever does not want it to the end destroys it */
  readonly stream: Readable;
}

export interface WriteOptions {
  readonly mediaType: string;
  /** how long the whole write may take, ms; unset: the adapter's own deadline */
  readonly deadlineMs?: number;
}

/** `missing`: nothing lies there · `unavailable`: storage did not answer, or not in time */
export type StorageProblem = 'missing' | 'unavailable';

export class StorageError extends Error {
  override readonly name = 'StorageError';
  constructor(
    readonly problem: StorageProblem,
    options: ErrorOptions = {},
  ) {
    super(`storage: ${problem}`, options);
  }
}

/**
 * Bytes by area and key, on a disk or in buckets. Nothing here is reachable from outside but through our own routes:
 * no adapter makes anything public. Every call ends within a deadline.
 */
export interface FileStorage {
  /** Makes the two areas where they are missing. @throws StorageError `unavailable` */
  prepare(): Promise<void>;
  /**
   * Writes the whole thing or leaves nothing that counts: after a failure the key must be taken for empty.
   * What lies there is replaced. An error of the source flies as it is. @throws StorageError `unavailable`
   */
  write(place: FilePlace, content: Buffer | Readable, options: WriteOptions): Promise<void>;
  /** @throws StorageError `missing` · `unavailable` */
  open(place: FilePlace): Promise<OpenedFile>;
  /** All of it at once, for what has a known limit. @throws StorageError `missing` · `unavailable` */
  read(place: FilePlace): Promise<Buffer>;
  /** Nothing there is no error. @throws StorageError `unavailable` */
  remove(place: FilePlace): Promise<void>;
}
