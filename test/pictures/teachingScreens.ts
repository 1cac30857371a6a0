/** The screens of a tutor's own work. */
import type { Page } from 'playwright-core';
import type { Screen } from './screens';

const tutor = { who: 'Aurelia', zone: 'Europe/Kyiv' } as const;
const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();

/** What people see first on their device: the drawn week on a desk, the list on a phone. */
const isDesk = (page: Page): boolean => (page.viewportSize()?.width ?? 0) > 1000;

/** Mondays end at noon from now on, and Wednesdays have no afternoon. */
async function shortens(page: Page): Promise<void> {
  if (isDesk(page)) {
    const windows = page.locator('button[data-index]');
    await windows.nth(4).focus();
    await page.keyboard.press('Delete');
    await windows.nth(0).focus();
    for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowUp');
  } else {
    await page.getByLabel('Monday: to').first().selectOption('12:00');
    await page.getByRole('button', { name: 'Remove Wednesday, 15:00 to 20:00' }).click();
  }
  await sees(page, '#means ~ * li');
}

/** Monday evening begins before the afternoon ends. */
async function overlaps(page: Page): Promise<void> {
  if (isDesk(page)) {
    await page.locator('button[data-index]').nth(0).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowDown');
  } else await page.getByLabel('Monday: to').first().selectOption('15:30');
  await sees(page, '#week ~ *, [role=alert]');
  await sees(page, '[data-wrong]');
}

async function meetsAnother(page: Page): Promise<void> {
  await page.getByLabel('Booked at the latest').selectOption('720');
  await page.locator('[data-save]').click();
  await sees(page, '[role=alert] table');
}

async function goesAway(page: Page): Promise<void> {
  await page.locator('[data-day="2026-11-27"]').click();
  await page.locator('[data-day="2026-11-29"]').click();
  await page.getByLabel('Reason').fill('A wedding');
  await sees(page, 'form li');
}

export const TEACHING: Omit<Screen, 'face'>[] = [
  { name: 'hours', path: '/teaching/hours', ...tutor, shows: '[data-offered]' },
  { name: 'hours-outside', path: '/teaching/hours', ...tutor, shows: '[data-offered]', act: shortens },
  {
    name: 'hours-overlap',
    path: '/teaching/hours',
    ...tutor,
    shows: '[data-offered]',
    windowOnly: true,
    act: overlaps,
  },
  { name: 'hours-changed', path: '/teaching/hours', ...tutor, shows: '[data-offered]', act: meetsAnother },
  { name: 'hours-away', path: '/teaching/hours', ...tutor, shows: '[data-offered]', act: goesAway },
  { name: 'hours-loading', path: '/teaching/hours', ...tutor, api: 'silent', shows: 'main [role=status]' },
  { name: 'hours-unreachable', path: '/teaching/hours', ...tutor, api: 'down', shows: 'main [role=alert]' },
  { name: 'hours-student', path: '/teaching/hours', who: 'Robin', shows: 'main h1' },
];
