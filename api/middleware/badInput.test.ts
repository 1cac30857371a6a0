import { request } from 'node:http';
import { v7 } from 'uuid';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { signedIn, type Ask, type Caller } from '../../test/harness/caller';

let app: TestApp;
let caller: Caller;
let tutor: BuiltTutor;
beforeAll(async () => {
  app = await createTestApp();
  tutor = await buildTutor(app.database.owner);
  ({ caller } = await signedIn(app, ['student']));
});
afterAll(() => app.close());
afterEach(() => expect(app.reports).toEqual([]));

const quoteOf = (differences: Record<string, unknown> = {}) => ({
  tutorId: tutor.id,
  subjectId: tutor.subjectId,
  startsAt: '2026-02-09T15:00:00Z',
  durationMinutes: 60,
  ...differences,
});
const raw = (bytes: Buffer | string, headers: Ask['headers'] = {}) =>
  caller.post('/quotes', undefined, { raw: bytes, headers: { 'content-type': 'application/json', ...headers } });
const refused = { status: 400, body: { code: 'request_invalid' } };

describe('a body', () => {
  it.each([
    ['that is no JSON', '{"tutorId":'],
    ['that is empty', ''],
    ['that is an array', '[]'],
    ['that is null', 'null'],
    ['with a byte order mark', '\uFEFF{}'],
    ['with a field given twice', '{"zone":"UTC","zone":"UTC"}'],
    ['with a field given twice by escape', '{"zone":"UTC","\\u007aone":"UTC"}'],
    ['with a prototype', '{"__proto__":{"admin":true},"zone":"UTC"}'],
    ['nested without end', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`],
    ['with a NUL character', '{"zone":"U\\u0000TC"}'],
    ['with half a character', '{"zone":"\\ud800"}'],
    ['with a number beyond numbers', '{"zone":1e999}'],
  ])('%s is refused', async (_name, text) => {
    const answer = await caller.ask('PUT', '/me/zone', { raw: text, headers: { 'content-type': 'application/json' } });
    expect(answer).toMatchObject(refused);
  });

  it('in an encoding that is not UTF-8 is refused', async () => {
    expect(await raw(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))).toMatchObject(refused);
    expect(await raw(Buffer.from('{"tutorId":"ü"}', 'latin1'))).toMatchObject(refused);
  });

  it.each([
    ['text/plain', undefined],
    ['application/json; charset=utf-16', undefined],
    ['application/x-www-form-urlencoded', undefined],
    ['application/json', 'gzip'],
  ])('as %s, encoded %s, is no type we read', async (type, encoding) => {
    const answer = await raw('{}', { 'content-type': type, 'content-encoding': encoding });
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
  });

  it('over the limit is refused before it is read', async () => {
    const answer = await raw(JSON.stringify({ tutorId: 'x'.repeat(200_000) }));
    expect([answer.status, answer.body.code]).toEqual([413, 'request_too_large']);
    expect(answer.body.details).toEqual({ limitBytes: 100_000 });
  });

  it('over the limit in chunks is refused without a length', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const url = new URL(`${app.origin}/api/v1/quotes`);
      const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { 'x-stoa-app': 'web', cookie, 'content-type': 'application/json' };
      const sent = request(url, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      for (let i = 0; i < 12; i++) sent.write('x'.repeat(10_000));
      sent.end();
    });
    expect(status).toBe(413);
  });

  it('is not taken where none belongs', async () => {
    expect(await caller.post('/session/refresh', { a: 1 })).toMatchObject(refused);
  });
});

describe('a field', () => {
  it.each([
    ['of another type', { durationMinutes: '60' }, 'body.durationMinutes'],
    ['out of range', { durationMinutes: 5_000 }, 'body.durationMinutes'],
    ['with a fraction', { durationMinutes: 60.5 }, 'body.durationMinutes'],
    ['that is no id', { tutorId: "1' OR '1'='1" }, 'body.tutorId'],
    ['that is no instant', { startsAt: 'tomorrow' }, 'body.startsAt'],
    ['that names a day that is none', { startsAt: '2026-02-30T10:00:00Z' }, 'body.startsAt'],
    ['without an offset', { startsAt: '2026-02-09T15:00:00' }, 'body.startsAt'],
    ['that is unknown', { price: 1 }, 'body'],
  ])('%s is refused and named', async (_name, differences, path) => {
    const answer = await caller.post('/quotes', quoteOf(differences));
    expect(answer).toMatchObject({ ...refused, body: { code: 'request_invalid', fields: [{ path }] } });
    expect(answer.text).not.toContain('OR');
  });

  it('that is missing is refused', async () => {
    expect(await caller.post('/quotes', {})).toMatchObject(refused);
  });

  it('that is too long is refused', async () => {
    const body = { bookingId: v7(), quoteToken: 'x', note: 'n'.repeat(1_001) };
    expect(await caller.post('/bookings', body, { headers: { 'idempotency-key': v7() } })).toMatchObject(refused);
  });

  it.each(['9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59'])(
    'far from any calendar (%s) is refused and breaks nothing',
    async (startsAt) => {
      const answer = await caller.post('/quotes', quoteOf({ startsAt }));
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      const slots = await caller.get(
        `/tutors/${tutor.id}/slots?durationMinutes=60&from=${encodeURIComponent(startsAt)}`,
      );
      expect(slots.status).toBeLessThan(500);
    },
  );

  it('that is one id in capitals is the same id', async () => {
    expect((await caller.get(`/tutors/${tutor.id.toUpperCase()}`)).body).toMatchObject({ id: tutor.id });
  });
});

describe('a query', () => {
  it.each(['limit=0', 'limit=1e1', 'limit=0x10', 'limit=%205', 'limit=-1', 'limit=101', 'limit=5&limit=6', 'sort=x'])(
    '%s is refused',
    async (query) => {
      expect(await caller.get(`/tutors?${query}`)).toMatchObject(refused);
    },
  );

  it.each(['cursor=%00', 'cursor=%ff', 'cursor=%E0%A4%A', 'cursor=%ED%A0%80'])('%s is refused', async (query) => {
    expect(await caller.get(`/tutors?${query}`)).toMatchObject(refused);
  });

  it('over a span without end is refused', async () => {
    const query = 'durationMinutes=60&from=2026-02-09T00:00:00Z&to=2027-02-09T00:00:00Z';
    expect(await caller.get(`/tutors/${tutor.id}/slots?${query}`)).toMatchObject(refused);
  });
});

describe('an address', () => {
  it('that is none is not found, and a method it does not take is named', async () => {
    expect((await caller.get('/nothing')).body.code).toBe('not_found');
    expect((await caller.get('/tutors/')).body.code).toBe('not_found');
    const wrong = await caller.ask('DELETE', '/tutors');
    expect([wrong.status, wrong.body.code, wrong.headers.get('allow')]).toEqual([
      405,
      'method_not_allowed',
      'HEAD, GET',
    ]);
  });

  it('with a strange app or role in its headers is refused', async () => {
    expect(await caller.get('/me', { headers: { 'x-stoa-app': 'other' } })).toMatchObject(refused);
    expect(await caller.get('/me', { headers: { 'x-acting-as': 'root' } })).toMatchObject(refused);
  });
});

describe('every answer', () => {
  it('carries a request id, security headers, and no trace of what runs here', async () => {
    const answer = await caller.get('/me', { headers: { 'x-request-id': 'bad id\tx' } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  it('that refuses is a problem with a code, and the id of its request', async () => {
    const answer = await caller.get('/bookings/' + v7(), { headers: { 'x-request-id': 'from-the-proxy-1' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      type: 'urn:stoa:error:booking_not_found',
      status: 404,
      code: 'booking_not_found',
      instance: 'from-the-proxy-1',
    });
  });
});
