/** Protects: a picture is refused in words and shown at once, an address that waits can be called off, nothing is agreed to unread. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { AccountBars } from '../session/AccountBars';
import { AccountMenu } from '../session/AccountMenu';
import { ConsentsPanel } from './ConsentsPanel';
import { EmailPanel } from './EmailPanel';
import { ProfilePage } from './ProfilePage';
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
  currency: 'GBP' as const,
  roles: ['student' as const],
  hasPassword: true,
  googleEmail: null,
  avatarUrl: null,
  pendingEmail: null,
  version: 3,
  asOf: ASOF,
};
const ME = {
  id: '1',
  name: 'Robin',
  email: ACCOUNT.email,
  emailVerified: true,
  impersonatedBy: null,
  avatarUrl: null,
  roles: ['student', 'tutor'],
  actingAs: 'student',
};
const FILE = { id: 'f', purpose: 'avatar', state: 'ready', pictures: [], asOf: ASOF };

describe('the picture of an account', () => {
  const upload = { method: 'PUT', url: '/grant', headers: { 'X-Grant': 'once' }, expiresAt: ASOF };
  const sentWith: string[] = [];
  class Request {
    readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    readonly status = 204;
    readonly responseText = '';
    onload?: () => void;
    open(): void {
      sentWith.length = 0;
    }
    setRequestHeader(name: string, value: string): void {
      sentWith.push(`${name}: ${value}`);
    }
    send(): void {
      this.upload.onprogress?.({ loaded: 1, total: 2 });
      queueMicrotask(() => this.onload?.());
    }
  }
  const before = globalThis.XMLHttpRequest;
  beforeEach(() => {
    globalThis.XMLHttpRequest = Request as unknown as typeof XMLHttpRequest;
  });
  afterEach(() => {
    globalThis.XMLHttpRequest = before;
  });
  const base = {
    'GET /me': [[200, ME]],
    'GET /me/account': [[200, ACCOUNT]],
    'GET /registrations/options': [[200, { currencies: ['GBP'], documents: {}, google: false, asOf: ASOF }]],
  } as const;
  async function choose(): Promise<void> {
    await screen.findByRole('button', { name: 'Choose a picture' });
    const input = document.querySelector<HTMLInputElement>('input[data-purpose=avatar]');
    if (!input) throw new Error('nothing takes a file');
    fireEvent.change(input, { target: { files: [new File(['face'], 'face.png', { type: 'image/png' })] } });
  }
  const page = (
    <>
      <AccountMenu />
      <ProfilePage />
    </>
  );

  it('is sent by its grant and stands at once on the page and in the header, and is taken away again', async () => {
    const api = fakeApi({
      ...base,
      'POST /files': [[201, { file: FILE, upload }]],
      'POST /files/f/finish': [[200, FILE]],
      'PUT /me/avatar': [
        [200, { avatarUrl: '/files/face.webp', asOf: ASOF }],
        [200, { avatarUrl: null, asOf: ASOF }],
      ],
    });
    renderAsking(page, { session: true });
    await choose();
    expect((await screen.findByRole<HTMLImageElement>('img', { name: 'Your picture' })).src).toContain('face.webp');
    expect(document.querySelector('button[aria-haspopup] img')?.getAttribute('src')).toBe('/files/face.webp');
    expect(sentWith).toContain('X-Grant: once');
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await screen.findByText('Your picture is removed');
    expect(screen.queryByRole('img', { name: 'Your picture' })).toBeNull();
    const saved = api.sent.filter(({ path }) => path === '/me/avatar').map(({ body }) => body);
    expect(saved).toEqual([{ fileId: 'f' }, { fileId: null }]);
  });

  it.each([
    ['file_too_large', 413, 'The file is too large'],
    ['file_type_refused', 415, 'We do not take this kind of file here'],
  ])('refused as %s says so beside it, and nothing is saved', async (code, status, words) => {
    const api = fakeApi({ ...base, 'POST /files': [refusal(status, code)] });
    renderAsking(page, { session: true });
    await choose();
    await screen.findByText(words);
    expect(screen.getByRole('button', { name: 'Choose a picture' })).toBeTruthy();
    expect(api.sent.some(({ path }) => path === '/me/avatar')).toBe(false);
  });
});

describe('an address that waits', () => {
  const waits = { ...ACCOUNT, pendingEmail: { address: 'new@people.example', sentAt: ASOF, expiresAt: ASOF } };

  it('counts the pause down that the API asks for before another mail', async () => {
    fakeApi({
      'POST /me/email/confirmation': [refusal(429, 'rate_limited', { details: { retryAfterSeconds: 42 } })],
    });
    renderAsking(<EmailPanel account={waits} />);
    expect(screen.getByText(/We wrote to new@people.example/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Send it again' }));
    const button = await screen.findByRole('button', { name: 'Try again in 0:42' });
    expect(button.hasAttribute('disabled')).toBe(true);
  });

  it('is called off', async () => {
    const api = fakeApi({ 'DELETE /me/email': [[200, ACCOUNT]] });
    renderAsking(<EmailPanel account={waits} />);
    fireEvent.click(screen.getByRole('button', { name: 'Call it off' }));
    await waitFor(() => expect(api.sent.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /me/email']));
  });
});

describe('what was agreed to', () => {
  const privacy = { document: 'privacy', version: '1', waits: false, given: [{ version: '1', at: ASOF }] };
  const terms = { document: 'terms', version: '2', waits: true, given: [{ version: '1', at: ASOF }] };
  const before = { documents: [terms, privacy], asOf: ASOF };
  const after = {
    documents: [{ ...terms, waits: false, given: [{ version: '2', at: ASOF }, ...terms.given] }, privacy],
    asOf: ASOF,
  };

  it('stands with its version and day, and what is newer is agreed to by its version', async () => {
    const api = fakeApi({ 'GET /me/consents': [[200, before]], 'POST /me/consents': [[200, after]] });
    renderAsking(<ConsentsPanel />);
    await screen.findByText('Version 2 is in force now and waits for you.');
    fireEvent.click(screen.getByRole('button', { name: 'I agree to version 2' }));
    await screen.findByText(/^Version 2, agreed to on/);
    expect(screen.queryByRole('button', { name: /I agree/ })).toBeNull();
    expect(api.sent.at(-1)?.body).toEqual({ document: 'terms', version: '2' });
  });

  // Loss prevented: somebody agrees to a text that came into force while they read another.
  it('asks for a still newer version before it is agreed to', async () => {
    const newer = { ...before, documents: [{ ...terms, version: '3' }, privacy] };
    fakeApi({
      'GET /me/consents': [
        [200, before],
        [200, newer],
      ],
      'POST /me/consents': [refusal(409, 'consent_outdated')],
    });
    renderAsking(<ConsentsPanel />);
    fireEvent.click(await screen.findByRole('button', { name: 'I agree to version 2' }));
    await screen.findByRole('button', { name: 'I agree to version 3' });
  });

  it('is said on every page while something newer waits', async () => {
    fakeApi({ 'GET /me': [[200, ME]], 'GET /me/consents': [[200, before]] });
    renderAsking(<AccountBars />, { session: true });
    await screen.findByText('The terms have changed since you agreed.');
    expect(screen.getByRole('link', { name: 'Look at it' }).getAttribute('href')).toBe('/account/privacy');
  });
});

describe('whoever learns and teaches', () => {
  it('reads in the header as what they act, and changes it by keyboard', async () => {
    fakeApi({
      'GET /me': [
        [200, ME],
        [200, { ...ME, actingAs: 'tutor' }],
      ],
    });
    renderAsking(<AccountMenu />, { session: true });
    const menu = await screen.findByRole('button', { name: 'Account of Robin, acting as student' });
    menu.focus();
    await act(async () => {
      fireEvent.click(menu);
      await Promise.resolve();
    });
    const tutor = await screen.findByRole('menuitemradio', { name: 'Tutor' });
    expect(tutor.getAttribute('aria-checked')).toBe('false');
    fireEvent.keyDown(screen.getByRole('menu'), { key: 'ArrowDown' });
    tutor.focus();
    fireEvent.click(tutor);
    await screen.findByRole('button', { name: 'Account of Robin, acting as tutor' });
    expect(screen.getByRole('menuitemradio', { name: 'Tutor' }).getAttribute('aria-checked')).toBe('true');
    expect(document.cookie).toContain('stoa_web_acting=tutor');
  });
});
