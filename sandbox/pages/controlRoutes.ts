import type Router from '@koa/router';
import type { Context } from 'koa';
import { endsWithin, FAULT, PAGE_WAITS_MS } from '../control';
import type { Waiting } from '../clock';
import type { Parts } from '../parts';
import { recentDeliveries, recentObjects } from '../recent';
import { controlPage } from './control';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNIT_MS: Readonly<Record<string, number>> = { minutes: MINUTE, hours: HOUR, days: DAY };
/** a lesson lasts two hours at most and settles three days after its end when nobody objects */
const LESSON_TO_SETTLEMENT = 2 * HOUR + 3 * DAY;

/** The control page and what its buttons do. Every button leads back to the page. */
export function controlRoutes(router: Router, parts: Parts): void {
  router.get('/', (ctx) => show(ctx, parts));
  router.post('/clock', async (ctx) => {
    const jump = await jumpOf(ctx, parts);
    if (typeof jump === 'string') return show(ctx, parts, jump);
    const move = 'to' in jump ? parts.mover.advanceTo(jump.to) : parts.mover.advanceBy(jump.by);
    await endsWithin(move, PAGE_WAITS_MS);
    back(ctx);
  });
  router.post('/faults', async (ctx) => {
    const { kind, scope, times } = formOf(ctx);
    const wanted = FAULT.safeParse({ kind, scope, times: times ? Number(times) : null });
    if (!wanted.success) return show(ctx, parts, 'That fault is not known. Nothing was switched on.');
    await parts.faults.add(wanted.data);
    back(ctx);
  });
  router.post('/faults/off', async (ctx) => {
    const { id } = formOf(ctx);
    await (id === 'all' ? parts.faults.remove() : parts.faults.remove(Number(id) || 0));
    back(ctx);
  });
  router.post('/webhooks/redeliver', async (ctx) => {
    const found = await parts.webhooks.redeliver(Number(formOf(ctx)['id']) || 0);
    if (!found) return show(ctx, parts, 'That webhook is not there any more. Nothing was sent.');
    back(ctx);
  });
}

const NO_AMOUNT = 'Choose between 1 minute and 400 days. The clock stands where it stood.';
const NO_LESSON = 'No lesson is agreed: book one and let the tutor accept. The clock stands where it stood.';
const NO_SETTLEMENT = 'No lesson is agreed or running, so nothing settles. The clock stands where it stood.';

/** How far a button moves the town (ms), or to which instant (epoch ms). */
type Jump = { readonly by: number } | { readonly to: number };

/** What a button asks for, or why it cannot be done. */
async function jumpOf(ctx: Context, { mover }: Parts): Promise<Jump | string> {
  const { jump = '', count, unit = '' } = formOf(ctx);
  if (jump === 'again') return { by: 0 };
  if (jump === 'lesson') return toInstant(lessonOf(await mover.waiting())) ?? NO_LESSON;
  if (jump === 'settlement') return toInstant(settlementOf(await mover.waiting())) ?? NO_SETTLEMENT;
  const by = amountOf({ jump, count, unit });
  return by > 0 && by <= 400 * DAY ? { by } : NO_AMOUNT;
}

/** The ms of a button with a fixed number of hours, or of what was entered; NaN for neither. */
function amountOf({ jump, count, unit }: { jump: string; count: string | undefined; unit: string }): number {
  const hours = /^hours:(\d+)$/.exec(jump)?.[1];
  return hours === undefined ? Number(count) * (UNIT_MS[unit] ?? NaN) : Number(hours) * HOUR;
}

const toInstant = (instant: number | undefined): Jump | undefined =>
  instant === undefined ? undefined : { to: instant };

/** The search attribute says session and payment: `SCHEDULED/AUTHORIZED`. */
const sessionOf = ({ state }: Waiting): string => state?.split('/')[0] ?? '';

function lessonOf(waiting: readonly Waiting[]): number | undefined {
  const next = waiting.find((one) => sessionOf(one) === 'SCHEDULED');
  return next && next.dueAt + 1_000;
}

/** One that ended waits for its settlement itself; one that did not start or end yet settles at most so much later. */
function settlementOf(waiting: readonly Waiting[]): number | undefined {
  const next = waiting.find((one) => ['ENDED', 'ACTIVE', 'SCHEDULED'].includes(sessionOf(one)));
  return next && next.dueAt + (sessionOf(next) === 'ENDED' ? 1_000 : LESSON_TO_SETTLEMENT);
}

async function show(ctx: Context, parts: Parts, problem: string | null = null): Promise<void> {
  const { pool, clock, mover, faults, inbox, log } = parts;
  const [waiting, active, objects, deliveries, mails] = await Promise.all([
    mover.waiting().catch((failure: unknown) => {
      log.warn({ err: failure }, 'Temporal does not tell what waits');
      return [];
    }),
    faults.list(),
    recentObjects(pool, 8),
    recentDeliveries(pool, 12),
    inbox.list({ limit: 6 }),
  ]);
  const now = clock.now();
  ctx.status = problem === null ? 200 : 409;
  ctx.type = 'html';
  ctx.set('cache-control', 'no-store');
  const view = {
    now,
    offsetMs: clock.offsetMs(),
    move: mover.state(),
    waiting,
    faults: active,
    objects,
    deliveries,
    mails,
    problem,
  };
  ctx.body = controlPage(view);
}

function formOf(ctx: Context): Readonly<Record<string, string | undefined>> {
  return (ctx.request.body ?? {}) as Record<string, string>;
}

function back(ctx: Context): void {
  ctx.redirect('/');
  ctx.status = 303;
}
