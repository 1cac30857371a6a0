/** The sandbox's pages, rendered by its own functions from what a frozen town would show. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bookingStateOf } from '@stoa/contracts/temporal/searchAttributes';
import { en } from '@stoa/contracts/words/en';
import { moneyText } from '@stoa/contracts/words/format';
import { totalOf } from '@stoa/domain/deadlines';
import type { StoredPayment } from '../../db/models/payment';
import type { CaughtMail } from '../../sandbox/inbox';
import type { Delivery } from '../../sandbox/recent';
import { checkoutPage, confirmPage, unknownPage, type CheckoutView } from '../../sandbox/pages/checkout';
import { controlPage, type ControlView } from '../../sandbox/pages/control';
import { inboxPage, mailPage } from '../../sandbox/pages/inbox';
import { STYLE } from '../../sandbox/pages/style';
import type { CheckoutSession, PaymentIntent, StripeObject } from '../../sandbox/stripe/objects';
import { BOOKINGS, NAMED } from './bookings';
import { NOW } from './people';
import type { Told } from './told';

const HOUR_MS = 3_600_000;

function paymentOf({ detail }: Told): StoredPayment {
  const [payment] = detail.payments;
  if (!payment) throw new Error(`${detail.code} has no payment`);
  return payment;
}

function sessionOf(told: Told): CheckoutSession {
  const { booking } = told;
  const payment = paymentOf(told);
  const { amountMinor, currency } = totalOf(booking.terms);
  const status = payment.checkout === 'complete' ? 'complete' : 'open';
  return {
    id: payment.checkoutId ?? '',
    object: 'checkout.session',
    created: booking.requestedAt / 1000,
    livemode: false,
    status,
    payment_status: status === 'complete' ? 'paid' : 'unpaid',
    mode: 'payment',
    ui_mode: 'hosted_page',
    url: status === 'open' ? payment.checkoutUrl : null,
    success_url: `/bookings/${booking.id}`,
    cancel_url: `/bookings/${booking.id}`,
    client_reference_id: booking.id,
    customer: null,
    customer_creation: 'always',
    customer_email: null,
    customer_details: null,
    payment_intent: payment.paymentIntentId,
    amount_subtotal: amountMinor,
    amount_total: amountMinor,
    currency: currency.toLowerCase(),
    expires_at: booking.pageEndsAt / 1000,
    allowed_payment_method_types: ['card'],
    payment_method_types: ['card'],
    consent_collection: null,
    locale: null,
    submit_type: null,
    metadata: {},
  };
}

const pageOf = (told: Told, problem: string | null = null): CheckoutView => ({
  session: sessionOf(told),
  internal: {
    intentData: { capture_method: 'manual', setup_future_usage: 'off_session' },
    itemName: `${told.detail.subject.name} with ${told.detail.tutor.name}`,
  },
  problem,
});

function intentOf({ booking, detail }: Told): PaymentIntent | null {
  const [payment] = detail.payments;
  if (!payment?.paymentIntentId) return null;
  const status = payment.captured.amountMinor > 0 ? 'succeeded' : 'requires_capture';
  return {
    id: payment.paymentIntentId,
    object: 'payment_intent',
    created: booking.requestedAt / 1000,
    livemode: false,
    status,
    amount: payment.amount.amountMinor,
    amount_capturable: 0,
    amount_received: payment.captured.amountMinor,
    currency: payment.amount.currency.toLowerCase(),
    capture_method: 'manual',
    confirmation_method: 'automatic',
    setup_future_usage: 'off_session',
    customer: null,
    description: null,
    payment_method: null,
    latest_charge: null,
    last_payment_error: null,
    next_action: null,
    canceled_at: null,
    cancellation_reason: null,
    payment_method_types: ['card'],
    metadata: {},
  };
}

const shown = [NAMED.holding, NAMED.requested, NAMED.scheduled];
const objects: StripeObject[] = shown.flatMap((told) => [intentOf(told) ?? [], sessionOf(told)].flat());

function delivered(id: number, told: Told): Delivery {
  const { checkoutId } = paymentOf(told);
  return {
    id,
    eventId: `evt_${checkoutId?.slice(8) ?? ''}`,
    eventType: 'checkout.session.completed',
    state: 'delivered',
    fault: null,
    attempts: 1,
    lastStatus: 200,
    lastError: null,
    subject: checkoutId,
  };
}
const deliveries: Delivery[] = [
  { ...delivered(90, NAMED.requested), state: 'waiting', fault: 'webhook_late', attempts: 0, lastStatus: null },
  delivered(89, NAMED.scheduled),
];

function mailAbout(told: Told, id: number, to: string): CaughtMail {
  const { student, subject, code } = told.detail;
  const price = moneyText(totalOf(told.booking.terms), 'en');
  return {
    id,
    messageId: null,
    receivedAt: new Date(told.rows[1]?.at ?? NOW).toISOString(),
    sender: 'Stoa <hello@stoa.example>',
    recipients: [to],
    subject: `${student.name} asks for ${subject.name}`,
    text: `${student.name} asked for ${subject.name} (${code}).\n${price} is reserved on the card.\n\n${en.web.site.foot}\n`,
    html: null,
  };
}
const mails = [
  mailAbout(NAMED.requested, 3, 'tutor@stoa.example'),
  mailAbout(NAMED.another, 2, 'tutor@stoa.example'),
  mailAbout(NAMED.scheduled, 1, 'bram@tutors.stoa.example'),
];

const waiting = BOOKINGS.filter(({ booking }) => booking.answerBy !== null && booking.session === 'REQUESTED').map(
  ({ booking }) => ({
    workflowId: `booking:${booking.id}`,
    state: bookingStateOf(booking),
    dueAt: booking.answerBy ?? NOW,
  }),
);
const control: ControlView = {
  now: NOW,
  offsetMs: 26 * HOUR_MS,
  move: { moving: false, goalMs: NOW, total: 9, moved: 9, startedAt: NOW, tookMs: 1_400, stragglers: [] },
  waiting,
  faults: [
    { id: 1, kind: 'lost_response', scope: 'payment_intents.capture', remaining: 1, delayMs: null },
    { id: 2, kind: 'webhook_late', scope: '*', remaining: null, delayMs: 5_000 },
  ],
  objects,
  deliveries,
  mails,
};
const quiet: ControlView = {
  ...control,
  offsetMs: 0,
  move: { ...control.move, startedAt: null },
  waiting: [],
  faults: [],
  objects: [],
  deliveries: [],
  mails: [],
};

const PAGES: Readonly<Record<string, () => string>> = {
  '/': () => controlPage(control),
  '/quiet': () => controlPage(quiet),
  '/inbox': () => inboxPage({ mails, search: '' }),
  '/inbox/3': () => mailPage(mails[0]!),
  '/checkout': () => checkoutPage(pageOf(NAMED.holding)),
  '/declined': () => checkoutPage(pageOf(NAMED.holding, 'The card was declined.')),
  '/confirm': () => confirmPage(pageOf(NAMED.holding)),
  '/paid': () => checkoutPage(pageOf(NAMED.requested)),
};
const FONTS: Readonly<Record<string, string>> = {
  '/assets/inter.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  '/assets/fraunces.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2',
};

/** Listens on a free port of this machine. */
export async function startFrozenSandbox(): Promise<{ address: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const font = FONTS[path];
    if (font) return response.writeHead(200, { 'content-type': 'font/woff2' }).end(readFileSync(require.resolve(font)));
    if (path.endsWith('.css')) return response.writeHead(200, { 'content-type': 'text/css' }).end(STYLE);
    return response.writeHead(200, { 'content-type': 'text/html' }).end((PAGES[path] ?? unknownPage)());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.closeAllConnections(),
  };
}
