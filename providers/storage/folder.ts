import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { LocalStorageAdapter } from '@flystorage/local-fs';
import { createFlystorage } from './flystorage';
import type { FileStorage } from './port';

/** Files in a folder of this machine: one below it for each area, readable by us alone. */
export function createFolderStorage({
  folder,
  deadlineMs,
}: {
  readonly folder: string;
  readonly deadlineMs?: number;
}): FileStorage {
  const root = path.resolve(folder);
  return createFlystorage(
    {
      adapterFor: (area) => new LocalStorageAdapter(path.join(root, area), { rootDirectoryVisibility: 'private' }),
      visibility: { visibility: 'private', directoryVisibility: 'private' },
      makeArea: async (area) => {
        await mkdir(path.join(root, area), { recursive: true, mode: 0o700 });
      },
    },
    deadlineMs,
  );
}
