import type Router from '@koa/router';
import type { Context } from 'koa';
import { chosenPerson, TEST_PEOPLE } from '../google/people';
import { CHOOSE_PATH } from '../google/provider';
import type { Parts } from '../parts';
import { html } from './html';
import { document } from './layout';

function choicePage(problem: string | null): string {
  const body = html`<main class="narrow stack">
    <h1>Choose an account</h1>
    <p>A stand-in for Google’s page. Nobody is asked for a password here.</p>
    ${problem !== null && html`<p role="alert">${problem}</p>`}
    <form method="post" class="stack">
      ${TEST_PEOPLE.map(
        ({ sub, name, email, emailVerified }) =>
          html`<button name="person" value="${sub}">
            ${name} · ${email}${!emailVerified && ' · address not verified'}
          </button>`,
      )}
    </form>
    <form method="post" class="stack">
      <label>Name <input name="name" maxlength="80" autocomplete="off" /></label>
      <label>E-mail address <input name="email" type="email" required maxlength="254" autocomplete="off" /></label>
      <label><input type="checkbox" name="verified" value="yes" checked /> Google has verified the address</label>
      <button name="person" value="other">Go on as this person</button>
    </form>
    <form method="post"><button name="person" value="nobody">Go back without signing in</button></form>
  </main>`;
  return document({ title: 'Choose an account', body });
}

const GONE = 'This sign-in is over. Go back and begin again.';

function show(ctx: Context, status: number, problem: string | null): void {
  ctx.status = status;
  ctx.type = 'html';
  ctx.set('cache-control', 'no-store');
  ctx.body = choicePage(problem);
}

/** The page where somebody chooses who they are at Google. */
export function googleRoutes(router: Router, { google }: Parts): void {
  if (google === null) return;
  router.get(`${CHOOSE_PATH}/:uid`, async (ctx) => {
    const asking = await google.isAsking(ctx.req, ctx.res);
    show(ctx, asking ? 200 : 410, asking ? null : GONE);
  });
  router.post(`${CHOOSE_PATH}/:uid`, async (ctx) => {
    if (!(await google.isAsking(ctx.req, ctx.res))) return show(ctx, 410, GONE);
    const form = (ctx.request.body ?? {}) as Record<string, unknown>;
    const person = chosenPerson(form);
    if (person === null && form['person'] !== 'nobody') return show(ctx, 422, 'Type an e-mail address.');
    ctx.respond = false;
    await (person === null ? google.cancel(ctx.req, ctx.res) : google.choose(ctx.req, ctx.res, person));
  });
}
