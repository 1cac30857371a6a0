import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Redis } from 'ioredis';
import Koa from 'koa';
import type { Pool } from 'pg';
import { TownMover, type TemporalPlace } from './clock';
import { controlApi } from './control';
import { openDatabase } from './database';
import { Inbox } from './inbox';
import { Google, type GoogleClient } from './google/provider';
import type { Logger } from './logger';
import { pages } from './pages/routes';
import type { Parts } from './parts';
import { Bank } from './stripe/bank';
import { Faults } from './stripe/faults';
import { IdempotencyKeys } from './stripe/idempotency';
import { stripeApi } from './stripe/router';
import { WebhookSender, type WebhookTarget } from './stripe/webhooks';
import { TownClock, type ClockPlace } from './townClock';

export interface SandboxDeps {
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 takes a free one */
  readonly port: number;
  readonly smtpPort: number;
  /** as browsers see it; by default the address it listens on */
  readonly origin?: string | undefined;
  readonly webhook: WebhookTarget;
  /** who may sign people in with the sandbox's Google; null: nobody */
  readonly google?: GoogleClient | null;
  readonly log: Logger;
  /** without it the town's clock is the sandbox's alone */
  readonly redis: Redis | null;
  readonly clockPlace?: ClockPlace;
  /** without it nothing is moved but the sandbox itself */
  readonly temporal: TemporalPlace | null;
}

export interface Sandbox extends Parts {
  readonly origin: string;
  readonly port: number;
  readonly smtpPort: number;
  stop(): Promise<void>;
}

const CLOCK_PLACE: ClockPlace = { key: 'stoa:clock:offset_ms', channel: 'stoa:clock' };

/** Starts the outside companies: card company, mail server, the town's clock and its control page. */
export async function createSandbox(deps: SandboxDeps): Promise<Sandbox> {
  const pool = await openDatabase(deps.databaseUrl);
  const address = { origin: deps.origin ?? '' };
  const parts = build(deps, pool, () => address.origin);
  const keys = new IdempotencyKeys(pool);
  await keys.forgetUnfinished();
  await parts.clock.start();
  const app = new Koa();
  app.on('error', (failure: Error) => parts.log.error({ err: failure }, 'a request failed'));
  const { faults, log } = parts;
  const wake = () => parts.webhooks.wake();
  app.use(stripeApi({ pool, faults, keys, log, now: () => parts.clock.now(), origin: () => address.origin, wake }));
  app.use(controlApi(parts));
  app.use(pages(parts));
  const handle = app.callback();
  const server = createServer((request, response) => {
    if (!parts.google?.answer(request, response)) void handle(request, response);
  });
  const port = await listen(server, deps);
  address.origin ||= `http://${deps.host}:${port}`;
  const smtpPort = await parts.inbox.start(deps.host, deps.smtpPort);
  parts.bank.start();
  parts.webhooks.start();
  return { ...parts, origin: address.origin, port, smtpPort, stop: () => stop(parts, server) };
}

function build(deps: SandboxDeps, pool: Pool, origin: () => string): Parts {
  const { log } = deps;
  const faults = new Faults(pool);
  const webhooks = new WebhookSender(pool, deps.webhook, log);
  const clock = new TownClock({ pool, redis: deps.redis, place: deps.clockPlace ?? CLOCK_PLACE, log });
  const now = () => clock.now();
  const bank = new Bank({ pool, faults, log, now, origin, wake: () => webhooks.wake() });
  const mover = new TownMover({ clock, temporal: deps.temporal, log, afterMove: () => bank.tick() });
  const inbox = new Inbox({ pool, now, log });
  const google = deps.google ? new Google(origin, deps.google) : null;
  return { pool, clock, mover, faults, google, bank, webhooks, inbox, log };
}

async function listen(server: Server, { host, port }: SandboxDeps): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Nothing new comes in, what runs ends, and then the stores close. */
async function stop(parts: Parts, server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // calls that a fault keeps waiting would otherwise never end
  server.closeAllConnections();
  await closed;
  parts.clock.stop();
  await Promise.all([parts.bank.stop(), parts.webhooks.stop(), parts.inbox.stop(), parts.mover.settled()]);
  await parts.pool.end();
}
