import type Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Parts } from '../parts';
import { StripeRefusal } from '../stripe/errors';
import type { PayResult } from '../stripe/pay';
import { checkoutPage, confirmPage, unknownPage } from './checkout';

/** The hosted payment page. */
export function checkoutRoutes(router: Router, { bank }: Parts): void {
  router.use('/checkout', unknownIsAPage);
  router.get('/checkout/:id', async (ctx) => {
    const page = await bank.page(ctx.params['id'] ?? '');
    show(ctx, checkoutPage({ session: page.object, internal: page.internal }));
  });
  router.post('/checkout/:id/pay', async (ctx) => {
    const { card } = (ctx.request.body ?? {}) as { card?: unknown };
    await answer(ctx, bank, await bank.pay(ctx.params['id'] ?? '', typeof card === 'string' ? card : ''));
  });
  router.get('/checkout/:id/confirm', async (ctx) => {
    const page = await bank.page(ctx.params['id'] ?? '');
    if (page.object.status !== 'open') return ctx.redirect(`/checkout/${page.object.id}`);
    show(ctx, confirmPage({ session: page.object, internal: page.internal }));
  });
  router.post('/checkout/:id/confirm', async (ctx) => {
    const body = (ctx.request.body ?? {}) as { answer?: unknown };
    await answer(ctx, bank, await bank.confirm(ctx.params['id'] ?? '', body.answer === 'yes'));
  });
}

async function answer(ctx: Context, bank: Parts['bank'], result: PayResult): Promise<void> {
  const { session } = result;
  if (result.kind === 'paid') return seeOther(ctx, session.success_url.replace('{CHECKOUT_SESSION_ID}', session.id));
  if (result.kind === 'asks') return seeOther(ctx, `/checkout/${session.id}/confirm`);
  if (result.kind === 'closed') return seeOther(ctx, `/checkout/${session.id}`);
  const problem = result.kind === 'declined' ? result.message : 'Only test cards work here.';
  const { internal } = await bank.page(session.id);
  show(ctx, checkoutPage({ session, internal, problem }));
  ctx.status = result.kind === 'declined' ? 402 : 422;
}

export function seeOther(ctx: Context, address: string): void {
  ctx.redirect(address);
  ctx.status = 303;
}

export function show(ctx: Context, page: string): void {
  ctx.type = 'html';
  ctx.set('cache-control', 'no-store');
  ctx.body = page;
}

export async function unknownIsAPage(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (failure) {
    if (!(failure instanceof StripeRefusal)) throw failure;
    show(ctx, unknownPage());
    ctx.status = 404;
  }
}
