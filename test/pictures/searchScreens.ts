/** Looking for a tutor, and setting some side by side. */
import type { Page } from 'playwright-core';
import { subjectId } from '../../scripts/demo/tutors';
import { tutorNamed } from './people';
import type { Screen } from './screen';

const address = (filters: Record<string, string>): string => `/?${new URLSearchParams(filters).toString()}`;
const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();
const TIMES = 'main li a[href*="/book?"]';

const evening = { free: 'tue:18-21,sat:9-12', zone: 'Europe/London' };
const someFilters = address({
  subjectId: subjectId('Mathematics'),
  ...evening,
  durationMinutes: '60',
  priceTo: '5999',
  currency: 'GBP',
});
const nobody = address({ subjectId: subjectId('Piano'), ...evening, priceTo: '1000', trial: 'true' });
const ids = ['Aurelia', 'Bram', 'Calla', 'Isaura'].map((name) => tutorNamed(name).id).join(',');

/** In a hand the filters are a sheet; at a desk they stand beside the list. */
async function opensFilters(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^Filters/ });
  if (!(await button.isVisible())) return;
  await button.click();
  await sees(page, '[role=dialog] table[role=grid]');
}

/** Down the list, to a tutor and back: the filters and the place in the list are where they were. */
async function comesBack(page: Page): Promise<void> {
  const last = page.locator('main li h3 a').last();
  await last.scrollIntoViewIfNeeded();
  await last.click();
  await sees(page, 'article h1');
  await page.goBack();
  await sees(page, TIMES);
  // the card that was left is in sight again
  await page.waitForFunction(
    "(({ top, bottom }) => top > 0 && bottom < innerHeight)([...document.querySelectorAll('main li h3 a')].at(-1).getBoundingClientRect())",
  );
  const sort = await page.getByLabel('Sort by').inputValue();
  if (sort !== 'price') throw new Error('the way back lost how the list was sorted');
}

export const searchScreens: readonly Omit<Screen, 'face'>[] = [
  { name: 'search', path: '/', shows: TIMES, windowOnly: true },
  { name: 'search-filtered', path: someFilters, who: 'Robin', shows: TIMES },
  { name: 'search-filters', path: someFilters, who: 'Robin', shows: TIMES, act: opensFilters, windowOnly: true },
  {
    name: 'search-why',
    path: someFilters,
    shows: TIMES,
    windowOnly: true,
    act: async (page) => {
      await page
        .getByRole('button', { name: /Why here/ })
        .first()
        .click();
      await sees(page, '[role=dialog] li');
    },
  },
  {
    name: 'search-compare',
    path: '/?sort=price',
    shows: TIMES,
    windowOnly: true,
    act: async (page) => {
      for (const i of [0, 1]) await page.locator('main li input[type=checkbox]').nth(i).check();
      await sees(page, 'a[href*="/compare?"]');
    },
  },
  {
    name: 'search-back',
    path: '/',
    shows: TIMES,
    windowOnly: true,
    act: async (page) => {
      await page.waitForLoadState('networkidle');
      await page.getByLabel('Sort by').selectOption('price');
      await page.waitForURL(/sort=price/);
      await page.waitForLoadState('networkidle');
      await comesBack(page);
    },
  },
  {
    name: 'tutor-reviews',
    path: `/tutors/${tutorNamed('Aurelia').id}`,
    who: 'Robin',
    shows: 'a[href*="/book?"]',
    windowOnly: true,
    act: async (page) => {
      await sees(page, '#reviews li');
      await page.evaluate("document.querySelector('#reviews').scrollIntoView()");
    },
  },
  { name: 'search-none', path: nobody, shows: 'main li button b' },
  { name: 'search-loading', path: '/', api: 'silent', shows: 'h1', windowOnly: true },
  { name: 'search-unreachable', path: '/', api: 'down', shows: 'main [role=alert]', windowOnly: true },
  { name: 'compare', path: `/compare?ids=${ids}`, who: 'Robin', shows: TIMES.replace('li ', 'td ') },
  { name: 'favourites', path: '/favourites', who: 'Robin', shows: TIMES },
  { name: 'favourites-none', path: '/favourites', who: 'Odile', shows: 'main svg + p' },
  { name: 'searches', path: '/searches', who: 'Robin', shows: 'main li h2' },
  {
    name: 'search-save',
    path: someFilters,
    who: 'Robin',
    shows: TIMES,
    windowOnly: true,
    act: async (page) => {
      await page.getByRole('button', { name: 'Save this search' }).click();
      await sees(page, '[role=dialog] form');
    },
  },
  { name: 'compare-none', path: '/compare', shows: 'h1' },
];
