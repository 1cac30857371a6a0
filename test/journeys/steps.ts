/** Steps of stories that more than one of them takes, each as a person takes it: by what stands on the page. */
import type { Login } from '../harness/person';
import { until } from '../harness/wait';
import type { Visitor } from './visitor';

export interface Newcomer extends Login {
  readonly name: string;
  readonly role: 'student' | 'tutor';
}

/** Makes an account and resolves where the page says that the rest lies in the mail. */
export async function register({ page }: Visitor, web: string, newcomer: Newcomer): Promise<void> {
  await page.goto(`${web}/register`);
  await page.getByText(newcomer.role === 'tutor' ? 'I teach' : 'I want to learn').click();
  await page.locator('input[name=name]').fill(newcomer.name);
  await page.locator('input[name=email]').fill(newcomer.email);
  await page.locator('input[type=password]').fill(newcomer.password);
  await page.locator('input[name=terms]').check();
  await page.locator('input[name=privacy]').check();
  await page.locator('button[type=submit]').click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
}

/** Looks into the sandbox's inbox until the mail is there, and follows its link. @returns the link's address */
export async function followMail(
  { page }: Visitor,
  sandbox: string,
  { to, subject }: { readonly to: string; readonly subject: string },
): Promise<string> {
  const mail = page.getByRole('row').filter({ hasText: to }).getByRole('link', { name: subject });
  await until(`the mail to ${to}`, async () => {
    await page.goto(`${sandbox}/inbox`);
    return (await mail.count()) > 0;
  });
  await mail.first().click();
  const link = page.locator('pre a').first();
  const address = (await link.getAttribute('href')) ?? '';
  await link.click();
  return address;
}

/** Confirms the price on the page of a chosen time and pays it on the company's page. @returns the price, as it was written */
export async function reserveAndPay(
  visitor: Visitor,
  { web, sandbox, note }: { readonly web: string; readonly sandbox: string; readonly note: string },
): Promise<string> {
  const { page } = visitor;
  await page.waitForURL(/\/book\?/);
  await page.getByRole('textbox').fill(note);
  const confirm = visitor.button(/^Reserve and pay/);
  const price = /[\d.]+/.exec((await confirm.textContent()) ?? '')?.[0] ?? 'no price';
  await confirm.click();
  await page.waitForURL(`${sandbox}/**`);
  await page.getByRole('button', { name: new RegExp(`^Pay .*${price}`) }).click();
  await page.waitForURL(`${web}/bookings/**`);
  await visitor.sees('Waiting for an answer');
  return price;
}

/** Opens a student's request, reads its note, accepts, and waits until it is scheduled. @returns what the dialog promises */
export async function accept(
  visitor: Visitor,
  { student, note }: { readonly student: string; readonly note: string },
): Promise<string | undefined> {
  const { page } = visitor;
  await page
    .getByRole('link', { name: new RegExp(`with ${student}`) })
    .first()
    .click();
  await visitor.sees(note);
  await page.locator('[data-action=accept]').click();
  const earns = page.locator('[data-confirm=accept]');
  await earns.waitFor();
  const promised = /[\d.]+/.exec((await earns.textContent()) ?? '')?.[0];
  await earns.click();
  await visitor.sees('Scheduled');
  return promised;
}

/** Writes one side's review on the page of a lesson, as soon as that is offered there. */
export async function review(
  visitor: Visitor,
  { of, stars, text }: { readonly of: string; readonly stars: number; readonly text: string },
): Promise<void> {
  const form = visitor.page.locator('#reviews form');
  await visitor.sees(`How was the lesson with ${of}?`);
  await form
    .locator('label')
    .filter({ hasText: `${stars} stars` })
    .click();
  await form.getByLabel('In your words').fill(text);
  await form.getByRole('button', { name: 'Send the review' }).click();
}
