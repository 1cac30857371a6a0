/** Protects: nothing entered is lost, refusals stand where they can be mended, tokens leave the address bar. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { asks } from '../client/asks';
import { send } from '../client/send';
import { SignInAgain } from '../session/SignInAgain';
import { SignInForm } from '../session/SignInForm';
import { useMe } from '../session/useMe';
import { LinkPage } from './LinkPage';
import { RegisterPage } from './RegisterForm';
import { fakeApi, refusal, renderAsking, renderTypedInto } from './testing';

const ASOF = '2326-11-25T17:00:00.000Z';
const OPTIONS = {
  documents: { terms: '2026-11-01', privacy: '2026-11-01' },
  currencies: ['EUR', 'GBP', 'USD'],
  countries: [],
  google: false,
  asOf: ASOF,
};
const ME = {
  id: '1',
  name: 'Robin',
  email: 'robin@people.example',
  emailVerified: true,
  mustEnrolTotp: false,
  zone: 'Europe/London',
  locale: 'en',
  currency: 'EUR',
  roles: ['student'],
  actingAs: 'student',
  permissions: [],
  impersonatedBy: null,
  accessEndsAt: ASOF,
};
const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('registration', () => {
  async function fill(): Promise<void> {
    await screen.findByLabelText(/^Name/);
    type(/^Name/, 'Robin');
    type(/^E-mail/, 'robin@people.example');
    type(/^Password/, 'robin@people.example');
    type(/^Country/, 'GB');
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
  }
  const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Make the account' }));

  it('says what is missing at each field, and sends nothing', async () => {
    const api = fakeApi({ 'GET /registrations/options': [[200, OPTIONS]] });
    renderAsking(<RegisterPage next="/" />);
    await screen.findByLabelText(/^Name/);
    submit();
    expect(screen.getByText('Write the name that others shall see.')).toBeTruthy();
    expect(screen.getAllByText(/tick the box/)).toHaveLength(2);
    expect(api.sent.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('shows a refused password at its field and keeps everything; then says where the link went', async () => {
    const api = fakeApi({
      'GET /registrations/options': [[200, OPTIONS]],
      'POST /registrations': [
        refusal(422, 'password_unsuitable'),
        [202, { sentTo: 'robin@people.example', asOf: ASOF }],
      ],
    });
    renderAsking(<RegisterPage next="/tutors/1" />);
    await fill();
    submit();
    await screen.findByText(/too easy to guess/);
    expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe('Robin');
    type(/^Password/, 'correct horse battery');
    submit();
    await screen.findByRole('heading', { name: 'Look into your mail' });
    expect(api.sent.at(-1)?.body).toMatchObject({
      role: 'student',
      displayName: 'Robin',
      country: 'GB',
      consents: OPTIONS.documents,
    });
    expect(window.localStorage.getItem('stoa:way-on')).toBe('/tutors/1');
  });

  it('leads whoever came to teach on to their profile', async () => {
    fakeApi({
      'GET /registrations/options': [[200, OPTIONS]],
      'POST /registrations': [[202, { sentTo: 'robin@people.example', asOf: ASOF }]],
    });
    renderAsking(<RegisterPage next="/" />);
    await fill();
    fireEvent.click(screen.getByLabelText('I teach'));
    submit();
    await screen.findByRole('heading', { name: 'Look into your mail' });
    expect(window.localStorage.getItem('stoa:way-on')).toBe('/teaching');
  });
});

describe('a link of a mail', () => {
  // Loss prevented: a token in the history or on a picture of the screen confirms somebody else's address.
  it('is opened once and taken out of the address bar: token in a URL', async () => {
    window.history.replaceState(null, '', '/verify-email#token=secret');
    const api = fakeApi({
      'POST /email/verify': [[200, { email: 'robin@people.example', emailVerified: true, asOf: ASOF }]],
    });
    renderAsking(<LinkPage purpose="verify" />);
    await screen.findByRole('heading', { name: 'Your address is confirmed' });
    expect(api.sent).toEqual([{ method: 'POST', path: '/email/verify', body: { token: 'secret' }, ifMatch: null }]);
    expect(window.location.href).not.toContain('secret');
  });

  it.each([
    ['link_used', 409, 'Sign in'],
    ['link_expired', 410, 'Sign in for a new link'],
    ['link_other_account', 409, 'Sign out'],
  ])('that is refused as %s offers the way on', async (code, status, way) => {
    window.history.replaceState(null, '', '/verify-email#token=secret');
    fakeApi({ 'POST /email/verify': [refusal(status, code)] });
    renderAsking(<LinkPage purpose="verify" />);
    expect(await screen.findByText(way)).toBeTruthy();
  });

  it('signs nobody out before it is asked to', async () => {
    window.history.replaceState(null, '', '/restore-email#token=secret');
    const api = fakeApi({});
    renderAsking(<LinkPage purpose="restore" />);
    await screen.findByRole('button', { name: /Bring it back/ });
    expect(api.sent).toEqual([]);
  });
});

describe('signing in', () => {
  const options = { 'GET /registrations/options': [[200, OPTIONS]] as const };
  function enter(): void {
    type(/^E-mail/, 'robin@people.example');
    type(/^Password/, 'correct horse battery');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  }

  it('goes on to the second step, and a wrong code stands at its field', async () => {
    const asked = { details: { challenge: 'once', expiresAt: ASOF } };
    const api = fakeApi({
      ...options,
      'POST /session': [refusal(401, 'totp_required', asked)],
      'POST /session/totp': [refusal(422, 'totp_wrong')],
    });
    renderAsking(<SignInForm next="/" />);
    enter();
    await screen.findByLabelText(/^Code/);
    type(/^Code/, '123 456');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByText(/That code does not count/);
    expect(api.sent.at(-1)?.body).toEqual({ challenge: 'once', code: '123 456' });
  });

  it('keeps what was entered before the page came alive', async () => {
    const api = fakeApi({ ...options, 'POST /session': [refusal(401, 'credentials_wrong')] });
    const entered = { email: 'robin@people.example', password: 'correct horse battery' };
    renderTypedInto(<SignInForm next="/" />, entered);
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByText('That address and password do not go together');
    expect(api.sent.find(({ path }) => path === '/session')?.body).toEqual(entered);
    expect(screen.getByLabelText<HTMLInputElement>(/^E-mail/).value).toBe(entered.email);
  });

  it('counts the pause down that the API asks for, and takes no try before', async () => {
    fakeApi({ ...options, 'POST /session': [refusal(429, 'rate_limited', { details: { retryAfterSeconds: 42 } })] });
    renderAsking(<SignInForm next="/" />);
    enter();
    const button = await screen.findByRole('button', { name: 'Try again in 0:42' });
    expect(button.hasAttribute('disabled')).toBe(true);
  });
});

describe('signed out in the middle of a form', () => {
  function Form() {
    const { me } = useMe();
    return (
      <>
        <textarea aria-label="note" defaultValue="long thoughts" />
        <button disabled={!me} onClick={() => void send(asks.saveZone('Europe/Kyiv'))}>
          save
        </button>
        <SignInAgain />
      </>
    );
  }

  // Loss prevented: everything somebody entered, gone with the sign-in.
  it('asks for the password over the page, sends what was being sent, and keeps the form: session expiry loses a form', async () => {
    const over = refusal(401, 'token_expired');
    const api = fakeApi({
      'GET /me': [[200, ME]],
      'PUT /me/zone': [over, [200, ME]],
      'POST /session/refresh': [over],
      'POST /session': [[200, ME]],
    });
    renderAsking(<Form />, { session: true });
    await waitFor(() => expect(screen.getByText('save').hasAttribute('disabled')).toBe(false));
    fireEvent.click(screen.getByText('save'));
    await screen.findByLabelText(/^Password/);
    type(/^Password/, 'correct horse battery');
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(api.sent.filter(({ path }) => path === '/me/zone')).toHaveLength(2));
    expect(api.sent.filter(({ path }) => path === '/me/zone').map(({ body }) => body)).toEqual([
      { zone: 'Europe/Kyiv' },
      { zone: 'Europe/Kyiv' },
    ]);
    expect(screen.getByLabelText<HTMLTextAreaElement>('note').value).toBe('long thoughts');
  });
});
