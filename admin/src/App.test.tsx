import { permissionsFor, type Role } from '@stoa/domain/permissions';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App, createQueryClient } from './App';
import { answerWith, BOOKING_ID, buildBooking, problem, type Sent } from './testing';

jest.mock('socket.io-client', () => ({
  io: () => ({ on: () => undefined, close: () => undefined, connected: false }),
}));

const EMPTY = { items: [], nextCursor: null, asOf: '2026-11-24T16:00:00Z' };
const me = (role: Role, more: object = {}) => ({
  id: BOOKING_ID,
  name: 'Mara Lind',
  email: 'mara@stoa.example',
  zone: 'Europe/Berlin',
  locale: 'en',
  currency: 'EUR',
  roles: [role],
  actingAs: role,
  permissions: permissionsFor(role),
  impersonatedBy: null,
  emailVerified: true,
  mustEnrolTotp: false,
  accessEndsAt: '2026-11-24T16:10:00Z',
  ...more,
});

/** Whoever is signed in already, until they sign out. */
function signedIn(answer: Parameters<typeof answerWith>[0]): Sent[] {
  let isIn = true;
  return answerWith((one) => {
    if (one.method === 'DELETE' && one.path === '/session') isIn = false;
    return isIn ? answer(one) : problem(401, 'unauthenticated');
  });
}
async function leave(): Promise<void> {
  fireEvent.click(await screen.findByText('Mara Lind'));
  fireEvent.click(await screen.findByText('Sign out'));
  await screen.findByLabelText('E-mail address');
}

/** Every step that the address bar takes from here on. */
function footsteps(): string[] {
  const steps: string[] = [];
  for (const kind of ['pushState', 'replaceState'] as const) {
    const step = window.history[kind].bind(window.history);
    jest.spyOn(window.history, kind).mockImplementation((...[state, unused, url]: Parameters<History['pushState']>) => {
      if (url) steps.push(String(url));
      step(state, unused, url);
    });
  }
  return steps;
}
afterEach(() => jest.restoreAllMocks());

/** An API that knows one booking, and nobody until they sign in as this role. */
function houseOf(role: Role): Sent[] & { forget: () => void } {
  let isIn = false;
  const sent = answerWith(({ method, path }) => {
    if (path === '/session' && method === 'POST') {
      isIn = true;
      return { body: me(role) };
    }
    if (path === '/session') isIn = false;
    if (!isIn) return problem(401, 'unauthenticated');
    if (path === '/me') return { body: me(role) };
    return { body: path.endsWith('timeline') ? { items: [], asOf: '2026-11-24T16:00:00Z' } : buildBooking() };
  });
  return Object.assign(sent, { forget: () => (isIn = false) });
}

async function signIn() {
  const email = await screen.findByLabelText('E-mail address');
  fireEvent.change(email, { target: { value: 'mara@stoa.example' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'secret' } });
  fireEvent.click(screen.getByText('Sign in', { selector: 'button span' }));
}

describe('the door of the console', () => {
  it('leads whoever signs in to the page they wanted, and whoever signs out to the door, in one step each', async () => {
    houseOf('support');
    const page = `/bookings/${BOOKING_ID}`;
    window.history.pushState({}, '', page);
    const steps = footsteps();
    const answers = createQueryClient();
    render(<App queryClient={answers} />);
    await signIn();
    await screen.findByText('B-7KX4M2Q5');
    const kept = () =>
      JSON.stringify(
        answers
          .getQueryCache()
          .getAll()
          .map(({ state }) => state.data ?? null),
      );
    expect(kept()).toContain('B-7KX4M2Q5');
    expect(window.location.pathname).toBe(`/bookings/${BOOKING_ID}`);
    expect(document.title).toBe('B-7KX4M2Q5 · Stoa console');
    fireEvent.click(await screen.findByText('Mara Lind'));
    fireEvent.click(await screen.findByText('Sign out'));
    await screen.findByLabelText('E-mail address');
    expect(steps).toEqual([`/sign-in?to=${encodeURIComponent(page)}`, page, '/sign-in']);
    expect(kept()).not.toContain('B-7KX4M2Q5');
  });

  it('takes whoever’s sign-in has ended back to the page they were on, once they sign in again', async () => {
    const house = houseOf('owner');
    const page = `/bookings/${BOOKING_ID}`;
    window.history.pushState({}, '', page);
    const { unmount } = render(<App queryClient={createQueryClient()} />);
    await signIn();
    await screen.findByText('B-7KX4M2Q5');
    unmount();
    house.forget();
    const steps = footsteps();
    render(<App queryClient={createQueryClient()} />);
    await signIn();
    await screen.findByText('B-7KX4M2Q5');
    expect(steps).toEqual([`/sign-in?to=${encodeURIComponent(page)}`, page]);
    expect(house.some(({ method }) => method === 'DELETE')).toBe(false);
    await leave();
  });

  it('tells a student in a sentence that it is not for them, and keeps what was typed', async () => {
    const sent = houseOf('student');
    window.history.pushState({}, '', '/sign-in');
    render(<App queryClient={createQueryClient()} />);
    await signIn();
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('This console is for the staff.'));
    expect(screen.getByLabelText<HTMLInputElement>('E-mail address').value).toBe('mara@stoa.example');
    expect(sent.some(({ method, path }) => method === 'DELETE' && path === '/session')).toBe(true);
  });

  it('asks for the authenticator’s code after the password, and keeps the code that did not count', async () => {
    let isIn = false;
    const sent = answerWith(({ method, path, body }) => {
      if (path === '/session/totp') {
        isIn = (body as { code: string }).code === '222222';
        return isIn ? { body: me('owner') } : problem(401, 'totp_wrong');
      }
      if (path === '/session' && method === 'POST')
        return problem(401, 'totp_required', { details: { challenge: 'c-1' } });
      if (!isIn) return problem(401, 'unauthenticated');
      return { body: path === '/me' ? me('owner') : { items: [], nextCursor: null, asOf: '2026-11-24T16:00:00Z' } };
    });
    window.history.pushState({}, '', '/sign-in');
    render(<App queryClient={createQueryClient()} />);
    await signIn();
    const code = await screen.findByLabelText<HTMLInputElement>('Code');
    const submit = () => fireEvent.click(screen.getByText('Sign in', { selector: 'button span' }));
    fireEvent.change(code, { target: { value: '111111' } });
    submit();
    expect((await screen.findByRole('alert')).textContent).toContain('That code does not count');
    expect(code.value).toBe('111111');
    fireEvent.change(code, { target: { value: ' 222222 ' } });
    submit();
    await screen.findByRole('heading', { name: 'Bookings' });
    expect(sent.filter(({ path }) => path === '/session/totp').map(({ body }) => body)).toEqual([
      { challenge: 'c-1', code: '111111' },
      { challenge: 'c-1', code: '222222' },
    ]);
    await leave();
  });

  it('lets whoever must set their second step up do that and nothing else, then leads to the page they wanted', async () => {
    let isOn = false;
    const sent = signedIn(({ path, body }) => {
      if (path === '/me') return { body: me('admin', { mustEnrolTotp: !isOn }) };
      if (path === '/me/totp')
        return (body as { currentPassword: string }).currentPassword === 'right'
          ? { body: { secret: 'ABCDEFGHIJKL', uri: 'otpauth://totp/Stoa?secret=ABCDEFGHIJKL' } }
          : problem(403, 'credentials_wrong');
      if (path === '/me/totp/confirm') {
        isOn = (body as { code: string }).code === '222222';
        return isOn ? { body: { codes: ['AAAA-1111', 'BBBB-2222'] } } : problem(403, 'totp_wrong');
      }
      return isOn ? { body: buildBooking() } : problem(403, 'totp_enrolment_required');
    });
    window.history.pushState({}, '', `/bookings/${BOOKING_ID}`);
    render(<App queryClient={createQueryClient()} />);
    await screen.findByRole('heading', { name: 'Set up your second step' });
    sent.length = 0;
    expect(screen.queryByRole('navigation')).toBeNull();
    const press = (name: string) => fireEvent.click(screen.getByText(name, { selector: 'button span' }));
    const write = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    write('Password', 'wrong');
    press('Begin');
    await screen.findByRole('alert');
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('wrong');
    write('Password', 'right');
    press('Begin');
    expect(await screen.findByText('ABCD EFGH IJKL')).toBeTruthy();
    expect(screen.getByRole('img', { name: /QR code/ })).toBeTruthy();
    write('Code it shows now', '111111');
    press('Switch on');
    expect((await screen.findByRole('alert')).textContent).toContain('That code does not count');
    write('Code it shows now', ' 222222 ');
    press('Switch on');
    expect(await screen.findByText('BBBB-2222')).toBeTruthy();
    expect(sent.map(({ path }) => path).filter((path) => !/^\/me/.test(path))).toEqual([]);
    press('I have kept them');
    await screen.findByText('B-7KX4M2Q5');
    await leave();
  });

  it.each(['//evil.example/x', '/\\evil.example', 'https://evil.example'])(
    'does not lead anybody to %s after signing in',
    async (to) => {
      houseOf('owner');
      window.history.pushState({}, '', `/sign-in?to=${encodeURIComponent(to)}`);
      render(<App queryClient={createQueryClient()} />);
      await signIn();
      await screen.findByRole('heading', { name: 'Bookings' });
      expect(window.location.host).toBe('localhost');
      expect(window.location.pathname).toBe('/');
      await leave();
    },
  );
});

describe('a house that does not answer', () => {
  it('is told of by the page, which asks a few times and not for ever', async () => {
    const sent = answerWith(() => problem(503, 'temporarily_unavailable'));
    window.history.pushState({}, '', '/');
    render(<App queryClient={createQueryClient()} />);
    expect((await screen.findByRole('alert', {}, { timeout: 15_000 })).textContent).toContain('Try again');
    expect(sent.filter(({ path }) => path === '/me').length).toBeLessThan(20);
  });
});

describe('the pages of the console', () => {
  const EVERYTHING = ['Bookings', 'Approvals', 'People', 'Reviews', 'Subjects', 'Audit log', 'Trial balance'];
  async function openAs(role: Role, path: string) {
    const sent = signedIn((one) => (one.path === '/me' ? { body: me(role) } : { body: EMPTY }));
    window.history.pushState({}, '', path);
    render(<App queryClient={createQueryClient()} />);
    await screen.findByRole('navigation', { name: 'Main' });
    return sent;
  }

  it.each([
    ['support', ['Bookings', 'People', 'Reviews', 'Trial balance']],
    ['admin', EVERYTHING],
    ['owner', EVERYTHING],
  ] as const)('are offered to %s by what they may: %j', async (role, pages) => {
    await openAs(role, '/reviews');
    await screen.findByText('Nothing is reported');
    const nav = screen.getByRole('navigation', { name: 'Main' });
    expect([...nav.querySelectorAll('a')].map(({ textContent }) => textContent)).toEqual(pages);
    await leave();
  });

  it.each(['/approvals', `/approvals/${BOOKING_ID}`, '/subjects', '/audit'])(
    'say whom to ask where support comes by an old link, and ask the API nothing: %s',
    async (path) => {
      const sent = await openAs('support', path);
      await screen.findByRole('heading', { name: 'This page is not for your role' });
      expect(screen.getByText(/It is for admins and owners/)).toBeTruthy();
      expect(sent.filter((one) => one.path.startsWith('/staff'))).toEqual([]);
      await leave();
    },
  );
});
