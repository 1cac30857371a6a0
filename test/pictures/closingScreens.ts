/** The copy of one's data, the closing of an account, and its receipt. */
import type { Page } from 'playwright-core';
import { RECEIPT } from './frozenClosing';
import type { Screen } from './screen';

const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();
const presses = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const path = '/account/privacy';

async function verifies(page: Page, number: string, shows: string): Promise<void> {
  await page.getByLabel('Number').fill(number);
  await presses(page, 'Verify');
  await sees(page, shows);
}

export const CLOSING_SCREENS: readonly Omit<Screen, 'face'>[] = [
  {
    name: 'closing-means',
    path,
    who: 'Robin',
    shows: 'section[aria-label="Close your account"] button',
    windowOnly: true,
    act: async (page) => {
      await presses(page, 'See what it means');
      await sees(page, '[role=dialog] h3');
    },
  },
  {
    name: 'closing-proof-missing',
    path,
    who: 'Robin',
    shows: 'section[aria-label="Close your account"] button',
    windowOnly: true,
    act: async (page) => {
      await presses(page, 'See what it means');
      await presses(page, 'Close my account');
      await page.getByLabel('Present password').scrollIntoViewIfNeeded();
    },
  },
  { name: 'closing-under-way', path, who: 'Zlata', shows: 'section[aria-label="Close your account"] button' },
  {
    name: 'copy-proof',
    path,
    who: 'Robin',
    shows: 'section[aria-label="Close your account"] button',
    act: async (page) => {
      await presses(page, 'Make a copy');
      await sees(page, 'input[name=current-password]');
    },
  },
  {
    name: 'receipt-verified',
    path: '/erasure-receipt',
    shows: 'main form',
    act: (page) => verifies(page, RECEIPT, 'main section'),
  },
  {
    name: 'receipt-unknown',
    path: '/erasure-receipt',
    shows: 'main form',
    act: (page) => verifies(page, 'E-0000000X', 'main [role=alert]'),
  },
];
