/** Prevents: a second account for one tutor, a tutor listed who cannot be paid, a link that anybody may use again. */
import { randomUUID } from 'node:crypto';
import { signatureHeader } from '../../sandbox/stripe/webhooks';
import {
  CONNECT_SECRET,
  SECRET_KEY,
  startSandbox,
  WEBHOOK_SECRET,
  type TestSandbox,
} from '../../sandbox/testing/start';
import { until } from '../../test/harness/wait';
import { PaymentProviderError, type PayoutProvider } from './port';
import { createStripeAccounts } from './stripeAccounts';
import { Judge } from './testing/judge';

const mockUrl = process.env['STRIPE_MOCK_URL'];
const urls = { returnUrl: 'https://stoa.example/done', refreshUrl: 'https://stoa.example/again' };
const judge = mockUrl ? new Judge(mockUrl) : null;
let sandbox: TestSandbox;
let payouts: PayoutProvider;
beforeAll(async () => {
  sandbox = await startSandbox();
  payouts = adapter(judge ? await judge.open(sandbox.origin) : sandbox.origin);
});
afterAll(async () => {
  await judge?.close();
  await sandbox.drop();
});
afterEach(() => sandbox.faults.remove());

const adapter = (apiBase: string) =>
  createStripeAccounts({ secretKey: SECRET_KEY, webhookSecret: CONNECT_SECRET, apiBase, deadlineMs: 2_000 });
const wanted = (tutorId = randomUUID(), attempt = 1) => ({
  tutorId,
  country: 'GB',
  email: 'tutor@people.example',
  idempotencyKey: `payout-account:${tutorId}:${attempt}`,
});
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (failure: unknown) => (failure instanceof PaymentProviderError ? failure.code : String(failure)),
  );
/** Somebody with a browser on the company's page. */
async function visit(url: string): Promise<{ status: number; to: string | null; action: string }> {
  const response = await fetch(url, { redirect: 'manual' });
  const [, action = ''] = /action="([^"]+)"/.exec(await response.text()) ?? [];
  return { status: response.status, to: response.headers.get('location'), action };
}
const press = (action: string, answer: string) =>
  fetch(sandbox.origin + action, { method: 'POST', body: new URLSearchParams({ answer }), redirect: 'manual' });
async function onboarded(answer: 'finish' | 'later' | 'refuse') {
  const { accountId } = await payouts.createPayoutAccount(wanted());
  const { url } = await payouts.createOnboardingLink({ accountId, ...urls });
  const left = await press((await visit(url)).action, answer);
  expect([left.status, left.headers.get('location')]).toEqual([303, urls.returnUrl]);
  return payouts.fetchPayoutAccount(accountId);
}

describe('an account at the company', () => {
  it('is made once per key, knows its tutor and cannot be paid yet', async () => {
    const request = wanted();
    const made = await payouts.createPayoutAccount(request);
    expect(made).toMatchObject({ tutorId: request.tutorId, payoutsEnabled: false, detailsSubmitted: false });
    expect(made.requirements).toEqual(['person', 'business', 'bank_account', 'terms']);
    expect((await payouts.createPayoutAccount(request)).accountId).toBe(made.accountId);
    expect(await codeOf(payouts.createPayoutAccount({ ...request, email: 'other@people.example' }))).toBe(
      'payment_request_invalid',
    );
    expect(await payouts.fetchPayoutAccount(made.accountId)).toEqual(made);
  });

  it('is found by its tutor among those made since', async () => {
    const request = wanted();
    const since = sandbox.clock.now();
    const { accountId } = await payouts.createPayoutAccount(request);
    expect(await payouts.lookUpPayoutAccount({ tutorId: request.tutorId, since })).toMatchObject({ accountId });
    expect(await payouts.lookUpPayoutAccount({ tutorId: randomUUID(), since })).toBeNull();
    const later = since + 3_600_000;
    expect(await payouts.lookUpPayoutAccount({ tutorId: request.tutorId, since: later })).toBeNull();
  });

  it('is not there under an id that nobody gave', async () => {
    expect(await codeOf(payouts.fetchPayoutAccount('acct_nothing'))).toBe('payment_not_found');
    const failed = await codeOf(payouts.createOnboardingLink({ accountId: 'acct_nothing', ...urls }));
    expect(failed).toMatch(/^payment_(not_found|request_invalid)$/);
  });

  it('says whether the answer is lost, late, stored or refused', async () => {
    const fault = (kind: Parameters<TestSandbox['faults']['add']>[0]['kind']) =>
      sandbox.faults.add({ kind, scope: 'accounts.create', times: 1, delayMs: null });
    // past the judge, who does not know what is lost on the way nor which countries there are
    const direct = adapter(sandbox.origin);
    const request = wanted();
    await fault('lost_response');
    expect(await codeOf(direct.createPayoutAccount(request))).toBe('payment_outcome_unknown');
    expect(await direct.lookUpPayoutAccount({ tutorId: request.tutorId, since: 0 })).not.toBeNull();
    const stored = wanted();
    await fault('error_500');
    expect(await codeOf(direct.createPayoutAccount(stored))).toBe('payment_outcome_unknown');
    expect(await codeOf(direct.createPayoutAccount(stored))).toBe('payment_stored_failure');
    expect(await codeOf(direct.createPayoutAccount({ ...wanted(), country: 'XYZ' }))).toBe('payment_request_invalid');
  });
});

describe('the page of the company', () => {
  it('makes an account that can be paid of one that is finished', async () => {
    expect(await onboarded('finish')).toMatchObject({ payoutsEnabled: true, detailsSubmitted: true, requirements: [] });
  });

  it('asks for a document of one that is refused, and changes nothing for one who leaves', async () => {
    expect(await onboarded('refuse')).toMatchObject({
      payoutsEnabled: false,
      detailsSubmitted: true,
      requirements: ['document'],
    });
    expect(await onboarded('later')).toMatchObject({ payoutsEnabled: false, detailsSubmitted: false });
  });

  it('is open once by each link and for minutes; whoever comes later is sent back for another', async () => {
    const { accountId } = await payouts.createPayoutAccount(wanted());
    const { url, expiresAt } = await payouts.createOnboardingLink({ accountId, ...urls });
    expect(expiresAt - sandbox.clock.now()).toBeLessThan(600_000);
    expect((await visit(url)).status).toBe(200);
    expect(await visit(url)).toMatchObject({ status: 303, to: urls.refreshUrl });
    const { url: late } = await payouts.createOnboardingLink({ accountId, ...urls });
    await sandbox.pool.query('UPDATE account_links SET expires_at = 0 WHERE visit IS NULL');
    expect(await visit(late)).toMatchObject({ status: 303, to: urls.refreshUrl });
    expect((await visit(`${sandbox.origin}/onboarding/nothing`)).status).toBe(404);
    expect((await press('/onboarding/visit/nothing', 'finish')).status).toBe(404);
  });
});

describe('what the company tells of an account', () => {
  it('goes to an endpoint of its own, signed with a secret of its own', async () => {
    const { accountId } = await onboarded('finish');
    const sent = await until('both messages', () => {
      const found = sandbox.receiver.received.filter(({ event }) => event.data.object.id === accountId);
      return Promise.resolve(found.length === 2 && found);
    });
    for (const { rawBody, headers } of sent) {
      const signature = String(headers['stripe-signature']);
      expect(payouts.readPayoutEvent(rawBody, signature)).toMatchObject({ type: 'account.updated', accountId });
      const forged = signatureHeader(rawBody.toString(), WEBHOOK_SECRET, Date.now());
      const reading = Promise.resolve().then(() => payouts.readPayoutEvent(rawBody, forged));
      expect(await codeOf(reading)).toBe('webhook_signature_invalid');
    }
  });
});

(judge ? it : it.skip)('what was sent was taken by stripe-mock, all of it', () => {
  expect(judge?.refused).toEqual([]);
  expect(judge?.judged.length).toBeGreaterThan(10);
});
