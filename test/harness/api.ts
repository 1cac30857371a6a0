import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { BookingInput, BookingReply } from '@stoa/contracts/temporal/booking';
import { newBooking } from '@stoa/domain/moves';
import { Redis } from 'ioredis';
import { createApp, type AppDeps } from '../../api/app';
import { createCursors } from '../../api/cursor';
import type { ApprovalDesk } from '../../api/approvalDesk';
import { createTestClosings } from './closings';
import type { House } from '../../api/house';
import { limitsFor, type Limits } from '../../api/limits';
import { createPasswords } from '../../api/passwords';
import { createRealtime } from '../../api/realtime';
import { createRateLimiter } from '../../api/middleware/rateLimit';
import { Refusal } from '../../api/refusal';
import type { Acts, BookingDesk } from '../../api/temporal';
import { createTokens } from '../../api/tokens';
import { findBooking } from '../../db/queries/bookings';
import { reserveSlot } from '../../db/queries/reservations';
import type { Db } from '../../db/postgres';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database';
import { createLinkTokens } from '../../platform/linkTokens';
import { createLogger } from '../../platform/logger';
import { createMetrics } from '../../platform/metrics';
import { createFolderStorage } from '../../providers/storage/folder';
import { createSealer } from '../../platform/sealer';
import { PaymentProviderError, type PaymentProvider, type PayoutProvider } from '../../providers/payments/port';
import { noPayouts } from './payouts';

export const TEST_ORIGINS = { web: 'http://web.test', admin: 'http://admin.test' } as const;
export const TEST_DOCUMENTS = { terms: '2026-01', privacy: '2026-02' } as const;
export const TEST_SECRET = 'a secret of at least thirty-two characters';

/** What reached the desk, in order. */
export interface Sent {
  readonly kind: 'create' | keyof Acts | 'retry';
  readonly bookingId: string;
  readonly input: unknown;
  readonly updateId: string;
}

/** A desk whose answers the test decides; `create` reserves the slot for real, as the workflow's first activity does. */
export interface TestDesk extends BookingDesk {
  readonly sent: Sent[];
  /** thrown by the next step instead of an answer */
  failNext: Error | null;
  /** the next creation reserves its slot, gives up and is about to undo it; its answer is lost */
  giveUpNext: boolean;
}

function replyOf({ bookingId }: { bookingId: string }, version = 1): BookingReply {
  const state = { session: 'REQUESTED', outcome: null, payment: 'PENDING', dispute: 'NONE' } as const;
  return { bookingId, ...state, version, pendingMove: null, asOf: 0 };
}

export function createTestDesk(db: Db, now: () => number): TestDesk {
  const outcomes = new Map<string, BookingReply | Refusal>();
  const desk: TestDesk = {
    sent: [],
    failNext: null,
    giveUpNext: false,
    create: async (input: BookingInput, updateId) => {
      answerOrFail();
      desk.sent.push({ kind: 'create', bookingId: input.bookingId, input, updateId });
      const booking = newBooking({ ...input, id: input.bookingId }, now());
      const { subjectId, bufferMinutes, replacesBookingId, limits = [] } = input;
      const reservation = { booking, subjectId, bufferMinutes, replacesBookingId, limits };
      const result = await reserveSlot(db, reservation, now());
      if (result.kind === 'conflict') throw new Refusal(result.code, { details: result.details });
      if (result.kind === 'gone') throw new Refusal('booking_id_spent');
      if (desk.giveUpNext) giveUp(updateId);
      return remember(updateId, input.bookingId);
    },
    act: (kind, bookingId, { input, updateId }) => {
      answerOrFail();
      desk.sent.push({ kind, bookingId, input, updateId });
      return Promise.resolve(remember(updateId, bookingId));
    },
    outcomeOf: (_bookingId, updateId) => {
      const outcome = outcomes.get(updateId) ?? null;
      return outcome instanceof Refusal ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
    retryOwed: (bookingId, actorId) => {
      desk.sent.push({ kind: 'retry', bookingId, input: { actorId }, updateId: '' });
      return Promise.resolve();
    },
    describe: (bookingId) => Promise.resolve({ id: `booking:${bookingId}`, runId: 'run', status: 'RUNNING' }),
  };
  function answerOrFail(): void {
    const failure = desk.failNext;
    desk.failNext = null;
    if (failure) throw failure;
  }
  function giveUp(updateId: string): never {
    desk.giveUpNext = false;
    outcomes.set(updateId, new Refusal('temporarily_unavailable'));
    throw new Refusal('outcome_unknown');
  }
  function remember(updateId: string, bookingId: string): BookingReply {
    const reply = replyOf({ bookingId });
    outcomes.set(updateId, reply);
    return reply;
  }
  return desk;
}

/** For tests in which nobody takes a step on an approval. */
const noApprovals: ApprovalDesk = { act: () => Promise.reject(new Refusal('approval_state_conflict')) };

type WebhookPayments = AppDeps['webhooks']['payments'];
const noPayments: WebhookPayments = {
  readEvent: () => {
    throw new PaymentProviderError('webhook_signature_invalid', 'no signature is known here');
  },
  findCheckout: () => Promise.reject(new Error('not expected')),
  findPayment: () => Promise.reject(new Error('not expected')),
  findRefund: () => Promise.reject(new Error('not expected')),
};

export interface TestApp {
  readonly origin: string;
  readonly database: TestDatabase;
  readonly house: House;
  /** where its files lie */
  readonly folder: string;
  readonly desk: TestDesk;
  readonly server: Server;
  readonly redis: Redis;
  /** what was logged or reported, line by line */
  readonly lines: string[];
  readonly reports: unknown[];
  /** epoch ms of the house's clock; a test may set it */
  time: { now: number };
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly limits?: Limits;
  readonly payments?: Partial<PaymentProvider>;
  readonly payouts?: PayoutProvider;
  readonly desk?: (db: Db) => BookingDesk;
  readonly approvals?: ApprovalDesk;
  readonly probes?: AppDeps['probes'];
  readonly extraOperations?: AppDeps['extraOperations'];
  readonly now?: number;
  readonly storage?: House['storage'];
  readonly scan?: House['scan'];
  readonly isBreached?: House['isBreached'];
  readonly staffTotp?: House['staffTotp'];
  readonly identities?: House['identities'];
  /** opens sockets as well, on Redis streams */
  readonly realtime?: boolean;
}

const redisUrl = (): string => process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379';

/** A Redis of a test's own: keys under a prefix, so that files that run side by side count apart. */
function testRedis(name: string): Redis {
  return new Redis(redisUrl(), { keyPrefix: `${name}:`, maxRetriesPerRequest: 1, commandTimeout: 2_000 });
}

/** A folder of a test's own for files. */
async function testFiles({ storage, scan = null }: TestAppOptions) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stoa-files-'));
  return { folder, scan, storage: storage ?? createFolderStorage({ folder }) };
}

async function end({ server, redis, folder }: Pick<TestApp, 'server' | 'redis' | 'folder'>): Promise<void> {
  server.closeAllConnections();
  // sockets may have closed it already
  if (server.listening) await new Promise((resolve) => server.close(resolve));
  // a test may have cut it
  await redis.quit().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
}

const desksFor = (options: TestAppOptions, desk: BookingDesk, db: Db) => ({
  desk: options.desk?.(db) ?? desk,
  approvals: options.approvals ?? noApprovals,
  closings: createTestClosings(db),
  payouts: options.payouts ?? noPayouts,
});
/** What no test changes. */
const FIXED = {
  origins: TEST_ORIGINS,
  temporalUi: { url: 'http://temporal.test', namespace: 'default' },
  checkAnswers: true,
} as const;

/** What registration and account pages need. */
function accountParts(
  options: TestAppOptions,
): Pick<House, 'linkTokens' | 'passwords' | 'identities' | 'sealer' | 'staffTotp' | 'isBreached' | 'documents'> {
  return {
    sealer: createSealer([{ id: 'k1', key: Buffer.alloc(32, 7).toString('base64') }]),
    identities: options.identities ?? null,
    staffTotp: options.staffTotp ?? 'optional',
    linkTokens: createLinkTokens(TEST_SECRET),
    passwords: createPasswords(),
    isBreached: options.isBreached ?? (() => Promise.resolve(false)),
    documents: TEST_DOCUMENTS,
  };
}

/** The API as it runs, on a port of its own, with a real database and Redis. The caller closes it. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const redis = testRedis(database.name);
  const time = { now: options.now ?? Date.parse('2026-02-02T09:00:00Z') };
  const clock = { now: () => time.now, offsetMs: () => 0 };
  const tokens = createTokens(TEST_SECRET);
  const desk = createTestDesk(database.app, clock.now);
  const { folder, ...files } = await testFiles(options);
  const house: House = {
    db: database.app,
    clock,
    tokens,
    ...accountParts(options),
    cursors: createCursors(tokens),
    limiter: createRateLimiter(redis, options.limits ?? limitsFor(10_000)),
    ...desksFor(options, desk, database.app),
    ...files,
    ...FIXED,
  };
  const lines: string[] = [];
  const reports: unknown[] = [];
  const app = createApp({
    house,
    webhooks: { db: database.app, clock, payments: { ...noPayments, ...options.payments } },
    payoutWebhooks: { db: database.app, clock, payouts: options.payouts ?? noPayouts },
    logger: createLogger({ process: 'api', level: 'debug', write: (line) => void lines.push(line) }),
    metrics: createMetrics('api-test'),
    reporter: { report: (error) => void reports.push(error), close: () => Promise.resolve() },
    probes: options.probes ?? {},
    isStopping: () => false,
    trustedProxies: 1,
    ...(options.extraOperations ? { extraOperations: options.extraOperations } : {}),
  });
  const handler = app.callback();
  const server = createServer((request, response) => void handler(request, response));
  const streams = options.realtime ? new Redis(redisUrl()) : null;
  const realtime = streams && createRealtime(server, house, { redis: streams, url: database.appUrl });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    database,
    house,
    folder,
    desk,
    server,
    redis,
    lines,
    reports,
    time,
    close: async () => {
      await realtime?.close();
      streams?.disconnect();
      await end({ server, redis, folder });
      await database.drop();
    },
  };
}

/** Whether a booking has a row; for desks that ask. */
export const bookingExists = (db: Db) => async (id: string) => (await findBooking(db, id)) !== null;
