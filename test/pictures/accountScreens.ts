/** The screens by which people come in, and those of their own account. */
import type { Page } from 'playwright-core';
import type { Screen } from './screen';

type Shown = Omit<Screen, 'face'>;
const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();
const fills = (page: Page, name: string, value: string) => page.locator(`input[name=${name}]`).fill(value);
const sends = (page: Page) => page.locator('form button[type=submit]').first().click();
const does = (page: Page, what: string) => page.locator(`[data-do=${what}]`).click();

async function registers(page: Page, password: string): Promise<void> {
  await fills(page, 'name', 'Robin');
  await fills(page, 'email', 'robin@people.example');
  await fills(page, 'new-password', password);
  for (const box of ['terms', 'privacy']) await page.locator(`input[name=${box}]`).check();
  await sends(page);
}
const signsIn = (email: string, shows: string) => async (page: Page) => {
  await fills(page, 'email', email);
  await fills(page, 'password', 'correct horse battery');
  await sends(page);
  await sees(page, shows);
};
async function enrols(page: Page): Promise<void> {
  await does(page, 'setUp');
  await fills(page, 'current-password', 'correct horse battery');
  await sends(page);
  await sees(page, 'svg[role=img]');
}
async function asksForMail(page: Page, email: string): Promise<void> {
  await fills(page, 'email', email);
  await sends(page);
}

const doors: Shown[] = [
  { name: 'register', path: '/register', shows: 'form' },
  {
    name: 'register-missing',
    path: '/register',
    shows: 'form',
    act: async (page) => {
      await sends(page);
      await sees(page, '[data-error]');
    },
  },
  {
    name: 'register-refused',
    path: '/register',
    shows: 'form',
    act: async (page) => {
      await registers(page, 'robin robin robin');
      await sees(page, '[data-error]');
    },
  },
  {
    name: 'register-sent',
    path: '/register',
    shows: 'form',
    act: async (page) => {
      await registers(page, 'correct horse battery');
      await sees(page, 'h1[tabindex]');
    },
  },
  { name: 'register-loading', path: '/register', api: 'silent', shows: 'main [role=status]' },
  { name: 'register-unreachable', path: '/register', api: 'down', shows: 'main [role=alert]' },
  { name: 'verify-email', path: '/verify-email#token=good', shows: 'main [role=status] h1' },
  { name: 'verify-email-incomplete', path: '/verify-email', shows: 'main h1' },
  { name: 'verify-email-used', path: '/verify-email#token=used', shows: 'main [role=alert]' },
  { name: 'verify-email-other', path: '/verify-email#token=other', who: 'Robin', shows: 'main [role=alert]' },
  { name: 'confirm-email', path: '/confirm-email#token=good', who: 'Robin', shows: 'main [role=status] h1' },
  { name: 'restore-email', path: '/restore-email#token=good', shows: 'main button' },
  {
    name: 'restore-email-done',
    path: '/restore-email#token=good',
    shows: 'main button',
    act: async (page) => {
      await page.locator('main button').click();
      await sees(page, 'main [role=status] h1');
    },
  },
  { name: 'forgot-password', path: '/forgot-password', shows: 'form' },
  {
    name: 'forgot-password-sent',
    path: '/forgot-password',
    shows: 'form',
    act: async (page) => {
      await asksForMail(page, 'student@stoa.example');
      await sees(page, '[role=status] h1');
    },
  },
  {
    name: 'forgot-password-wait',
    path: '/forgot-password',
    shows: 'form',
    act: async (page) => {
      await asksForMail(page, 'again@people.example');
      await sees(page, 'main [role=alert]');
    },
  },
  { name: 'reset-password', path: '/reset-password#token=good', shows: 'form' },
  {
    name: 'reset-password-over',
    path: '/reset-password#token=late',
    shows: 'form',
    act: async (page) => {
      await fills(page, 'new-password', 'correct horse battery');
      await sends(page);
      await sees(page, 'main [role=alert]');
    },
  },
  {
    name: 'reset-password-done',
    path: '/reset-password#token=good',
    shows: 'form',
    act: async (page) => {
      await fills(page, 'new-password', 'correct horse battery');
      await sends(page);
      await sees(page, '[role=status] h1');
    },
  },
  { name: 'sign-in-locked', path: '/sign-in', shows: 'form', act: signsIn('again@people.example', '[role=alert]') },
  {
    name: 'sign-in-second',
    path: '/sign-in',
    shows: 'form',
    act: signsIn('second@people.example', 'input[autocomplete=one-time-code]'),
  },
  {
    name: 'sign-in-second-wrong',
    path: '/sign-in',
    shows: 'form',
    act: async (page) => {
      await signsIn('second@people.example', 'input[name=code]')(page);
      await fills(page, 'code', '123456');
      await sends(page);
      await sees(page, '[data-error]');
    },
  },
  {
    name: 'sign-in-recovery',
    path: '/sign-in',
    shows: 'form',
    act: async (page) => {
      await signsIn('second@people.example', 'input[name=code]')(page);
      await page.locator('form button[type=button]').last().click();
      await sees(page, 'input[inputmode=text]');
    },
  },
  { name: 'google-new', path: '/sign-in/google?code=new&state=1', shows: 'form' },
  { name: 'google-unverified', path: '/sign-in/google?code=unverified&state=1', shows: 'main [role=alert]' },
  { name: 'google-known', path: '/sign-in/google?code=known&state=1', shows: 'main [role=alert]' },
  { name: 'google-away', path: '/sign-in/google?code=away&state=1', shows: 'main [role=alert]' },
  { name: 'google-cancelled', path: '/sign-in/google?error=access_denied', shows: 'main h1' },
  { name: 'terms', path: '/terms', shows: 'article h2' },
  { name: 'privacy', path: '/privacy', shows: 'article h2' },
  { name: 'view-as', path: '/view-as', shows: 'main h1' },
  { name: 'view-as-over', path: '/view-as#over', shows: 'main [role=alert]' },
];

const account: Shown[] = [
  { name: 'account', path: '/account', who: 'Robin', shows: 'main form' },
  { name: 'account-loading', path: '/account', who: 'Robin', api: 'silent', shows: 'main [role=status]' },
  { name: 'account-unreachable', path: '/account', who: 'Robin', api: 'down', shows: 'main [role=alert]' },
  {
    name: 'account-saved',
    path: '/account',
    who: 'Robin',
    shows: 'main form',
    act: async (page) => {
      await fills(page, 'name', 'Robin Reed');
      await sends(page);
      await sees(page, '[data-saved]');
    },
  },
  {
    name: 'account-conflict',
    path: '/account',
    who: 'Robin',
    shows: 'main form',
    act: async (page) => {
      await fills(page, 'name', 'Robin Lee');
      await sends(page);
      await sees(page, '[role=alert] table');
    },
  },
  {
    name: 'account-picture-refused',
    path: '/account',
    who: 'Robin',
    shows: 'main form',
    windowOnly: true,
    act: async (page) => {
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'holiday.png', mimeType: 'image/png', buffer: Buffer.alloc(64) });
      await sees(page, 'main [role=alert]');
    },
  },
  {
    name: 'account-unconfirmed',
    path: '/account/security',
    who: 'Piran',
    zone: 'Europe/Berlin',
    windowOnly: true,
    shows: 'main li',
  },
  {
    name: 'account-viewed',
    path: '/account',
    who: 'Tamsin',
    zone: 'America/New_York',
    windowOnly: true,
    shows: 'main form',
  },
  {
    name: 'account-acting',
    path: '/account',
    who: 'Elowen',
    zone: 'Europe/Paris',
    windowOnly: true,
    shows: 'main form',
    act: async (page) => {
      await page.locator('header button').click();
      await sees(page, '[role=menuitemradio]');
    },
  },
  { name: 'security', path: '/account/security', who: 'Robin', shows: 'main li' },
  { name: 'security-whole', path: '/account/security', who: 'Zlata', zone: 'Europe/Kyiv', shows: 'main li' },
  {
    name: 'security-again',
    path: '/account/security',
    who: 'Zlata',
    zone: 'Europe/Kyiv',
    windowOnly: true,
    shows: 'main li',
    act: async (page) => {
      await does(page, 'resend');
      await sees(page, 'main [role=alert]');
    },
  },
  {
    name: 'security-email',
    path: '/account/security',
    who: 'Robin',
    windowOnly: true,
    shows: 'main li',
    act: async (page) => {
      await does(page, 'changeEmail');
      await sends(page);
      await sees(page, '[data-error]');
    },
  },
  {
    name: 'security-enrolling',
    path: '/account/security',
    who: 'Robin',
    shows: 'main li',
    act: enrols,
  },
  {
    name: 'security-codes',
    path: '/account/security',
    who: 'Robin',
    shows: 'main li',
    act: async (page) => {
      await enrols(page);
      await fills(page, 'code', '123456');
      await sends(page);
      await sees(page, 'h3 ~ ul');
    },
  },
  {
    name: 'security-everywhere',
    path: '/account/security',
    who: 'Robin',
    shows: 'main li',
    act: (page) => does(page, 'everywhere'),
  },
  { name: 'account-privacy', path: '/account/privacy', who: 'Robin', shows: 'main li time' },
  {
    name: 'account-privacy-newer',
    path: '/account/privacy',
    who: 'Ishaan',
    zone: 'Asia/Kolkata',
    shows: 'main details',
  },
  { name: 'consent-bar', path: '/account', who: 'Ishaan', zone: 'Asia/Kolkata', windowOnly: true, shows: 'main form' },
];

export const ACCOUNT_SCREENS: readonly Shown[] = [...doors, ...account];
