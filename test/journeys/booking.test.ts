/**
 * Protects: what people are promised on screen is what happens. One town, as `npm start` runs it; every click in a real
 * browser, every amount compared with the books.
 */
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import type { Browser } from 'playwright-core';
import { Person } from '../harness/person';
import { becomes, bookAndPay, findWishes, type Wish } from '../harness/story';
import { Town } from '../harness/town';
import { until } from '../harness/wait';
import { accept, reserveAndPay, review } from './steps';
import { openBrowser, Visitor } from './visitor';

const STORY_MS = 90_000;
const DAY_MS = 86_400_000;

describe('a booking, as people see it', () => {
  let town: Town;
  let browser: Browser;
  const visitors: Visitor[] = [];
  let [student, tutor, support]: Person[] = [];
  let wishes: Wish[];

  const at = (name: 'web' | 'admin' | 'api' | 'sandbox') => town.file.addresses[name];
  const visit = async (zone = 'Europe/London') => {
    const visitor = await Visitor.arrive(browser, { addresses: town.file.addresses, zone });
    visitors.push(visitor);
    return visitor;
  };
  const studentAt = async (path: string) => {
    const visitor = await visit();
    await visitor.signIn(at('web'), town.file.logins.student, path);
    return visitor;
  };
  const tutorAt = async (path: string) => {
    const visitor = await visit('Europe/Kyiv');
    await visitor.signIn(at('web'), town.file.logins.tutor, path);
    return visitor;
  };
  const booksOf = async (id: string) => (await support!.get<StaffBookingView>(`/staff/bookings/${id}`)).body;
  const nextWish = (): Wish => wishes.shift()!;
  const request = async () => (await bookAndPay(student!, at('sandbox'), nextWish())).booking;
  const accepted = async () => {
    const { id } = await request();
    await tutor!.act(id, 'accept');
    return becomes(student!, id, ({ state }) => state.session === 'SCHEDULED');
  };

  /** Presses a button of the control page's clock until a booking stands where the story goes on. */
  const becomesOnClock = async (id: string, button: string, status: string) => {
    const clock = await visit();
    await until(
      `${status} after ${button}`,
      async () => {
        await clock.page.goto(at('sandbox'));
        await clock.button(button).click();
        return (await student!.get<{ status: string }>(`/bookings/${id}`)).body.status === status;
      },
      60_000,
    );
  };

  beforeAll(async () => {
    [town, browser] = await Promise.all([Town.start(), openBrowser()]);
    const { logins } = town.file;
    for (const face of ['web', 'admin'] as const)
      await until(`the ${face}`, async () => (await fetch(at(face))).ok, STORY_MS);
    student = await Person.signIn(at('api'), logins.student);
    tutor = await Person.signIn(at('api'), logins.tutor);
    support = await Person.signIn(at('api'), logins.support, 'admin');
    const { id } = (await tutor.get<{ id: string }>('/me')).body;
    wishes = await findWishes(student, { tutorIds: [id], wanted: 5 });
  }, 300_000);

  // pages left open would go on asking with every change, and people are limited in how much they may ask
  afterEach(() => Promise.all(visitors.map(({ page }) => page.context().close())));
  afterAll(async () => {
    await browser.close();
    await town.stop();
  }, 90_000);

  it(
    'goes from a search to an accepted lesson, and both sides watch it without reloading',
    async () => {
      const robin = await studentAt('/');
      const aurelia = await tutorAt('/bookings');
      const tutorStays = await aurelia.staysOnThisPage();
      await robin.page.getByRole('link', { name: 'Aurelia', exact: true }).click();
      const { startsAt } = nextWish();
      await robin.page.getByRole('button', { name: 'Later' }).waitFor();
      const slot = robin.page.locator(`a[href*="${encodeURIComponent(startsAt)}"]`);
      for (let weeks = 0; weeks < 3 && (await slot.count()) === 0; weeks++) {
        await robin.button('Later').click();
        await robin.page.locator('[aria-busy=false] a[href*="/book?"]').first().waitFor();
      }
      await slot.click();
      const way = { web: at('web'), sandbox: at('sandbox'), note: 'Limits, please.' };
      const price = await reserveAndPay(robin, way);
      const studentStays = await robin.staysOnThisPage();

      const promised = await accept(aurelia, { student: 'Robin', note: 'Limits, please.' });
      await robin.sees('Scheduled');
      expect([await tutorStays(), await studentStays()]).toEqual([true, true]);

      const books = await booksOf(new URL(robin.page.url()).pathname.split('/').pop()!);
      expect((books.price.amountMinor / 100).toFixed(2)).toBe(price);
      expect((books.money.tutorEarns!.amountMinor / 100).toFixed(2)).toBe(promised);
      expect(books.ledger.map(({ code }) => code)).toEqual(expect.arrayContaining(['authorised', 'captured']));
    },
    STORY_MS,
  );

  it(
    'gives back exactly what the dialog promised when the student cancels',
    async () => {
      const { id } = await accepted();
      const robin = await studentAt(`/bookings/${id}`);
      await robin.page.locator('[data-action=cancel]').click();
      const confirm = robin.page.locator('[data-confirm=cancel]');
      await confirm.waitFor();
      const promised = /[\d.]+/.exec((await confirm.textContent()) ?? '')?.[0];
      await confirm.click();
      await robin.sees('Cancelled');
      const { ledger, refunds } = await booksOf(id);
      const returned = ledger.filter(({ code }) => code === 'returned').flatMap(({ postings }) => postings);
      const out = returned.find(({ account }) => account === 'provider_clearing');
      expect((-out!.amount.amountMinor / 100).toFixed(2)).toBe(promised);
      expect(refunds.map(({ amount }) => (amount.amountMinor / 100).toFixed(2))).toEqual([promised]);
    },
    STORY_MS,
  );

  it(
    'lets go of the card when the tutor declines, and the student sees it at once',
    async () => {
      const { id } = await request();
      const robin = await studentAt(`/bookings/${id}`);
      await robin.sees('Waiting for an answer');
      const stays = await robin.staysOnThisPage();
      const aurelia = await tutorAt(`/bookings/${id}`);
      await aurelia.page.locator('[data-action=decline]').click();
      await aurelia.page.locator('[data-confirm=decline]').click();
      await aurelia.sees('Declined');
      await robin.sees('Declined');
      expect(await stays()).toBe(true);
      const books = await until('the hold to be let go', async () => {
        const view = await booksOf(id);
        return view.ledger.some(({ code }) => code === 'released') && view;
      });
      expect(books.state).toMatchObject({ session: 'CANCELLED', payment: 'VOIDED' });
      expect(books.balances.every(({ balance }) => balance.amountMinor === 0)).toBe(true);
    },
    STORY_MS,
  );

  it(
    'is found by its code in the console, adds up there, and is cancelled with a reason',
    async () => {
      const { id, code } = await accepted();
      const sunniva = await visit();
      await sunniva.signIn(at('admin'), town.file.logins.support);
      const { page } = sunniva;
      await page.getByRole('search').getByRole('textbox').fill(code);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${at('admin')}/bookings/${id}`);
      await page.locator('.entry').first().waitFor();
      await page.getByRole('heading', { name: /./ }).first().click();
      await page.keyboard.press('e');
      await page.locator('.entry .postings').first().waitFor();
      const sums = await page.locator('.postings tfoot td').allTextContents();
      expect(sums.length).toBeGreaterThanOrEqual(2);
      expect(sums.filter((sum) => !/^[^\d]*0\.00$/.test(sum.trim()))).toEqual([]);

      await page.locator('.action button').filter({ hasText: 'Cancel' }).click();
      await page.locator('.quote').waitFor();
      await page.locator('dialog textarea').fill('The tutor telephoned: she is ill.');
      await page
        .locator('dialog button')
        .filter({ hasText: /^Cancel.*\d/ })
        .click();
      await sunniva.sees('The tutor telephoned: she is ill.');
      const after = await until('the cancellation', async () => {
        const view = await booksOf(id);
        return view.state.session === 'CANCELLED' && view;
      });
      expect(after.state.payment).toBe('REFUNDED');
    },
    STORY_MS,
  );

  it(
    'lives through to its settlement when the clock is moved on the control page',
    async () => {
      const booking = await accepted();
      const robin = await studentAt(`/bookings/${booking.id}`);
      const stays = await robin.staysOnThisPage();
      await becomesOnClock(booking.id, 'To the next lesson', 'active');
      await robin.sees('In progress');
      await becomesOnClock(booking.id, 'Past its settlement', 'settled');
      await robin.sees('Settled');
      expect(await stays()).toBe(true);
      const { ledger, money } = await booksOf(booking.id);
      const earned = ledger.filter(({ code }) => code === 'settled').flatMap(({ postings }) => postings);
      const payable = earned.find(({ account }) => account.startsWith('tutor_payable:'));
      expect(-payable!.amount.amountMinor).toBe(money.tutorEarns!.amountMinor);
      expect(Date.parse(booking.startsAt)).toBeGreaterThan(Date.now() + DAY_MS);
    },
    2 * STORY_MS,
  );

  it(
    'is reviewed by both, read by nobody before both have written, and answered where the other reads it',
    async () => {
      const [said, back, reply] = [
        'We drew every limit twice.',
        'Came with good questions.',
        'The drawings are yours.',
      ];
      // the clock stands elsewhere by now
      const { id: tutorId } = (await tutor!.get<{ id: string }>('/me')).body;
      const { asOf } = (await student!.get<{ asOf: string }>(`/tutors/${tutorId}`)).body;
      wishes = await findWishes(student!, { tutorIds: [tutorId], wanted: 1, now: Date.parse(asOf) });
      const { id } = await accepted();
      await becomesOnClock(id, 'To the next lesson', 'active');
      const robin = await studentAt(`/bookings/${id}`);
      const aurelia = await tutorAt('/bookings');
      await becomesOnClock(id, 'Past its settlement', 'settled');
      const stays = await robin.staysOnThisPage();

      await review(robin, { of: 'Aurelia', stars: 5, text: said });
      await robin.sees('Only you see this.');
      await aurelia.page.getByRole('link', { name: 'Teaching' }).click();
      await aurelia.page.getByRole('link', { name: 'Reviews', exact: true }).click();
      await aurelia.sees('Robin has written already');
      const stranger = await visit();
      const publicPage = `${at('web')}/tutors/${tutorId}`;
      await stranger.page.goto(publicPage);
      await stranger.page.locator('#reviews li, #reviews .quiet').first().waitFor();
      for (const { page } of [aurelia, stranger]) expect(await page.content()).not.toContain(said);
      const { body } = await student!.get(`/tutors/${tutorId}/reviews`);
      expect(JSON.stringify(body)).not.toContain(said);

      await aurelia.page.locator(`main a[href="/bookings/${id}#reviews"]`).click();
      await review(aurelia, { of: 'Robin', stars: 4, text: back });
      await aurelia.sees('Your review is published, and so is Robin’s.');
      await aurelia.sees(said);
      await robin.sees(back);
      await aurelia.button('Reply').click();
      await aurelia.page.getByLabel('Your reply').fill(reply);
      await aurelia.button('Send the reply').click();
      await aurelia.sees('Your reply is published.');
      await robin.sees('Aurelia replied to your review');
      await robin.sees(reply);
      expect(await stays()).toBe(true);

      await robin.button(/^Account of/).click();
      await robin.page.getByRole('menuitem', { name: 'Your reviews' }).click();
      await robin.page.waitForURL(`${at('web')}/reviews`);
      for (const text of [said, back, reply]) await robin.sees(text);
      await stranger.page.goto(publicPage);
      for (const text of [said, reply]) await stranger.sees(text);
      expect(await stranger.page.content()).not.toContain(back);
    },
    2 * STORY_MS,
  );

  it('finds the search where somebody takes the tutors’ address for a page, with what was asked for', async () => {
    const stranger = await visit();
    await stranger.page.goto(`${at('web')}/tutors?sort=rating&instant=true`);
    expect(stranger.page.url()).toBe(`${at('web')}/?sort=rating&instant=true`);
  });

  it('asks nobody outside the town, from browser or server, and no page reports an error', () => {
    expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(town.strangersCalled()).toEqual([]);
  });
});
