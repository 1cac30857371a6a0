import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FileStorage as Files, type StorageAdapter, type VisibilityOptions } from '@flystorage/file-storage';
import type { FileArea, FilePlace } from '@stoa/domain/files';
import { StorageError, type FileStorage, type OpenedFile, type WriteOptions } from './port';

/** How one kind of storage differs from another. */
export interface Shelves {
  readonly adapterFor: (area: FileArea) => StorageAdapter;
  readonly visibility: VisibilityOptions;
  readonly makeArea: (area: FileArea, signal: AbortSignal) => Promise<void>;
}

const DEADLINE_MS = 5_000;
/** a reader on a slow line, for the largest file there is */
const STREAM_DEADLINE_MS = 120_000;

interface Cause {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly cause?: unknown;
}
const MISSING: readonly unknown[] = ['ENOENT', 'NoSuchKey', 'NotFound'];

/** The reason lies below flystorage's own words, in what the disk or the S3 server said. */
function isMissing(error: unknown): boolean {
  for (
    let each = error as Cause | null | undefined;
    typeof each === 'object' && each !== null;
    each = each.cause as Cause
  ) {
    if (MISSING.includes(each.code) || MISSING.includes(each.name)) return true;
    if (each.$metadata?.httpStatusCode === 404) return true;
  }
  return false;
}

const asStorageError = (error: unknown): StorageError =>
  error instanceof StorageError
    ? error
    : new StorageError(isMissing(error) ? 'missing' : 'unavailable', { cause: error });

/** Not every adapter heeds the signal at every step; the caller is answered in time all the same. */
async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const control = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new StorageError('unavailable');
      control.abort(error);
      reject(error);
    }, ms);
  });
  const working = work(control.signal);
  // what fails after the deadline has been answered already
  working.catch(() => undefined);
  try {
    return await Promise.race([working, late]);
  } catch (error) {
    throw asStorageError(error);
  } finally {
    clearTimeout(timer);
  }
}

async function opened(files: Files, key: string): Promise<OpenedFile> {
  return within(DEADLINE_MS, async (abortSignal) => {
    const { size = 0 } = await files.statFile(key, { abortSignal });
    const stream = await files.read(key, { abortSignal });
    const timer = setTimeout(() => stream.destroy(new StorageError('unavailable')), STREAM_DEADLINE_MS);
    stream.once('close', () => clearTimeout(timer));
    return { bytes: size, stream };
  });
}

/** The port over flystorage's adapters: our deadlines and our two words for what can go wrong. */
export function createFlystorage({ adapterFor, visibility, makeArea }: Shelves, deadlineMs = DEADLINE_MS): FileStorage {
  const areas = {
    private: new Files(adapterFor('private'), undefined, { visibility }),
    public: new Files(adapterFor('public'), undefined, { visibility }),
  };
  const write = async ({ area, key }: FilePlace, content: Buffer | Readable, options: WriteOptions): Promise<void> => {
    const { mediaType: mimeType } = options;
    let own: unknown = null;
    // a readable made of a buffer's bytes would be read byte by byte
    const source = Buffer.isBuffer(content) ? Readable.from([content], { objectMode: false }) : content;
    source.once('error', (error) => (own ??= error));
    try {
      await within(options.deadlineMs ?? deadlineMs, (abortSignal) =>
        areas[area].write(key, source, {
          abortSignal,
          mimeType,
          ...(Buffer.isBuffer(content) ? { size: content.length } : {}),
        }),
      );
    } catch (error) {
      source.destroy();
      throw own instanceof Error && !isAbort(own) ? own : error;
    }
  };
  return {
    prepare: () =>
      within(deadlineMs, async (signal) => {
        for (const area of ['private', 'public'] as const) await makeArea(area, signal);
      }),
    write,
    open: ({ area, key }) => opened(areas[area], key),
    read: ({ area, key }) =>
      within(deadlineMs, async (abortSignal) => buffer(await areas[area].read(key, { abortSignal }))),
    remove: ({ area, key }) =>
      within(deadlineMs, async (abortSignal) => areas[area].deleteFile(key, { abortSignal })).catch(
        (error: unknown) => {
          if (!(error instanceof StorageError && error.problem === 'missing')) throw error;
        },
      ),
  };
}

/** Our own deadline, come back through the source that it destroyed. */
const isAbort = (error: Error): boolean => error instanceof StorageError || error.name === 'AbortError';
