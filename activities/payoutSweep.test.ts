/** Prevents: a tutor who has done all that was asked and is never listed, or is listed and can no longer be paid, because one message was lost. */
import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import { recordPayoutAccount } from '../db/queries/payoutAccounts';
import { inTransaction } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { createLogger } from '../platform/logger';
import { createMetrics } from '../platform/metrics';
import { createStripeAccounts } from '../providers/payments/stripeAccounts';
import { CONNECT_SECRET, SECRET_KEY, startSandbox, type TestSandbox } from '../sandbox/testing/start';
import { buildTutor } from '../test/factories/tutors';
import { createPayoutSweepActivities } from './payoutSweep';

const PAGES = { returnUrl: 'https://web.example/teaching', refreshUrl: 'https://web.example/teaching' };
let sandbox: TestSandbox;
let database: TestDatabase;
let now = Date.now();
let asked: string[] = [];
beforeAll(async () => {
  // it has no address of ours: none of its messages comes
  [sandbox, database] = await Promise.all([startSandbox(), createTestDatabase()]);
});
afterAll(() => Promise.all([sandbox?.drop(), database?.drop()]));
beforeEach(async () => {
  await database.owner('payout_accounts').delete();
  asked = [];
});
afterEach(() => sandbox.faults.remove());

const company = () =>
  createStripeAccounts({
    secretKey: SECRET_KEY,
    webhookSecret: CONNECT_SECRET,
    apiBase: sandbox.origin,
    deadlineMs: 500,
  });
const sweep = () =>
  createPayoutSweepActivities({
    db: database.app,
    clock: { now: () => now, offsetMs: () => 0 },
    payouts: { fetchPayoutAccount: (id) => (asked.push(id), company().fetchPayoutAccount(id)) },
    calls: { logger: createLogger({ process: 'test', level: 'silent' }), metrics: createMetrics('test') },
  }).sweepPayoutAccounts();

/** A tutor whose account stands in our books as it was when it was made. */
async function begun(): Promise<{ tutorId: string; accountId: string }> {
  const { id: tutorId } = await buildTutor(database.owner, { columns: { payouts_enabled: false } });
  const idempotencyKey = `payout-account:${tutorId}:1`;
  const made = await company().createPayoutAccount({ tutorId, country: 'GB', email: 'a@b.example', idempotencyKey });
  await inTransaction(database.app, {}, (trx) => recordPayoutAccount(trx, { ...made, fetchedAt: now }));
  return { tutorId, accountId: made.accountId };
}
async function answers(accountId: string, answer: 'finish' | 'refuse'): Promise<void> {
  const { url } = await company().createOnboardingLink({ accountId, ...PAGES });
  const [, action = ''] = /action="([^"]+)"/.exec(await (await fetch(url)).text()) ?? [];
  await fetch(sandbox.origin + action, { method: 'POST', body: new URLSearchParams({ answer }), redirect: 'manual' });
}
const isEnabled = async (tutorId: string) =>
  (await database.owner('tutors').where({ person_id: tutorId }).first<{ payouts_enabled: boolean }>()).payouts_enabled;
const audited = (tutorId: string) =>
  database.owner('audit_log').where({ subject_id: tutorId }).orderBy('seq').pluck<string[]>('action');
const told = (tutorId: string) =>
  database.owner('outbox').where('dedupe_key', 'like', `tutor:${tutorId}:payouts:%`).pluck<string[]>('dedupe_key');

describe('the sweep of payout accounts', () => {
  it('lists a tutor who finished while the message about it was lost: with audit line and word to the approval, once', async () => {
    const { tutorId, accountId } = await begun();
    await answers(accountId, 'finish');
    expect(await isEnabled(tutorId)).toBe(false);
    now += HOUR_MS;
    expect(await sweep()).toBe(1);
    expect([await isEnabled(tutorId), await audited(tutorId)]).toEqual([true, ['tutor.enablePayouts']]);
    expect(await told(tutorId)).toHaveLength(1);
    now += DAY_MS;
    expect(await sweep()).toBe(1);
    expect([await audited(tutorId), await told(tutorId)]).toEqual([['tutor.enablePayouts'], [expect.any(String)]]);
  });

  it('takes off the list who was restricted while the message about it was lost', async () => {
    const { tutorId, accountId } = await begun();
    await answers(accountId, 'finish');
    now += HOUR_MS;
    await sweep();
    const { rowCount } = await sandbox.pool.query(
      `UPDATE stripe_objects SET data = jsonb_set(jsonb_set(data, '{payouts_enabled}', 'false'),
         '{capabilities,transfers}', '"inactive"') WHERE id = $1`,
      [accountId],
    );
    expect(rowCount).toBe(1);
    now += HOUR_MS;
    expect(await sweep()).toBe(0);
    now += DAY_MS;
    expect(await sweep()).toBe(1);
    expect([await isEnabled(tutorId), (await audited(tutorId)).at(-1)]).toEqual([false, 'tutor.disablePayouts']);
    // what is restricted is looked at again within the hour
    now += HOUR_MS;
    expect(await sweep()).toBe(1);
  });

  it('asks about each once within the hour, also when two sweep at once', async () => {
    const all = await Promise.all([begun(), begun(), begun()]);
    expect(await sweep()).toBe(0);
    now += HOUR_MS;
    const answered = await Promise.all([sweep(), sweep()]);
    expect(answered[0] + answered[1]).toBe(3);
    expect([...asked].sort()).toEqual(all.map(({ accountId }) => accountId).sort());
  });

  it('goes on to the next when the company does not answer about one, and comes back to it', async () => {
    const [first, second] = [await begun(), await begun()];
    await answers(first.accountId, 'finish');
    await answers(second.accountId, 'finish');
    await sandbox.faults.add({ kind: 'error_500', scope: 'accounts.retrieve', times: 1, delayMs: null });
    now += HOUR_MS;
    expect(await sweep()).toBe(1);
    now += HOUR_MS;
    expect(await sweep()).toBe(1);
    expect(await Promise.all([first, second].map(({ tutorId }) => isEnabled(tutorId)))).toEqual([true, true]);
  });

  it('looks at what has been open for weeks once a day', async () => {
    const { tutorId } = await begun();
    now += 15 * DAY_MS;
    expect(await sweep()).toBe(1);
    now += HOUR_MS;
    expect(await sweep()).toBe(0);
    now += DAY_MS;
    expect(await sweep()).toBe(1);
    expect(await isEnabled(tutorId)).toBe(false);
  });
});
