/** The screens of a tutor's own work. */
import type { Page } from 'playwright-core';
import type { Screen } from './screen';

const tutor = { who: 'Aurelia', zone: 'Europe/Kyiv' } as const;
const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();

/** What people see first on their device: the drawn week on a desk, the list on a phone. */
const isDesk = (page: Page): boolean => (page.viewportSize()?.width ?? 0) > 1000;

/** Mondays end at noon from now on, and Wednesdays have no afternoon. */
async function shortens(page: Page): Promise<void> {
  if (isDesk(page)) {
    const windows = page.locator('button[data-index]');
    await windows.nth(5).focus();
    await page.keyboard.press('Delete');
    await windows.nth(0).focus();
    for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowUp');
  } else {
    await page.getByLabel('Monday: to').first().selectOption('12:00');
    await page.getByRole('button', { name: 'Remove Wednesday, 15:00 to 20:00' }).click();
  }
  await sees(page, '#means ~ * li');
  await page.locator('#means').scrollIntoViewIfNeeded();
}

/** Monday evening begins before the afternoon ends. */
async function overlaps(page: Page): Promise<void> {
  if (isDesk(page)) {
    await page.locator('button[data-index]').nth(0).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowDown');
  } else await page.getByLabel('Monday: to').first().selectOption('15:30');
  await sees(page, '[data-wrong]:visible');
}

async function meetsAnother(page: Page): Promise<void> {
  await page.getByLabel('Booked at the latest').selectOption('720');
  await page.locator('[data-save]').click();
  await sees(page, '[role=alert] table');
  await page.locator('[role=alert] table').scrollIntoViewIfNeeded();
}

async function goesAway(page: Page): Promise<void> {
  await page.locator('[data-day="2026-11-27"]').click();
  await page.locator('[data-day="2026-11-29"]').click();
  await page.getByLabel('Reason').fill('A wedding');
  await sees(page, 'form li');
}

async function saves(page: Page): Promise<void> {
  await page.getByLabel('Headline').fill('Mathematics without fear, one step at a time');
  await page.getByLabel('Headline').blur();
  await sees(page, '[data-kind=saved]');
}

async function savesToo(page: Page): Promise<void> {
  await page.getByLabel('Headline').fill('Mathematics, calm and clear');
  await page.getByLabel('Headline').blur();
  await sees(page, '[role=alert] table');
}

const step = (name: string, more: Partial<Screen> = {}): Omit<Screen, 'face'> => ({
  name: `profile-${name}`,
  path: `/teaching/profile?step=${name}`,
  ...tutor,
  shows: '#step',
  ...more,
});

export const TEACHING: Omit<Screen, 'face'>[] = [
  { name: 'hours', path: '/teaching/hours', ...tutor, shows: '[data-offered]' },
  {
    name: 'hours-outside',
    path: '/teaching/hours',
    ...tutor,
    shows: '[data-offered]',
    windowOnly: true,
    act: shortens,
  },
  {
    name: 'hours-overlap',
    path: '/teaching/hours',
    ...tutor,
    shows: '[data-offered]',
    windowOnly: true,
    act: overlaps,
  },
  {
    name: 'hours-changed',
    path: '/teaching/hours',
    ...tutor,
    shows: '[data-offered]',
    windowOnly: true,
    act: meetsAnother,
  },
  { name: 'exceptions', path: '/teaching/exceptions', ...tutor, shows: '[data-kind~=blackout]' },
  { name: 'exceptions-adding', path: '/teaching/exceptions', ...tutor, shows: '[data-kind~=blackout]', act: goesAway },
  { name: 'teaching', path: '/teaching', ...tutor, shows: '#visibility ~ ul' },
  { name: 'teaching-waiting', path: '/teaching', who: 'Bram', shows: '#visibility ~ ul' },
  {
    name: 'teaching-corrections',
    path: '/teaching',
    who: 'Calla',
    zone: 'America/New_York',
    shows: '#visibility ~ ul',
  },
  { name: 'teaching-beginning', path: '/teaching', who: 'Dorian', zone: 'Asia/Tokyo', shows: '#visibility ~ ul' },
  {
    name: 'teaching-appeal',
    path: '/teaching',
    who: 'Calla',
    zone: 'America/New_York',
    windowOnly: true,
    shows: '#visibility ~ ul',
    act: async (page) => {
      await page.locator('[data-action=appeal]').click();
      await sees(page, '[data-confirm=appeal]');
    },
  },
  step('about', { act: saves }),
  step('about', { name: 'profile-changed', windowOnly: true, act: savesToo }),
  step('prices'),
  step('languages'),
  step('proof'),
  step('terms'),
  step('place'),
  {
    ...step('about'),
    name: 'profile-preview',
    windowOnly: true,
    act: async (page) => {
      if (!isDesk(page)) await page.getByText('As students see it').first().click();
      await page.locator('aside h1').waitFor();
    },
  },
  { name: 'profile-unreachable', path: '/teaching/profile', ...tutor, api: 'down', shows: 'main [role=alert]' },
  { name: 'hours-loading', path: '/teaching/hours', ...tutor, api: 'silent', shows: 'main [role=status]' },
  { name: 'hours-unreachable', path: '/teaching/hours', ...tutor, api: 'down', shows: 'main [role=alert]' },
  { name: 'hours-student', path: '/teaching/hours', who: 'Robin', shows: 'main h1' },
];
