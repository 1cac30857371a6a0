/** A reviewer at the console. */
import type { Visitor } from './visitor';

interface Judgement {
  readonly tutor: string;
  /** what is wrong with a part, as the list says, and a note; every other part is good */
  readonly changes?: Readonly<Record<string, { readonly reason: string; readonly note: string }>>;
}

/** Takes a profile out of the queue, judges every part and decides. @returns the parts that were there to be judged */
export async function judge({ page }: Visitor, console: string, { tutor, changes = {} }: Judgement): Promise<string[]> {
  await page.goto(`${console}/approvals`);
  await page.getByRole('link', { name: tutor, exact: true }).click();
  await page.getByRole('button', { name: /^Take in hand/ }).click();
  const parts = page.locator('[data-item]');
  await parts.first().getByRole('button', { name: 'Good' }).and(page.locator(':enabled')).waitFor();
  const items = await Promise.all(
    (await parts.all()).map(async (part) => (await part.getAttribute('data-item')) ?? 'unnamed'),
  );
  for (const item of items) {
    const part = page.locator(`[data-item=${item}]`);
    const change = changes[item];
    if (!change) {
      await part.getByRole('button', { name: 'Good' }).click();
      continue;
    }
    await part.getByRole('button', { name: 'Needs a change' }).click();
    await part.getByRole('combobox').click();
    await page.getByTitle(change.reason, { exact: true }).click();
    await part.getByRole('textbox').fill(change.note);
  }
  const n = Object.keys(changes).length;
  await page
    .getByRole('button', { name: n === 0 ? 'Approve the profile' : `Ask for ${n} change`, exact: true })
    .click();
  return items;
}
