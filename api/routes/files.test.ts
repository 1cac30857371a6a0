/** Protects: private documents that somebody else opens, and uploads that fill the disk, the memory or a reviewer's device. */
import { request } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { FILE_LIMITS } from '@stoa/domain/files';
import { rows } from '../../db/postgres';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, type SignedInCaller } from '../../test/harness/caller';
import { announce, PDF, picture, readyFile, send, sendFile, type Upload } from '../../test/harness/uploads';

let app: TestApp;
let tutor: SignedInCaller;
let stranger: SignedInCaller;
let verdict: 'clean' | 'infected' | 'unknown' = 'clean';
beforeAll(async () => {
  app = await createTestApp({ scan: () => Promise.resolve(verdict) });
  stranger = await signedIn(app, ['tutor']);
});
beforeEach(async () => {
  verdict = 'clean';
  tutor = await signedIn(app, ['tutor']);
});
afterAll(() => app.close());

const stored = async () =>
  (await readdir(app.folder, { recursive: true, withFileTypes: true }))
    .filter((each) => each.isFile())
    .map((each) => path.relative(app.folder, path.join(each.parentPath, each.name)));
const announced = async (content: Buffer): Promise<Upload> =>
  (await announce(tutor.caller, { purpose: 'certificate', content })).body;
const linkOf = async (caller: Caller, fileId: string) =>
  (await caller.get<{ url: string }>(`/files/${fileId}/link`)).body.url;

describe('announcing a file', () => {
  it.each([
    ['file_type_refused', { purpose: 'avatar', mediaType: 'image/svg+xml', bytes: 100 }],
    ['file_type_refused', { purpose: 'avatar', mediaType: 'application/pdf', bytes: 100 }],
    ['file_type_refused', { purpose: 'certificate', mediaType: 'application/zip', bytes: 100 }],
    ['file_too_large', { purpose: 'avatar', mediaType: 'image/png', bytes: 5_000_001 }],
    ['file_too_large', { purpose: 'certificate', mediaType: 'application/pdf', bytes: 10_000_001 }],
    ['request_invalid', { purpose: 'certificate', mediaType: 'application/pdf', bytes: 1e12 }],
    ['request_invalid', { purpose: 'malware', mediaType: 'application/pdf', bytes: 100 }],
    ['request_invalid', { purpose: 'avatar', mediaType: 'image/png', bytes: 0 }],
    ['request_invalid', { purpose: 'avatar', mediaType: 'image/png', bytes: 9, name: 'a\u0007b' }],
  ])('is refused: %s for %o', async (code, body) => {
    expect((await tutor.caller.post('/files', { name: 'a', ...body })).body.code).toBe(code);
  });

  it('is refused when too much of theirs waits, also when twenty ask at once', async () => {
    const asked = Array.from({ length: FILE_LIMITS.waitingFiles + 5 }, () =>
      announce(tutor.caller, { purpose: 'certificate', content: PDF }),
    );
    const codes = (await Promise.all(asked)).map(({ status, body }) => (status === 201 ? 'made' : body.code));
    expect(codes.filter((code) => code === 'made')).toHaveLength(FILE_LIMITS.waitingFiles);
    expect(codes.filter((code) => code === 'file_limit_reached')).toHaveLength(5);
    const [{ id }] = (await rows<{ id: string }>(app.database.app, `SELECT id FROM files WHERE owner_id = ? LIMIT 1`, [
      tutor.person.id,
    ])) as [{ id: string }];
    expect((await tutor.caller.ask('DELETE', `/files/${id}`)).status).toBe(204);
    expect((await announce(tutor.caller, { purpose: 'certificate', content: PDF })).status).toBe(201);
  });

  it('is refused when the bytes that wait are too many', async () => {
    const body = { purpose: 'certificate', name: 'a', mediaType: 'application/pdf', bytes: 10_000_000 };
    for (let i = 0; i < 6; i++) expect((await tutor.caller.post('/files', body)).status).toBe(201);
    expect((await tutor.caller.post('/files', body)).body.code).toBe('file_limit_reached');
  });

  it('keeps its name in any script', async () => {
    const name = 'Диплом 卒業証書 شهادة e\u0301.pdf';
    const { body } = await announce(tutor.caller, { purpose: 'certificate', content: PDF, name });
    expect(body.file.name).toBe(name.normalize('NFC'));
  });
});

describe('sending its content', () => {
  it('works once, also for two at the same time', async () => {
    const upload = await announced(PDF);
    const answers = await Promise.all([1, 2, 3].map(() => send(tutor.caller, upload, PDF)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403, 403]);
    expect((await send(tutor.caller, upload, PDF)).body['code']).toBe('file_link_invalid');
  });

  it('is nobody else’s, and nothing but the grant that was given', async () => {
    const upload = await announced(PDF);
    const other = await announced(PDF);
    const grant = Object.values(upload.upload.headers)[0]!;
    const bent = (value: string): Upload => ({
      ...upload,
      upload: { ...upload.upload, headers: { 'X-Upload-Grant': value } },
    });
    expect((await send(stranger.caller, upload, PDF)).body['code']).toBe('file_link_invalid');
    const later = grant.replace(/^\d+/, (endsAt) => String(Number(endsAt) + 1));
    for (const value of [
      later,
      `${grant.slice(0, -1)}_`,
      grant.split('.')[0]!,
      Object.values(other.upload.headers)[0]!,
      'x',
    ])
      expect((await send(tutor.caller, bent(value), PDF)).body['code']).toBe('file_link_invalid');
    expect((await send(tutor.caller, upload, PDF)).status).toBe(204);
  });

  it('is too late after a quarter of an hour', async () => {
    const upload = await announced(PDF);
    await app.database.owner.raw(`UPDATE files SET upload_ends_at = now() - interval '1 second' WHERE id = ?`, [
      upload.file.id,
    ]);
    expect((await send(tutor.caller, upload, PDF)).body['code']).toBe('file_link_invalid');
  });

  it('is cut off at the first byte too many, with or without a length', async () => {
    for (const chunked of [false, true]) {
      const upload = await announced(PDF);
      const before = await stored();
      const status = await endless(upload, chunked);
      expect([413, 'cut']).toContain(status);
      expect(await stored()).toEqual(before);
      expect((await tutor.caller.post(`/files/${upload.file.id}/finish`)).body.code).toBe('file_not_uploaded');
    }
  });

  it('does not count when less came than was announced', async () => {
    const upload = await announced(PDF);
    const before = await stored();
    expect((await send(tutor.caller, upload, PDF.subarray(1))).body['code']).toBe('file_incomplete');
    expect(await stored()).toEqual(before);
    expect((await tutor.caller.post(`/files/${upload.file.id}/finish`)).body.code).toBe('file_not_uploaded');
  });

  /** Sends megabytes where a few bytes were announced; the answer's status, or 'cut' when the connection went first. */
  function endless({ upload }: Upload, chunked: boolean): Promise<number | 'cut'> {
    return new Promise((resolve) => {
      const headers = {
        ...upload.headers,
        'x-stoa-app': 'web',
        cookie: [...tutor.caller.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': 50_000_000 }),
      };
      const asked = request(`${app.origin}${upload.url}`, { method: 'PUT', headers }, (answer) => {
        resolve(answer.statusCode ?? 'cut');
        asked.destroy();
      });
      asked.on('error', () => resolve('cut'));
      const more = (): void => {
        while (!asked.destroyed && asked.write(Buffer.alloc(100_000)));
        if (!asked.destroyed) asked.once('drain', more);
      };
      more();
    });
  }
});

describe('judging its content', () => {
  const refusal = async (content: Buffer, mediaType: string, purpose: 'avatar' | 'certificate' = 'certificate') =>
    (await sendFile(tutor.caller, { purpose, content, mediaType })).body.code;

  it('refuses a renamed executable, an archive, a page and a drawing that can run', async () => {
    const program = Buffer.concat([Buffer.from('MZ\u0090\u0000', 'latin1'), Buffer.alloc(600)]);
    const archive = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(600)]);
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    const drawing = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
    for (const content of [program, archive, page, drawing])
      expect(await refusal(content, 'application/pdf')).toBe('file_type_refused');
    expect(await refusal(program, 'image/png', 'avatar')).toBe('file_type_refused');
    expect(await refusal(PDF, 'image/png', 'avatar')).toBe('file_type_refused');
  });

  it('refuses what is damaged', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7 and no end'), 'application/pdf')).toBe('file_damaged');
    const whole = await picture(600, 600, 'jpeg');
    expect(await refusal(whole.subarray(0, whole.length / 2), 'image/jpeg', 'avatar')).toBe('file_damaged');
  });

  it('refuses pictures that are too small, and a bomb by what its header claims', async () => {
    expect(await refusal(await picture(149, 400), 'image/png', 'avatar')).toBe('image_too_small');
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusal(bomb, 'image/png', 'avatar')).toBe('image_too_large');
    const claim = Buffer.from(await picture(200));
    claim.writeUInt32BE(60_000, 16);
    claim.writeUInt32BE(60_000, 20);
    expect(['image_too_large', 'file_damaged']).toContain(await refusal(claim, 'image/png', 'avatar'));
  });

  it('keeps nothing of what it refused, and says the same again', async () => {
    const before = await stored();
    const content = Buffer.from('no PDF at all');
    const upload = await announced(content);
    await send(tutor.caller, upload, content);
    for (let i = 0; i < 2; i++) {
      const answer = await tutor.caller.post(`/files/${upload.file.id}/finish`);
      expect([answer.status, answer.body.code]).toEqual([422, 'file_type_refused']);
    }
    expect(await stored()).toEqual(before);
  });

  it('turns a picture into squares without a trace of place or owner, and leaves no original', async () => {
    const content = await sharp({ create: { width: 500, height: 300, channels: 3, background: '#248' } })
      .withExif({ IFD0: { Artist: 'somebody' }, IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer();
    const { body } = await sendFile(tutor.caller, { purpose: 'avatar', content, mediaType: 'image/jpeg' });
    expect(body.pictures.map(({ size }) => size)).toEqual([96, 320]);
    for (const { url, size } of body.pictures) {
      const answer = await fetch(app.origin + url);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000');
      const { width, format, exif } = await sharp(await answer.arrayBuffer()).metadata();
      expect([width, format, exif]).toEqual([size, 'webp', undefined]);
    }
    expect(
      (await stored()).filter(
        (name) => name.startsWith('private') && name.includes(body.pictures[0]!.url.split('/')[4]!),
      ),
    ).toEqual([]);
  });

  it('is one outcome when it is asked for twice at once', async () => {
    const content = await picture();
    const { body } = await announce(tutor.caller, { purpose: 'tutor_photo', content });
    await send(tutor.caller, body, content);
    const answers = await Promise.all([1, 2, 3].map(() => tutor.caller.post(`/files/${body.file.id}/finish`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('refuses what the virus check found, and private documents that it could not check', async () => {
    verdict = 'infected';
    expect(await refusal(PDF, 'application/pdf')).toBe('file_infected');
    verdict = 'unknown';
    const upload = await announced(PDF);
    await send(tutor.caller, upload, PDF);
    const finish = () => tutor.caller.post(`/files/${upload.file.id}/finish`);
    expect((await finish()).body.code).toBe('file_not_scanned');
    verdict = 'clean';
    expect((await finish()).status).toBe(200);
  });

  it('is nobody else’s', async () => {
    const upload = await announced(PDF);
    await send(tutor.caller, upload, PDF);
    expect((await stranger.caller.post(`/files/${upload.file.id}/finish`)).body.code).toBe('file_not_found');
    expect((await stranger.caller.ask('DELETE', `/files/${upload.file.id}`)).body.code).toBe('file_not_found');
  });
});

describe('a private file', () => {
  it('opens by its link for its owner, as a download that can do nothing', async () => {
    const { body } = await sendFile(tutor.caller, {
      purpose: 'certificate',
      content: PDF,
      name: 'Zeugnis "für" 東京\u0022;.pdf',
    });
    const answer = await tutor.caller.get(await linkOf(tutor.caller, body.id));
    expect([answer.status, answer.text]).toEqual([200, PDF.toString()]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'self'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="file"; filename\*=UTF-8''Zeugnis%20%22f%C3%BCr/,
    );
  });

  it('is written anew when it is a picture, without what the camera noted', async () => {
    const content = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#248' } })
      .withExif({ IFD0: { Artist: 'somebody' } })
      .jpeg()
      .toBuffer();
    const { body } = await sendFile(tutor.caller, { purpose: 'certificate', content, mediaType: 'image/jpeg' });
    const link = await linkOf(tutor.caller, body.id);
    const answer = await fetch(app.origin + link, {
      headers: { cookie: [...tutor.caller.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    const { format, exif } = await sharp(await answer.arrayBuffer()).metadata();
    expect([format, exif]).toEqual(['jpeg', undefined]);
    expect(answer.headers.get('content-disposition')).toMatch(/^inline/);
  });

  it('does not open for anybody else, whatever they hold', async () => {
    const fileId = await readyFile(tutor.caller, 'certificate');
    const link = await linkOf(tutor.caller, fileId);
    expect((await new Caller(app).get(link)).body.code).toBe('unauthenticated');
    expect((await stranger.caller.get(link)).body.code).toBe('file_link_invalid');
    expect((await stranger.caller.get(`/files/${fileId}/link`)).body.code).toBe('file_not_found');
    expect((await tutor.caller.get(`/files/${fileId}/content`)).body.code).toBe('request_invalid');
    expect((await tutor.caller.get(`/files/${v7()}/link`)).body.code).toBe('file_not_found');
  });

  it('does not open by a link that was altered, has run out, or was made for another file', async () => {
    const [one, other] = [await readyFile(tutor.caller, 'certificate'), await readyFile(tutor.caller, 'certificate')];
    const link = await linkOf(tutor.caller, one);
    const altered = [
      link.replace(one, other),
      link.replace(/\.(\d+)\./, (_, endsAt: string) => `.${Number(endsAt) + 60_000}.`),
      link.replace('web.', 'admin.'),
      `${link.slice(0, -1)}_`,
      link.replace(/grant=.*/, 'grant=web.9999999999999.'),
    ];
    for (const each of altered) expect([401, 403]).toContain((await tutor.caller.get(each)).status);
    jest.useFakeTimers({
      doNotFake: [
        'nextTick',
        'setImmediate',
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
        'queueMicrotask',
        'performance',
        'hrtime',
      ],
      now: Date.now() + 5 * 60_000 + 1,
    });
    try {
      expect((await tutor.caller.get(link)).body.code).toBe('file_link_invalid');
    } finally {
      jest.useRealTimers();
    }
  });

  it('opens for those of the staff who review, through a link of their own, and leaves a line of it', async () => {
    const fileId = await readyFile(tutor.caller, 'certificate');
    const support = await signedIn(app, ['support']);
    expect((await support.caller.get(`/files/${fileId}/link`)).body.code).toBe('file_not_found');
    const { caller, person } = await signedIn(app, ['admin']);
    const link = await linkOf(caller, fileId);
    const shown = await caller.get(link);
    // safety: a frame of the console shows it, and what is in it must not run as the console
    expect([shown.status, shown.headers.get('content-security-policy')]).toEqual([
      200,
      "default-src 'none'; sandbox; frame-ancestors 'self'",
    ]);
    expect(shown.headers.get('content-disposition')).toMatch(/^inline/);
    expect((await tutor.caller.get(link)).body.code).toBe('unauthenticated');
    const lines = await rows(app.database.owner, `SELECT actor_id, action FROM audit_log WHERE subject_id = ?`, [
      fileId,
    ]);
    expect(lines).toEqual([{ actor_id: person.id, action: 'file.view' }]);
  });

  it('is gone at once when it is discarded', async () => {
    const fileId = await readyFile(tutor.caller, 'certificate');
    const link = await linkOf(tutor.caller, fileId);
    await tutor.caller.ask('DELETE', `/files/${fileId}`);
    expect((await tutor.caller.get(link)).body.code).toBe('file_not_found');
  });
});

describe('diplomas in a public bucket', () => {
  it('are not there: a certificate lies in the private area, and no public address leads to it', async () => {
    const fileId = await readyFile(tutor.caller, 'certificate');
    const [{ key, area }] = (await rows<{ key: string; area: string }>(
      app.database.app,
      `SELECT storage_key AS key, area FROM files WHERE id = ?`,
      [fileId],
    )) as [{ key: string; area: string }];
    expect(area).toBe('private');
    expect((await stored()).filter((name) => name.includes(key))).toEqual([`private/${key}/original`]);
    expect((await readFile(path.join(app.folder, 'private', key, 'original'))).equals(PDF)).toBe(true);
    for (const address of ['96.webp', '320.webp', 'original', '..%2Foriginal', '..%2F..%2Fprivate%2F' + key])
      expect((await fetch(`${app.origin}/api/v1/pictures/${key}/${address}`)).status).toBeGreaterThanOrEqual(400);
    await expect(app.database.app.raw(`UPDATE files SET area = 'public' WHERE id = ?`, [fileId])).rejects.toThrow(
      'files_purpose_area_check',
    );
  });
});

describe('a public picture', () => {
  it.each(['0'.repeat(64), '..%2F..%2Fprivate', 'a', '%2e%2e', `${'0'.repeat(63)}%00`])(
    'is not found by guess: %s',
    async (key) => {
      expect([400, 404]).toContain((await fetch(`${app.origin}/api/v1/pictures/${key}/96.webp`)).status);
    },
  );
});
