import { Readable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { FilePlace } from '@stoa/domain/files';
import { StorageError, type FileStorage } from '../port';

const place = (area: FilePlace['area'] = 'private'): FilePlace => ({ area, key: `${randomUUID()}/original` });
const WRITE = { mediaType: 'application/pdf' } as const;
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof StorageError ? error.problem : error),
  );

/** What every storage promises, whoever stands behind it. */
export function describeStorageContract(name: string, open: () => Promise<FileStorage>): void {
  describeUse(name, open);
  describeMisuse(name, open);
}

function describeUse(name: string, open: () => Promise<FileStorage>): void {
  describe(`${name} as storage`, () => {
    let storage: FileStorage;
    beforeAll(async () => {
      storage = await open();
      await storage.prepare();
    });

    it('may be prepared again', async () => {
      await storage.prepare();
    });

    it('gives back what was written, whole or as a stream', async () => {
      const at = place();
      const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
      await storage.write(at, content, WRITE);
      expect((await storage.read(at)).equals(content)).toBe(true);
      const { bytes, stream } = await storage.open(at);
      expect(bytes).toBe(content.length);
      expect((await buffer(stream)).equals(content)).toBe(true);
    });

    it('takes a stream of a length that nobody knows', async () => {
      const at = place();
      const parts = Array.from({ length: 12 }, () => Buffer.alloc(700_000, 7));
      await storage.write(at, Readable.from(parts, { objectMode: false }), WRITE);
      expect(await storage.open(at).then(({ bytes, stream }) => (stream.destroy(), bytes))).toBe(8_400_000);
    });

    it('replaces what lies there', async () => {
      const at = place();
      await storage.write(at, Buffer.from('first, and longer'), WRITE);
      await storage.write(at, Buffer.from('second'), WRITE);
      expect((await storage.read(at)).toString()).toBe('second');
    });

    it('keeps the two areas apart', async () => {
      const at = place('private');
      await storage.write(at, Buffer.from('a diploma'), WRITE);
      expect(await problemOf(storage.read({ ...at, area: 'public' }))).toBe('missing');
    });

    it('says that nothing lies there, and removes it without complaint', async () => {
      const at = place();
      expect(await problemOf(storage.read(at))).toBe('missing');
      expect(await problemOf(storage.open(at))).toBe('missing');
      await storage.remove(at);
      await storage.write(at, Buffer.from('x'), WRITE);
      await storage.remove(at);
      expect(await problemOf(storage.read(at))).toBe('missing');
    });
  });
}

function describeMisuse(name: string, open: () => Promise<FileStorage>): void {
  describe(`${name} as storage that is used badly`, () => {
    let storage: FileStorage;
    beforeAll(async () => {
      storage = await open();
      await storage.prepare();
    });

    it('lets the source’s own error fly, so that its sender is told why', async () => {
      const broken = Readable.from(
        (async function* () {
          yield await Promise.resolve(Buffer.from('a beginning'));
          throw new RangeError('too long');
        })(),
        { objectMode: false },
      );
      expect(await problemOf(storage.write(place(), broken, WRITE))).toBeInstanceOf(RangeError);
    });

    it('does not wait for a source that stalls', async () => {
      const stalled = new Readable({ read: () => undefined });
      stalled.push('a beginning');
      expect(await problemOf(storage.write(place(), stalled, { ...WRITE, deadlineMs: 200 }))).toBe('unavailable');
      expect(stalled.destroyed).toBe(true);
    });

    it.each(['../../escaped', 'a/../../escaped', '/../escaped'])(
      'never leaves its area for the key %s',
      async (key) => {
        const at: FilePlace = { area: 'public', key };
        await storage.write(at, Buffer.from('x'), WRITE).catch(() => undefined);
        for (const area of ['private', 'public'] as const)
          expect(await problemOf(storage.read({ area, key: '../private/escaped' }))).not.toBe('none');
        expect(await problemOf(storage.read({ area: 'private', key: 'escaped' }))).toBe('missing');
      },
    );
  });
}
