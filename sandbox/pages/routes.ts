import { readFile } from 'node:fs/promises';
import bodyParser from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context, Middleware, Next } from 'koa';
import { refuseStrangers } from '../control';
import type { Parts } from '../parts';
import { checkoutRoutes } from './checkoutRoutes';
import { controlRoutes } from './controlRoutes';
import { googleRoutes } from './google';
import { onboardingRoutes } from './onboarding';
import { inboxPage, mailPage } from './inbox';
import { STYLE } from './style';

const FONTS: Readonly<Record<string, string>> = {
  'inter.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  'fraunces.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2',
};

/** The sandbox's pages: rendered here, working without a script. */
export function pages(parts: Parts): Middleware {
  const router = new Router();
  router.use(secure, refuseStrangers, bodyParser({ enableTypes: ['form'] }));
  router.get('/assets/style.css', (ctx) => {
    ctx.type = 'text/css';
    ctx.set('cache-control', 'max-age=60');
    ctx.body = STYLE;
  });
  router.get('/assets/:font', sendFont);
  checkoutRoutes(router, parts);
  onboardingRoutes(router, parts);
  controlRoutes(router, parts);
  inboxRoutes(router, parts);
  googleRoutes(router, parts);
  return router.routes() as Middleware;
}

/** Nothing is loaded from anywhere else, nothing runs, nobody frames it. */
async function secure(ctx: Context, next: Next): Promise<void> {
  ctx.set(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'",
  );
  ctx.set('referrer-policy', 'no-referrer');
  ctx.set('x-content-type-options', 'nosniff');
  await next();
}

/** The fonts are the front ends' own; where they were not installed, the reader's system font serves. */
async function sendFont(ctx: Context): Promise<void> {
  const file = FONTS[String((ctx as Context & { params: Record<string, string> }).params['font'])];
  if (!file) return;
  try {
    ctx.body = await readFile(require.resolve(file));
    ctx.type = 'font/woff2';
    ctx.set('cache-control', 'max-age=86400');
  } catch {
    ctx.status = 404;
  }
}

function inboxRoutes(router: Router, { inbox }: Parts): void {
  router.get('/inbox', async (ctx) => {
    const search = typeof ctx.query['q'] === 'string' ? ctx.query['q'] : '';
    const mails = await inbox.list({ ...(search !== '' && { search }), limit: 100 });
    ctx.type = 'html';
    ctx.body = inboxPage({ mails, search });
  });
  router.get('/inbox/:id', async (ctx) => {
    const mail = await inbox.find(Number(ctx.params['id']) || 0);
    if (!mail) return;
    ctx.type = 'html';
    ctx.body = mailPage(mail);
  });
  router.get('/inbox/:id/html', async (ctx) => {
    const mail = await inbox.find(Number(ctx.params['id']) || 0);
    if (!mail?.html) return;
    // somebody else's markup: it may style itself, and nothing more
    ctx.set(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox",
    );
    ctx.type = 'html';
    ctx.body = mail.html;
  });
}
