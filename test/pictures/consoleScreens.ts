/** The screens of the console that are about bookings and money, and its frame. */
import type { Page } from 'playwright-core';
import { NAMED } from './bookings';
import type { Screen } from './screen';
import type { Told } from './told';

const bookingPath = ({ booking }: Told): string => `/bookings/${booking.id}`;
const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();
export async function failsToSignIn(page: Page): Promise<void> {
  await page.locator('input[name=email]').fill('student@stoa.example');
  await page.locator('input[name=password]').fill('not the password');
  await page.locator('button[type=submit]').click();
  await sees(page, '[role=alert]');
}

export const CONSOLE_SCREENS: readonly Omit<Screen, 'face'>[] = [
  { name: 'sign-in', path: '/sign-in', shows: 'form' },
  { name: 'sign-in-refused', path: '/sign-in', shows: 'form', act: failsToSignIn },
  { name: 'bookings', path: '/', who: 'Odile', windowOnly: true, shows: '.rows' },
  {
    name: 'bookings-days',
    path: '/?from=2026-11-24&to=2026-11-30',
    who: 'Odile',
    windowOnly: true,
    shows: '.rows',
    act: async (page) => {
      const filters = page.locator('.filters-toggle');
      if (await filters.isVisible()) await filters.click();
      await page.getByLabel('Starts from').click();
      await sees(page, '.ant-picker-dropdown .picker-today');
    },
  },
  { name: 'bookings-none', path: '/?dispute=OPEN', who: 'Odile', shows: '.empty, h2' },
  { name: 'bookings-attention', path: '/?needsAttention=true', who: 'Odile', shows: '.rows' },
  { name: 'bookings-loading', path: '/', who: 'Odile', api: 'silent', shows: 'main:has(h1) .skeleton' },
  { name: 'bookings-unreachable', path: '/', who: 'Odile', api: 'down', shows: '.problem' },
  {
    name: 'booking',
    path: bookingPath(NAMED.cancelledLate),
    who: 'Odile',
    shows: '.entry',
    act: async (page) => {
      // all of them at once would be a longer picture than anybody looks at
      await page.locator('.entry button[aria-expanded]').first().click();
      await sees(page, '.entry .postings');
    },
  },
  { name: 'booking-scheduled', path: bookingPath(NAMED.scheduled), who: 'Odile', shows: '.entry' },
  { name: 'booking-attention', path: bookingPath(NAMED.hanging), who: 'Odile', shows: '.entry' },
  {
    name: 'booking-not-found',
    path: '/bookings/019a0000-0000-7000-8005-0000000fffff',
    who: 'Odile',
    shows: '.problem',
  },
  {
    name: 'cancel',
    path: bookingPath(NAMED.scheduled),
    who: 'Odile',
    shows: '.entry',
    windowOnly: true,
    act: async (page) => {
      await page.locator('.action button').filter({ hasText: 'Cancel' }).click();
      await sees(page, '.quote');
    },
  },
  { name: 'trial-balance', path: '/trial-balance', who: 'Odile', shows: 'table' },
  {
    name: 'help',
    path: '/',
    who: 'Odile',
    shows: '.rows',
    windowOnly: true,
    act: async (page) => {
      await page.keyboard.press('?');
      await sees(page, '.dialog');
    },
  },
  {
    name: 'account',
    path: '/',
    who: 'Odile',
    shows: '.rows',
    windowOnly: true,
    act: async (page) => {
      await page.locator('.account-button').click();
      await sees(page, '.ant-dropdown-menu');
    },
  },
  { name: 'not-found', path: '/nowhere', who: 'Odile', shows: 'h1' },
];
