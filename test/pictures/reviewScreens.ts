/** Writing a review, and what is done with those that are there. */
import type { Page } from 'playwright-core';
import { tutorNamed } from './people';
import type { Screen } from './screen';
import { REVIEWED } from './sessionReviews';
import type { Told } from './told';

const KYIV = 'Europe/Kyiv';
const SECTION = '#reviews h2';
const at = ({ booking }: Told): string => `/bookings/${booking.id}`;
const aurelia = `/tutors/${tutorNamed('Aurelia').id}`;
const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();
const inSight = (page: Page) => page.locator('#reviews').scrollIntoViewIfNeeded();

/** Chosen by the keyboard: the arrow keys move among the stars. */
async function writes(page: Page): Promise<void> {
  await page.locator('#reviews input[type=radio]').first().focus();
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await sees(page, '#reviews input[value="4"]:checked');
  await page
    .locator('#reviews textarea')
    .first()
    .fill('Clear and quick. I would have liked one more example at the end.');
}
const sends = (page: Page) => page.locator('#reviews button[type=submit]').click();
async function reports(page: Page): Promise<void> {
  await page.locator('#reviews').getByRole('button', { name: 'Report' }).first().click();
  await page.locator('[role=dialog] input[value=personal_data]').check();
}

export const reviewScreens: Omit<Screen, 'face'>[] = [
  {
    name: 'review-write',
    path: at(REVIEWED.unwritten),
    who: 'Robin',
    shows: SECTION,
    act: async (page) => {
      await writes(page);
      await inSight(page);
    },
  },
  {
    name: 'review-no-stars',
    path: at(REVIEWED.unwritten),
    who: 'Robin',
    shows: SECTION,
    windowOnly: true,
    act: async (page) => {
      await sends(page);
      await inSight(page);
    },
  },
  {
    name: 'review-refused',
    path: at(REVIEWED.unwritten),
    who: 'Robin',
    shows: SECTION,
    act: async (page) => {
      await writes(page);
      await sends(page);
      await sees(page, '#reviews [role=alert]');
    },
  },
  { name: 'review-blind', path: at(REVIEWED.mine), who: 'Robin', shows: SECTION, act: inSight },
  { name: 'review-with-theirs', path: at(REVIEWED.blind), who: 'Aurelia', zone: KYIV, shows: SECTION, act: inSight },
  { name: 'review-removed', path: at(REVIEWED.removed), who: 'Robin', shows: SECTION, act: inSight },
  {
    name: 'review-reply',
    path: at(REVIEWED.both),
    who: 'Aurelia',
    zone: KYIV,
    shows: SECTION,
    act: async (page) => {
      await page.locator('#reviews').getByRole('button', { name: 'Reply' }).click();
      await page.locator('#reviews textarea').fill('Thank you, Robin. The drawings are yours.');
      await inSight(page);
    },
  },
  {
    name: 'review-report',
    path: at(REVIEWED.both),
    who: 'Aurelia',
    zone: KYIV,
    shows: SECTION,
    windowOnly: true,
    act: reports,
  },
  {
    name: 'review-reported',
    path: `${aurelia}#reviews`,
    who: 'Robin',
    shows: SECTION,
    windowOnly: true,
    act: async (page) => {
      await reports(page);
      await page.locator('[role=dialog] button[type=submit]').click();
      await sees(page, '#reviews [role=status]');
      await inSight(page);
    },
  },
];
