/** The screens of the console that are about people and what they bring: approvals, reviews, subjects, the log, the way in. */
import type { Page, Route } from 'playwright-core';
import { FIRST_DECIDED } from './frozenDecided';
import { staffApproval } from './frozenReview';
import { NOW, partyNamed, tutorNamed } from './people';
import type { Screen } from './screen';

const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();
const tutor = (name: string): string => tutorNamed(name).id;
const approval = (name: string): string => `/approvals/${tutor(name)}`;
const ASKED = { Calla: 'Calla', Aurelia: 'Aurelia' } as const;

const json =
  (body: unknown, status = 200) =>
  (route: Route) =>
    route.fulfill({
      status,
      contentType: status < 400 ? 'application/json' : 'application/problem+json',
      body: JSON.stringify(body),
    });
const problem = (code: string, status: number, details?: object) =>
  json({ type: `/docs/errors/${code}`, title: code, status, code, instance: 'req-0000-frozen', details }, status);
/** What the API says from here on, where the frozen one says the same for ever. */
const answers = (page: Page, path: string, reply: (route: Route) => Promise<void>) =>
  page.route(`**/api/v1${path}`, reply);

async function judges(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await page.locator(`[data-item=${name}] button`).first().click();
}

/** Everything is judged, and the tutor changed the photo a moment ago. */
async function isTooLate(page: Page): Promise<void> {
  await judges(page, ['photo', 'certificates']);
  await page.locator('textarea').first().fill('The licence is fine for two years.');
  const id = tutor(ASKED.Aurelia);
  await answers(page, `/staff/approvals/${id}/decide`, problem('profile_changed', 409));
  await answers(page, `/staff/approvals/${id}`, json(staffApproval(id, { version: 5 }, ['photo'])));
  await page.getByRole('button', { name: 'Approve the profile' }).click();
  await sees(page, '.problem li');
  await page.evaluate("document.querySelector('.problem').scrollIntoView({ block: 'center' })");
}

async function decides(page: Page): Promise<void> {
  await judges(page, ['photo', 'certificates']);
  const id = tutor(ASKED.Aurelia);
  const after = staffApproval(id, { version: 5, review: null });
  await answers(page, `/staff/approvals/${id}/decide`, json(after));
  await answers(page, `/staff/approvals/${id}`, json(after));
  await page.getByRole('button', { name: 'Approve the profile' }).click();
  await page.getByText('Aurelia is approved.').first().waitFor();
  await page.evaluate("document.querySelector('.steps').scrollIntoView({ block: 'center' })");
}

async function opensDiploma(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show diploma-lviv-2016.jpg' }).click();
  await sees(page, '.document img');
  await page.locator('[data-item=certificates] button').nth(1).click();
  await sees(page, '.verdict-change');
  await page.evaluate("document.querySelector('#part-education').scrollIntoView()");
}

const presses =
  (name: string, selector: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name }).first().click();
    await sees(page, selector);
  };

async function opensFirst(page: Page): Promise<void> {
  await page.locator('.row-link').first().click();
  await sees(page, '.inside');
}

async function meetsTheCode(page: Page): Promise<void> {
  await answers(page, '/session', problem('totp_required', 401, { challenge: 'frozen' }));
  await page.locator('input[name=email]').fill('owner@stoa.example');
  await page.locator('input[name=password]').fill('not shown');
  await page.locator('button[type=submit]').click();
  await sees(page, 'input[name=code]');
}

async function begins(page: Page): Promise<void> {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DP';
  await answers(page, '/me/totp', json({ secret, uri: `otpauth://totp/Stoa:admin@stoa.example?secret=${secret}` }));
  await page.locator('input').fill('not shown');
  await page.locator('button[type=submit]').click();
  await sees(page, '.qr svg');
}

async function switchesOn(page: Page): Promise<void> {
  await begins(page);
  const codes = Array.from({ length: 10 }, (_, n) => `K7Q${n}-M2X4-9T${n}R`);
  await answers(page, '/me/totp/confirm', json({ codes, asOf: new Date(NOW).toISOString() }));
  await page.locator('input').fill('123456');
  await page.locator('button[type=submit]').click();
  await sees(page, '.recovery-codes');
}

const odile = { who: 'Odile' } as const;

export const STAFF_SCREENS: readonly Omit<Screen, 'face'>[] = [
  { name: 'sign-in-code', path: '/sign-in', shows: 'form', act: meetsTheCode },
  { name: 'enrol', path: '/people', who: 'Ginevra', shows: 'form' },
  { name: 'enrol-scan', path: '/people', who: 'Ginevra', shows: 'form', act: begins },
  { name: 'enrol-codes', path: '/people', who: 'Ginevra', shows: 'form', act: switchesOn },
  { name: 'forbidden', path: '/audit', who: 'Sunniva', shows: 'h1' },
  { name: 'approvals', path: '/approvals', ...odile, windowOnly: true, shows: '.rows' },
  {
    name: 'approvals-none',
    path: '/approvals',
    ...odile,
    shows: '.rows',
    act: async (page) => {
      await answers(
        page,
        '/staff/approvals?*',
        json({ items: [], nextCursor: null, asOf: new Date(NOW).toISOString() }),
      );
      await page.reload();
      await sees(page, '.empty');
    },
  },
  { name: 'decided', path: '/approvals/decided', ...odile, windowOnly: true, shows: '.rows' },
  { name: 'decided-none', path: '/approvals/decided?q=nobody', ...odile, shows: '.empty' },
  { name: 'decided-one', path: `/approvals/decided/${FIRST_DECIDED}`, ...odile, shows: '.record' },
  { name: 'approval', path: approval('Calla'), ...odile, shows: '.verdict' },
  {
    name: 'approval-papers',
    path: approval('Aurelia'),
    ...odile,
    windowOnly: true,
    shows: '.verdict',
    act: opensDiploma,
  },
  {
    name: 'approval-conflict',
    path: approval('Aurelia'),
    ...odile,
    windowOnly: true,
    shows: '.verdict',
    act: isTooLate,
  },
  { name: 'approval-decided', path: approval('Aurelia'), ...odile, windowOnly: true, shows: '.verdict', act: decides },
  { name: 'approval-suspended', path: approval('Dorian'), ...odile, shows: 'h1' },
  {
    name: 'suspend',
    path: approval('Aurelia'),
    ...odile,
    windowOnly: true,
    shows: '.verdict',
    act: presses('Suspend…', '.dialog .touched'),
  },
  { name: 'people', path: '/people', ...odile, windowOnly: true, shows: '.rows' },
  { name: 'person', path: `/people/${partyNamed('Robin').id}`, ...odile, shows: '.entry' },
  {
    name: 'view-as',
    path: `/people/${partyNamed('Robin').id}`,
    ...odile,
    windowOnly: true,
    shows: '.entry',
    act: presses('View the web app as Robin…', '.dialog'),
  },
  { name: 'reviews', path: '/reviews', ...odile, windowOnly: true, shows: '.rows', act: opensFirst },
  { name: 'subjects', path: '/subjects', ...odile, windowOnly: true, shows: '.rows', act: opensFirst },
  { name: 'audit', path: '/audit', ...odile, windowOnly: true, shows: '.rows', act: opensFirst },
  { name: 'find', path: '/find?q=ro', ...odile, windowOnly: true, shows: '.found' },
];
