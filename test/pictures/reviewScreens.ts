/** Writing a review, and what is done with those that are there. */
import type { Page } from 'playwright-core';
import { NOW, tutorNamed } from './people';
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

const MINE = /\/me\/reviews\?group=about/;
interface Listed {
  readonly items: readonly { readonly reply: unknown; readonly actions: readonly { readonly action: string }[] }[];
}
const asTutor = { who: 'Aurelia', zone: KYIV };

/** Answers the first review that can be answered. @returns what was written */
async function replies(page: Page): Promise<string> {
  const text = 'Thank you, Robin. The drawings are yours.';
  await page.getByRole('button', { name: 'Reply' }).first().click();
  await page.getByLabel('Your reply').fill(text);
  return text;
}
/** As soon as it is sent, the list has it. */
async function answered(page: Page, text: string): Promise<void> {
  const reply = { text, at: new Date(NOW).toISOString() };
  let isSent = false;
  await page.route(/\/reply$/, async (route) => {
    isSent = true;
    await route.fulfill({ json: {} });
  });
  await page.route(MINE, async (route) => {
    if (!isSent) return route.fallback();
    const list = (await (await route.fetch()).json()) as Listed;
    const items = list.items.map((one) =>
      one.actions.some(({ action }) => action === 'reply')
        ? { ...one, reply, actions: one.actions.filter(({ action }) => action !== 'reply') }
        : one,
    );
    await route.fulfill({ json: { ...list, items } });
  });
}

const myReviews: Omit<Screen, 'face'>[] = [
  { name: 'my-reviews', path: '/reviews', who: 'Robin', shows: 'main h3' },
  {
    name: 'my-reviews-edit',
    path: '/reviews',
    who: 'Robin',
    shows: 'main h3',
    act: async (page) => {
      await page.getByRole('button', { name: 'Change it' }).click();
      await sees(page, 'main textarea');
    },
  },
  { name: 'my-reviews-none', path: '/reviews', who: 'Piran', shows: 'main h1' },
  { name: 'my-reviews-loading', path: '/reviews', who: 'Robin', api: 'silent', shows: 'main [role=status]' },
  { name: 'my-reviews-down', path: '/reviews', who: 'Robin', api: 'down', shows: 'main [role=alert]' },
  { name: 'teaching-reviews', path: '/teaching/reviews', ...asTutor, shows: 'main h3' },
  {
    name: 'teaching-reviews-reply',
    path: '/teaching/reviews',
    ...asTutor,
    shows: 'main h3',
    act: async (page) => void (await replies(page)),
  },
  {
    name: 'teaching-reviews-replied',
    path: '/teaching/reviews',
    ...asTutor,
    shows: 'main h3',
    act: async (page) => {
      await answered(page, await replies(page));
      await page.getByRole('button', { name: 'Send the reply' }).click();
      await page.getByText('Your reply is published.').waitFor();
    },
  },
];

export const reviewScreens: Omit<Screen, 'face'>[] = [
  ...myReviews,
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
