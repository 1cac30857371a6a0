/** Protects: a file that is lost, that another area's reader gets, or that holds a request for ever. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createFolderStorage } from './folder';
import { createS3Storage, type S3Settings } from './s3';
import { describeStorageContract } from './testing/contract';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stoa-storage-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeStorageContract('a folder', () => Promise.resolve(createFolderStorage({ folder })));

describe('a folder', () => {
  it('is readable by us alone', async () => {
    const storage = createFolderStorage({ folder: path.join(folder, 'modes') });
    await storage.prepare();
    await storage.write({ area: 'private', key: 'a/original' }, Buffer.from('x'), { mediaType: 'text/plain' });
    const root = path.join(folder, 'modes');
    const all = (await readdir(root, { recursive: true })).map((name) => path.join(root, name));
    expect(all.length).toBeGreaterThan(3);
    for (const name of all) expect((await stat(name)).mode & 0o077).toBe(0);
  });
});

const { S3_TEST_URL: endpoint, S3_TEST_ACCESS_KEY: accessKey = '', S3_TEST_SECRET_KEY: secretKey = '' } = process.env;
const bucketOf = (area: string) => `stoa-${area}-${randomBytes(4).toString('hex')}`;
function settings(differences: Partial<S3Settings> = {}): S3Settings {
  const buckets = { private: bucketOf('private'), public: bucketOf('public') };
  return { endpoint: endpoint ?? null, region: 'us-east-1', accessKey, secretKey, buckets, ...differences };
}

if (!endpoint)
  console.warn('S3_TEST_URL is not set: the storage contract runs without an S3 server (npm test has one)');
(endpoint ? describe : describe.skip)('on a real S3 server', () => {
  describeStorageContract('S3', () => Promise.resolve(createS3Storage(settings())));

  it('shows neither bucket to anybody without our key: diplomas in a public bucket', async () => {
    const chosen = settings();
    const storage = createS3Storage(chosen);
    await storage.prepare();
    for (const area of ['private', 'public'] as const) {
      await storage.write({ area, key: 'a/original' }, Buffer.from('a diploma'), { mediaType: 'application/pdf' });
      for (const address of [chosen.buckets[area], `${chosen.buckets[area]}/a/original`])
        expect((await fetch(`${endpoint}/${address}`)).status).toBe(403);
    }
  });

  it('is unavailable with a wrong key, never missing', async () => {
    const storage = createS3Storage(settings({ secretKey: 'another secret' }));
    await expect(storage.read({ area: 'private', key: 'a' })).rejects.toMatchObject({ problem: 'unavailable' });
    await expect(storage.prepare()).rejects.toMatchObject({ problem: 'unavailable' });
  });
});

describe('an S3 server that does not answer', () => {
  let silent: Server;
  const sockets = new Set<Socket>();
  beforeAll(
    () =>
      new Promise<void>((resolve) =>
        (silent = createServer((socket) => void sockets.add(socket))).listen(0, '127.0.0.1', resolve),
      ),
  );
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('is given up in time, whatever was asked', async () => {
    const { port } = silent.address() as AddressInfo;
    const storage = createS3Storage({
      ...settings(),
      endpoint: `http://127.0.0.1:${port}`,
      accessKey: 'abc',
      secretKey: 'abcdefgh',
      deadlineMs: 200,
    });
    const at = { area: 'private', key: 'a' } as const;
    const asked = [
      storage.prepare(),
      storage.write(at, Buffer.from('x'), { mediaType: 'text/plain' }),
      storage.read(at),
      storage.remove(at),
    ];
    for (const each of asked) await expect(each).rejects.toMatchObject({ problem: 'unavailable' });
  });
});
