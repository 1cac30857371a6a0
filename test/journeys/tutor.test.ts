/**
 * Protects: whoever comes to teach gets as far as their first booked lesson, by the pages alone. One town, as `npm start`
 * runs it; a tutor, a reviewer and a student at real browsers, who have nothing but what stands on the screen.
 */
import type { ApprovalView } from '@stoa/contracts/http/approvals';
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import type { Browser } from 'playwright-core';
import { type Login, Person } from '../harness/person';
import { Town } from '../harness/town';
import { picture } from '../harness/uploads';
import { until } from '../harness/wait';
import { judge } from './review';
import { accept, followMail, type Newcomer, register, reserveAndPay } from './steps';
import { openBrowser, Visitor } from './visitor';

const CHAPTER_MS = 90_000;
const PASSWORD = 'chalk lantern meridian';
const OTTOLINE = { name: 'Ottoline', role: 'tutor', email: 'ottoline@people.example', password: PASSWORD } as const;
const WENDELL = { name: 'Wendell', role: 'student', email: 'wendell@people.example', password: PASSWORD } as const;
const DESCRIPTION =
  'We take apart what puzzled you last until it is small, and build it up again until it is yours. '.repeat(5);

describe('a tutor, from the first page to the first lesson', () => {
  let town: Town;
  let browser: Browser;
  let visitors: Visitor[] = [];
  let [ottoline, wendell, piran]: Visitor[] = [];
  let tutorId: string;

  const at = (name: 'web' | 'admin' | 'api' | 'sandbox') => town.file.addresses[name];
  const visit = async (zone: string) => {
    const visitor = await Visitor.arrive(browser, { addresses: town.file.addresses, zone });
    visitors = [...visitors, visitor];
    return visitor;
  };
  /** Registers, follows the mail's link, signs in, and goes on where the page leads. */
  const comeIn = async (visitor: Visitor, newcomer: Newcomer) => {
    await register(visitor, at('web'), newcomer);
    const subject = 'Confirm your e-mail address';
    const link = await followMail(visitor, at('sandbox'), { to: newcomer.email, subject });
    await visitor.sees('Your address is confirmed');
    await visitor.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await visitor.enter(newcomer);
    return link;
  };
  const teaching = (name: 'Where you stand' | 'Profile' | 'Hours') =>
    ottoline!.page.getByRole('navigation', { name: 'Teaching' }).getByRole('link', { name, exact: true }).click();
  const nextStep = () => ottoline!.page.getByRole('link', { name: /^Next: / }).click();
  const signedIn = ({ email, password }: Login) => Person.signIn(at('api'), { email, password });

  beforeAll(async () => {
    [town, browser] = await Promise.all([Town.start(), openBrowser()]);
    for (const face of ['web', 'admin'] as const)
      await until(`the ${face}`, async () => (await fetch(at(face))).ok, CHAPTER_MS);
    [ottoline, wendell, piran] = [
      await visit('Europe/Kyiv'),
      await visit('Europe/London'),
      await visit('Europe/Paris'),
    ];
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await town.stop();
  }, 90_000);

  it(
    'lets a tutor in by the link of a mail, which opens once, and leads on to what is missing',
    async () => {
      const link = await comeIn(ottoline!, OTTOLINE);
      await ottoline!.page.waitForURL(`${at('web')}/teaching`);
      await ottoline!.sees('5 things are missing');
      const stranger = await visit('Europe/Kyiv');
      stranger.forgive(/\/email\/verify$/);
      await stranger.page.goto(link);
      await stranger.sees('This link was used before');
      tutorId = (await (await signedIn(OTTOLINE)).get<{ id: string }>('/me')).body.id;
    },
    CHAPTER_MS,
  );

  it(
    'takes a profile step by step, keeps each field as it is left, and shows what students will see',
    async () => {
      const { page } = ottoline!;
      await page.getByRole('link', { name: 'Go on with your profile' }).click();
      const photo = { name: 'me.png', mimeType: 'image/png', buffer: await picture(800) };
      await page.locator('input[data-purpose=tutor_photo]').setInputFiles(photo);
      await page.getByRole('img', { name: 'Your photo' }).waitFor();
      await page.getByLabel('Headline').fill('Maths that makes sense');
      await page.getByLabel('Description').fill(DESCRIPTION);
      await page.getByLabel('Link to a video').focus();
      await ottoline!.sees('2 things are missing');
      await nextStep();
      await page.getByLabel('Price of an hour').first().fill('28');
      await page.getByLabel('Add a subject').selectOption({ label: 'Mathematics' });
      await page.getByLabel('Upper secondary').check();
      await page.getByLabel('Own price of an hour').fill('26.50');
      await nextStep();
      await page.getByLabel('Add a language').selectOption({ label: 'English' });
      await page.getByLabel('English: level').waitFor();
      await page.getByLabel('Add a language').selectOption({ label: 'Ukrainian' });
      await page.getByLabel('Ukrainian: level').selectOption('native');
      const preview = page.getByRole('complementary', { name: 'As students see it' });
      await preview.getByText('Mathematics · Upper secondary').waitFor();
      await preview.getByText('€26.50 an hour').waitFor();
      await preview.getByText('native').waitFor();
      await ottoline!.sees('1 thing is missing');
    },
    CHAPTER_MS,
  );

  it(
    'takes weekly hours from an editor, and payouts on the company’s page; then nothing is missing',
    async () => {
      const { page } = ottoline!;
      await page.getByRole('link', { name: 'Weekly hours' }).click();
      await page.getByText('List', { exact: true }).click();
      await ottoline!.button('Add hours on Monday').last().click();
      await page.getByLabel('Monday: to').selectOption('24:00');
      await page.getByLabel('Monday: from').selectOption('16:00');
      await ottoline!.button('Copy to other days: Monday').click();
      await page.getByRole('menuitem', { name: 'Every day' }).click();
      await ottoline!.sees('56 h a week');
      await ottoline!.button('Save the hours').click();
      await ottoline!.sees('Saved. Students see these hours from now on.');
      await teaching('Where you stand');
      await ottoline!.button('Set up payouts').click();
      await page.waitForURL(`${at('sandbox')}/**`);
      await ottoline!.button(/^Finish/).click();
      await page.waitForURL(`${at('web')}/teaching**`);
      await ottoline!.sees('Payouts are set up');
      await ottoline!.sees('Everything is there');
    },
    CHAPTER_MS,
  );

  it(
    'hands in, with a promise of when, and is neither found nor booked before somebody has approved',
    async () => {
      await piran!.signIn(at('admin'), town.file.logins.admin);
      await piran!.page.goto(`${at('admin')}/approvals`);
      await piran!.sees('The queue is empty');
      await ottoline!.button('Hand in').click();
      await ottoline!.sees(/answer by .* tomorrow/);
      await piran!.button(/^1 has changed since you looked/).click();
      await piran!.page.getByRole('link', { name: OTTOLINE.name, exact: true }).waitFor();
      const student = await signedIn(town.file.logins.student);
      const found = await student.get<{ items: unknown[] }>('/tutors?text=Ottoline');
      expect([found.status, found.body.items]).toEqual([200, []]);
      const subjectId = (await student.get<{ items: { id: string }[] }>('/subjects')).body.items[0]!.id;
      const startsAt = new Date(Math.ceil(Date.now() / 86_400_000 + 3) * 86_400_000).toISOString();
      const refused = await student.post('/quotes', { tutorId, subjectId, startsAt, durationMinutes: 60 });
      expect(refused).toMatchObject({ status: 409, body: { code: 'tutor_not_bookable' } });
    },
    CHAPTER_MS,
  );

  it(
    'is sent back for one part, corrects it, and hands in that part alone',
    async () => {
      const stays = await ottoline!.staysOnThisPage();
      const judged = await judge(piran!, at('admin'), {
        tutor: OTTOLINE.name,
        changes: { headline: { reason: 'Not clear', note: 'Say for which exams.' } },
      });
      expect(judged).toEqual(['photo', 'name', 'headline', 'description', 'subjects', 'languages']);
      await piran!.sees('Ottoline is told what to change.');
      const { page } = ottoline!;
      await ottoline!.sees('Say for which exams.');
      expect(await stays()).toBe(true);
      await page.getByRole('link', { name: 'Correct what is marked' }).click();
      await page.getByLabel('Headline').fill('Mathematics for school-leaving exams');
      await page.getByLabel('Link to a video').focus();
      await page.getByRole('complementary').getByText('school-leaving').waitFor();
      await teaching('Where you stand');
      await ottoline!.button('Hand in').click();
      await ottoline!.sees(/answer by .* tomorrow/);
      await piran!.sees('Waits for a verdict');
      expect(await judge(piran!, at('admin'), { tutor: OTTOLINE.name })).toEqual(['headline']);
      await piran!.sees('Ottoline is approved.');
      await ottoline!.sees('Students find you and can book you.');
      const mail = { to: OTTOLINE.email, subject: 'Your profile is approved' };
      expect(await followMail(ottoline!, at('sandbox'), mail)).toBe(`${at('web')}/teaching`);
      await ottoline!.sees('Students find you and can book you.');
      const { body } = await (await signedIn(OTTOLINE)).get<ApprovalView>('/me/tutor/approval');
      expect([body.state, body.listed]).toEqual(['approved', true]);
    },
    CHAPTER_MS,
  );

  it(
    'is found by a new student by subject, price, language and hours, who books and pays; accepts; and the books agree',
    async () => {
      await comeIn(wendell!, WENDELL);
      const { page } = wendell!;
      await wendell!.sees('Find a tutor');
      await wendell!.button(/^Mathematics/).click();
      await page.getByRole('textbox', { name: 'To', exact: true }).fill('24');
      await page.keyboard.press('Enter');
      await wendell!.button(/^Ukrainian/).click();
      await wendell!.button('Evenings').click();
      await wendell!.sees(/^1 tutor$/);
      // the same address shows the same to whoever gets it
      expect(new URL(page.url()).searchParams.get('currency')).toBe('GBP');
      await page.getByRole('link', { name: OTTOLINE.name, exact: true }).click();
      await page.locator('a[href*="/book?"]').last().click();
      const way = { web: at('web'), sandbox: at('sandbox'), note: 'Vectors, please.' };
      expect(await reserveAndPay(wendell!, way)).toBe('26.50');
      const stays = await wendell!.staysOnThisPage();

      await ottoline!.page.getByRole('link', { name: 'My bookings' }).click();
      const promised = await accept(ottoline!, { student: WENDELL.name, note: way.note });
      await wendell!.sees('Scheduled');
      expect([promised, await stays()]).toEqual(['21.20', true]);
      const support = await Person.signIn(at('api'), town.file.logins.support, 'admin');
      const id = new URL(page.url()).pathname.split('/').pop()!;
      const books = (await support.get<StaffBookingView>(`/staff/bookings/${id}`)).body;
      expect(books.price).toEqual({ amountMinor: 2650, currency: 'EUR' });
      expect(books.money.tutorEarns).toEqual({ amountMinor: 2120, currency: 'EUR' });
      expect(books.ledger.map(({ code }) => code)).toEqual(expect.arrayContaining(['authorised', 'captured']));
      const sums = books.ledger.map(({ postings }) => postings.reduce((sum, one) => sum + one.amount.amountMinor, 0));
      expect(sums.filter((sum) => sum !== 0)).toEqual([]);
    },
    CHAPTER_MS,
  );

  it('asks nobody outside the town, from browser or server, and no page reports an error', () => {
    expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(town.strangersCalled()).toEqual([]);
  });
});
