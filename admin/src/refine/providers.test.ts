import { answerWith, BOOKING_ID, buildBooking, buildRow, problem } from '../testing';
import { stoaNow } from '../clock';
import { cancelBooking } from './actions';
import { authProvider } from './authProvider';
import { api, bodyOf, ProblemError } from './client';
import { dataProvider } from './dataProvider';

const me = (roles: string[]) => ({
  id: BOOKING_ID,
  name: 'Mara',
  email: 'mara@stoa.example',
  zone: 'Europe/Berlin',
  locale: 'en',
  roles,
  actingAs: roles[0],
  permissions: [],
  impersonatedBy: null,
  emailVerified: true,
  mustEnrolTotp: false,
  accessEndsAt: '2026-11-24T16:10:00Z',
});
const page = { items: [buildRow()], nextCursor: 'n2', asOf: '2031-01-01T00:00:00.000Z' };
const failure = async (promise: Promise<unknown>): Promise<ProblemError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};

describe('dataProvider', () => {
  it('turns Refine’s filters, order, cursor and page into our query', async () => {
    const [sent] = await list();
    expect(Object.fromEntries(sent?.query ?? [])).toEqual({
      q: 'ana',
      sort: '-startsAt',
      cursor: 'c1',
      limit: '50',
    });
    expect(sent?.headers.get('X-Stoa-App')).toBe('admin');
  });

  async function list() {
    const sent = answerWith(() => ({ body: page }));
    const answer = await dataProvider.getList({
      resource: 'bookings',
      filters: [
        { field: 'q', operator: 'eq', value: 'ana' },
        { field: 'session', operator: 'eq', value: '' },
      ],
      sorters: [{ field: 'startsAt', order: 'desc' }],
      pagination: { pageSize: 50 },
      meta: { cursor: 'c1' },
    });
    expect(answer['cursor']).toEqual({ next: 'n2' });
    return sent;
  }

  it('learns Stoa’s time from every answer', async () => {
    await list();
    expect(new Date(stoaNow()).getUTCFullYear()).toBe(2031);
  });

  it('asks for a booking and its timeline where they are', async () => {
    const sent = answerWith(({ path }) => ({ body: path.endsWith('timeline') ? { items: [] } : buildBooking() }));
    await dataProvider.getOne({ resource: 'bookings', id: BOOKING_ID });
    await dataProvider.getOne({ resource: 'timelines', id: BOOKING_ID });
    expect(sent.map(({ path }) => path)).toEqual([`/staff/bookings/${BOOKING_ID}`, `/bookings/${BOOKING_ID}/timeline`]);
  });

  it('throws the problem with its code', async () => {
    answerWith(() => problem(404, 'booking_not_found', { instance: 'req-1' }));
    const error = await failure(dataProvider.getOne({ resource: 'bookings', id: BOOKING_ID }));
    expect([error.code, error.statusCode, error.problem.instance]).toEqual(['booking_not_found', 404, 'req-1']);
  });

  it('says that nobody answered when nobody did, and when a proxy answers in its own words', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('network'));
    expect((await failure(dataProvider.getOne({ resource: 'bookings', id: 'x' }))).code).toBe('unreachable');
    globalThis.fetch = () => Promise.resolve(new Response('<h1>502</h1>', { status: 502 }));
    expect((await failure(dataProvider.getOne({ resource: 'bookings', id: 'x' }))).code).toBe('unreachable');
  });
});

describe('an access token that has ended', () => {
  it('is renewed once for all that wait, and each request is sent again', async () => {
    let isFresh = false;
    const sent = answerWith(({ path }) => {
      if (path === '/session/refresh') {
        isFresh = true;
        return { status: 204 };
      }
      return isFresh ? { body: buildBooking() } : problem(401, 'token_expired');
    });
    const ask = () => dataProvider.getOne({ resource: 'bookings', id: BOOKING_ID });
    await Promise.all([ask(), ask()]);
    expect(sent.filter(({ path }) => path === '/session/refresh')).toHaveLength(1);
    expect(sent).toHaveLength(5);
  });

  it('is not renewed for ever: a second 401 is an answer', async () => {
    const sent = answerWith(({ path }) =>
      path === '/session/refresh' ? { status: 204 } : problem(401, 'session_revoked'),
    );
    const error = await failure(dataProvider.getOne({ resource: 'bookings', id: BOOKING_ID }));
    expect(error.code).toBe('session_revoked');
    expect(sent).toHaveLength(3);
  });
});

describe('actions', () => {
  it('carry the quote, the reason and a key: sent again, they happen once', async () => {
    const sent = answerWith(() => ({ body: buildBooking() }));
    await cancelBooking({ bookingId: BOOKING_ID, quoteToken: 't', reason: 'ill', key: 'k-1' });
    expect(sent[0]?.headers.get('Idempotency-Key')).toBe('k-1');
    expect(sent[0]?.body).toEqual({ quoteToken: 't', reason: 'ill' });
  });
});

describe('authProvider', () => {
  afterEach(async () => {
    answerWith(() => ({ status: 204 }));
    await authProvider.logout({});
  });

  it.each(['student', 'tutor'])('refuses a %s and ends the sign-in that was just made', async (role) => {
    const sent = answerWith(({ method }) => (method === 'DELETE' ? { status: 204 } : { body: me([role]) }));
    const answer = await authProvider.login({ email: 'a@b.c', password: 'x' });
    expect(answer).toMatchObject({ success: false, error: { code: 'not_staff' } });
    expect(sent.at(-1)).toMatchObject({ method: 'DELETE', path: '/session' });
  });

  it('takes the API’s own refusal of a role for the same', async () => {
    answerWith(() => problem(403, 'role_not_held'));
    expect(await authProvider.login({ email: 'a@b.c', password: 'x' })).toMatchObject({
      error: { code: 'not_staff' },
    });
  });

  it('lets support in, who is also a tutor', async () => {
    answerWith(() => ({ body: me(['tutor', 'support']) }));
    expect(await authProvider.login({ email: 'a@b.c', password: 'x' })).toMatchObject({ success: true });
    expect(await authProvider.check()).toEqual({ authenticated: true });
  });

  it('does not sign anybody out because the network is away', async () => {
    answerWith(() => problem(503, 'temporarily_unavailable'));
    expect(await authProvider.check()).toMatchObject({ authenticated: true });
    expect(await authProvider.onError(new TypeError('network'))).toEqual({});
  });

  it('sends to the sign-in page when the sign-in has ended', async () => {
    answerWith(() => problem(401, 'unauthenticated'));
    expect(await authProvider.check()).toEqual({ authenticated: false, redirectTo: '/sign-in' });
  });

  it('leads to the door with the page to come back to, and ends nothing, when an answer says that nobody is in', async () => {
    const sent = answerWith(() => problem(401, 'session_revoked'));
    const late = await failure(bodyOf(api.GET('/staff/bookings')));
    window.history.pushState({}, '', '/trial-balance?at=now');
    expect(await authProvider.onError(late)).toMatchObject({ redirectTo: '/sign-in?to=%2Ftrial-balance%3Fat%3Dnow' });
    window.history.pushState({}, '', '/sign-in?to=%2F');
    expect(await authProvider.onError(late)).toEqual({});
    expect(sent.some(({ method }) => method === 'DELETE')).toBe(false);
  });
});
