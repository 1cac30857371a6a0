/** Prevents: a tutor who is listed, or taken off the list, by a message that is forged, late, double or out of order. */
import { createHmac, randomUUID } from 'node:crypto';
import type { PayoutAccount } from '../../providers/payments/port';
import { createStripeAccounts } from '../../providers/payments/stripeAccounts';
import { buildTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';

const SECRET = 'whsec_connect_secret_of_this_file';
/** of the endpoint for payments: known here so that it can be tried at the wrong door */
const OTHER_SECRET = 'whsec_payment_secret_of_this_file';
/** Signatures are the real ones; only what would be fetched from the company is played. */
const stripe = createStripeAccounts({
  secretKey: 'sk_test_12345678',
  webhookSecret: SECRET,
  apiBase: 'http://127.0.0.1:9',
});
let answers: (() => Promise<PayoutAccount>)[] = [];
let fetched = 0;
let app: TestApp;
let tutorId: string;
let accountId: string;
beforeAll(async () => {
  app = await createTestApp({
    payouts: {
      ...stripe,
      fetchPayoutAccount: () => {
        fetched += 1;
        return (answers.length > 1 ? answers.shift()! : answers[0]!)();
      },
    },
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  tutorId = (await buildTutor(app.database.owner, { columns: { payouts_enabled: false } })).id;
  accountId = `acct_${randomUUID()}`;
  answers = [says(true)];
});

const snapshot = (payoutsEnabled: boolean): PayoutAccount => ({
  accountId,
  tutorId,
  payoutsEnabled,
  detailsSubmitted: true,
  requirements: payoutsEnabled ? [] : ['document'],
});
const says = (payoutsEnabled: boolean) => () => Promise.resolve(snapshot(payoutsEnabled));
const message = (type = 'account.updated', id = `evt_${randomUUID()}`) =>
  JSON.stringify({
    id,
    object: 'event',
    account: accountId,
    created: Math.floor(Date.now() / 1000),
    type,
    // what a message says is only a hint: this one always says no
    data: { object: { id: accountId, object: 'account', payouts_enabled: false, metadata: {} } },
  });
function sign(body: string, secret = SECRET, at = Math.floor(Date.now() / 1000)): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}
async function deliver(body = message(), signature = sign(body), path = '/stripe/connect'): Promise<number> {
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  return (await fetch(`${app.origin}/api/v1/webhooks${path}`, { method: 'POST', headers, body })).status;
}
const { owner } = { owner: (table: string) => app.database.owner(table) };
const isEnabled = async () =>
  (await owner('tutors').where({ person_id: tutorId }).first<{ payouts_enabled: boolean }>()).payouts_enabled;
const audited = () => owner('audit_log').where({ subject_id: tutorId }).orderBy('seq').pluck<string[]>('action');
const told = () => owner('outbox').where('dedupe_key', 'like', `tutor:${tutorId}:payouts:%`).pluck<string[]>('id');
const events = () => owner('webhook_events').pluck<string[]>('event_id');

describe('a message about an account', () => {
  it('is refused unsigned, forged, a year old, or signed for payments: nothing is stored or fetched', async () => {
    const [body, before] = [message(), fetched];
    const year = Math.floor(Date.now() / 1000) - 365 * 86_400;
    for (const signature of ['', 'nonsense', sign(body, OTHER_SECRET), sign(`${body} `), sign(body, SECRET, year)])
      expect(await deliver(body, signature)).toBe(400);
    expect([fetched, await events(), await isEnabled()]).toEqual([before, [], false]);
  });

  it('is not taken at the door for payments', async () => {
    const body = message();
    expect(await deliver(body, sign(body), '/stripe')).toBe(400);
    expect(await isEnabled()).toBe(false);
  });

  it('is asked after, not believed: account, list, audit line and word to the approval in one go', async () => {
    expect(await deliver()).toBe(200);
    expect(await owner('payout_accounts').where({ tutor_id: tutorId }).first<object>()).toMatchObject({
      provider_account_id: accountId,
      payouts_enabled: true,
    });
    expect([await isEnabled(), await audited(), (await told()).length]).toEqual([true, ['tutor.enablePayouts'], 1]);
  });

  it('counts once, however often and at once it comes', async () => {
    const body = message();
    expect(await Promise.all([deliver(body), deliver(body), deliver(body)])).toEqual([200, 200, 200]);
    const before = fetched;
    expect(await deliver(body)).toBe(200);
    expect([fetched, await audited(), (await told()).length]).toEqual([before, ['tutor.enablePayouts'], 1]);
  });

  it('changes nothing that another message has brought', async () => {
    await deliver();
    await deliver();
    expect([await audited(), (await told()).length]).toEqual([['tutor.enablePayouts'], 1]);
  });

  it('takes a tutor off the list again, and says so', async () => {
    await deliver();
    app.time.now += 1_000;
    answers = [says(false)];
    await deliver();
    expect([await isEnabled(), await audited()]).toEqual([false, ['tutor.enablePayouts', 'tutor.disablePayouts']]);
    expect(await told()).toHaveLength(2);
  });

  // Loss prevented: a tutor waits before a page that says "not yet" although the company has said yes.
  it('tells the tutor’s open pages when it brings something else, once, and nothing when it does not', async () => {
    const news = () =>
      owner('outbox')
        .where('dedupe_key', 'like', `realtime:tutor:${tutorId}:%`)
        .orderBy('id')
        .pluck<{ event: string }[]>('payload')
        .then((lines) => lines.map(({ event }) => event));
    answers = [says(false)];
    await deliver();
    app.time.now += 1_000;
    await deliver();
    expect(await news()).toEqual(['asked']);
    app.time.now += 1_000;
    answers = [() => Promise.resolve({ ...snapshot(false), requirements: ['bank_account', 'document'] })];
    await Promise.all([deliver(), deliver()]);
    app.time.now += 1_000;
    answers = [says(true)];
    await Promise.all([deliver(), deliver(), deliver()]);
    app.time.now += 1_000;
    answers = [says(false)];
    await deliver();
    expect(await news()).toEqual(['asked', 'asked', 'enabled', 'disabled']);
  });

  it('cannot undo what was asked for later, when its own answer is late', async () => {
    let letGo = (): void => undefined;
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const wait = new Promise<void>((resolve) => (letGo = resolve));
    const old = snapshot(false);
    answers = [() => (asked(), wait.then(() => old)), says(true)];
    const late = deliver();
    await isAsked;
    app.time.now += 1_000;
    expect(await deliver()).toBe(200);
    letGo();
    expect(await late).toBe(200);
    expect([await isEnabled(), await audited()]).toEqual([true, ['tutor.enablePayouts']]);
  });

  it('is sent again when the company cannot be asked: nothing is kept of the first time', async () => {
    const body = message();
    answers = [() => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })), says(true)];
    expect(await deliver(body)).toBe(503);
    expect(await isEnabled()).toBe(false);
    expect(await deliver(body)).toBe(200);
    expect(await isEnabled()).toBe(true);
  });

  it('of somebody who has another account, of a stranger, or of another kind, touches nobody', async () => {
    await deliver();
    const first = accountId;
    accountId = `acct_${randomUUID()}`;
    answers = [says(false)];
    app.time.now += 1_000;
    expect(await deliver()).toBe(200);
    answers = [() => Promise.resolve({ ...snapshot(false), tutorId: 'not an id of ours' })];
    expect(await deliver()).toBe(200);
    const before = fetched;
    expect(await deliver(message('account.application.deauthorized'))).toBe(200);
    expect(fetched).toBe(before);
    const accounts = await owner('payout_accounts').where({ tutor_id: tutorId }).pluck<string[]>('provider_account_id');
    expect([accounts, await isEnabled()]).toEqual([[first], true]);
  });
});
