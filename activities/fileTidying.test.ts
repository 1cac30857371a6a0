/** Protects: private documents that lie in storage for ever, and files in use that are taken away. */
import { randomBytes, randomUUID } from 'node:crypto';
import { pictureOf, type FilePlace, type FilePurpose } from '@stoa/domain/files';
import {
  attachFile,
  claimUpload,
  createFile,
  deleteFiles,
  findFile,
  markReady,
  recordUpload,
} from '../db/queries/files';
import { inTransaction, rows } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { createLogger } from '../platform/logger';
import { buildStudent } from '../test/factories/people';
import { Housekeeping } from './housekeeping';

const DAY = 24 * 3_600_000;
const logger = createLogger({ process: 'test', level: 'silent' });
let database: TestDatabase;
let ownerId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ownerId = (await buildStudent(database.owner)).id;
});
afterAll(() => database?.drop());

type Progress = 'announced' | 'half' | 'ready' | 'used';
async function leave(progress: Progress, daysAgo: number, purpose: FilePurpose = 'tutor_photo') {
  const at = Date.now() - daysAgo * DAY;
  const file = { id: randomUUID(), ownerId, purpose, storageKey: randomBytes(32).toString('hex') };
  const area = purpose === 'tutor_photo' ? ('public' as const) : ('private' as const);
  const told = { area, name: 'a', mediaType: 'image/png', bytes: 10, at, uploadEndsAt: at + 1_000 };
  await createFile(database.app, { ...file, ...told }, { files: 1_000, bytes: 1e9 });
  const steps = ['announced', 'half', 'ready', 'used'].indexOf(progress);
  if (steps > 0) await claimUpload(database.app, { fileId: file.id, ownerId, at });
  if (steps > 1) {
    await recordUpload(database.app, file.id, at);
    await markReady(database.app, file.id, { mediaType: 'image/webp', bytes: 9, sha256: 'a'.repeat(64), at });
  }
  if (steps > 2)
    await inTransaction(database.app, {}, (trx) => attachFile(trx, { fileId: file.id, ownerId, purpose }, at));
  return file;
}

const isThere = async (id: string) => (await findFile(database.app, id)) !== null;
const hasRow = async (id: string) => (await rows(database.app, `SELECT FROM files WHERE id = ?`, [id])).length > 0;
function shelf(fail: (place: FilePlace) => boolean = () => false) {
  const removed: string[] = [];
  const remove = (place: FilePlace) => {
    if (fail(place)) return Promise.reject(new Error('storage is away'));
    removed.push(`${place.area}/${place.key}`);
    return Promise.resolve();
  };
  return { removed, tidy: () => new Housekeeping({ db: database.app, logger, storage: { remove } }).tidy() };
}

describe('files that nobody uses', () => {
  it.each(['announced', 'half', 'ready'] as const)(
    'are taken away after a day when %s, bytes and row',
    async (progress) => {
      const [old, fresh] = [await leave(progress, 2), await leave(progress, 0)];
      const { removed, tidy } = shelf();
      await tidy();
      expect(await hasRow(old.id)).toBe(false);
      expect(removed).toContain(`private/${old.storageKey}/original`);
      expect(removed).toContain(`public/${pictureOf(old.storageKey, 960).key}`);
      expect(await isThere(fresh.id)).toBe(true);
    },
  );

  it('stay while something refers to them', async () => {
    const used = await leave('used', 30, 'certificate');
    const { removed, tidy } = shelf();
    await tidy();
    expect(await isThere(used.id)).toBe(true);
    expect(removed.join()).not.toContain(used.storageKey);
  });

  it('lose their bytes at once when they are deleted; what was in use leaves its row', async () => {
    const used = await leave('used', 0, 'certificate');
    await deleteFiles(database.app, [used.id], Date.now());
    const { removed, tidy } = shelf();
    await tidy();
    expect(removed).toEqual([`private/${used.storageKey}/original`]);
    expect([await isThere(used.id), await hasRow(used.id)]).toEqual([false, true]);
    await tidy();
    expect(removed).toHaveLength(1);
  });

  it('wait for storage that is away, and keep nobody else waiting', async () => {
    const [stuck, other] = [await leave('ready', 3), await leave('ready', 2)];
    const broken = shelf(({ key }) => key.startsWith(stuck.storageKey));
    await broken.tidy();
    expect([await hasRow(stuck.id), await hasRow(other.id)]).toEqual([true, false]);
    await shelf().tidy();
    expect(await hasRow(stuck.id)).toBe(false);
  });
});
