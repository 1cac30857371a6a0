/**
 * Prevents: a tutor with two accounts of whom one is never paid, a tutor listed who cannot be paid, a tutor who cannot be
 * paid for ever because one answer or one message of the company was lost.
 */
import type { OnboardingLinkView, PayoutsView } from '@stoa/contracts/http/payouts';
import { v7 } from 'uuid';
import type { PayoutProvider } from '../../providers/payments/port';
import { createStripeAccounts } from '../../providers/payments/stripeAccounts';
import type { FaultKind } from '../../sandbox/stripe/faults';
import { CONNECT_SECRET, SECRET_KEY, startSandbox, type TestSandbox } from '../../sandbox/testing/start';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, TEST_ORIGINS, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type Caller } from '../../test/harness/caller';

const DAY_MS = 24 * 60 * 60_000;
let sandbox: TestSandbox;
let app: TestApp;
let tutor: BuiltTutor;
let caller: Caller;
/** what the next fetch does with its answer before it is given: an answer that is late */
let meanwhile: (() => Promise<void>) | null = null;
let fetched = 0;
beforeAll(async () => {
  sandbox = await startSandbox();
  const company = createStripeAccounts({
    secretKey: SECRET_KEY,
    webhookSecret: CONNECT_SECRET,
    apiBase: sandbox.origin,
    deadlineMs: 500,
  });
  const payouts: PayoutProvider = {
    ...company,
    fetchPayoutAccount: async (accountId) => {
      fetched += 1;
      const answer = await company.fetchPayoutAccount(accountId);
      const work = meanwhile;
      meanwhile = null;
      await work?.();
      return answer;
    },
  };
  app = await createTestApp({ payouts, now: Date.now() });
});
afterAll(async () => {
  await app.close();
  await sandbox.drop();
});
beforeEach(async () => {
  tutor = await buildTutor(app.database.owner, { columns: { payouts_enabled: false } });
  await people({ password_hash: await testPasswordHash() });
  caller = await callerFor(app, tutor, ['tutor']);
});
afterEach(() => sandbox.faults.remove());

const people = (change: Record<string, unknown>) => app.database.owner('people').where({ id: tutor.id }).update(change);
const look = async () => (await caller.get<PayoutsView>('/me/tutor/payouts')).body;
const start = (key = v7()) =>
  caller.post<OnboardingLinkView>('/me/tutor/payouts/onboarding', undefined, { headers: { 'idempotency-key': key } });
const fault = (kind: FaultKind, scope: string, times: number | null = 1) =>
  sandbox.faults.add({ kind, scope, times, delayMs: null });
async function answer(url: string, how: 'finish' | 'refuse' | 'later'): Promise<void> {
  const [, action = ''] = /action="([^"]+)"/.exec(await (await fetch(url)).text()) ?? [];
  await fetch(sandbox.origin + action, {
    method: 'POST',
    body: new URLSearchParams({ answer: how }),
    redirect: 'manual',
  });
}
async function onboard(how: 'finish' | 'refuse' | 'later'): Promise<void> {
  await answer((await start()).body.url, how);
  app.time.now += 10_000;
}
/** accounts of the tutor, at the company */
async function accounts(): Promise<string[]> {
  const sql = `SELECT id FROM stripe_objects WHERE kind = 'account' AND data->'metadata'->>'tutor_id' = $1`;
  const { rows } = await sandbox.pool.query<{ id: string }>(sql, [tutor.id]);
  return rows.map(({ id }) => id);
}
const account = () =>
  app.database.owner('payout_accounts').where({ tutor_id: tutor.id }).first<Record<string, unknown> | undefined>();
const isListed = async () =>
  (await app.database.owner('tutors').where({ person_id: tutor.id }).first<{ payouts_enabled: boolean }>())
    .payouts_enabled;

describe('payouts of a tutor', () => {
  it('go from none over begun to set up, which lists the tutor, tells the approval and is audited', async () => {
    expect(await look()).toMatchObject({ state: 'none', actions: ['begin'], requirements: [], checkedAt: null });
    await onboard('later');
    expect(await look()).toMatchObject({
      state: 'started',
      actions: ['continue'],
      requirements: ['person', 'business', 'bank_account', 'terms'],
    });
    await onboard('finish');
    expect(await isListed()).toBe(false);
    expect(await look()).toMatchObject({ state: 'ready', actions: [], requirements: [] });
    expect(await isListed()).toBe(true);
    expect(await app.database.owner('audit_log').where({ subject_id: tutor.id }).pluck('action')).toEqual([
      'tutor.enablePayouts',
    ]);
    const told = app.database.owner('outbox').where('dedupe_key', 'like', `tutor:${tutor.id}:payouts:%`);
    expect(await told.pluck('kind')).toEqual(['signal']);
  });

  it('wait with what is missing named when the company refuses, and can be gone on with', async () => {
    await onboard('refuse');
    expect(await look()).toMatchObject({ state: 'waiting', requirements: ['document'], actions: ['continue'] });
    expect(await isListed()).toBe(false);
    await onboard('finish');
    expect(await look()).toMatchObject({ state: 'ready' });
    expect(await accounts()).toHaveLength(1);
  });

  it('are set up for a tutor who has no account here and is paid all the same', async () => {
    await app.database.owner('tutors').where({ person_id: tutor.id }).update({ payouts_enabled: true });
    expect(await look()).toMatchObject({ state: 'ready', actions: [] });
    expect(await start()).toMatchObject({ status: 409, body: { code: 'payouts_ready' } });
    expect(await account()).toBeUndefined();
  });

  it('are refused to a country that we do not pay out to, and to one that is not known', async () => {
    for (const country of ['KP', null]) {
      await people({ country });
      expect(await look()).toMatchObject({ state: 'none', countrySupported: false, actions: [] });
      expect(await start()).toMatchObject({ status: 422, body: { code: 'payout_country_unsupported' } });
    }
    expect([await accounts(), await account()]).toEqual([[], undefined]);
  });

  it('are nothing to somebody with the role and without a profile', async () => {
    const { caller: other } = await signedIn(app, ['tutor']);
    expect(await other.get('/me/tutor/payouts')).toMatchObject({ status: 404, body: { code: 'tutor_not_found' } });
  });

  it('lead back to our own pages, with nothing in the address that names anybody', async () => {
    await start();
    const { rows } = await sandbox.pool.query(
      'SELECT return_url, refresh_url FROM account_links ORDER BY expires_at DESC',
    );
    const page = `${TEST_ORIGINS.web}/teaching`;
    expect(rows[0]).toEqual({ return_url: page, refresh_url: page });
  });
});

describe('one account', () => {
  it('is made however many ask at once', async () => {
    const answers = await Promise.all([start(), start(), start(), start()]);
    for (const { status, body } of answers) expect([200, 'payouts_unavailable']).toContain(body.code ?? status);
    expect(await start()).toMatchObject({ status: 200 });
    expect(await accounts()).toEqual([(await account())?.['provider_account_id']]);
  });

  it.each<FaultKind>([
    'lost_response',
    'timeout_after_effect',
    'error_500_after_effect',
    'error_500',
    'timeout',
    'rate_limit',
  ])('is made when the company answers with %s, and the tutor asks again', async (kind) => {
    await fault(kind, 'accounts.create');
    const key = v7();
    expect(await start(key)).toMatchObject({ status: 503, body: { code: 'payouts_unavailable' } });
    expect(await start(key)).toMatchObject({ status: 200 });
    expect(await accounts()).toEqual([(await account())?.['provider_account_id']]);
  });

  it('is found again after a lost answer when the e-mail address was changed since', async () => {
    await fault('lost_response', 'accounts.create');
    await start();
    await people({ email: `${v7()}@people.example` });
    expect(await start()).toMatchObject({ status: 200 });
    expect(await accounts()).toEqual([(await account())?.['provider_account_id']]);
  });

  it('is looked up when the company has forgotten the key under which it was made', async () => {
    await fault('lost_response', 'accounts.create');
    await start();
    await sandbox.pool.query('DELETE FROM stripe_keys');
    app.time.now += 2 * DAY_MS;
    expect(await start()).toMatchObject({ status: 200 });
    expect(await accounts()).toEqual([(await account())?.['provider_account_id']]);
  });

  it('is not taken by the company when it does not like the e-mail address, and that is said', async () => {
    await people({ email: `two@${v7()}@people.example` });
    expect(await start()).toMatchObject({ status: 422, body: { code: 'payout_account_refused' } });
    await people({ email: `${v7()}@people.example` });
    expect(await start()).toMatchObject({ status: 200 });
  });
});

describe('the company, when it does not answer', () => {
  it('gives no link, and the account stays', async () => {
    await fault('error_500', 'account_links.create');
    expect(await start()).toMatchObject({ status: 503, body: { code: 'payouts_unavailable' } });
    expect(await start()).toMatchObject({ status: 200 });
    expect(await accounts()).toHaveLength(1);
  });

  it('does not take the page with it: what is known is shown', async () => {
    await onboard('finish');
    await fault('error_500', 'accounts.retrieve');
    expect(await look()).toMatchObject({ state: 'started' });
    app.time.now += 10_000;
    expect(await look()).toMatchObject({ state: 'ready' });
  });

  it('is asked once by a page that is loaded again and again', async () => {
    await onboard('later');
    const before = fetched;
    await Promise.all([look(), look(), look()]);
    await look();
    expect(fetched - before).toBe(1);
  });

  it('cannot undo what is known with an answer that comes late', async () => {
    await onboard('later');
    meanwhile = async () => {
      await onboard('finish');
      expect(await look()).toMatchObject({ state: 'ready' });
    };
    expect(await look()).toMatchObject({ state: 'ready' });
    expect(meanwhile).toBeNull();
    expect(await isListed()).toBe(true);
  });
});
