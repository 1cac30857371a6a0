/** Protects: a change made elsewhere is shown and not overwritten; codes that are shown once are not closed by accident. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { AccountBars } from '../session/AccountBars';
import { SignInAgain } from '../session/SignInAgain';
import { likelyCountry, likelyCurrency, likelyLocale } from './places';
import { ProfilePage } from './ProfilePage';
import { SecurityPage } from './SecurityPage';
import { fakeApi, refusal, renderAsking } from './testing';

const ASOF = '2326-11-25T17:00:00.000Z';
const ACCOUNT = {
  id: '1',
  displayName: 'Robin',
  email: 'robin@people.example',
  emailVerified: true,
  country: 'GB',
  zone: 'Europe/London',
  locale: 'en',
  currency: 'GBP',
  roles: ['student'],
  hasPassword: true,
  googleEmail: null,
  avatarUrl: null,
  pendingEmail: null,
  version: 3,
  asOf: ASOF,
};
const OPTIONS = {
  documents: { terms: '1', privacy: '1' },
  currencies: ['EUR', 'GBP'],
  countries: [],
  google: false,
  asOf: ASOF,
};
const base = {
  'GET /me/account': [[200, ACCOUNT]],
  'GET /registrations/options': [[200, OPTIONS]],
} as const;

describe('a field of the account', () => {
  // Loss prevented: what one device saved is silently overwritten by another that had not seen it.
  it('shows what was saved elsewhere, keeps what was written, and saves from the new version', async () => {
    const current = { ...ACCOUNT, displayName: 'Robin Lee', version: 4 };
    const api = fakeApi({
      ...base,
      'PATCH /me/account': [
        refusal(409, 'account_changed', { details: { current, differs: ['displayName'] } }),
        [200, { ...current, displayName: 'Rob', version: 5 }],
      ],
    });
    renderAsking(<ProfilePage />);
    const name = await screen.findByLabelText<HTMLInputElement>(/^Name/);
    fireEvent.change(name, { target: { value: 'Rob' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const difference = within(await screen.findByRole('alert'));
    expect(difference.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['Rob', 'Robin Lee']);
    expect(name.value).toBe('Rob');
    fireEvent.click(screen.getByRole('button', { name: 'Save mine' }));
    await screen.findByText('Saved');
    expect(api.sent.filter(({ method }) => method === 'PATCH').map(({ ifMatch }) => ifMatch)).toEqual(['"3"', '"4"']);
  });

  it('is saved although another field was changed elsewhere meanwhile', async () => {
    const current = { ...ACCOUNT, country: 'IE', version: 4 };
    const api = fakeApi({
      ...base,
      'PATCH /me/account': [
        refusal(409, 'account_changed', { details: { current, differs: ['displayName'] } }),
        [200, { ...current, displayName: 'Rob', version: 5 }],
      ],
    });
    renderAsking(<ProfilePage />);
    fireEvent.change(await screen.findByLabelText(/^Name/), { target: { value: 'Rob' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(api.sent.filter(({ method }) => method === 'PATCH').map(({ ifMatch }) => ifMatch)).toEqual(['"3"', '"4"']);
  });

  // Loss prevented: everything somebody entered, gone with the sign-in.
  it('keeps what was written when the sign-in is over, asks who it is, and saves it: session expiry loses a form', async () => {
    const over = refusal(401, 'token_expired');
    document.cookie = 'stoa_web_acting=tutor; path=/';
    const api = fakeApi({
      ...base,
      'GET /me': [[200, { id: '1', name: 'Robin', email: ACCOUNT.email, impersonatedBy: null }]],
      'PATCH /me/account': [over, [200, { ...ACCOUNT, displayName: 'Rob', version: 4 }]],
      'POST /session/refresh': [over],
      'POST /session': [[200, {}]],
    });
    renderAsking(
      <>
        <ProfilePage />
        <SignInAgain />
      </>,
      { session: true },
    );
    const name = await screen.findByLabelText<HTMLInputElement>(/^Name/);
    await waitFor(() => expect(api.sent.some(({ path }) => path === '/me')).toBe(true));
    fireEvent.change(name, { target: { value: 'Rob' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    fireEvent.change(await screen.findByLabelText(/^Password/), { target: { value: 'correct horse battery' } });
    expect(name.value).toBe('Rob');
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await screen.findByText('Saved');
    const saves = api.sent.filter(({ method }) => method === 'PATCH');
    expect(saves.map(({ body }) => body)).toEqual([{ displayName: 'Rob' }, { displayName: 'Rob' }]);
    // the same person goes on in the role they worked in
    expect(document.cookie).toContain('stoa_web_acting=tutor');
  });

  it('confirms a zone in words', async () => {
    fakeApi(base);
    renderAsking(<ProfilePage />);
    expect(await screen.findByText(/^It is \d\d:\d\d there now\.$/)).toBeTruthy();
  });
});

describe('the security page', () => {
  const device = { app: 'web', system: 'Linux', network: '192.0.2.x', startedAt: ASOF, lastUsedAt: ASOF };
  const page = {
    ...base,
    'GET /me/totp': [[200, { on: false, required: false, recoveryCodesLeft: 0, asOf: ASOF }]],
    'GET /me/devices': [
      [
        200,
        {
          items: [
            { ...device, id: 'a', browser: 'Firefox', current: true },
            { ...device, id: 'b', browser: 'Chrome', current: false },
          ],
          asOf: ASOF,
        },
      ],
    ],
  } as const;

  it('sets an authenticator up: proof, secret as picture and text, a first code, recovery codes that stay until kept', async () => {
    const api = fakeApi({
      ...page,
      'POST /me/totp': [refusal(422, 'password_wrong'), [200, { secret: 'ABCDEFGH', uri: 'otpauth://totp/x' }]],
      'POST /me/totp/confirm': [[200, { codes: ['aaaa-bbbb', 'cccc-dddd'], asOf: ASOF }]],
    });
    renderAsking(<SecurityPage />);
    fireEvent.click(await screen.findByRole('button', { name: 'Set up an authenticator' }));
    fireEvent.change(screen.getByLabelText(/^Present password/), { target: { value: 'wrong' } });
    fireEvent.click(screen.getByRole('button', { name: 'Begin' }));
    await screen.findByText(/not your present password/);
    fireEvent.click(screen.getByRole('button', { name: 'Begin' }));
    expect(await screen.findByRole('img', { name: /QR code/ })).toBeTruthy();
    expect(screen.getByText('ABCD EFGH')).toBeTruthy();
    fireEvent.change(screen.getByLabelText(/^Code/), { target: { value: '123456' } });
    fireEvent.click(screen.getByRole('button', { name: 'Switch on' }));
    expect(await screen.findByText('cccc-dddd')).toBeTruthy();
    expect(api.sent.find(({ path }) => path === '/me/totp/confirm')?.body).toEqual({ code: '123456' });
    fireEvent.click(screen.getByRole('button', { name: 'I have kept them' }));
    await waitFor(() => expect(screen.queryByText('cccc-dddd')).toBeNull());
  });

  it('says which device this one is, and signs out the others one by one', async () => {
    const api = fakeApi({ ...page, 'DELETE /me/devices/b': [[204]] });
    renderAsking(<SecurityPage />);
    await screen.findByText('This one');
    expect(screen.queryByRole('button', { name: /Sign out Firefox/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Sign out Chrome on Linux' }));
    await waitFor(() => expect(api.sent.some(({ path }) => path === '/me/devices/b')).toBe(true));
  });

  it('asks once more before every device is signed out', async () => {
    const api = fakeApi(page);
    renderAsking(<SecurityPage />);
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out everywhere' }));
    expect(api.sent.some(({ method }) => method === 'DELETE')).toBe(false);
    expect(screen.getByRole('button', { name: 'Sign out everywhere, here too' })).toBeTruthy();
  });
});

describe('what must be known on every page', () => {
  const me = { id: '1', name: 'Robin', email: 'robin@people.example', emailVerified: true, impersonatedBy: null };

  it('tells staff with whose eyes they look, until when, and how it ends', async () => {
    fakeApi({ 'GET /me': [[200, { ...me, impersonatedBy: { role: 'support', endsAt: ASOF } }]] });
    renderAsking(<AccountBars />, { session: true });
    expect(await screen.findByText(/with the eyes of Robin, as support.*ends at 17:00/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'End now' })).toBeTruthy();
  });

  it('says that an address is to be confirmed, and sends the link again', async () => {
    const api = fakeApi({
      'GET /me': [[200, { ...me, emailVerified: false }]],
      'POST /me/email/verification': [[202, { sentTo: me.email, asOf: ASOF }]],
    });
    renderAsking(<AccountBars />, { session: true });
    fireEvent.click(await screen.findByRole('button', { name: 'Send the link again' }));
    await screen.findByText('Sent. Look into your mail.');
    expect(api.sent.at(-1)?.path).toBe('/me/email/verification');
  });
});

describe('what is guessed of somebody new', () => {
  it.each([
    [
      { zone: 'Europe/London', languages: ['en-GB'] },
      { country: 'GB', currency: 'GBP', locale: 'en-GB' },
    ],
    [
      { zone: 'Asia/Tokyo', languages: ['ja'] },
      { country: 'JP', currency: 'JPY', locale: 'ja' },
    ],
    [
      { zone: 'Europe/Berlin', languages: ['de-DE', 'en'] },
      { country: 'DE', currency: 'EUR', locale: 'de-DE' },
    ],
    [
      { zone: 'UTC', languages: ['zh-Hant-TW'] },
      { country: 'TW', currency: 'USD', locale: 'zh-TW' },
    ],
    [
      { zone: 'UTC', languages: [] },
      { country: null, currency: 'USD', locale: 'en' },
    ],
  ])('in a browser of %j', ({ zone, languages }, guessed) => {
    const country = likelyCountry(zone, languages);
    const currency = likelyCurrency(country ?? '', ['USD', 'EUR', 'GBP', 'JPY']);
    expect({ country, currency, locale: likelyLocale(languages) }).toEqual(guessed);
  });
});
