import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Parts } from '../parts';
import type { OnboardingAnswer } from '../stripe/accounts';
import type { Account } from '../stripe/objects';
import { show, seeOther, unknownIsAPage } from './checkoutRoutes';
import { html } from './html';
import { document } from './layout';

function onboardingPage(visit: string, account: Account): string {
  const body = html`<main class="narrow">
    <section class="card stack" aria-labelledby="who">
      <p class="quiet">The card company (played by the sandbox)</p>
      <h1 id="who">Tell us who is paid</h1>
      <p>
        Here the real company asks for a name, a date of birth, an address and a bank account. The sandbox asks for
        nothing: say what it should make of the answers.
      </p>
      <p class="quiet">Country: ${account.country}</p>
      <form method="post" action="/onboarding/visit/${visit}" class="stack">
        <button class="primary block" type="submit" name="answer" value="finish">Finish: payouts are enabled</button>
        <button class="block" type="submit" name="answer" value="refuse">Be refused: a document is asked for</button>
        <button class="block" type="submit" name="answer" value="later">Come back later</button>
      </form>
    </section>
  </main>`;
  return document({ title: 'Tell us who is paid', body });
}

const ANSWERS: readonly OnboardingAnswer[] = ['finish', 'later', 'refuse'];

/** The hosted page of those who are to be paid. Its links are good for one visit; a second one is sent back for more. */
export function onboardingRoutes(router: Router, { bank }: Parts): void {
  router.use('/onboarding', unknownIsAPage);
  router.get('/onboarding/:token', async (ctx: Context & { params: Record<string, string> }) => {
    const begun = await bank.beginOnboarding(ctx.params['token'] ?? '');
    if (begun.kind === 'over') return seeOther(ctx, begun.refreshUrl);
    show(ctx, onboardingPage(begun.visit, begun.account));
  });
  router.post('/onboarding/visit/:visit', async (ctx: Context & { params: Record<string, string> }) => {
    const { answer } = (ctx.request.body ?? {}) as { answer?: unknown };
    const known = ANSWERS.find((one) => one === answer) ?? 'later';
    seeOther(ctx, await bank.answerOnboarding(ctx.params['visit'] ?? '', known));
  });
}
