/** Every screen that is pictured: where it is, who looks, and what they did there. */
import type { Page } from 'playwright-core';
import { ACCOUNT_SCREENS } from './accountScreens';
import { CLOSING_SCREENS } from './closingScreens';
import { subjectId } from '../../scripts/demo/tutors';
import { NAMED } from './bookings';
import { reviewScreens } from './reviewScreens';
import { searchScreens } from './searchScreens';
import { BROKEN_TUTOR } from './frozenApi';
import { tutorNamed } from './people';
import { CONSOLE_SCREENS, failsToSignIn } from './consoleScreens';
import type { Face, Screen } from './screen';
import { STAFF_SCREENS } from './staffScreens';
import { TEACHING } from './teachingScreens';
import type { Told } from './told';

const KYIV = 'Europe/Kyiv';
const aurelia = tutorNamed('Aurelia').id;
const bookingPath = ({ booking }: Told): string => `/bookings/${booking.id}`;
const confirmPath = `/tutors/${aurelia}/book?${new URLSearchParams({
  subject: subjectId('Mathematics'),
  minutes: '60',
  at: '2026-11-26T17:30:00.000Z',
}).toString()}`;

const sees = (page: Page, selector: string) => page.locator(selector).first().waitFor();
const asks = (action: string) => async (page: Page) => {
  await page.locator(`[data-action=${action}]`).click();
  await sees(page, `[data-confirm=${action}]`);
};
/** On a desk what it costs stands beside the lesson and stays in sight; on a phone it comes after the note. */
async function decidesInSight(page: Page): Promise<void> {
  const note = await page.locator('textarea').first().boundingBox();
  const card = await page.locator('section:has(dl)').boundingBox();
  if (!note || !card) throw new Error('there is no note or no price');
  const isDesk = (page.viewportSize()?.width ?? 0) > 1000;
  const stands = isDesk ? card.x >= note.x + note.width && card.y < note.y : card.y >= note.y + note.height;
  if (!stands) throw new Error('the price does not stand where it belongs');
}
/** The number for support differs from build to build; its picture must not. */
async function numberAlike(page: Page): Promise<void> {
  await sees(page, 'p.fine');
  await page.evaluate("document.querySelector('p.fine').lastChild.data = 'Number for support: 1392818940'");
}
const web: Omit<Screen, 'face'>[] = [
  ...searchScreens,
  ...reviewScreens,
  { name: 'tutor', path: `/tutors/${aurelia}`, shows: 'a[href*="/book?"]', windowOnly: true },
  { name: 'tutor-no-times', path: `/tutors/${aurelia}?week=1`, who: 'Robin', shows: 'h2', windowOnly: true },
  {
    name: 'tutor-quarter-hours',
    path: `/tutors/${tutorNamed('Calla').id}`,
    shows: 'a[href*="/book?"]',
    windowOnly: true,
    act: (page) => page.getByRole('button', { name: /^Show all/ }).scrollIntoViewIfNeeded(),
  },
  { name: 'sign-in', path: '/sign-in?next=/bookings', shows: 'form' },
  { name: 'sign-in-refused', path: '/sign-in', shows: 'form', act: failsToSignIn },
  { name: 'confirm', path: confirmPath, who: 'Robin', shows: 'dl', act: decidesInSight },
  { name: 'bookings', path: '/bookings', who: 'Robin', shows: 'h3' },
  {
    name: 'bookings-past',
    path: '/bookings',
    who: 'Robin',
    shows: 'h3',
    act: async (page) => {
      await page.locator('summary').click();
      await sees(page, 'details h3');
    },
  },
  { name: 'bookings-tutor', path: '/bookings', who: 'Aurelia', zone: KYIV, shows: 'h3' },
  { name: 'bookings-elsewhere', path: '/bookings', who: 'Aurelia', shows: 'h3' },
  { name: 'bookings-none', path: '/bookings', who: 'Odile', shows: 'h1' },
  { name: 'bookings-loading', path: '/bookings', who: 'Robin', api: 'silent', shows: 'h1' },
  { name: 'bookings-unreachable', path: '/bookings', who: 'Robin', api: 'down', shows: 'main [role=alert]' },
  { name: 'booking-to-pay', path: bookingPath(NAMED.holding), who: 'Robin', shows: 'article h2' },
  { name: 'booking-requested', path: bookingPath(NAMED.requested), who: 'Robin', shows: 'article h2' },
  { name: 'booking-request', path: bookingPath(NAMED.requested), who: 'Aurelia', zone: KYIV, shows: 'article h2' },
  { name: 'booking-scheduled', path: bookingPath(NAMED.scheduled), who: 'Robin', shows: 'article h2' },
  { name: 'booking-in-progress', path: bookingPath(NAMED.active), who: 'Robin', shows: 'article h2' },
  { name: 'booking-ended', path: bookingPath(NAMED.ended), who: 'Robin', shows: 'article h2' },
  { name: 'booking-settled', path: bookingPath(NAMED.settled), who: 'Aurelia', zone: KYIV, shows: 'article h2' },
  { name: 'booking-cancelled', path: bookingPath(NAMED.cancelledLate), who: 'Robin', shows: 'article h2' },
  { name: 'booking-called-off', path: bookingPath(NAMED.calledOff), who: 'Zlata', zone: KYIV, shows: 'article h2' },
  { name: 'booking-expired', path: bookingPath(NAMED.expired), who: 'Robin', shows: 'article h2' },
  { name: 'booking-loading', path: bookingPath(NAMED.scheduled), who: 'Robin', api: 'silent', shows: 'main' },
  { name: 'booking-not-found', path: '/bookings/019a0000-0000-7000-8005-0000000fffff', who: 'Robin', shows: 'h1' },
  {
    name: 'cancel',
    path: bookingPath(NAMED.scheduled),
    who: 'Robin',
    windowOnly: true,
    shows: 'article h2',
    act: asks('cancel'),
  },
  {
    name: 'accept',
    path: bookingPath(NAMED.requested),
    who: 'Aurelia',
    zone: KYIV,
    windowOnly: true,
    shows: 'article h2',
    act: asks('accept'),
  },
  {
    name: 'decline',
    path: bookingPath(NAMED.requested),
    who: 'Aurelia',
    zone: KYIV,
    windowOnly: true,
    shows: 'article h2',
    act: asks('decline'),
  },
  { name: 'not-found', path: '/nowhere', shows: 'h1' },
  { name: 'offline', path: '/offline', shows: 'h1' },
  { name: 'error', path: `/tutors/${BROKEN_TUTOR}`, shows: 'h1', act: numberAlike },
];

const sandbox: Omit<Screen, 'face'>[] = [
  { name: 'checkout', path: '/checkout' },
  { name: 'checkout-declined', path: '/declined' },
  { name: 'checkout-confirm', path: '/confirm' },
  { name: 'checkout-paid', path: '/paid' },
  { name: 'control', path: '/' },
  { name: 'control-quiet', path: '/quiet' },
  { name: 'inbox', path: '/inbox' },
  { name: 'mail', path: '/inbox/3' },
];

const of = (face: Face, screens: readonly Omit<Screen, 'face'>[]): Screen[] =>
  screens.map((screen) => ({ face, ...screen }));
export const SCREENS: readonly Screen[] = [
  ...of('web', [...web, ...ACCOUNT_SCREENS, ...CLOSING_SCREENS, ...TEACHING]),
  ...of('console', [...CONSOLE_SCREENS, ...STAFF_SCREENS]),
  ...of('sandbox', sandbox),
];
